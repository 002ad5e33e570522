import { readLogPage } from '../../fleet/logs/log-page';
import { logRules } from '../../fleet/logs/ask-logs';
import { takeTurn, type CollectorStore, type Turn } from '../../fleet/collecting/turn';
import { logCollection } from '../../fleet/logs/collector';
import type { SiteLines } from '../../fleet/logs/site-lines';
import { gapsIn } from '../../fleet/planning/collector-state';
import { keepLines } from '../../fleet/store/keep-lines';
import { atlassianGateway, type Credentials } from '../../fleet/gateway';
import { missingIn } from '../../fleet/planning/spans';
import { appScope } from '../../fleet/store/app-scope';
import { collectorStore } from '../../fleet/store/collector-store';
import type { Database } from '../../fleet/store/sql';
import { openMemory } from './support/empty-database';
import { appId, openPrintedFleet, owner, startMs, type PrintedFleet } from './support/printed-fleet';
import { hourMs } from '../../src/time';

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

const credentials: Credentials = owner;
const sourceOf = (fleet: PrintedFleet, change = {}) => ({
  ...{ gateway: atlassianGateway, credentials, appId, environmentId: fleet.environmentId },
  ...change,
});

/** Turns until `untilMs`, the clock moving as the collector waits; each turn takes half a second. */
async function collect(
  fleet: PrintedFleet,
  untilMs: number,
  store: CollectorStore<SiteLines> = collectorStore(database, app, 'logs', keepLines),
  source = sourceOf(fleet),
): Promise<Turn<SiteLines>[]> {
  const turns: Turn<SiteLines>[] = [];
  while (fleet.clock.now() < untilMs) {
    const turn = await takeTurn(
      store,
      logCollection({ fetch: fleet.fetch, stopped: new AbortController().signal }, source),
      () => fleet.clock.now(),
    );
    turns.push(turn);
    if (turn.kind === 'stop') break;
    fleet.moveTo(
      turn.kind === 'wait' ? Math.max(turn.untilMs, fleet.clock.now() + 1) : fleet.clock.now() + 500,
    );
  }
  return turns;
}

async function stored(): Promise<Map<string, number>> {
  const rows = await database.query(
    `select site_id || ' ' || hour as key, (likely / 1000)::float8 as likely from site_hour join site on site.id = site
     where app = $1::int`,
    [app],
  );
  return new Map(rows.map(({ key, likely }) => [key as string, likely as number]));
}

const sorted = (map: Map<string, number>): [string, number][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));

test('three hours of twenty sites are stored as they were, with late lines, small pages and short-lived cursors', async () => {
  const fleet = openPrintedFleet(20, {
    logs: { delayMs: 600_000, pageSize: 60, cursorLifeMs: 1_000, order: 'oldestFirst' },
  });
  fleet.moveTo(startMs + 2 * hourMs);
  await collect(fleet, startMs + 3 * hourMs);
  const truthMs = fleet.clock.now() - logRules.settleMs - logRules.lookEveryMs;
  const truth = fleet.truth();
  // The rest is looked at once more, without new lines.
  fleet.clock.moveTo(fleet.clock.now() + logRules.settleMs + logRules.lookEveryMs);
  await collect(fleet, fleet.clock.now() + 60_000);
  const now = Math.floor(truthMs / hourMs);
  const whole = (map: Map<string, number>) =>
    sorted(new Map([...map].filter(([key]) => Number(key.split(' ')[1]) < now)));
  expect(whole(await stored())).toEqual(whole(truth));
  expect(whole(truth).length).toBeGreaterThanOrEqual(40);
  expect(fleet.asked.every(({ searchParams }) => searchParams.get('message') === 'points-gauge/')).toBe(true);
}, 120_000);

test('killed at any point and begun again, it has what it would have had', async () => {
  const fleet = openPrintedFleet(12, { logs: { pageSize: 25, order: 'oldestFirst' } });
  fleet.moveTo(startMs + hourMs);
  let writes = 0;
  const inner = collectorStore(database, app, 'logs', keepLines);
  const dying: CollectorStore<SiteLines> = {
    readState: () => inner.readState(),
    keep: async (state, lines) => {
      writes += 1;
      if (writes % 5 === 0) throw new Error('killed before it was kept');
      await inner.keep(state, lines);
      if (writes % 7 === 0) throw new Error('killed after it was kept');
    },
  };
  for (let n = 0; n < 60; n += 1) {
    await collect(fleet, fleet.clock.now() + 20_000, dying).catch(() => undefined);
    fleet.moveTo(fleet.clock.now() + 15_000);
  }
  const truth = fleet.truth();
  fleet.clock.moveTo(fleet.clock.now() + logRules.lookEveryMs);
  await collect(fleet, fleet.clock.now() + 90_000);
  expect(sorted(await stored()).filter(([key]) => truth.has(key))).toEqual(sorted(truth));
});

