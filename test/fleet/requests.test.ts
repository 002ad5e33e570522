/** The collector of Atlassian's counts, against the emulated App metrics API with all that it may do. */
import { takeTurn, type CollectorStore, type Turn } from '../../fleet/collecting/turn';
import { atlassianGateway } from '../../fleet/gateway';
import { metricsCollection, metricsRules, paceNameOf } from '../../fleet/requests/ask-metrics';
import { readMetricsAnswer } from '../../fleet/requests/metrics-answer';
import { PipelineDelay } from '../../fleet/requests/pipeline-delay';
import { boundsOf } from '../../fleet/requests/price-requests';
import type { CountedSpan, RequestCount } from '../../fleet/requests/request-count';
import { appScope } from '../../fleet/store/app-scope';
import { collectorStore } from '../../fleet/store/collector-store';
import { keepCounts } from '../../fleet/store/keep-counts';
import type { Database } from '../../fleet/store/sql';
import { hourMs, minuteMs } from '../../src/time';
import { openMemory } from './support/empty-database';
import { calledFromMs, openCalledFleet, type CalledFleet } from './support/called-fleet';
import { appId, owner } from './support/printed-fleet';

let database: Database;
let apps = 0;
let app = 0;

beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());
beforeEach(async () => {
  ({ app } = await appScope(database, appId, `environment-${(apps += 1)}`));
});

/** A pace of its own for each test. */
const storeOf = (): CollectorStore<CountedSpan> =>
  collectorStore(database, app, 'metrics', keepCounts, `${paceNameOf(owner)} ${app}`);

/** Turns until `untilMs`, the clock moving as the collector waits; each turn takes half a second. */
async function collect(
  fleet: CalledFleet,
  untilMs: number,
  store = storeOf(),
  credentials: { email: string; apiToken: string } = owner,
): Promise<Turn<CountedSpan>[]> {
  const source = metricsCollection(
    { fetch: fleet.fetch, stopped: new AbortController().signal },
    { gateway: atlassianGateway, credentials, appId, environmentId: fleet.environmentId },
    () => fleet.clock.now(),
  );
  const turns: Turn<CountedSpan>[] = [];
  while (fleet.clock.now() < untilMs) {
    const turn = await takeTurn(store, source, () => fleet.clock.now());
    turns.push(turn);
    if (turn.kind === 'stop') break;
    const nextMs = turn.kind === 'wait' ? turn.untilMs : fleet.clock.now() + 500;
    fleet.moveTo(Math.max(nextMs, fleet.clock.now() + 1));
  }
  return turns;
}

async function stored(): Promise<Map<string, number>> {
  const rows = await database.query(
    `select site_id || ' ' || hour as key, requests::float8 as requests from request_hour join site on site.id = site where app = $1::int`,
    [app],
  );
  return new Map(rows.map(({ key, requests }) => [key as string, requests as number]));
}

const untilHour = (map: Map<string, number>, hour: number): [string, number][] =>
  [...map].filter(([key]) => Number(key.split(' ')[1]) < hour).sort(([a], [b]) => (a < b ? -1 : 1));

/** An hour and a half, then time enough that nothing comes any more. */
async function anHourAndMore(fleet: CalledFleet, store = storeOf()): Promise<void> {
  fleet.moveTo(calledFromMs + 20 * minuteMs);
  await collect(fleet, calledFromMs + 80 * minuteMs, store);
  fleet.clock.moveTo(calledFromMs + 100 * minuteMs);
  await collect(fleet, calledFromMs + 103 * minuteMs, store);
}
const wholeHours = Math.floor(calledFromMs / hourMs) + 2;

test.each<[string, NonNullable<Parameters<typeof openCalledFleet>[1]>['metrics']]>([
  ['as it is', {}],
  ['counts that come up to nine minutes late', { delayMs: 9 * minuteMs }],
  ['failures within a 200 and rows of nothing', { queryErrorShare: 0.3, zeroRows: true }],
  ['figures of five minutes', { intervalMinutes: 5 }],
  ['paths that match nothing', { unknownShare: 0.5 }],
])('requests of every site are counted once, by their hour: %s', async (_name, metrics = {}) => {
  const fleet = openCalledFleet(3, { metrics });
  await anHourAndMore(fleet);
  const truth = untilHour(fleet.truth(), wholeHours);
  expect(truth).toHaveLength(6);
  expect(untilHour(await stored(), wholeHours)).toEqual(truth);
  const calls = fleet.asked.filter(({ url }) => url.pathname === '/graphql');
  expect(calls.length).toBe(fleet.asked.length);
  // Storage is no request of a pool.
  const [row] = await database.query(
    `select count(*)::float8 as found from request_hour join site on site.id = site where app = $1::int and detail::text like '%entities%'`,
    [app],
  );
  expect(row).toEqual({ found: 0 });
});

