import type { FrameLocator, Page } from 'playwright-core';
import type { RunningHost } from '../../../emulator/host/server';
import { hostDemo, watchPage } from '../../support/browser';
import { admin, askPage, member, startDemoCloud, type DemoCloud } from '../../support/demo-cloud';
import { takePage } from '../../support/take-page';
import { until } from '../../support/until';
import type { ExperimentAnswer } from '../../../src/admin/contract/contract';

export function experiment(): void {
  const line = 'GET /rest/api/3/project/search?maxResults=50';
  const template = 'GET /rest/api/3/project/search';
  /** Past its first call; which one is shown when somebody looks depends on how busy the machine is. */
  const underWay = /^Call (?!1 )\d+ of 60/;
  const names = {
    'forge.asApp': 'asApp',
    'forge.asUser': 'asUser',
    'forge.bridge': 'Browser bridge',
  } as const;

  let demo: DemoCloud;
  let host: RunningHost;
  let page: Page;
  let complaints: string[];

  beforeEach(async () => {
    // An administrator who may not browse every project, as in Jira.
    const people = [{ ...admin, seesRestricted: false }, member];
    const cloudId = '11111111-aaaa-4aaa-8aaa-111111111111';
    demo = await startDemoCloud({
      sites: [{ cloudId, name: 'acme', edition: 'standard', users: 40, people }],
    });
    host = await hostDemo(demo);
    page = await takePage();
    complaints = watchPage(page);
  });
  afterEach(async () => {
    await host.close();
    demo.storage.close();
  });

  async function open(on: Page): Promise<FrameLocator> {
    await on.goto(`${host.url}/jira/settings/apps/points-gauge/routing`);
    const app = on.frameLocator('iframe');
    await app.getByRole('heading', { name: /^Experiment/ }).waitFor();
    return app;
  }

  /** Chooses the read, says yes to its price. */
  async function start(app: FrameLocator, repeats: number): Promise<void> {
    await app.getByLabel('Read 1').fill(line);
    await app.getByLabel('Times by each route').fill(String(repeats));
    await app.getByRole('button', { name: 'What would it cost?' }).click();
    await app.getByRole('button', { name: 'Start', exact: true }).click();
  }

  /** Calls and points of the read by route, as the emulated cloud booked them. */
  function booked(): Record<string, [number, number]> {
    const sums: Record<string, [number, number]> = {};
    for (const { route, endpoint, points } of demo.cloud.account.journal()) {
      if (endpoint !== template) continue;
      const [calls, sum] = sums[route] ?? [0, 0];
      sums[route] = [calls + 1, sum + points];
    }
    return sums;
  }

  /** Requests and points by route, as the emulated cloud tells whoever asks its own account. */
  async function account(): Promise<Record<string, [number, number]>> {
    const answer = await fetch(`${host.url}/__cloud/account`);
    const { cells } = (await answer.json()) as ReturnType<typeof demo.cloud.account.snapshot>;
    const sums: Record<string, [number, number]> = {};
    for (const { byRoute, product } of cells) {
      if (product !== 'jira') continue;
      for (const [route, { requests, points }] of Object.entries(byRoute)) {
        const [calls, sum] = sums[route] ?? [0, 0];
        sums[route] = [calls + requests, sum + points];
      }
    }
    return sums;
  }

  async function figuresOf(rows: ReturnType<FrameLocator['getByRole']>, name: string): Promise<number[]> {
    const data = rows.filter({ hasText: new RegExp(`^${name}`) }).locator('data');
    return data.evaluateAll((all) => all.map((one) => Number(one.getAttribute('value'))));
  }

  const calls = () => Object.values(booked()).reduce((sum, [n]) => sum + n, 0);

  async function lastRun() {
    const answer = await askPage<ExperimentAnswer>(demo, 'experiment', { command: { action: 'last' } });
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.data.run;
  }

  describe('an experiment on the page', () => {
    it('shows by route what the cloud’s own account says, and by how much a person sees less than the app', async () => {
      const app = await open(page);
      await app.getByLabel('Read 1').fill(line);
      await app.getByLabel('Times by each route').fill('2');
      await app.getByRole('button', { name: 'What would it cost?' }).click();
      const dialog = app.getByRole('dialog');
      await dialog.getByText('6 calls: 1 read by 3 routes, 2 times each.').waitFor();
      // Two charged routes, twice: at most a point and fifty projects each.
      await dialog.getByText('Spends at most 204 points of Jira.').waitFor();
      expect(calls()).toBe(0);
      await dialog.getByRole('button', { name: 'Start', exact: true }).click();
      await app.getByText('All 6 calls were made.').waitFor();

      const rows = app.getByRole('region', { name: `Results of ${template}` }).getByRole('row');
      for (const [route, name] of Object.entries(names)) {
        const [n, pointsEach] = await figuresOf(rows, name);
        expect([route, n, (n ?? 0) * (pointsEach ?? 0)]).toEqual([route, ...(booked()[route] ?? [])]);
      }
      expect(booked()).toEqual({ 'forge.asApp': [2, 34], 'forge.asUser': [2, 26], 'forge.bridge': [2, 0] });
      await rows
        .filter({ hasText: /^asUser/ })
        .getByText('4 fewer')
        .waitFor();
      await rows
        .filter({ hasText: /^Browser bridge/ })
        .getByText('4 fewer')
        .waitFor();
      await app.getByText(/^Too few calls to compare how quick/).waitFor();
      await app.getByText('It spent at most 60 of the 204 points agreed to.').waitFor();

      // The page has asked again since, so its own figures know of the run's calls.
      const table = app.getByRole('region', { name: 'Table of routes into Jira' }).getByRole('row');
      await table.filter({ hasText: /^Browser bridge/ }).waitFor();
      const shown: Record<string, number[]> = {};
      for (const [route, name] of Object.entries(names)) shown[route] = await figuresOf(table, name);
      expect(shown).toEqual(await account());

      const download = page.waitForEvent('download');
      await app.getByRole('button', { name: 'Download as JSON' }).click();
      expect((await download).suggestedFilename()).toMatch(/^points-gauge-experiment-.*\.json$/);
      expect(complaints).toEqual([]);
    });

    it('stops where it is told to, and when the page moves on', async () => {
      const app = await open(page);
      await start(app, 20);
      await app.getByText(underWay).waitFor();
      await app.getByRole('button', { name: 'Stop', exact: true }).click();
      await app.getByText(/of 60 calls were made: it was stopped\./).waitFor();
      const made = calls();
      expect(made).toBeLessThan(60);

      await start(app, 20);
      await app.getByText(underWay).waitFor();
      await page.getByRole('link', { name: 'Limits' }).click();
      await app.getByRole('heading', { name: 'Limits', level: 1 }).waitFor();
      await until('the run is over', async () => (await lastRun())?.endedAtMs !== null);
      expect((await lastRun())?.stopped).toBe('page');
      expect(complaints).toEqual([]);
    });

    it('makes no call any more once its page is closed, and is over for whoever looks later', async () => {
      const closing = await takePage();
      const app = await open(closing);
      await start(app, 20);
      await app.getByText(underWay).waitFor();
      await closing.close();
      const made = calls();
      demo.clock.advance(121_000);
      expect((await lastRun())?.endedAtMs).not.toBeNull();
      const later = await open(page);
      await later.getByText(/of 60 calls were made: (its page was closed|it was stopped)\./).waitFor();
      // One call may have been under way.
      expect(calls() - made).toBeLessThanOrEqual(1);
    });
  });
}
