/** The watch on a burst limit as an administrator sees it: while nothing happens, once another app calls, and when nothing is left. */
import { cloudFetch } from '../../../emulator/cloud/cloud-fetch';
import { emulatorToken } from '../../../emulator/testing';
import { watchedReads } from '../../../src/bridge-client/watched-reads';
import { axeOn } from '../../support/axe';
import { useBrowserHarness } from '../../support/browser-harness';
import { askPage, member } from '../../support/demo-cloud';
import { until } from '../../support/until';
import type { LimitsAnswer } from '../../../src/admin/contract/contract';

export function burstWatch(): void {
  const harness = useBrowserHarness();
  const [search] = watchedReads;
  const path = search.slice('GET '.length);

  /** Another app on the same site. The cloud's clock stands still: nothing comes back. */
  async function othersCall(times: number): Promise<void> {
    const { cloud, installation } = harness.demo;
    const ask = cloudFetch(cloud);
    const { accountId } = member;
    const token = emulatorToken({ appId: 'other', environment: 'PRODUCTION', route: 'oauth.3lo', accountId });
    const url = `https://api.atlassian.com/ex/jira/${installation.cloudId}${path}`;
    for (let n = 0; n < times; n += 1) {
      const { status } = await ask(url, { headers: { authorization: `Bearer ${token}` } });
      expect(status).toBe(200);
    }
  }

  // Its clock is not the machine's, and cannot be given back.
  afterEach(async () => {
    await harness.page.close();
  });

  it('tells room, another app’s calls and a refusal, at no points, and books its reads on the bridge', async () => {
    const { page } = harness;
    await page.clock.install();
    const app = await harness.openApp('/limits');
    const card = app.getByRole('region', { name: 'Watch a burst limit now' });
    const later = async (said: RegExp): Promise<void> => {
      await page.clock.fastForward(5_000);
      await card.getByText(said).first().waitFor();
    };
    await card.waitFor();
    const before = harness.demo.cloud.account.snapshot().cells.reduce((sum, { points }) => sum + points, 0);
    await card.getByRole('button', { name: 'Watch', exact: true }).click();
    await card.getByText(/: 349 of 350 left\. How much others call/).waitFor();
    await card.getByRole('status').getByText('Fine').waitFor();

    await othersCall(300);
    await later(/: 48 of 350 left\. Others made \d+ to \d+ calls in/);
    await card.getByRole('status').getByText('Near the limit').waitFor();
    const said = await card.locator('.day-words').innerText();
    const [low, high] = [...said.matchAll(/made (\d+) to (\d+) calls/g)][0]!.slice(1).map(Number);
    expect(low).toBeLessThanOrEqual(300);
    expect(high).toBeGreaterThanOrEqual(300);

    await othersCall(48);
    await later(/: Nothing is left: this read was refused\./);
    await card.getByRole('status').getByText('Calls refused').waitFor();
    expect(await card.locator('svg .hour').count()).toBe(3);
    await card.getByText('3 reads; least room: 0 of 350 left.').waitFor();
    expect((await axeOn(app)).serious).toEqual([]);
    await card.getByRole('button', { name: 'Stop' }).click();
    await card.getByRole('button', { name: 'Watch', exact: true }).waitFor();

    const after = harness.demo.cloud.account.snapshot().cells;
    expect(after.filter(({ app: of }) => of !== 'other').reduce((sum, { points }) => sum + points, 0)).toBe(
      before,
    );
    await until('the reads are booked', async () => {
      const answer = await askPage<LimitsAnswer>(harness.demo, 'limits');
      return answer.ok && JSON.stringify(answer.data.budgets).includes('"forge.bridge"');
    });
    // A refused read is an answer that was asked for: the browser's own word on it is no fault of the page.
    expect(harness.complaints.filter((complaint) => !complaint.includes('429'))).toEqual([]);
  });
}
