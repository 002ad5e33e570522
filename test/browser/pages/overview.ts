import { useBrowserHarness } from '../../support/browser-harness';
import { changeIssue, openPanel } from '../../support/demo-cloud';

export function overview(): void {
  const harness = useBrowserHarness();

  /** Points charged by the emulated cloud to this app and product, and the calls that it was asked. */
  function charged(product: string): { points: number; requests: number } {
    return harness.demo.cloud.account
      .snapshot()
      .cells.filter((cell) => cell.product === product)
      .reduce((sum, cell) => ({ points: sum.points + cell.points, requests: sum.requests + cell.requests }), {
        points: 0,
        requests: 0,
      });
  }

  describe('the admin page in a real browser under Forge’s policy', () => {
    it('shows what the emulated cloud charged for the same calls, to the point, and follows it', async () => {
      for (const key of ['WEB-1', 'WEB-2', 'WEB-3']) await openPanel(harness.demo, key);
      for (const key of ['WEB-1', 'WEB-2']) await changeIssue(harness.demo, key);
      const before = charged('jira');
      const app = await harness.open();
      const figures = app.getByRole('region', { name: 'Jira', exact: true }).locator('data');
      await figures.first().waitFor({ state: 'attached' });
      expect(await figures.evaluateAll((all) => all.map((one) => Number(one.getAttribute('value'))))).toEqual(
        [before.points, before.requests],
      );
      await app.getByText('These are the calls of Release Radar').waitFor();

      await openPanel(harness.demo, 'WEB-4');
      const after = charged('jira');
      expect(after.points).toBeGreaterThan(before.points);
      await harness.page.reload();
      await app.locator(`data[value="${after.points}"]`).waitFor({ state: 'attached' });
      harness.expectNoComplaints();
    });

    it('asks its app one question a page, the first before it has anything to draw with', async () => {
      const asked: string[] = [];
      harness.page.on('request', (request) => {
        if (!request.url().endsWith('/__host/bridge')) return;
        const { command, payload } = request.postDataJSON() as { command: string; payload?: object };
        if (command === 'invoke' && payload !== undefined && 'functionKey' in payload)
          asked.push(String(payload.functionKey));
      });
      await changeIssue(harness.demo, 'WEB-1');
      const app = await harness.open();
      await app.getByRole('heading', { name: 'What this page cannot see' }).waitFor();
      expect(asked).toEqual(['overview']);
      await harness.page.getByRole('link', { name: 'Limits' }).click();
      await app.getByRole('heading', { name: 'Hourly quota of points' }).waitFor();
      expect(asked).toEqual(['overview', 'limits']);
      harness.expectNoComplaints();
    });

    it('lists every endpoint with its points, reached through Jira’s sidebar, and comes back with the back button', async () => {
      for (const key of ['WEB-1', 'WEB-2']) await changeIssue(harness.demo, key);
      const app = await harness.open();
      await app.getByRole('region', { name: 'Jira', exact: true }).waitFor();
      await harness.page.getByRole('link', { name: 'Endpoints' }).click();
      await app.getByRole('heading', { name: 'Endpoints', level: 1 }).waitFor();
      expect(harness.page.url()).toMatch(/\/endpoints$/);
      const row = app.getByRole('row', { name: /\/rest\/api\/3\/issue\/\{issueIdOrKey\} / }).first();
      await row.waitFor();
      expect(await row.innerText()).toContain('asApp');
      await harness.page.goBack();
      await app.getByRole('region', { name: 'Jira', exact: true }).waitFor();
      harness.expectNoComplaints();
    });

    it('opens each subpage by its own address', async () => {
      for (const [subpage, title] of [
        ['routing', 'Routing'],
        ['limits', 'Limits'],
        ['reports', 'Reports'],
        ['settings', 'Settings'],
      ] as const) {
        const app = await harness.open(`/${subpage}`);
        await app.getByRole('heading', { name: title, level: 1 }).waitFor();
      }
      harness.expectNoComplaints();
    });

    it('tells somebody who is no administrator so, and shows no figure', async () => {
      await openPanel(harness.demo, 'WEB-1');
      const app = await harness.open();
      await app.getByRole('region', { name: 'Jira', exact: true }).waitFor();
      await harness.page.getByLabel('Person').selectOption('member');
      await app.getByText(/Only administrators of this site/).waitFor();
      expect(await app.locator('data').count()).toBe(0);
      harness.expectNoComplaints();
    });

    it('says what the probe costs before it is turned on', async () => {
      const app = await harness.open('/settings');
      await app.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
      await app
        .getByText(/18 points/)
        .first()
        .waitFor();
    });
  });
}
