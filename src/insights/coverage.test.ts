import fc from 'fast-check';
import { truncateToFit } from '../usage/truncate';
import { book, emptyHourUsage, type HourUsage } from '../usage/hour-usage';
import { coverageOf } from './pools/coverage';
import type { CoverageCounts } from './pools/coverage-views';
import { observe, type SeenCall } from '../calls/observe';
import { capturedAtMs } from '../../test/support/observation';

const own = { app: 'own', environment: 'PRODUCTION', overrides: undefined };
const search: SeenCall = {
  product: 'jira',
  route: 'forge.asApp',
  trigger: 'person',
  tag: 'board',
  method: 'GET',
  path: '/rest/api/3/search/jql?jql=project%3DX',
  atMs: capturedAtMs,
  latencyMs: 100,
  status: 200,
  headers: null,
  objects: 7,
  namedPoints: null,
};

function usageOf(...calls: (Partial<SeenCall> & { app?: string })[]): HourUsage {
  const usage = emptyHourUsage();
  for (const { app = 'own', ...call } of calls) book(usage, observe({ ...search, ...call }, { ...own, app }));
  return usage;
}

const counts = (change: Partial<CoverageCounts>): CoverageCounts => ({
  ...{ calls: 1, noAnswer: 0, failed: 0, priced: 0, estimated: 0, unknownPath: 0, folded: 0, ...change },
});
const jira = (app: string) => ({ app, environment: 'PRODUCTION', product: 'jira' as const });

describe('coverage', () => {
  it('tells counted answers from unread, failed and missing ones, and each call is one of the four', () => {
    const usage = usageOf(
      {},
      { objects: 0 },
      { objects: null },
      { status: 304, objects: null },
      { status: 429, objects: null },
      { status: 503, objects: null },
      { status: null, objects: null },
      { method: 'PUT', path: '/rest/api/3/issue/X-1', status: 204, objects: null },
    );
    expect(coverageOf([usage])).toEqual({
      rows: [
        {
          ...{ pool: jira('own'), isBridge: false, tag: 'board' },
          ...counts({ calls: 8, priced: 3, estimated: 2, failed: 2, noAnswer: 1 }),
        },
      ],
      rest: null,
    });
  });

  it('names a path that the catalogue does not have beside how the call ended', () => {
    const path = '/rest/gadget/9/things';
    const { rows } = coverageOf([
      usageOf({ path }, { path, status: 500 }, { path: '/rest/api/3/myself', objects: 1 }),
    ]);
    expect(rows).toMatchObject([counts({ calls: 3, priced: 1, estimated: 1, failed: 1, unknownPath: 2 })]);
  });

  it('takes the server’s own word for a price, also of an answer that nobody read', () => {
    const gateway = { product: 'graphql', method: 'POST', path: '/graphql', objects: null } as const;
    expect(coverageOf([usageOf({ ...gateway, namedPoints: 12 }, gateway)]).rows).toMatchObject([
      counts({ calls: 2, priced: 1, estimated: 1 }),
    ]);
  });

  it('looks for no path of a product that has no points', () => {
    const request = { product: 'oneStack', path: '/services/things', tag: null } as const;
    expect(coverageOf([usageOf(request)]).rows).toMatchObject([counts({ priced: 1 })]);
  });

  it('keeps sources, features, the untagged calls and the page’s apart, most calls first', () => {
    const first = usageOf({}, {}, {}, { tag: null }, { tag: null }, { route: 'forge.bridge' });
    const second = usageOf({ app: 'Sync', objects: null }, { tag: null }, { tag: null });
    const seen = coverageOf([first, second]).rows.map(({ pool, isBridge, tag, calls }) => [
      ...[pool.app, isBridge, tag, calls],
    ]);
    expect(seen).toEqual([
      ['own', false, null, 4],
      ['own', false, 'board', 3],
      ['Sync', false, 'board', 1],
      ['own', true, 'board', 1],
    ]);
    expect(coverageOf([first, second], jira('Sync')).rows).toMatchObject([
      { pool: jira('Sync'), ...counts({ estimated: 1 }) },
    ]);
  });

  it('sums up what is beyond twenty rows', () => {
    const calls = Array.from({ length: 23 }, (_, i) => ({ tag: `feature ${i}`, objects: null }));
    const { rows, rest } = coverageOf([usageOf(...calls, ...calls.slice(0, 20))]);
    expect(rows).toHaveLength(20);
    expect(rows.every((row) => row.calls === 2)).toBe(true);
    expect(rest).toEqual({ rows: 3, ...counts({ calls: 3, estimated: 3 }) });
  });

  it('says of how many calls the path was not kept, and does not call it unknown', () => {
    const usage = usageOf({}, { path: '/rest/gadget/9/things' });
    truncateToFit(usage, ({ sums }) => sums.size <= 1);
    expect(coverageOf([usage])).toEqual({
      rows: [
        {
          ...{ pool: jira('own'), isBridge: false, tag: null },
          ...counts({ calls: 2, priced: 1, estimated: 1, folded: 2 }),
        },
      ],
      rest: null,
    });
  });

  it('loses no call and counts none twice, whatever came', () => {
    const anyCall = fc.record({
      status: fc.constantFrom(null, 200, 204, 302, 304, 400, 429, 503),
      objects: fc.option(fc.nat(50)),
      namedPoints: fc.option(fc.nat(9)),
      tag: fc.option(fc.constantFrom('a', 'b|c', '%7C')),
      path: fc.constantFrom('/rest/api/3/search/jql', '/rest/api/3/issue/X-1', '/rest/gadget/9'),
      method: fc.constantFrom('GET' as const, 'POST' as const, 'HEAD' as const),
    });
    fc.assert(
      fc.property(fc.array(anyCall, { maxLength: 40 }), (calls) => {
        const { rows } = coverageOf([usageOf(...calls)]);
        expect(rows.reduce((sum, row) => sum + row.calls, 0)).toBe(calls.length);
        for (const row of rows) {
          expect(row.priced + row.estimated + row.failed + row.noAnswer).toBe(row.calls);
          expect(
            Math.min(...['priced', 'estimated'].map((key) => row[key as 'priced'])),
          ).toBeGreaterThanOrEqual(0);
          expect(row.unknownPath).toBeLessThanOrEqual(row.calls);
        }
      }),
    );
  });
});
