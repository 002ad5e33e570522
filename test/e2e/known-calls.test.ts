import type { EndpointsAnswer, EndpointView, OverviewAnswer } from '../../src/admin/contract/contract';
import { askPage, changeIssue, openPanel, startDemoCloud, type DemoCloud } from '../support/demo-cloud';

/** Points and requests by product, method and path without its parameters, as both accounts name them. */
type Spent = Record<string, { requests: number; points: number }>;

function bare(product: string, endpoint: string): string {
  return `${product} ${endpoint.replace(/\{[^}]*\}/g, '{}')}`;
}

function onPage(endpoints: readonly EndpointView[]): Spent {
  return Object.fromEntries(
    endpoints.map(({ product, method, template, requests, points }) => [
      bare(product, `${method} ${template}`),
      { requests, points: points.likely },
    ]),
  );
}

function charged(demo: DemoCloud): Spent {
  const spent: Spent = {};
  for (const { product, byEndpoint } of demo.cloud.account.snapshot().cells) {
    for (const [endpoint, { requests, points }] of Object.entries(byEndpoint)) {
      const sum = (spent[bare(product, endpoint)] ??= { requests: 0, points: 0 });
      sum.requests += requests;
      sum.points += points;
    }
  }
  return spent;
}

async function workThrough(demo: DemoCloud): Promise<void> {
  for (const key of ['WEB-1', 'WEB-2', 'WEB-3']) await openPanel(demo, key);
  for (const key of ['WEB-1', 'WEB-2']) await changeIssue(demo, key);
  for (const key of ['radar-sync-hourly', 'radar-pages-hourly', 'radar-report-daily']) {
    const outcome = await demo.forge.runScheduled(demo.installation.id, key);
    expect(outcome.ok).toBe(true);
  }
}

describe('a known list of calls through the bundled app', () => {
  it('is on the page to the point, by endpoint and by route, before and after the roll-up', async () => {
    const demo = await startDemoCloud();
    await workThrough(demo);
    const truth = charged(demo);
    const read = await askPage<EndpointsAnswer>(demo, 'endpoints');
    if (!read.ok) throw new Error(read.error.message);
    expect(onPage(read.data.endpoints)).toEqual(truth);
    expect(read.data.integrity).toMatchObject({ mergedRecords: 0, missingRecords: 0, writeFailures: 0 });

    await demo.forge.runScheduled(demo.installation.id, 'sweep-hourly');
    const overview = await askPage<OverviewAnswer>(demo, 'overview', { grant: read.grant });
    if (!overview.ok) throw new Error(overview.error.message);
    const { pools, hours, whose, integrity } = overview.data;
    expect(whose).toEqual({ kind: 'embedded', appName: 'Release Radar' });
    // The page's own question to Jira came after the truth was read: 1 point and 2 for the permission asked for.
    const byProduct = (product: string): number =>
      Object.entries(truth).reduce(
        (sum, [key, { points }]) => sum + (key.startsWith(product) ? points : 0),
        0,
      );
    expect(pools.map(({ pool, own }) => [pool.product, own.likely])).toEqual([
      ['jira', byProduct('jira') + 3],
      ['confluence', byProduct('confluence')],
    ]);
    expect(integrity.waitingRecords).toBe(0);

    const routes = demo.cloud.account.snapshot().cells.flatMap(({ product, byRoute }) =>
      Object.entries(byRoute).map(([route, { requests, points }]) => ({
        product,
        route,
        requests,
        points,
      })),
    );
    const shown = hours.at(-1)!.cells.map(({ pool, route, requests, points }) => ({
      product: pools[pool]!.pool.product,
      route,
      requests,
      points: points.likely,
    }));
    const sorted = <T>(rows: readonly T[]): T[] =>
      [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    expect(sorted(shown)).toEqual(sorted(routes));
    expect(demo.logs.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('are exactly those that the functions make', async () => {
    const demo = await startDemoCloud();
    for (const key of ['WEB-1', 'WEB-2', 'WEB-3']) await openPanel(demo, key);
    for (const key of ['WEB-1', 'WEB-2']) await changeIssue(demo, key);
    expect(Object.entries(charged(demo)).map(([endpoint, { requests }]) => [endpoint, requests])).toEqual([
      ['jira GET /rest/api/3/issue/{}', 5],
      ['jira GET /rest/api/3/issue/{}/comment', 3],
      ['jira GET /rest/api/3/myself', 3],
      ['jira GET /rest/api/3/issue/{}/changelog', 2],
    ]);
  });
});
