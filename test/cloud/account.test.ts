/** The account is the truth that others are compared with, so it must add up. */
import fc from 'fast-check';
import { ManualClock } from '../../emulator/clock';
import { createCloud } from '../../emulator/cloud/cloud';
import type { AccountSnapshot } from '../../emulator/cloud/account';
import { app, asMember, closeClouds, cloudId, openCloud, site, startMs, token } from './open-cloud';

afterEach(closeClouds);

test('what was charged is told by app, environment, product, hour, site, endpoint and route', async () => {
  const cloud = await openCloud();
  await cloud.send('/rest/api/3/issue/WEB-1');
  await cloud.send('/rest/api/3/issue/WEB-2', { authorization: asMember });
  await cloud.send('/rest/api/3/myself', {
    authorization: token({ route: 'forge.bridge', accountId: 'admin-1' }),
  });
  const response = await fetch(`${cloud.url}/__cloud/account`);
  expect(await response.json()).toEqual({
    atMs: startMs,
    cells: [
      {
        app: 'app-1',
        environment: 'PRODUCTION',
        product: 'jira',
        hour: '2026-10-09T16:00:00.000Z',
        cloudId,
        requests: 3,
        points: 4,
        refused: {},
        byEndpoint: {
          'GET /rest/api/3/issue/{}': { requests: 2, points: 4 },
          'GET /rest/api/3/myself': { requests: 1, points: 0 },
        },
        byRoute: {
          'forge.asApp': { requests: 1, points: 2 },
          'forge.asUser': { requests: 1, points: 2 },
          'forge.bridge': { requests: 1, points: 0 },
        },
      },
    ],
    features: [],
    pools: [
      {
        app: 'app-1',
        environment: null,
        product: 'jira',
        cloudId: null,
        hour: '2026-10-09T16:00:00.000Z',
        quotaPoints: 65_000,
        ownPoints: 4,
        foreignPoints: 0,
      },
    ],
  });
});

test('a snapshot is a copy that later calls do not change', async () => {
  const cloud = await openCloud();
  await cloud.send('/rest/api/3/issue/WEB-1');
  const before = cloud.cloud.account.snapshot();
  await cloud.send('/rest/api/3/issue/WEB-1');
  expect(before.cells[0]).toMatchObject({ requests: 1, points: 2 });
});

const paths = [
  '/rest/api/3/issue/WEB-1',
  '/rest/api/3/project/search',
  '/rest/api/3/issue/NONE-1',
  '/rest/api/3/group/bulk',
  '/wiki/api/v2/pages?limit=3',
  '/wiki/api/v2/spaces',
] as const;

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function totals(snapshot: AccountSnapshot) {
  return {
    cells: sum(snapshot.cells.map((cell) => cell.points)),
    endpoints: sum(
      snapshot.cells.flatMap((cell) => Object.values(cell.byEndpoint).map((tally) => tally.points)),
    ),
    routes: sum(snapshot.cells.flatMap((cell) => Object.values(cell.byRoute).map((tally) => tally.points))),
    pools: sum(snapshot.pools.map((pool) => pool.ownPoints)),
  };
}

test('whatever is called and whenever, cells, endpoints, routes, pools and journal agree', () => {
  const call = fc.record({
    path: fc.constantFrom(...paths),
    route: fc.constantFrom('forge.asApp', 'forge.asUser', 'forge.bridge'),
    pauseMs: fc.integer({ min: 0, max: 3_000_000 }),
  });
  fc.assert(
    fc.property(fc.array(call, { maxLength: 60 }), (calls) => {
      const clock = new ManualClock(startMs);
      const cloud = createCloud({ clock, sites: [site], apps: [app({ quotaPoints: 60 })], journal: true });
      for (const { path, route, pauseMs } of calls) {
        clock.advance(pauseMs);
        const product = path.startsWith('/wiki') ? 'confluence' : 'jira';
        const headers = { authorization: token({ route, accountId: 'admin-1' } as const) };
        cloud.handle({ method: 'GET', url: `/ex/${product}/${cloudId}${path}`, headers, body: null });
      }
      const { cells, endpoints, routes, pools } = totals(cloud.account.snapshot());
      const journal = cloud.account.journal();
      expect([endpoints, routes, pools]).toEqual([cells, cells, cells]);
      expect(sum(journal.map((booked) => booked.points))).toBe(cells);
      expect(journal).toHaveLength(calls.length);
    }),
    { numRuns: 60 },
  );
});

test('hours older than forty days are forgotten, and no call is kept unless a journal is asked for', () => {
  const clock = new ManualClock(startMs);
  const cloud = createCloud({ clock, sites: [site] });
  const request = { method: 'GET', url: `/ex/jira/${cloudId}/rest/api/3/myself`, body: null };
  for (let hour = 0; hour < 50 * 24; hour += 1) {
    cloud.handle({ ...request, headers: { authorization: token() } });
    clock.advance(3_600_000);
  }
  const { cells, pools } = cloud.account.snapshot();
  expect(cells).toHaveLength(40 * 24 + 1);
  expect(pools).toHaveLength(40 * 24);
  expect(cloud.account.journal()).toEqual([]);
});