test('killed at any point and begun again, it has what it would have had', async () => {
  const fleet = openCalledFleet(2, { metrics: { delayMs: 5 * minuteMs } });
  const inner = storeOf();
  let writes = 0;
  const dying: CollectorStore<CountedSpan> = {
    readState: () => inner.readState(),
    keep: async (state, data) => {
      writes += 1;
      if (writes % 5 === 0) throw new Error('killed before it was kept');
      await inner.keep(state, data);
      if (writes % 7 === 0) throw new Error('killed after it was kept');
    },
  };
  fleet.moveTo(calledFromMs + 20 * minuteMs);
  while (fleet.clock.now() < calledFromMs + 90 * minuteMs) {
    await collect(fleet, fleet.clock.now() + 60_000, dying).catch(() => undefined);
    fleet.moveTo(fleet.clock.now() + 15_000);
  }
  fleet.clock.moveTo(fleet.clock.now() + 15 * minuteMs);
  await collect(fleet, fleet.clock.now() + 3 * minuteMs, inner);
  expect(untilHour(await stored(), wholeHours)).toEqual(untilHour(fleet.truth(), wholeHours));
});

test('the past comes in at four queries a minute of fifteen minutes each, and the newest is looked at meanwhile', async () => {
  const fleet = openCalledFleet(1);
  fleet.moveTo(calledFromMs + 5 * minuteMs);
  const turns = await collect(fleet, fleet.clock.now() + 10 * minuteMs);
  expect(turns.filter((turn) => turn.kind === 'wait' && turn.why !== null)).toEqual([]);
  const spans = turns.flatMap((turn) => (turn.kind === 'page' ? [turn.span] : []));
  expect(spans.length).toBeGreaterThan(36);
  expect(spans.length).toBeLessThanOrEqual(44);
  expect(spans.every(({ fromMs, toMs }) => toMs - fromMs <= 15 * minuteMs && fromMs % minuteMs === 0)).toBe(
    true,
  );
  const { plan } = await storeOf().readState();
  // Ten minutes: five looks at the newest, and past without a hole before it.
  expect(plan.settled).toHaveLength(1);
  const settledMs = (plan.settled[0]?.toMs ?? 0) - (plan.settled[0]?.fromMs ?? 0);
  expect(settledMs).toBeGreaterThan(30 * 15 * minuteMs);
  expect(fleet.clock.now() - (plan.settled[0]?.toMs ?? 0)).toBeLessThan(metricsRules.settleMs + 4 * minuteMs);
});

test('times of which Atlassian counted nothing stay without requests, and sampled counts are told as they are', async () => {
  const gap = { fromMs: calledFromMs + 15 * minuteMs, toMs: calledFromMs + 25 * minuteMs };
  const fleet = openCalledFleet(1, { metrics: { gaps: [gap], sampledShare: 0.5 } });
  await anHourAndMore(fleet);
  const all = [...fleet.truth().values()].reduce((a, b) => a + b, 0);
  const told = [...(await stored()).values()].reduce((a, b) => a + b, 0);
  expect(told).toBeGreaterThan(0);
  expect(told).toBeLessThan(all / 2);
});

