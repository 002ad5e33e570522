/** Back ends report to the fleet with the reporter that they would use, over a real port. */
import { request } from 'node:http';
import { poolsOfHour, sitesOfHour } from '../../fleet/store/sites-now';
import { appScope } from '../../fleet/store/app-scope';
import { reportPlace, sourceName } from '../../fleet/report-options';
import { startReportServer, type ReportServer } from '../../fleet/reports/report-server';
import { ReportIntake } from '../../fleet/reports/take-report';
import { tellSources } from '../../fleet/reports/tell-sources';
import { keepReports, mostTenants } from '../../fleet/store/keep-reports';
import { reportLines } from '../../fleet/reports/report-lines';
import { sourcesOf } from '../../fleet/store/report-sources';
import { rollUpHours } from '../../fleet/store/roll-up';
import type { Database } from '../../fleet/store/sql';
import { createReporter } from '../../src/node-client/reporter';
import { signBatch } from '../../src/protocol/signature';
import type { WireCall } from '../../src/protocol/wire';
import { hourMs } from '../../src/time';
import { openMemory } from './support/empty-database';

const nowMs = Date.UTC(2026, 10, 27, 14, 37);
const hour = Math.floor(nowMs / hourMs);

let database: Database;
let server: ReportServer;
let app = 0;
let apps = 0;
let said = '';
let noted: string[] = [];

beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());
beforeEach(async () => {
  [said, noted] = ['', []];
  ({ app } = await appScope(database, `app-${(apps += 1)}`, 'environment'));
  const intake = new ReportIntake(database, app, () => nowMs);
  server = await startReportServer({ host: '127.0.0.1', port: 0, tls: null }, intake, (text) =>
    noted.push(text),
  );
});
afterEach(() => server.close());

const err = { write: (text: string) => (said += text) };
const make = (name: string, isOwn = false) =>
  tellSources(database, app, { sources: [{ name, isOwn }], replacedSecrets: [] }, { err, now: () => nowMs });
/** As the command printed it. */
const printed = () => {
  const [, source = '', secret = ''] = /source (\w+), secret ([\w-]+)/.exec(said) ?? [];
  return { url: server.url, source, secret };
};
const call = (tenant: string | null, change: Partial<WireCall> = {}): WireCall => ({
  ...{ at: nowMs - 1_000, product: 'jira', route: 'connect.jwt', method: 'GET', path: '/rest/api/3/myself' },
  ...{ status: 200, ms: 20, objects: 0, ...(tenant === null ? {} : { tenant }) },
  ...change,
});
async function shown(): Promise<unknown[]> {
  while (await rollUpHours(database));
  const pools = await poolsOfHour(database, app, hour);
  return Promise.all(
    pools.map(async ({ pool, name, likelyPoints, requests, counter }) => ({
      ...{ name, likelyPoints, requests, remaining: counter?.remainingPoints ?? null },
      sites: (await sitesOfHour(database, pool, hour)).map(({ siteId, requests: made }) => [siteId, made]),
    })),
  );
}

test('a back end’s calls are counted tenant by tenant, batch after batch, beside a site’s gauge', async () => {
  await make('sync service');
  const problems: string[] = [];
  const reporter = createReporter({
    // The gauge of a site that is away keeps nothing from the fleet.
    ...{ url: 'http://127.0.0.1:9/', source: 'x', secret: 'y', fleet: printed() },
    ...{ nowMs: () => nowMs, onProblem: ({ kind }) => problems.push(kind), sendEveryMs: 3_600_000 },
  });
  reporter.report(call('acme.atlassian.net'));
  reporter.report(call('ACME.atlassian.net'));
  reporter.report(call(null));
  await reporter.flush(2_000);
  reporter.report(
    call('birch', {
      headers: {
        'ratelimit-policy': '"global-app-quota";q=65000;w=3600',
        ratelimit: '"global-app-quota";r=9120;t=1380',
      },
    }),
  );
  reporter.report(call('acme.atlassian.net', { status: 429 }));
  await reporter.close(2_000);
  expect(problems).toContain('away');
  expect(await shown()).toEqual([
    {
      ...{ name: 'sync service', likelyPoints: 4, requests: 5, remaining: 9_120 },
      sites: [
        ['acme.atlassian.net', 3],
        ['birch', 1],
        ['no tenant named', 1],
      ],
    },
  ]);
});