test('the past comes in newest first, at a pace that the API takes; what it failed on stays a gap', async () => {
  const fleet = openPrintedFleet(1);
  fleet.moveTo(startMs + hourMs);
  const beganMs = fleet.clock.now();
  const brokenFromMs = beganMs - 5 * hourMs;
  const whole = fleet.fetch;
  const failing: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const isBroken =
      Date.parse(url.searchParams.get('startDate') ?? '') <= brokenFromMs &&
      Date.parse(url.searchParams.get('endDate') ?? '') > brokenFromMs;
    return isBroken ? Promise.resolve(new Response('{}', { status: 500 })) : whole(input, init);
  };
  const turns = await collect({ ...fleet, fetch: failing }, beganMs + 10 * 60_000);
  const statuses = turns.filter(
    (turn) => turn.kind === 'wait' && turn.why?.includes('takes no more calls') === true,
  );
  expect(statuses).toEqual([]);
  const state = await collectorStore(database, app, 'logs', keepLines).readState();
  const gaps = gapsIn(state, logRules, fleet.clock.now());
  expect(gaps.some(({ fromMs, toMs }) => fromMs <= brokenFromMs && toMs > brokenFromMs)).toBe(true);
  const lastDay = missingIn(state.plan.settled, { fromMs: beganMs - 24 * hourMs, toMs: beganMs - hourMs });
  expect(lastDay).toHaveLength(1);
});

test.each<[string, Parameters<typeof openPrintedFleet>[1], object, RegExp]>([
  [
    'a wrong token',
    {},
    { credentials: { email: owner.email, apiToken: 'wrong' } },
    /^Atlassian does not take the e-mail address and API token \(401: Unauthorized\): check ATLASSIAN_EMAIL/,
  ],
  [
    'a missing right',
    { accounts: [{ ...owner, owns: [] }], missingRight: 403 },
    {},
    /^The account may not read the logs of app 8ce114f4/,
  ],
  [
    'an unknown app',
    {},
    { appId: 'nobody' },
    /^Atlassian knows no app nobody that this account may see \(404: App not found\)/,
  ],
  [
    'an API that changed',
    { changedShape: true },
    {},
    /^The App logs API answers in another form than it is documented \(appLogs: /,
  ],
])('%s is said, and nothing is stored', async (_name, options, change, why) => {
  const fleet = openPrintedFleet(3, options);
  fleet.moveTo(startMs + hourMs);
  const turns = await collect(fleet, fleet.clock.now() + 60_000, undefined, sourceOf(fleet, change));
  expect(turns).toEqual([{ kind: 'stop', why: expect.stringMatching(why) as string }]);
  expect(JSON.stringify(turns)).not.toContain(owner.apiToken);
  expect(await stored()).toEqual(new Map());
});

test('fields that nobody has announced are passed over', async () => {
  const fleet = openPrintedFleet(2);
  fleet.moveTo(startMs + hourMs);
  const whole = fleet.fetch;
  const wider: typeof fetch = async (input, init) => {
    const body = (await (await whole(input, init)).json()) as { appLogs: object[] };
    return Response.json({ ...body, total: 2, appLogs: body.appLogs.map((log) => ({ ...log, flags: 1 })) });
  };
  await collect({ ...fleet, fetch: wider }, fleet.clock.now() + 1_000);
  expect((await stored()).size).toBeGreaterThan(0);
});

test('a text about the gauge from elsewhere than a site is passed over; a line of the gauge from there is a change of the API', () => {
  const page = (text: string, context: string) =>
    readLogPage({
      appLogs: [
        {
          timeUnixNano: '1794931200001000000',
          body: { stringValue: text },
          attributes: [{ key: 'installationContext', value: { stringValue: context } }],
        },
      ],
    });
  const workspace = 'ari:cloud:bitbucket::workspace/1';
  expect(page('at node_modules/points-gauge/dist/a.js:1', workspace)).toEqual({
    ...{ kind: 'page', logs: [], cursor: null },
  });
  expect(page('points-gauge/1 {"k":"s"}', workspace)).toMatchObject({ kind: 'changed' });
  expect(page('points-gauge/1 {"k":"s"}', 'ari:cloud:jira::site/1')).toMatchObject({
    logs: [{ siteId: '1' }],
  });
});
