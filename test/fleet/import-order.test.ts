/** What is more exact holds, in whatever order a site's files and lines come: a printed line, then its account, then its report. */
import { siteLines } from '../../fleet/logs/site-lines';
import { takeFile } from '../../fleet/imports/take-file';
import { appScope } from '../../fleet/store/app-scope';
import { importedInstallation } from '../../fleet/store/imported';
import { keepLines } from '../../fleet/store/keep-lines';
import { migrations } from '../../fleet/store/migrations';
import { openStore } from '../../fleet/store/open-store';
import type { Database } from '../../fleet/store/sql';
import { writeLine } from '../../src/fleet-line/write-line';
import { rollUp } from '../../src/ledger/roll-up';
import { Writer } from '../../src/ledger/writer';
import type { Observation } from '../../src/model';
import { completeReport } from '../../src/reports/complete';
import { hourMs } from '../../src/time';
import { dayOf } from '../../src/usage/day';
import { accountOf } from '../reports/sites';
import { exportedAccount } from '../support/exported-account';
import { openLedgerHarness } from '../support/ledger-harness';
import { capturedAtMs, noLimits, observation } from '../support/observation';
import { openMemory } from './support/empty-database';
import { startPostgres, type TestPostgres } from './support/postgres';

const hour = Math.floor(capturedAtMs / hourMs);
const nowMs = (hour + 5) * hourMs;
const inHour = (n: number, minute = 1): number => (hour + n) * hourMs + minute * 60_000;

/** Three calls an hour, of which Atlassian refuses the last: more calls than an account has records, so that the numbers of both would mislead. */
function callsOf(n: number): Observation[] {
  const throttle = {
    reason: 'quotaGlobal',
    reasonRaw: 'global',
    retryAtMs: null,
    enforcement: 'enforced',
  } as const;
  return [
    observation({ atMs: inHour(n) }),
    observation({ atMs: inHour(n, 2), template: '/rest/api/3/search/jql' }),
    observation({ atMs: inHour(n, 3), status: 429, limits: { ...noLimits, throttle } }),
  ];
}

const files = ['early account', 'account', 'early report', 'report'] as const;
type Source = (typeof files)[number] | 'line';
/** Each order of these is tried; the two reports among themselves go by the same rule as the two accounts. */
const ordered: readonly Source[] = ['early account', 'account', 'report', 'line'];
const texts = new Map<Source, string>();

beforeAll(async () => {
  const harness = openLedgerHarness();
  const book = async (n: number): Promise<void> => {
    const writer = new Writer(`aaaaaaaaaaa${String(n)}`);
    for (const call of callsOf(n)) writer.book(call);
    await writer.flush(inHour(n, 4));
    harness.clock.moveTo((hour + n + 1) * hourMs);
    await rollUp({ nowMs: harness.clock.now(), isCounted: () => true });
  };
  await book(0);
  texts.set('early account', await exportedAccount(harness.clock.now()));
  for (const n of [1, 2]) await book(n);
  texts.set('account', await exportedAccount(harness.clock.now()));
  harness.service.close();
  const reported = (hours: number): string =>
    JSON.stringify(
      completeReport(
        accountOf(Array.from({ length: hours }, (_, n) => callsOf(n)).flat(), {
          wanted: [dayOf(hour)],
          sinceMs: hour * hourMs,
          nowMs: (hour + hours) * hourMs,
        }),
      ),
    );
  texts.set('early report', reported(2));
  texts.set('report', reported(4));
});

const line = writeLine({
  ...{
    kind: 'hour',
    hour: hour + 2,
    number: 1,
    atMs: inHour(2, 9),
    endpoints: [],
    refusals: {},
    readings: [],
  },
  from: { installation: '00000001', gauge: '0.1.0', site: null, edition: null, users: null },
  pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
  routes: {
    'forge.asApp': { requests: 1, lowMilli: 7_000, likelyMilli: 7_000, highMilli: 7_000, refused: 0 },
  },
});

function ordersOf<T>(all: readonly T[]): T[][] {
  if (all.length === 0) return [[]];
  return all.flatMap((first) => ordersOf(all.filter((one) => one !== first)).map((rest) => [first, ...rest]));
}

