import { useBrowserHarness } from '../../support/browser-harness';
import { admin, askPage, changeIssue, member, openPanel, startDemoCloud } from '../../support/demo-cloud';

export function routing(): void {
  const harness = useBrowserHarness(startDemoCloud, { isShared: true });

  /** A page of the app reads for its user through the bridge, and tells its app of it. */
  async function readByBridge(accountId: string, restPath: string): Promise<void> {
    const { id: installationId } = harness.demo.installation;
    const answer = await harness.demo.forge.fetchProduct({
      installationId,
      accountId,
      product: 'jira',
      restPath,
      init: {},
    });
    const call = { product: 'jira', method: 'GET', path: restPath, status: answer.status };
    const calls = [{ ...call, latencyMs: 30, agoMs: 0, headers: {} }];
    await askPage(harness.demo, 'bridgeCalls', { calls }, accountId);
  }

  /** Requests and points by route, as the emulated cloud booked them. */
  function booked(): Record<string, [number, number]> {
    const sums: Record<string, [number, number]> = {};
    for (const { byRoute, product } of harness.demo.cloud.account.snapshot().cells) {
      if (product !== 'jira') continue;
      for (const [route, { requests, points }] of Object.entries(byRoute)) {
        const [knownRequests, knownPoints] = sums[route] ?? [0, 0];
        sums[route] = [knownRequests + requests, knownPoints + points];
      }
    }
    return sums;
  }

  it('shows for asApp, asUser and the bridge what the cloud charged, whoever may see what, and ranks nothing yet', async () => {
    for (const key of ['WEB-1', 'WEB-2', 'WEB-3']) {
      await changeIssue(harness.demo, key);
      for (const { accountId } of [admin, member]) {
        await openPanel(harness.demo, key, accountId);
        await readByBridge(accountId, `/rest/api/3/issue/${key}`);
      }
    }
    const expected = booked();
    const app = await harness.open('/routing');
    await app.getByRole('heading', { name: 'Routing', level: 1 }).waitFor();
    const shown: Record<string, number[]> = {};
    for (const [route, name] of [
      ['forge.asApp', 'asApp'],
      ['forge.asUser', 'asUser'],
      ['forge.bridge', 'Browser bridge'],
    ] as const) {
      const figures = app.getByRole('row', { name: new RegExp(`^${name} `) }).locator('data');
      await figures.first().waitFor();
      shown[route] = await figures.evaluateAll((all) => all.map((one) => Number(one.getAttribute('value'))));
    }
    expect(shown).toEqual(expected);
    expect(shown['forge.bridge']).toEqual([6, 0]);
    await app.getByText(/^Too few calls to compare/).waitFor();
    harness.expectNoComplaints();

    // On a narrow screen a route's name does not break within a word.
    await harness.page.setViewportSize({ width: 400, height: 900 });
    const linesOf = (name: string) =>
      app
        .getByRole('rowheader', { name })
        .first()
        .evaluate((cell) => {
          const words = document.createRange();
          words.selectNodeContents(cell);
          return new Set([...words.getClientRects()].map(({ top }) => Math.round(top))).size;
        });
    expect(await linesOf('asApp')).toBe(1);
    expect(await linesOf('asUser')).toBe(1);
  });

  it('says for a route that is chosen for an endpoint what it saves and what it breaks, and keeps it in the address', async () => {
    const app = await harness.open('/routing');
    const endpoint = 'GET /rest/api/3/issue/{issueIdOrKey}';
    await app.getByRole('button', { name: 'Choose for each endpoint' }).click();
    await app.getByText(/^No call would move/).waitFor();
    await app.getByLabel(`Route of ${endpoint}`, { exact: true }).selectOption('forge.bridge');

    const moved = harness.demo.cloud.account
      .journal()
      .filter((call) => call.endpoint === 'GET /rest/api/3/issue/{}' && call.route === 'forge.asUser');
    expect(moved).toHaveLength(6);
    // The running hour, 20 minutes old, and the 24 before it.
    const days = (24 + 1 / 3) / 24;
    const saved = Math.round(moved.reduce((sum, { points }) => sum + points, 0) / days);
    await app
      .getByText(`About ${saved} points a day less; 6 calls of this period would move.`, { exact: false })
      .waitFor();
    const background = app.locator('.what-if-break').filter({ hasText: 'Background work has no user' });
    expect(await background.innerText()).toContain('3 calls, started by: An event');
    const loads = app.getByRole('region', { name: 'Calls a second by cost budget' });
    expect(await loads.getByRole('rowheader').allInnerTexts()).toEqual(['App', 'App + user']);

    await harness.page.reload();
    await app.getByText(`About ${saved} points a day less`, { exact: false }).waitFor();
    expect(await app.getByLabel(`Route of ${endpoint}`, { exact: true }).inputValue()).toBe('forge.bridge');
    await app.getByLabel(`Route of ${endpoint}`, { exact: true }).selectOption('');
    await app.getByText(/^No call would move/).waitFor();
    harness.expectNoComplaints();
  });
}