test.each<[string, Parameters<typeof openCalledFleet>[1], object, RegExp]>([
  ['a wrong token', {}, { ...owner, apiToken: 'wrong' }, /takes the token of the app's owner alone \(401\)/],
  [
    'a contributor who may read logs alone',
    { accounts: [{ ...owner, owns: [], readsLogsOf: [appId] }] },
    owner,
    /takes the token of the app's owner alone \(403: The account does not own the app\)/,
  ],
  [
    'an API that changed',
    { changedShape: true },
    owner,
    /answers in another form than it is documented \(no metric forge_api_request_count\)/,
  ],
])('%s is said, and nothing is stored', async (_name, options, credentials, why) => {
  const fleet = openCalledFleet(1, options);
  fleet.moveTo(calledFromMs + 10 * minuteMs);
  const turns = await collect(fleet, fleet.clock.now() + 60_000, storeOf(), credentials as typeof owner);
  expect(turns).toEqual([{ kind: 'stop', why: expect.stringMatching(why) as string }]);
  expect(await stored()).toEqual(new Map());
});

test('two apps of one owner keep one pace', async () => {
  const fleet = openCalledFleet(1);
  fleet.moveTo(calledFromMs + 5 * minuteMs);
  const name = `${paceNameOf(owner)} shared ${app}`;
  const other = await appScope(database, 'another app', `environment-${apps}`);
  const stores = [app, other.app].map((one) => collectorStore(database, one, 'metrics', keepCounts, name));
  // Half a second a turn: two calls of the one, and the other has two left.
  for (const [at, store] of stores.entries()) {
    await collect(fleet, fleet.clock.now() + 1_000 + at * 4_000, store);
    expect(fleet.asked).toHaveLength(2 * (at + 1));
  }
});

const point = (asInt: unknown, more: Record<string, string> = {}) => ({
  ...{ asInt, startTimeUnixNano: '1698720840000000000', timeUnixNano: '1698720900000000000' },
  attributes: Object.entries({
    ...{ contextAri: 'ari:cloud:compass::site/04c5a385', environmentId: 'e', provider: 'app' },
    ...{ remote: 'jira', status: '2xx', url: '/rest/api/2/field/{fieldKey}/option', ...more },
  }).map(([key, stringValue]) => ({ key, value: { stringValue } })),
});
const answerOf = (dataPoints: unknown[], sum: object = { aggregationTemporality: 1 }) => ({
  data: {
    ecosystem: {
      forgeMetrics: {
        appMetrics: {
          resourceMetrics: [
            {
              resource: {},
              later: 1,
              scopeMetrics: [
                {
                  metrics: [
                    { name: 'pg_points', gauge: { dataPoints: [{ asDouble: 1 }] } },
                    { name: 'forge_api_request_count', unit: 's', sum: { ...sum, dataPoints } },
                  ],
                },
              ],
            },
          ],
        },
      },
    },
  },
});

test('numbers as protobuf writes them, other metrics, other environments and what cannot be', () => {
  const read = readMetricsAnswer(
    answerOf([
      point('8'),
      point(3, { remote: 'stargate', provider: 'user', status: 'odd' }),
      point(0),
      point(5, { environmentId: 'another' }),
      point(-1),
      point(2, { contextAri: '', url: 'a'.repeat(400) }),
    ]),
    'e',
  );
  const common = { minute: 28_312_014, siteId: '04c5a385', path: '/rest/api/2/field/{fieldKey}/option' };
  expect(read).toEqual({
    ...{ kind: 'counts', intervalMs: minuteMs, malformed: 1 },
    counts: [
      { ...common, provider: 'app', remote: 'jira', status: '2xx', requests: 8 },
      { ...common, provider: 'user', remote: 'stargate', status: 'unknown', requests: 3 },
      {
        ...common,
        siteId: null,
        path: 'unknown',
        provider: 'app',
        remote: 'jira',
        status: '2xx',
        requests: 2,
      },
    ] satisfies RequestCount[],
  });
});

test.each<[string, unknown, object]>([
  ['no JSON', undefined, { kind: 'changed' }],
  [
    'errors of GraphQL',
    { data: null, errors: [{ message: 'no such field' }] },
    { kind: 'failed', status: null, said: 'no such field' },
  ],
  ['running totals', answerOf([point(1)], { aggregationTemporality: 2 }), { kind: 'changed' }],
  ['nothing at all', { data: {} }, { kind: 'changed' }],
])('%s', (_name, body, expected) => {
  expect(readMetricsAnswer(body, 'e')).toMatchObject(expected);
});

test('what a counted request may have cost is a low and a high: neither its method nor its list is told', () => {
  expect(boundsOf('jira', '/rest/api/3/search/jql', '2xx')).toMatchObject({ lowPoints: 1 });
  expect(boundsOf('jira', '/rest/api/3/search/jql', '2xx').highPoints).toBeGreaterThan(1_000);
  expect(boundsOf('jira', '/rest/api/3/search/jql', '4xx')).toEqual({ lowPoints: 0, highPoints: 1 });
  expect(boundsOf('jira', 'unknown', '2xx').lowPoints).toBe(1);
});

test('how late counts come is measured by looking again', () => {
  const delay = new PipelineDelay();
  const count = (minute: number, requests: number): RequestCount => ({
    ...{ minute, requests, siteId: null, provider: 'app', remote: 'jira', status: '2xx', path: 'unknown' },
  });
  for (let minute = 0; minute < 12; minute += 2)
    delay.note({
      askedAtMs: (minute + 3) * minuteMs,
      counts: [count(minute, 5), count(minute + 1, 5), ...(minute === 4 ? [count(1, 9)] : [])],
    });
  expect(delay.measured()).toEqual({ minutes: 12, firstMs: 2 * minuteMs, grewMs: 5 * minuteMs });
});