async function post(
  body: string,
  change: Record<string, string> = {},
  method = 'POST',
): Promise<[number, string]> {
  const { source, secret } = printed();
  const timestamp = change['x-points-gauge-timestamp'] ?? String(nowMs / 1_000);
  const headers = {
    'x-points-gauge-source': source,
    'x-points-gauge-timestamp': timestamp,
    'x-points-gauge-signature': signBatch(secret, timestamp, body),
    ...change,
  };
  return new Promise((resolve, reject) => {
    const asked = request(server.url, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => {
        resolve([response.statusCode ?? 0, text]);
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
const batch = (n: number, calls: WireCall[]): string =>
  JSON.stringify({ version: 1, batch: `sender000.${n}`, sealedAt: nowMs, calls });

test('a batch counts once however often it comes, and what is not signed, not in time or none is refused', async () => {
  await make('service', true);
  const body = batch(1, [call('a')]);
  expect(await post(body)).toEqual([200, '{"answer":"counted"}']);
  expect(await post(body)).toEqual([200, '{"answer":"alreadyCounted"}']);
  expect(await post(batch(1, [call('b')]))).toEqual([409, '{"answer":"changed"}']);
  expect((await post(batch(2, [call('b')]), { 'x-points-gauge-signature': 'v1=00' }))[0]).toBe(401);
  expect((await post(body, { 'x-points-gauge-source': 'nobody' }))[0]).toBe(401);
  expect((await post(body, { 'x-points-gauge-timestamp': String(nowMs / 1_000 - 301) }))[0]).toBe(403);
  expect((await post('{}'))[0]).toBe(400);
  expect((await post('x'.repeat(300_000)))[0]).toBe(413);
  expect((await post('', {}, 'GET'))[0]).toBe(405);
  // Its calls draw on the app's own pool.
  expect(await shown()).toMatchObject([{ name: 'own', requests: 1, sites: [['a', 1]] }]);
  // A new secret: the old one holds no more.
  const old = printed();
  said = '';
  await tellSources(database, app, { sources: [], replacedSecrets: ['service'] }, { err, now: () => nowMs });
  expect(printed()).toMatchObject({ source: old.source });
  expect(printed().secret).not.toBe(old.secret);
  // Made again, nothing is shown: the secret was, once.
  said = '';
  await make('service');
  expect(said).toBe('');
  expect(noted).toEqual([]);
});

test('a store that fails is "later", and says why to who runs the program alone', async () => {
  await make('service');
  const broken = { take: () => Promise.reject(new Error('disk full')) };
  const failing = await startReportServer({ host: '127.0.0.1', port: 0, tls: null }, broken, (text) =>
    noted.push(text),
  );
  const mine = server;
  server = failing;
  expect(await post(batch(1, [call('a')]))).toEqual([503, '{"answer":"later"}']);
  server = mine;
  await failing.close();
  expect(noted).toEqual(['A report could not be stored: disk full']);
});

test('ten thousand tenants are told apart, and further ones are counted together', async () => {
  await make('service');
  const [source] = await sourcesOf(database, app);
  if (source === undefined) throw new Error('There is no source.');
  const pool = { app: 'service', environment: 'PRODUCTION' };
  for (let from = 0; from < mostTenants + 4_000; from += 2_000) {
    const calls = Array.from({ length: 2_000 }, (_, n) => call(`tenant-${from + n}`));
    const lines = reportLines({ calls, sealedAtMs: nowMs }, '00000001', pool);
    await database.transaction((sql) => keepReports(sql, app, source, lines, nowMs));
  }
  const [row] = await database.query(
    `select count(*)::float8 as sites, sum(requests)::float8 as requests, max(requests)::float8 as most from site_hour join site on site.id = site
     where app = $1::int`,
    [app],
  );
  expect(row).toEqual({ sites: mostTenants + 1, requests: mostTenants + 4_000, most: 4_000 });
}, 60_000);

test.each<[string, () => unknown, string]>([
  ['no place', () => reportPlace('everywhere', undefined, undefined), '--reports "everywhere" is no place'],
  [
    'a certificate without its key',
    () => reportPlace(':1', '/dev/null', undefined),
    'one of them is missing',
  ],
  [
    'a certificate that is not there',
    () => reportPlace(':1', '/nothing', '/nothing'),
    'certificate cannot be read',
  ],
  ['a certificate for nothing', () => reportPlace(undefined, '/dev/null', '/dev/null'), 'are for --reports'],
  ['a name that is the app’s own', () => sourceName('own'), 'is no name of a back end'],
])('%s is said', (_name, work, why) => {
  expect(work).toThrow(why);
});

test('a certificate that is none is said', async () => {
  const place = { host: '127.0.0.1', port: 0, tls: { cert: 'no', key: 'no' } };
  await expect(
    startReportServer(place, { take: () => Promise.resolve('counted') }, () => undefined),
  ).rejects.toThrow('certificate and key for --reports do not do');
});