describe.each(['PGlite', 'PostgreSQL'] as const)('%s', (kind) => {
  let postgres: TestPostgres | null = null;
  let database: Database;
  let app = 0;

  beforeAll(async () => {
    if (kind === 'PostgreSQL') postgres = await startPostgres();
    database =
      postgres === null ? await openMemory() : await openStore({ kind: 'server', address: postgres.address });
    ({ app } = await appScope(database, 'app', 'env'));
  });
  afterAll(async () => {
    await database.close();
    postgres?.stop();
  });

  async function take(source: Source, site: string): Promise<unknown> {
    const text = texts.get(source);
    if (text !== undefined)
      return takeFile(database, () => Promise.resolve(app), text, { site, isNew: true }, nowMs);
    const log = {
      atMs: inHour(2, 9),
      siteId: site,
      product: 'jira',
      appVersion: '1.0.0',
      edition: 'Standard',
    };
    const lines = siteLines([{ ...log, licence: 'Active', message: line }]);
    return database.transaction((sql) => keepLines(sql, app, lines));
  }

  const known = async (site: string) =>
    (
      await database.query(
        `select (hour - $2::int)::float8 as hour, installation, requests::float8 as requests, refused::float8 as refused,
                jsonb_array_length(detail->'p')::float8 as endpoints, detail->'x' = '{}'::jsonb as without_reason
         from site_hour join site on site.id = site_hour.site where site_id = $1 order by hour, installation`,
        [site, hour],
      )
    ).map((row) => Object.values(row));

  const byAccount = (n: number) => [n, importedInstallation, 3, 1, 2, true];
  const byReport = (n: number) => [n, importedInstallation, 3, 1, 0, true];
  const byLine = [2, '00000001', 1, 0, 0, true];

  test('of all orders of two accounts, a report and a line the outcome is one, and what came first changes nothing when it comes again', async () => {
    for (const order of ordersOf(ordered)) {
      const site = order.join(', ');
      for (const source of order) await take(source, site);
      const outcome = await known(site);
      expect([site, outcome]).toEqual([site, [byAccount(0), byAccount(1), byLine, byReport(3)]]);
      // What came first was replaced by most of the others, and replaces nothing now.
      await take(order[0] ?? 'line', site);
      expect([site, await known(site)]).toEqual([site, outcome]);
    }
    expect(ordersOf(ordered)).toHaveLength(24);
  });

  test('an hour of an account is here already for a report, and an account takes a report’s hour', async () => {
    expect(await take('account', 'account-first')).toMatchObject({ kept: 3, known: 0 });
    expect(await take('report', 'account-first')).toMatchObject({ kept: 1, known: 3 });
    expect(await take('report', 'report-first')).toMatchObject({ kept: 4, known: 0 });
    expect(await take('account', 'report-first')).toMatchObject({ kept: 3, known: 0 });
    const outcome = [byAccount(0), byAccount(1), byAccount(2), byReport(3)];
    for (const site of ['account-first', 'report-first'])
      for (const source of files) expect(await take(source, site)).toMatchObject({ kind: 'taken', kept: 0 });
    expect([await known('account-first'), await known('report-first')]).toEqual([outcome, outcome]);
  });

  test('an hour that an earlier version kept of a report gives way to an account', async () => {
    await take('report', 'of-before');
    // As it was numbered: by its calls.
    await database.query(
      `update site_hour set number = requests from site where site.id = site_hour.site and site_id = 'of-before'`,
    );
    await take('line', 'of-before');
    // All of an account's calls may be of other endpoints.
    await take('account', 'others-alone');
    await database.query(
      `update site_hour set detail = jsonb_set(detail, '{p}', '[]') from site where site.id = site_hour.site and site_id = 'others-alone'`,
    );
    const step = migrations.find((one) => one.includes('update site_hour set number'));
    await database.query(step?.replace(/--[^\n]*/, '').replace(/;\s*$/, '') ?? '');
    expect(await take('account', 'of-before')).toMatchObject({ kept: 2, printed: 1 });
    expect(await take('report', 'of-before')).toMatchObject({ kept: 0, known: 3, printed: 1 });
    expect(await known('of-before')).toEqual([byAccount(0), byAccount(1), byLine, byReport(3)]);
    expect(await take('account', 'others-alone')).toMatchObject({ kept: 0, known: 3 });
  });
});
