/** Files of single sites in the fleet's store: once, marked, and never beside the site's own lines of the same hour. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { fleet as fleetCommand } from '../../fleet/command';
import { importCommand } from '../../fleet/imports/command';
import { takenWords } from '../../fleet/imports/take-file';
import { Changes } from '../../fleet/server/changes';
import { evidenceOf } from '../../fleet/evidence/evidence';
import type { SiteLog } from '../../fleet/logs/log-page';
import { siteLines } from '../../fleet/logs/site-lines';
import { appScope } from '../../fleet/store/app-scope';
import { importedInstallation } from '../../fleet/store/imported';
import { keepImported, makeImportSite } from '../../fleet/store/keep-imported';
import { keepReports } from '../../fleet/store/keep-reports';
import { addSource } from '../../fleet/store/report-sources';
import { keepLines } from '../../fleet/store/keep-lines';
import { openStore, type StorePlace } from '../../fleet/store/open-store';
import { overview } from '../../fleet/pages/overview';
import { site, sites } from '../../fleet/pages/sites';
import { rollUpHours } from '../../fleet/store/roll-up';
import { sitesOfPool } from '../../fleet/store/site-list';
import type { Database } from '../../fleet/store/sql';
import { writeLine } from '../../src/fleet-line/write-line';
import { rollUp } from '../../src/ledger/roll-up';
import { Writer } from '../../src/ledger/writer';
import { completeReport } from '../../src/reports/complete';
import { hourMs } from '../../src/time';
import { accountOf } from '../reports/sites';
import { dayOf } from '../../src/usage/day';
import { schemaVersion } from '../../src/usage/schema';
import { exportedAccount } from '../support/exported-account';
import { openLedgerHarness } from '../support/ledger-harness';
import { capturedAtMs, observation } from '../support/observation';
import { freshCollecting } from './support/collecting';
import { beginFolder } from './support/empty-database';
import { startPostgres, type TestPostgres } from './support/postgres';

let folder: string;
let postgres: TestPostgres;
/** Each command opens the store anew, and a server's is opened in a moment. What a folder is, is tested once. */
const server = (): StorePlace => ({ kind: 'server', address: postgres.address });
const asked = (place = server()) => [
  ...['--app', 'app', '--environment', 'env'],
  ...(place.kind === 'server' ? ['--database', place.address] : ['--data', place.folder]),
  '--site',
];
const hour = Math.floor(capturedAtMs / hourMs);
const nowMs = (hour + 4) * hourMs;
/** Of the export: three hours with so many points each. */
let truth: number[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'points-gauge-import-'));
  const harness = openLedgerHarness();
  const writer = new Writer('aaaaaaaaaaaa');
  const book = async (at: number, likely: number) => {
    writer.book(observation({ atMs: at, points: { low: likely / 2, likely, high: likely * 2 } }));
    await writer.flush(at);
  };
  for (const [n, likely] of [10, 20, 40].entries()) await book((hour + n) * hourMs + 60_000, likely);
  harness.clock.moveTo((hour + 3) * hourMs);
  await rollUp({ nowMs: harness.clock.now(), isCounted: () => true });
  // What waits beside the roll-up belongs to its hour, too.
  await book((hour + 2) * hourMs + 120_000, 5);
  truth = [10, 20, 45];
  const account = await exportedAccount(harness.clock.now());
  harness.service.close();
  writeFileSync(join(folder, 'account.ndjson'), account);
  postgres = await startPostgres();
});
afterAll(() => {
  postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

const imported = (file: string, site: string, ...more: string[]): Promise<string> =>
  importedInto(server(), file, site, ...more);

async function importedInto(
  place: StorePlace,
  file: string,
  site: string,
  ...more: string[]
): Promise<string> {
  let out = '';
  await importCommand([...asked(place), site, ...more, join(folder, file)], {
    out: { write: (text) => (out += text) },
    nowMs,
  });
  return out.slice(out.indexOf(': ') + 2).trim();
}

/** @param environmentId of one that nothing else is told of, for who wants an empty store */
async function inStore<T>(
  work: (database: Database, app: number) => Promise<T>,
  environmentId = 'env',
  place = server(),
): Promise<T> {
  const database = await openStore(place);
  try {
    return await work(database, (await appScope(database, 'app', environmentId)).app);
  } finally {
    await database.close();
  }
}

const hoursIn = async (database: Database, app: number, siteId: string) =>
  (
    await database.query(
      `select hour::float8 as hour, (sum(site_hour.likely) / 1000)::float8 as likely from site_hour join site on site.id = site_hour.site
         where app = $1::int and site_id = $2 group by hour order by hour`,
      [app, siteId],
    )
  ).map((row) => [Number(row['hour']) - hour, row['likely']]);
const likelyByHour = (siteId: string, place = server()) =>
  inStore((database, app) => hoursIn(database, app, siteId), 'env', place);

const printed = (siteId: string, at: number, points: number, app = 'own'): SiteLog => {
  const sum = {
    requests: 1,
    lowMilli: 0,
    likelyMilli: points * 1_000,
    highMilli: points * 1_000,
    refused: 0,
  };
  const message = writeLine({
    ...{
      kind: 'hour',
      hour: at,
      number: 1,
      atMs: at * hourMs + 1,
      endpoints: [],
      refusals: {},
      readings: [],
    },
    from: { installation: '00000001', gauge: '0.1.0', site: null, edition: null, users: null },
    pool: { app, environment: 'PRODUCTION', product: 'jira' },
    routes: { 'forge.asApp': sum },
  });
  const platform = { appVersion: '1.0.0', edition: 'Standard', licence: 'Active' };
  return { atMs: at * hourMs + 1, siteId, product: 'jira', ...platform, message };
};

test('an account that a site exported comes in hour by hour, once, and a line of its gauge takes the place of a file’s hour', async () => {
  expect(await imported('account.ndjson', 'site-a', '--new-site')).toBe('3 hours taken, marked as imported.');
  const byFile = truth.map((likely, n) => [n, likely]);
  expect(await likelyByHour('site-a')).toEqual(byFile);
  expect(await imported('account.ndjson', 'site-a')).toBe('nothing changed: 0 hours new, 3 already here.');
  expect(await likelyByHour('site-a')).toEqual(byFile);
  await inStore(async (database, app) => {
    const log = printed('site-a', hour + 1, 7);
    await database.transaction((sql) => keepLines(sql, app, siteLines([log])));
    while (await rollUpHours(database));
    expect(await hoursIn(database, app, 'site-a')).toEqual([
      [0, 10],
      [1, 7],
      [2, 45],
    ]);
  });
  expect(await imported('account.ndjson', 'site-a')).toBe(
    'nothing changed: 0 hours new, 2 already here; 1 further left as the site printed them.',
  );
  expect(await likelyByHour('site-a')).toEqual([
    [0, 10],
    [1, 7],
    [2, 45],
  ]);
});

test('an account comes into a folder as it does into a database of a server', async () => {
  const place: StorePlace = { kind: 'folder', folder: join(folder, 'data') };
  beginFolder(place.folder);
  expect(await importedInto(place, 'account.ndjson', 'site-a', '--new-site')).toBe(
    '3 hours taken, marked as imported.',
  );
  expect(await importedInto(place, 'account.ndjson', 'site-a')).toBe(
    'nothing changed: 0 hours new, 3 already here.',
  );
  expect(await likelyByHour('site-a', place)).toEqual(truth.map((likely, n) => [n, likely]));
});

test('what came in is marked: it is no line of a gauge, proves no tier, and the evidence says that nobody vouches for it', async () => {
  await inStore(async (database, app) => {
    const [pool] = await database.query('select id::float8 as id from pool where app = $1::int', [app]);
    const [known] = await sitesOfPool(database, app, Number(pool?.['id']), 24, nowMs, 'site-a');
    expect([known?.row.points.likely, known?.row.hoursHeard]).toEqual([62, 1]);
    const scope = { app, appId: 'app', environmentId: 'env' };
    const report = await evidenceOf(database, scope, { days: 2, names: false, appName: null }, nowMs);
    expect(report.notes.join(' ')).toContain('2 hours of sites came in by an import: nobody vouches');
    expect(report.pools).toMatchObject([{ tier: null, quotaPoints: null }]);
    expect(report.summaries[0]?.total.likely).toBe(62);
  });
});

test('the evidence counts the hours that came in as the import does: those of each pool', async () => {
  const logs = ['own', 'other'].map((pool) => printed('site-a', hour, 7, pool));
  const lines = siteLines(logs).hours.map(({ line }) => ({
    ...line,
    from: { ...line.from, installation: importedInstallation },
  }));
  const report = await inStore(async (database, app) => {
    const kept = await database.transaction(async (sql) =>
      keepImported(sql, app, await makeImportSite(sql, app, 'site-a', 'jira'), lines),
    );
    expect(kept).toMatchObject({ kept: 2 });
    const scope = { app, appId: 'app', environmentId: 'two-pools' };
    return evidenceOf(database, scope, { days: 2, names: false, appName: null }, nowMs);
  }, 'two-pools');
  expect(report.notes.join(' ')).toContain(
    '2 hours of sites came in by an import: nobody vouches for their calls and points but whoever brought the file. Each pool’s hours are counted, as the import counts them.',
  );
});

test('a report of a site comes in by its hours, shared out over its routes, and adds up', async () => {
  const at = hour * hourMs;
  const account = accountOf(
    [
      observation({ atMs: at + 60_000, points: { low: 1, likely: 11, high: 12 } }),
      observation({ atMs: at + hourMs, route: 'forge.asUser', points: { low: 1, likely: 3, high: 3 } }),
      observation({ atMs: at + hourMs, points: { low: 1, likely: 1, high: 2 } }),
    ],
    { wanted: [dayOf(hour)], sinceMs: at, nowMs: at + 2 * hourMs },
  );
  writeFileSync(join(folder, 'report.json'), JSON.stringify(completeReport(account)));
  expect(await imported('report.json', 'site-b', '--new-site')).toBe('2 hours taken, marked as imported.');
  const zip = (files: Record<string, string>): void => {
    const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
    writeFileSync(join(folder, 'report.zip'), zipSync(Object.fromEntries(entries)));
  };
  const json = JSON.stringify(completeReport(account));
  zip({ 'points-gauge-everything.json': json, 'contents.txt': 'a list' });
  expect(await imported('report.zip', 'site-b')).toBe('nothing changed: 0 hours new, 2 already here.');
  zip({ 'a.json': json, 'b.json': json });
  await expect(imported('report.zip', 'site-b')).rejects.toThrow(
    /report\.zip: nothing of it was taken: this ZIP has 2 JSON files in it/,
  );
  zip({ '../a.json': json });
  await expect(imported('report.zip', 'site-b')).rejects.toThrow(
    'this ZIP is refused: it has a file "../a.json"',
  );
  expect(await likelyByHour('site-b')).toEqual([
    [0, 11],
    [1, 4],
  ]);
});

/** Of five hours, three of each ten calls by the app and dear, the others by people and cheap; made ten minutes into the hour after them. */
function mixedReport(): ReturnType<typeof completeReport> {
  const from = hour - 2;
  const calls = Array.from({ length: 50 }, (_, n) => {
    const isOfApp = n % 10 < 3;
    const likely = isOfApp ? 31 : 2;
    return observation({
      ...{ atMs: (from + (n % 5)) * hourMs + n, route: isOfApp ? 'forge.asApp' : 'forge.asUser' },
      points: { low: 1, likely, high: likely + 9 },
    });
  });
  const nowOfReport = (from + 4) * hourMs + 600_000;
  return completeReport(
    accountOf(calls, {
      wanted: [...new Set([dayOf(from), dayOf(from + 4)])],
      sinceMs: from * hourMs,
      nowMs: nowOfReport,
    }),
  );
}

test('a report’s calls are shared out as its routes have calls, and its points as they have points; the hour in which it was made is left out, and the app is named', async () => {
  const report = mixedReport();
  writeFileSync(join(folder, 'mixed.json'), JSON.stringify(report));
  let [out, err] = ['', ''];
  await importCommand([...asked(), 'site-mixed', '--new-site', join(folder, 'mixed.json')], {
    ...{ out: { write: (text) => (out += text) }, err: { write: (text) => (err += text) }, nowMs },
  });
  expect(out).toContain(
    ': 4 hours taken, marked as imported; 1 are older than what is kept, in the future, or were not over when the file was made.',
  );
  expect(err).toContain('mixed.json is a report of the app “Release Radar”: is that the app of this fleet?');
  await inStore(async (database, app) => {
    const own = await site(database, app, null, 'site-mixed', freshCollecting(), nowMs);
    const sumOf = (of: { likely: number }): number => Math.round(of.likely);
    const known = new Map(
      own?.endpoints.map(({ route, requests, points }) => [route, [requests, sumOf(points)]]),
    );
    const [all, calls] = [own?.site.points.likely ?? 0, own?.site.requests ?? 0];
    // As the report's own table of routes has it: 30% of the calls, and 87% of the points.
    const whole = report.routes.reduce((sum, one) => sum + one.likelyPoints, 0);
    expect(report.routes).toHaveLength(2);
    for (const { route, requests, likelyPoints } of report.routes) {
      const [n = 0, likely = 0] = known.get(route) ?? [];
      expect(n / calls).toBeCloseTo(requests / 50, 2);
      expect(likely / all).toBeCloseTo(likelyPoints / whole, 2);
    }
    expect(calls).toBe(40);
  });
});

test('a site that files alone tell of is called so, and is none that was heard of', async () => {
  await inStore(async (database, app) => {
    const listed = (await sites(database, app, null, 'month', freshCollecting(), nowMs)).sites;
    expect(listed.find(({ siteId }) => siteId === 'site-mixed')).toMatchObject({
      state: 'file',
      lastSeenMs: null,
    });
    const scope = { app, appId: 'app', environmentId: 'env' };
    const { collection, pools } = await overview(database, scope, freshCollecting(), nowMs);
    const heard = listed.filter(({ lastSeenMs }) => lastSeenMs !== null).length;
    expect(collection).toMatchObject({ sitesHeardOf: heard, sitesOfFiles: listed.length - heard });
    // No file has anything of the running hour: what has a line of it was heard.
    expect(pools[0]?.sites).toBe(0);
  });
});

test('a new site is made under an id: an address is refused, and where the id is found is said', async () => {
  const why =
    '"https://acme.atlassian.net/" is an address, and a new site is made under the id that its lines will bear: https://acme.atlassian.net/_edge/tenant_info names it (cloudId).';
  await expect(imported('account.ndjson', 'https://acme.atlassian.net/', '--new-site')).rejects.toThrow(why);
  for (const address of [
    ...['acme.atlassian.net', 'acme.atlassian.net:443', 'acme.atlassian.net.', 'ACME.atlassian.net?x'],
    ...['acme.atlassian.net#x', 'acme.atlassian.net:443/wiki', 'you@acme.atlassian.net', 'https://acme'],
  ])
    await expect(imported('account.ndjson', address, '--new-site')).rejects.toThrow(
      `"${address}" is an address`,
    );
  await expect(imported('account.ndjson', 'acme.atlassian.net:443?x', '--new-site')).rejects.toThrow(
    ': https://acme.atlassian.net/_edge/tenant_info names it',
  );
  expect(await likelyByHour('acme.atlassian.net')).toEqual([]);
});

test('pools that one site invents are left out of the evidence beyond the first, which says so and still holds', async () => {
  const inventing = Array.from({ length: 30 }, (_, n) => printed('site-a', hour, 1_000 + n, `invented-${n}`));
  const logs = [...inventing, printed('site-a', hour, 7), printed('site-b', hour, 8)];
  const report = await inStore(async (database, app) => {
    await database.transaction((sql) => keepLines(sql, app, siteLines(logs)));
    const scope = { app, appId: 'app', environmentId: 'inventing' };
    return evidenceOf(database, scope, { days: 2, names: false, appName: null }, nowMs);
  }, 'inventing');
  expect(report.pools).toHaveLength(20);
  // Last by its points, and the one that most sites print.
  expect(report.pools.at(-1)).toMatchObject({ app: 'own' });
  expect(report.sites.map(({ pools }) => pools.length).sort()).toEqual([1, 20]);
  expect(report.notes.join(' ')).toContain('11 further pools are in no figure');
});

test('hours of a file in whose pool a back end reports to the fleet itself are counted, since its calls may be in both', async () => {
  const lines = siteLines([printed('site-a', hour, 7), printed('site-a', hour + 1, 8)]).hours.map(
    ({ line }) => ({ ...line, from: { ...line.from, installation: importedInstallation } }),
  );
  const [first] = lines;
  const kept = await inStore(async (database, app) => {
    const source = await addSource(database, app, 'sync', true, nowMs);
    if (source === null || first === undefined) throw new Error('There is no source or no line.');
    return database.transaction(async (sql) => {
      await keepReports(sql, app, source, [{ tenant: 'acme.example', line: first }], nowMs);
      return keepImported(sql, app, await makeImportSite(sql, app, 'site-a', 'jira'), lines);
    });
  }, 'reported');
  expect(kept).toEqual({ kept: 2, known: 0, printed: 0, reported: 1 });
  expect(takenWords({ ...kept, outside: 0, unreadable: 0 })).toBe(
    '2 hours taken, marked as imported; 1 have reports of a back end as well: calls that it reported to the site, too, count twice',
  );
});

/** A report that adds up, and says of two hours that they are one. */
function twoHoursAsOne(): string {
  const calls = [0, 1].map((n) => observation({ atMs: (hour + n) * hourMs }));
  const facts = { wanted: [dayOf(hour)], sinceMs: hour * hourMs, nowMs: (hour + 2) * hourMs };
  const report = completeReport(accountOf(calls, facts));
  return JSON.stringify({
    ...report,
    hours: report.hours.map((row) => ({ ...row, hour: report.hours[0]?.hour })),
  });
}

const refusals: readonly (readonly [name: string, text: string, why: string])[] = [
  ['another JSON', '{"a":1}', 'it is no report of Points Gauge'],
  ['half a file', '{"a":', 'it is damaged: no JSON'],
  ['nothing', '\n', 'it is empty.'],
  [
    'a table',
    'hour_utc,app\n2026-10-05T00:00:00Z,own\n',
    'it is no JSON: take the export of the site’s account (Settings) or “All figures (JSON)” (Reports).',
  ],
  ['a later export', '{"pointsGauge":"ledger","v":99}\n', 'it was made by another version'],
  ['a report of all sites', '{"wholeApp":{}}', 'it is of all sites of an app'],
  ['an hour of a pool twice', twoHoursAsOne(), 'it has an hour of a pool twice'],
];

test('what is no account and no report is refused by name, and nothing of it is kept', async () => {
  for (const [name, text, why] of refusals) {
    const file = `${name.replaceAll(' ', '-')}.json`;
    writeFileSync(join(folder, file), text);
    await expect(imported(file, 'site-c', '--new-site')).rejects.toThrow(why);
  }
  expect(await likelyByHour('site-c')).toEqual([]);
});

test('a file with nothing that is kept makes no site', async () => {
  writeFileSync(
    join(folder, 'empty.ndjson'),
    `${JSON.stringify({ pointsGauge: 'ledger', v: schemaVersion })}\n{"hour":1}\n`,
  );
  expect(await imported('empty.ndjson', 'site-none', '--new-site')).toBe(
    '0 hours taken, marked as imported; 1 could not be read.',
  );
  await expect(imported('account.ndjson', 'site-none')).rejects.toThrow('No one site "site-none" is known');
});

test('what never ends is refused when it has more bytes than any file of a site: a pipe says no size', async () => {
  const endless = importCommand([...asked(), 'acme.atlassian.net', '/dev/zero'], {
    out: { write: () => undefined },
    nowMs: 0,
  });
  await expect(endless).rejects.toThrow(/^\/dev\/zero: it has more than 268435456 bytes/);
});

test('a site that is not known is asked for, and what is wrong ends the command with 2', async () => {
  await expect(imported('account.ndjson', 'site-x')).rejects.toThrow('No one site "site-x" is known');
  let err = '';
  const port = {
    ...{ out: { write: () => true }, err: { write: (text: string) => (err += text) }, env: {}, fetch },
    ...{
      pageFolder: '',
      now: () => nowMs,
      wait: () => Promise.resolve(),
      stopped: new AbortController().signal,
    },
  };
  expect(await fleetCommand(['import', ...asked(), 'site-a', join(folder, 'none.json')], port)).toBe(2);
  expect(err).toMatch(/none\.json cannot be read/);
});

describe('on the page', () => {
  const file = () => readFileSync(join(folder, 'account.ndjson'), 'utf8');
  const withChanges = <T>(work: (changes: Changes) => Promise<T>): Promise<T> =>
    inStore((database, app) =>
      work(
        new Changes({
          ...{ database, now: () => nowMs, note: () => undefined },
          ...{ startThresholds: [], alerts: null, tellsSites: false },
          scope: { app, appId: 'app', environmentId: 'env' },
        }),
      ),
    );
  const query = (site: string, more: Record<string, string> = {}) => new URLSearchParams({ site, ...more });

  test('a file does what it does by command, and what is wrong is said in words', async () => {
    await withChanges(async (changes) => {
      const send = (text: string | Uint8Array, of: URLSearchParams) =>
        changes.oneFile(() => Promise.resolve(Buffer.from(text)), of);
      const made = query('page-site', { new: '1' });
      expect(await send(file(), query('page-site'))).toMatchObject({
        ok: false,
        error: {
          code: 'badRequest',
          message: 'No one site "page-site" is known. Sites shows ids and addresses.',
        },
      });
      expect(await send(file(), made)).toMatchObject({
        data: { kept: 3, known: 0, printed: 0, reported: 0, outside: 0, unreadable: 0 },
      });
      expect(await send(file(), made)).toMatchObject({ data: { kept: 0, known: 3 } });
      expect(await send('{"half', made)).toMatchObject({
        error: { message: 'Nothing of it was taken: it is damaged: no JSON.' },
      });
      expect(await send(file(), query('\u0000'))).toMatchObject({
        error: { message: '"site" must be the id or the address of a site.' },
      });
      const zipped = (name: string, content: string) =>
        zipSync({ [name]: strToU8(content), 'note.txt': strToU8('x') });
      expect(await send(zipped('account.json', file()), made)).toMatchObject({ data: { kept: 0, known: 3 } });
      expect(await send(zipped('none.csv', file()), made)).toMatchObject({
        error: {
          message: expect.stringMatching(/^Nothing of it was taken: this ZIP has no JSON in it/) as string,
        },
      });
      expect(
        await send(zipSync({ 'a.json': new Uint8Array(65 * 1024 * 1024) }, { level: 1 }), made),
      ).toMatchObject({
        error: {
          message:
            'Nothing of it was taken: this ZIP is refused: its files are larger than 64 MB when unpacked.',
        },
      });
      for (const unread of ['tooLarge', 'tooSlow'] as const)
        expect(await changes.oneFile(() => Promise.resolve(unread), made)).toBe(unread);
    });
    expect(await likelyByHour('page-site')).toEqual(truth.map((likely, n) => [n, likely]));
  });

  test('one file is read at a time: of several at once the others are not even received', async () => {
    await withChanges(async (changes) => {
      const parts: (() => void)[] = [];
      const first = changes.oneFile(
        () =>
          new Promise((resolve) => {
            parts.push(() => {
              resolve('tooLarge');
            });
          }),
        query('page-site'),
      );
      const received = jest.fn(() => Promise.resolve(Buffer.from(file())));
      expect(await changes.oneFile(received, query('page-site'))).toMatchObject({
        error: {
          message:
            'Another file is being sent or read; one that comes slowly is given up within 70 seconds. Send this one after it.',
        },
      });
      expect(received).not.toHaveBeenCalled();
      parts[0]?.();
      expect(await first).toBe('tooLarge');
      // What fails on its way leaves the place free.
      await expect(
        changes.oneFile(() => Promise.reject(new Error('cut off')), query('page-site')),
      ).rejects.toThrow('cut off');
      expect(await changes.oneFile(received, query('page-site', { new: '1' }))).toMatchObject({ ok: true });
    });
  });
});
