/** One suite for both databases: what holds on PGlite in a folder holds on PostgreSQL. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { RequestCount } from '../../fleet/requests/request-count';
import { freshCollector } from '../../fleet/planning/collector-state';
import type { SiteLog } from '../../fleet/logs/log-page';
import { siteLines } from '../../fleet/logs/site-lines';
import { overview } from '../../fleet/pages/overview';
import { site, sites } from '../../fleet/pages/sites';
import { appScope } from '../../fleet/store/app-scope';
import { bestFigureOf } from '../../fleet/store/best-figures';
import { collectorStore } from '../../fleet/store/collector-store';
import { keepCounts, seriesOf } from '../../fleet/store/keep-counts';
import { keepLines } from '../../fleet/store/keep-lines';
import { activeSites } from '../../fleet/store/told-state';
import { migrate } from '../../fleet/store/migrate';
import { migrations } from '../../fleet/store/migrations';
import { openStore, type StorePlace } from '../../fleet/store/open-store';
import { anchoredHours, factsOfHours } from '../../fleet/store/estimate-facts';
import { forgetOld } from '../../fleet/store/retention';
import { rollUpHours } from '../../fleet/store/roll-up';
import { nameSites } from '../../fleet/store/site-list';
import { poolsOfHour, sitesHeardOf, sitesOfHour } from '../../fleet/store/sites-now';
import type { Database } from '../../fleet/store/sql';
import type { HourLine, LineSum } from '../../src/fleet-line/line';
import { writeLine } from '../../src/fleet-line/write-line';
import type { FigureBasis } from '../../fleet/estimate/best-figure';
import { pastTotals } from '../../fleet/pages/past-totals';
import { hoursRead } from '../../fleet/pages/read-so-far';
import { coursesOf, keepCourse } from '../../fleet/store/hour-course';
import { hourMs, minuteMs } from '../../src/time';
import { freshCollecting } from './support/collecting';
import './support/compiled-pglite';
import { startPostgres, type TestPostgres } from './support/postgres';

const hour = 498_592;
const atMs = hour * hourMs + 600_000;

const sum = (requests: number, likelyPoints: number, refused = 0): LineSum => ({
  ...{
    requests,
    lowMilli: likelyPoints * 900,
    likelyMilli: likelyPoints * 1_000,
    highMilli: likelyPoints * 1_500,
  },
  refused,
});

interface Printed {
  site: string;
  number: number;
  installation?: string;
  likely?: number;
  hour?: number;
  change?: Partial<HourLine>;
}

function printed({
  site,
  number,
  installation = '00000001',
  likely = 10 * number,
  change,
  ...at
}: Printed): SiteLog {
  const line: HourLine = {
    kind: 'hour',
    from: { installation, gauge: '0.1.0', site: `${site}.atlassian.net`, edition: null, users: 180 },
    pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
    ...{ hour: at.hour ?? hour, number, atMs: (at.hour ?? hour) * hourMs + number },
    routes: { 'forge.asApp': sum(number, likely), 'forge.bridge': sum(50, 100) },
    refusals: {},
    endpoints: [
      { route: 'forge.asApp', method: 'GET', template: '/rest/api/3/myself', ...sum(1, likely / 2) },
    ],
    readings: [],
    ...change,
  };
  return {
    ...{ atMs: (at.hour ?? hour) * hourMs + number, siteId: site, product: 'jira', appVersion: '2.1.0' },
    ...{ edition: 'Standard', licence: 'Active', message: writeLine(line) },
  };
}

const kinds = ['PGlite in a folder', 'PostgreSQL'] as const;

describe.each(kinds)('%s', (kind) => {
  let postgres: TestPostgres | null = null;
  let folder = '';
  let place: StorePlace;
  let database: Database;
  let app = 0;
  let apps = 0;

  beforeAll(async () => {
    if (kind === 'PostgreSQL') {
      postgres = await startPostgres();
      place = { kind: 'server', address: postgres.address };
    } else {
      folder = mkdtempSync(join(tmpdir(), 'points-gauge-fleet-'));
      place = { kind: 'folder', folder: join(folder, 'data') };
    }
    database = await openStore(place);
  });

  afterAll(async () => {
    await database.close();
    postgres?.stop();
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    apps += 1;
    ({ app } = await appScope(database, `app-${apps}`, 'environment-1'));
  });

  test('a snapshot is of one moment and writes nothing, and questions are answered while it goes on', async () => {
    const pools = 'select count(*)::float8 as pools from pool where app = $1::int';
    // Asked before there is a snapshot, and within it.
    const before = database.reader.query(pools, [app]);
    const within = await database.snapshot(async (sql) => {
      const seen = [await sql.query(pools, [app]), await before, await database.reader.query(pools, [app])];
      expect(seen).toEqual([[{ pools: 0 }], [{ pools: 0 }], [{ pools: 0 }]]);
      const written = database.query(
        `insert into pool (app, name, environment, product) values ($1::int, 'own', 'PRODUCTION', 'jira')`,
        [app],
      );
      if (kind === 'PostgreSQL') await written;
      return [written, await sql.query(pools, [app])] as const;
    });
    expect(within[1]).toEqual([{ pools: 0 }]);
    await within[0];
    expect(await database.reader.query(pools, [app])).toEqual([{ pools: 1 }]);
    await expect(
      database.snapshot((sql) => sql.query('delete from pool where app = $1::int', [app])),
    ).rejects.toThrow('read-only');
  });

  const keep = (logs: readonly SiteLog[]) =>
    database.transaction((sql) => keepLines(sql, app, siteLines(logs)));
  const rolledUp = async () => {
    while (await rollUpHours(database));
    return poolsOfHour(database, app, hour);
  };
  const likelyBySite = async () => {
    const [pool] = await rolledUp();
    const sites = pool === undefined ? [] : await sitesOfHour(database, pool.pool, hour);
    return Object.fromEntries(sites.map(({ siteId, likelyPoints }) => [siteId, likelyPoints]));
  };

  test('the newest line of each site makes the hour; what a page does over the bridge is not charged', async () => {
    await keep([
      printed({ site: 'a', number: 1 }),
      printed({ site: 'a', number: 3 }),
      printed({ site: 'b', number: 2 }),
    ]);
    expect(await rolledUp()).toEqual([
      {
        ...{
          pool: expect.any(Number) as number,
          name: 'own',
          environment: 'PRODUCTION',
          product: 'jira',
          sites: 2,
        },
        ...{
          requests: 5,
          lowPoints: 45,
          likelyPoints: 50,
          highPoints: 75,
          refused: 0,
          countedSites: 0,
          countedRequests: 0,
          rest: { requests: 0, lowPoints: 0, likelyPoints: 0, highPoints: 0 },
          counter: null,
        },
      },
    ]);
  });

  /** What is stored of counted requests, the parts of a series added up. */
  async function storedCounts() {
    const rows = await database.query(
      `select site_id, requests::float8 as requests, unserved::float8 as unserved, low::float8 as low, high::float8 as high, detail::text as detail
       from request_hour join site on site.id = request_hour.site where app = $1::int order by site_id`,
      [app],
    );
    return rows.map(({ site_id: siteId, requests, unserved, low, high, detail }) => {
      const series = new Map<string, number>();
      for (const [provider, path, status, minutes] of seriesOf(detail as string))
        for (const [at, ofMinute] of Object.entries(minutes)) {
          const key = [provider, path, status, at].join(' ');
          series.set(key, (series.get(key) ?? 0) + ofMinute);
        }
      return { siteId, requests, unserved, low, high, series: [...series].sort() };
    });
  }

  test('lines in any order, twice and in any pages, give the same figures', async () => {
    const logs = ['a', 'b'].flatMap((site) => [1, 2, 3].map((number) => printed({ site, number })));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: logs.length - 1 }), { minLength: 6, maxLength: 14 }),
        fc.integer({ min: 1, max: 5 }),
        async (order, pageSize) => {
          ({ app } = await appScope(database, `app-${(apps += 1)}`, 'environment-1'));
          const read = [...order, ...logs.keys()].flatMap((index) => logs[index] ?? []);
          for (let at = 0; at < read.length; at += pageSize) {
            await keep(read.slice(at, at + pageSize));
            if (at % 2 === 0) await rolledUp();
          }
          expect(await likelyBySite()).toEqual({ a: 30, b: 30 });
        },
      ),
      { numRuns: 6 },
    );
  });

  test('a site that was installed again in the hour counts with both its installations', async () => {
    await keep([
      printed({ site: 'a', number: 5, installation: '0000000a' }),
      printed({ site: 'a', number: 2, installation: '0000000b' }),
    ]);
    expect(await likelyBySite()).toEqual({ a: 70 });
    expect(await rolledUp()).toMatchObject([{ sites: 1, likelyPoints: 70 }]);
  });

  test('endpoints add up to the pool, with what no line names under {other}', async () => {
    await keep([
      printed({ site: 'a', number: 4, likely: 40 }),
      printed({ site: 'b', number: 1, likely: 10 }),
    ]);
    await rolledUp();
    const rows = await database.query(
      `select route, template, sum(requests)::float8 as requests, sum(likely)::float8 as likely from endpoint_hour
       join pool on pool.id = endpoint_hour.pool where app = $1::int group by route, template order by route, template`,
      [app],
    );
    expect(rows).toEqual([
      { route: 'forge.asApp', template: '/rest/api/3/myself', requests: 2, likely: 25_000 },
      { route: 'forge.asApp', template: '{other}', requests: 3, likely: 25_000 },
      { route: 'forge.bridge', template: '{other}', requests: 100, likely: 200_000 },
    ]);
  });

  test('the counter that any site saw last stands beside the estimate', async () => {
    const reading = (at: number, remainingPoints: number) => ({
      ...{ policy: 'global-app-quota', enforcement: 'enforced' as const, quotaPoints: 65_000 },
      ...{ atMs: atMs + at, remainingPoints },
    });
    await keep([
      printed({ site: 'a', number: 1, change: { readings: [reading(20, 9_000), reading(10, 9_500)] } }),
      printed({ site: 'b', number: 1, change: { readings: [reading(15, 9_200)] } }),
    ]);
    await keep([printed({ site: 'a', number: 1, change: { readings: [reading(20, 9_000)] } })]);
    expect(await rolledUp()).toMatchObject([
      {
        counter: {
          remainingPoints: 9_000,
          quotaPoints: 65_000,
          atMs: atMs + 20,
          siteName: 'a.atlassian.net',
        },
      },
    ]);
  });

  test('an hour teaches where the counter of all sites was seen near its end; a site’s own counter and the bridge never do', async () => {
    const reading = (
      hoursAgo: number,
      minute: number,
      remainingPoints: number,
      policy = 'global-app-quota',
    ) => ({
      ...{ policy, enforcement: 'enforced' as const, quotaPoints: 65_000, remainingPoints },
      atMs: (hour - hoursAgo) * hourMs + minute * 60_000,
    });
    const told = (hoursAgo: number, readings: HourLine['readings']) =>
      printed({ site: 'a', number: 4, likely: 40, hour: hour - hoursAgo, change: { readings } });
    await keep([
      told(1, [reading(1, 55, 9_000)]),
      told(2, [reading(2, 30, 9_000)]),
      told(3, [reading(3, 20, 0)]),
      told(4, [reading(4, 55, 9_000, 'tenant-app-quota')]),
      told(0, [reading(0, 8, 12_000), reading(0, 9, 11_000)]),
    ]);
    const [pool] = await rolledUp();
    if (pool === undefined) throw new Error('There is no pool.');
    const id = pool.pool;
    const estimated = new Map([
      ['GET /rest/api/3/myself', 20],
      [' {other}', 20],
    ]);
    const learnt = await anchoredHours(database, id, atMs);
    expect(learnt.map(({ drawnPoints }) => drawnPoints).sort()).toEqual([56_000, 65_000]);
    expect(learnt[0]?.estimated).toEqual(estimated);
    const band = { ...pool, ...{ lowPoints: 36, highPoints: 60 } };
    const facts = (await factsOfHours(database, id, new Map([[hour, band]]), atMs)).get(hour);
    expect({ ...facts, counter: facts?.counter.map(({ drawnPoints }) => drawnPoints).sort() }).toEqual({
      ...{
        startMs: hour * hourMs,
        untilMs: atMs,
        estimated,
        lowPoints: 36,
        rest: null,
        highPoints: 60,
        wallPoints: 65_000,
      },
      counter: [53_000, 54_000],
    });
  });

  test('a site that was renamed has its newest name, whichever line is read last', async () => {
    const older = printed({ site: 'a', number: 1 });
    const newer = printed({ site: 'a', number: 9, change: {} });
    const renamed = { ...newer, message: newer.message.replace('a.atlassian.net', 'new.atlassian.net') };
    await keep([renamed]);
    await keep([older]);
    const [pool] = await rolledUp();
    expect(await sitesOfHour(database, pool?.pool ?? 0, hour)).toMatchObject([
      { name: 'new.atlassian.net', statedUsers: 180 },
    ]);
    expect(await sitesHeardOf(database, app, atMs)).toEqual({ all: 1, lastDay: 1 });
  });

  test('a site is told where its newest line says, whichever is read last', async () => {
    const at = (number: number): SiteLog => ({
      ...printed({ site: 'a', number }),
      message: writeLine({
        kind: 'site',
        from: { installation: '00000001', gauge: '0.1.0', site: null, edition: null, users: null },
        noticeUrl: `https://one.example/${number}`,
      }),
    });
    await keep([at(9), printed({ site: 'a', number: 8 })]);
    await keep([at(3)]);
    expect(await activeSites(database, app, atMs)).toEqual([
      { siteId: 'a', address: 'https://one.example/9' },
    ]);
  });

  test('lines and the way to them are kept together or not at all', async () => {
    const store = collectorStore(database, app, 'logs', keepLines);
    expect(await store.readState()).toEqual(freshCollector);
    const lines = siteLines([printed({ site: 'a', number: 1 })]);
    const broken = { ...lines, readings: [{}] as never };
    const next = { ...freshCollector, callsMs: [1] };
    await expect(store.keep(next, broken)).rejects.toThrow();
    expect([await store.readState(), await likelyBySite()]).toEqual([freshCollector, {}]);
    await store.keep(next, lines);
    expect([await store.readState(), await likelyBySite()]).toEqual([next, { a: 10 }]);
  });

  test('hours are forgotten after 35 days, days after 13 months', async () => {
    await keep([printed({ site: 'a', number: 2 }), printed({ site: 'a', number: 1, hour: hour - 3 * 24 })]);
    await rolledUp();
    const counts = async () => {
      const [row] = await database.query(
        `select (select count(*) from site_hour join pool on pool.id = pool where app = $1::int)::float8 as hours,
                (select count(*) from site_day join pool on pool.id = pool where app = $1::int)::float8 as days`,
        [app],
      );
      return row;
    };
    expect(await counts()).toEqual({ hours: 2, days: 2 });
    await forgetOld(database, (hour + 34 * 24) * hourMs);
    expect(await counts()).toEqual({ hours: 1, days: 2 });
    await forgetOld(database, (hour + 395 * 24) * hourMs);
    expect(await counts()).toEqual({ hours: 0, days: 1 });
  });

  test('hours that are over, on the scale of the figure of this one; those at the wall are left out', async () => {
    await keep([
      printed({ site: 'a', number: 1, hour: hour - 24, likely: 200 }),
      printed({
        site: 'a',
        number: 2,
        hour: hour - 3,
        likely: 900,
        change: { refusals: { quotaGlobal: 5 } },
      }),
      printed({ site: 'a', number: 3, hour: hour - 2, likely: 300 }),
      printed({ site: 'a', number: 4, hour: hour - 1, likely: 400 }),
      printed({ site: 'a', number: 5, likely: 100 }),
    ]);
    const [pool] = await rolledUp();
    if (pool === undefined) throw new Error('No pool is there');
    const best = { lowPoints: 90, likelyPoints: 150, highPoints: 200, ofAllSites: true, countedShare: 0 };
    const read = (...spans: [from: number, to: number][]) => ({
      ...freshCollector,
      plan: {
        ...freshCollector.plan,
        settled: spans.map(([from, to]) => ({ fromMs: (hour + from) * hourMs, toMs: (hour + to) * hourMs })),
      },
    });
    const whole = hoursRead(read([-24, 0.2]), freshCollector);
    const past = (basis: FigureBasis, of = whole) => pastTotals(database, pool, { ...best, basis }, atMs, of);
    // Of the hours between nothing came, and they were read: nothing was drawn.
    expect(await past('estimate')).toMatchObject({
      ...{ before: 400, like: [400, 300, 0, 0, 0, 200], usualShare: null },
    });
    const scaled = await past('scaled');
    expect(scaled).toMatchObject({ before: 600, like: [600, 450, 0, 0, 0, 300] });
    expect(scaled.recent.slice(-4)).toEqual([0, null, 450, 600]);
    expect(scaled.recent.slice(0, 25)).toEqual([...new Array<null>(24).fill(null), 300]);
    // The last lines of an hour come within five minutes after it.
    const inPart = hoursRead(read([-24, -1.5], [-0.9, 0.05]), freshCollector);
    expect(await past('estimate', inPart)).toMatchObject({ before: null, like: [0, 0, 0, 200] });
    expect(await past('estimate', hoursRead(freshCollector, freshCollector))).toMatchObject({
      ...{ before: null, like: [] },
    });
    // Counts of past hours come later than lines: until then hours are as much more than their lines as this one is.
    expect(await past('learned')).toMatchObject({ before: 600, like: [600, 450, 0, 0, 0, 300] });
    const little = { ...best, likelyPoints: 1_000, basis: 'learned' as const };
    expect(await pastTotals(database, pool, little, atMs, whole)).toMatchObject({ before: null, like: [] });
    // The counter was seen in none of them.
    for (const basis of ['counter', 'counts'] as const)
      expect(await past(basis)).toMatchObject({ before: null, like: [] });
  });

  test('how much of an hour is usually known by when is learned from looks at hours while they ran', async () => {
    const looked = async (of: number, minute: number, likely: number) => {
      await keep([printed({ site: 'a', number: minute, hour: of, likely })]);
      while (await rollUpHours(database));
      await keepCourse(database, app, of * hourMs + minute * minuteMs);
    };
    for (const past of [hour - 3, hour - 2, hour - 1]) {
      await looked(past, 5, 500);
      await looked(past, 15, 700);
      // A second look within five minutes is not kept.
      await looked(past, 16, 710);
      await keep([printed({ site: 'a', number: 60, hour: past, likely: 1_000 })]);
    }
    await looked(hour, 10, 300);
    const [pool] = await rolledUp();
    if (pool === undefined) throw new Error('No pool is there');
    expect((await coursesOf(database, pool.pool, [hour - 1])).get(hour - 1)).toEqual([
      { afterMs: 5 * minuteMs, likelyPoints: 500, restPoints: null },
      { afterMs: 15 * minuteMs, likelyPoints: 700, restPoints: null },
    ]);
    const best = { lowPoints: 300, likelyPoints: 300, highPoints: 300, ofAllSites: false, countedShare: 0 };
    const settled = [{ fromMs: (hour - 4) * hourMs, toMs: hour * hourMs + 5 * minuteMs }];
    const read = hoursRead({ ...freshCollector, plan: { ...freshCollector.plan, settled } }, freshCollector);
    const totals = await pastTotals(database, pool, { ...best, basis: 'estimate' }, atMs, read);
    expect(totals).toMatchObject({ before: 1_000, like: [1_000, 1_000, 1_000], usualShare: 0.6 });
    await forgetOld(database, (hour + 40 * 24) * hourMs);
    expect(await coursesOf(database, pool.pool, [hour - 1])).toEqual(new Map());
  });

  test('the page’s answers: who drew most, walls and who made them, sites that fell silent, and what Tier 2 would give', async () => {
    const refused = { ...sum(20, 300, 5) };
    await keep([
      printed({
        ...{ site: 'a', number: 9, hour: hour - 3 },
        change: {
          ...{ routes: { 'forge.asApp': refused }, refusals: { quotaGlobal: 5 } },
          endpoints: [
            { route: 'forge.asApp', method: 'POST', template: '/rest/api/3/search/jql', ...sum(15, 250, 5) },
          ],
        },
      }),
      printed({ site: 'b', number: 2, hour: hour - 3 }),
      printed({ site: 'b', number: 2, likely: 400 }),
      printed({
        ...{ site: 'c', number: 1, hour: hour - 30 },
        change: {
          from: { installation: '00000001', gauge: '0.1.0', site: null, edition: null, users: null },
        },
      }),
    ]);
    await nameSites(
      database,
      app,
      new Map([
        ['a', 'Acme, as the owner calls it'],
        ['c', 'Cobalt'],
        ['nobody', 'none'],
      ]),
    );
    while (await rollUpHours(database));
    const scope = { app, appId: `app-${apps}`, environmentId: 'environment-1' };
    const collecting = freshCollecting('The API fails');
    const answer = await overview(database, scope, collecting, atMs);
    const [pool] = answer.pools;
    expect(answer.collection).toMatchObject({ sitesHeardOf: 3, sitesLastDay: 2, trouble: 'The API fails' });
    expect(pool).toMatchObject({
      ...{ sites: 1, quotaPoints: 65_000, quotaIsSaid: false, status: 'unknown', wallHours: 1 },
      // A sixth of the hour has gone.
      foreseen: { likely: 2_400 },
      drivers: [
        { siteId: 'b', endpoint: null, points: { likely: 200 } },
        { siteId: 'b', endpoint: { method: 'GET', template: '/rest/api/3/myself' }, points: { likely: 200 } },
      ],
    });
    expect(pool?.walls).toMatchObject([
      {
        ...{ hourStartMs: (hour - 3) * hourMs, drawnPoints: null, refusedByPool: 5 },
        drivers: [
          {
            siteId: 'a',
            endpoint: { template: '/rest/api/3/search/jql' },
            points: { likely: 250 },
            refused: 5,
          },
          { siteId: 'a', endpoint: null, points: { likely: 50 } },
          { siteId: 'b' },
        ],
      },
    ]);
    // What a page does over the bridge draws on no pool. Nothing was read, so hours without a line are not known.
    expect(pool?.hours.at(-1)?.routes).toMatchObject([{ route: 'forge.asApp', points: { likely: 400 } }]);
    expect(pool?.hours.map(({ isRead }) => isRead).indexOf(true)).toBe(23);
    const heat = new Map(
      pool?.heat.points.map((points, at) => [(pool.heat.firstDayMs + at * hourMs) / hourMs, points]),
    );
    expect([hour, hour - 1, hour - 3, hour + 1].map((of) => heat.get(of))).toEqual([400, null, 320, null]);

    const month = await sites(database, app, null, 'month', freshCollecting(), atMs);
    expect(month.sites).toMatchObject([
      {
        siteId: 'b',
        state: 'now',
        points: { likely: 420 },
        peak: { points: 400, hourStartMs: hour * hourMs },
        hoursHeard: 2,
      },
      {
        siteId: 'a',
        state: 'day',
        refused: 5,
        tier2Points: 101_800,
        statedUsers: 180,
        editionIsStated: false,
      },
      { siteId: 'c', name: 'Cobalt', state: 'silent', hoursHeard: 0, gauge: '0.1.0' },
    ]);
    const now = await sites(database, app, month.pool, 'hour', freshCollecting(), atMs);
    expect(now.sites.map(({ siteId, points }) => [siteId, points.likely])).toEqual([
      ['b', 400],
      ['a', 0],
      ['c', 0],
    ]);
    // Of an hour that has just begun nothing is known yet: what the hour before was stands beside it.
    expect(now.lastHour).toBeNull();
    const begun = await sites(
      database,
      app,
      month.pool,
      'hour',
      freshCollecting(),
      (hour + 1) * hourMs + 60_000,
    );
    expect(begun.lastHour).toEqual({ hourStartMs: hour * hourMs, points: { b: 400 } });
    expect(await site(database, app, month.pool, 'a', freshCollecting(), atMs)).toMatchObject({
      ...{
        site: { name: 'Acme, as the owner calls it', points: { likely: 300 } },
        appVersion: '2.1.0',
        licence: 'Active',
      },
      endpoints: [
        { points: { likely: 250 }, refused: 5 },
        { endpoint: null, points: { likely: 50 } },
      ],
    });
    expect(await site(database, app, month.pool, 'nobody', freshCollecting(), atMs)).toBeNull();
    // A later file corrects a name, and takes back what is no longer in it.
    await nameSites(database, app, new Map([['c', 'Cobalt Ltd']]));
    const renamed = (await sites(database, app, month.pool, 'month', freshCollecting(), atMs)).sites;
    expect(renamed.map(({ siteId, name }) => [siteId, name])).toEqual([
      ['b', 'b.atlassian.net'],
      ['a', 'a.atlassian.net'],
      ['c', 'Cobalt Ltd'],
    ]);
  });

  test('a name holds one worker at a time, and is free when the work fails', async () => {
    const inside = await database.alone('logs', () => database.alone('logs', () => Promise.resolve('twice')));
    expect(inside).toBeNull();
    await expect(database.alone('logs', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await database.alone('logs', () => Promise.resolve('free'))).toBe('free');
  });

  test('names of any characters come back, and the one that PostgreSQL cannot hold hurts nobody', async () => {
    const odd = printed({
      ...{ site: 'a', number: 1 },
      change: { pool: { app: 'Wörk “x”', environment: '😀', product: 'jira' } },
    });
    await keep([{ ...odd, appVersion: '2.1\0' }]);
    expect(await rolledUp()).toMatchObject([{ name: 'Wörk “x”', environment: '😀' }]);
    const rows = await database.query('select app_version from site where app = $1::int', [app]);
    expect(rows).toEqual([{ app_version: '2.1\ufffd' }]);
  });

  test('a question that comes again is answered by the values it comes with, also after one of them failed it', async () => {
    const text = 'select $1::text[] as list, $2::float8 as number, $3::boolean as flag, $4::text as text';
    const asked = [
      [['a', null, 'ü "{},\\'], 1.5, true, 'Wörk “x” 😀'],
      [[], -0.25, false, ''],
      [null, null, null, null],
      [['1', 'null'], 2 ** 53, true, 'null'],
    ] as const;
    for (const values of [...asked, ...asked]) {
      const [list, number, flag, said] = values;
      expect(await database.query(text, values)).toEqual([{ list, number, flag, text: said }]);
    }
    const divide = 'select (6 / $1::int)::float8 as share from pool right join (select 1) as one on false';
    const share = (by: number) => database.transaction((sql) => sql.query(divide, [by]));
    for (const by of [0, 1, 0, 2, 0, 3])
      if (by === 0) await expect(share(by)).rejects.toThrow('division by zero');
      else expect(await share(by)).toEqual([{ share: 6 / by }]);
    // A column more does not hurt a text that was read before.
    await database.query('create table seen as select 1 as one');
    const seen = () => database.query('select one from seen');
    expect([await seen(), await seen()]).toEqual([[{ one: 1 }], [{ one: 1 }]]);
    await database.query('alter table seen add two integer');
    expect([await seen(), await seen()]).toEqual([[{ one: 1 }], [{ one: 1 }]]);
    await database.query('drop table seen');
  });

  test('of a page’s lines of a site the newest tells of it, in whatever order they come', async () => {
    const from = { installation: '00000001', site: null, edition: null };
    const [older, newer] = [
      { ...from, gauge: '0.1.0', users: 180 },
      { ...from, gauge: '0.2.0', users: 190 },
    ];
    await keep([
      printed({ site: 'a', number: 1, change: { from: newer } }),
      printed({ site: 'a', number: 1, hour: hour - 1, change: { from: older } }),
    ]);
    const [known] = (await sites(database, app, null, 'day', freshCollecting(), atMs)).sites;
    expect(known).toMatchObject({ gauge: '0.2.0', statedUsers: 190 });
  });

  test('the 14 days of a site are the same in the list, on its page, in its map and by endpoint', async () => {
    const first = (Math.floor(hour / 24) - 13) * 24;
    const of = (at: number) => printed({ site: 'a', number: 2, likely: 10, hour: at });
    await keep([first - 1, first, hour].map(of));
    while (await rollUpHours(database));
    const [listed] = (await sites(database, app, null, 'twoWeeks', freshCollecting(), atMs)).sites;
    const own = await site(database, app, null, 'a', freshCollecting(), atMs);
    const total = (points: readonly (number | null)[] = []) =>
      points.reduce<number>((all, one) => all + (one ?? 0), 0);
    expect([
      listed?.points.likely,
      own?.site.points.likely,
      total(own?.heat.points),
      total(own?.endpoints.map(({ points }) => points.likely)),
    ]).toEqual([20, 20, 20, 20]);
  });

  test('before the sums of a day are made anew the list, the peak and the page of a site say what the hours say', async () => {
    await keep([printed({ site: 'a', number: 1, hour: hour - 1 }), printed({ site: 'b', number: 1 })]);
    while (await rollUpHours(database));
    await keep([printed({ site: 'a', number: 7, hour: hour - 1 })]);
    const peak = { points: 70, hourStartMs: (hour - 1) * hourMs };
    const [listed] = (await sites(database, app, null, 'month', freshCollecting(), atMs)).sites;
    const own = await site(database, app, null, 'a', freshCollecting(), atMs);
    expect([listed, own?.site]).toMatchObject([
      { siteId: 'a', peak, points: { likely: 70 } },
      { siteId: 'a', peak, points: { likely: 70 } },
    ]);
    expect(own?.hours.at(-2)?.routes[0]?.points.likely).toBe(70);
  });

  const counted = (
    site: string | null,
    requests: number,
    change: Partial<RequestCount> = {},
  ): RequestCount => ({
    ...{ minute: hour * 60 + 3, siteId: site, provider: 'app', remote: 'jira', status: '2xx' },
    ...{ path: '/rest/api/3/myself', requests, ...change },
  });
  const keepCounted = (counts: RequestCount[], fromMinute = hour * 60, toMinute = hour * 60 + 15) =>
    database.transaction((sql) =>
      keepCounts(sql, app, { fromMinute, toMinute, counts, malformed: 0, askedAtMs: atMs }),
    );

  /** As the page of all sites has it, and as the list of sites adds it up. */
  async function ofSitesOnBothPages(): Promise<unknown[]> {
    const [first] = (
      await overview(database, { app, appId: 'a', environmentId: 'e' }, freshCollecting(), atMs)
    ).pools;
    const listed = (await sites(database, app, null, 'hour', freshCollecting(), atMs)).sites;
    return [
      first?.ofSitesPoints,
      listed.reduce((all, { points, rest }) => all + points.likely + (rest?.likelyPoints ?? 0), 0),
    ];
  }

  test('counted requests take the place of what was known of their minutes, and are added to no line', async () => {
    await keep([printed({ site: 'a', number: 30, likely: 60 })]);
    const other = { minute: hour * 60 + 20 };
    await keepCounted([counted('a', 25), counted('b', 4), counted(null, 1)]);
    await keepCounted([counted('a', 6, other)], hour * 60 + 15, hour * 60 + 30);
    // Read again: more of site a, none of what was told of no site; what lies outside of the query is not taken.
    await keepCounted([counted('a', 28), counted('b', 4), counted('b', 9, other)]);
    const [pool] = await rolledUp();
    // Site a printed 30 calls and made 34: four of them are the rest, and all of site b.
    expect(pool).toMatchObject({
      ...{ environment: 'PRODUCTION', sites: 1, countedSites: 2, countedRequests: 38, likelyPoints: 60 },
      // Two points a call, as the app's metered calls spend.
      rest: { requests: 8, likelyPoints: 16 },
    });
    if (pool === undefined) throw new Error('There is no pool.');
    const best = await bestFigureOf(database, pool.pool, hour, pool, atMs);
    expect(best).toMatchObject({ basis: 'learned', likelyPoints: 76, ofAllSites: true });
    // A share of who draws most is of what the list of sites adds up to.
    expect(await ofSitesOnBothPages()).toEqual([76, 76]);
    const month = (await sites(database, app, null, 'month', freshCollecting(), atMs)).sites;
    expect(month).toMatchObject([
      { siteId: 'a', state: 'now', points: { likely: 60 }, rest: { requests: 4 } },
      {
        siteId: 'b',
        state: 'counted',
        points: { likely: 0 },
        rest: { requests: 4 },
        lastSeenMs: null,
        peak: null,
      },
      { siteId: 'unknown', rest: null },
    ]);
    const own = await site(database, app, null, 'b', freshCollecting(), atMs);
    expect(own).toMatchObject({
      ...{ firstSeenMs: null, endpoints: [] },
      counted: [{ provider: 'app', path: '/rest/api/3/myself', requests: 4 }],
    });
    expect(own?.hours.at(-1)?.allPoints).toBe(own?.counted[0]?.likelyPoints);
    // The map of days and hours has it, too.
    expect(own?.heat.points.findLast((points) => points !== null)).toBe(own?.counted[0]?.likelyPoints);
    expect(await sitesHeardOf(database, app, atMs)).toEqual({ all: 1, lastDay: 1 });
  });

  test('an hour that is told in pieces, in any order and again, is what it is when told at once, also where an earlier version kept it', async () => {
    const minutes = [3, 14, 15, 29, 31, 59];
    const all = ['a', 'b'].flatMap((siteId) =>
      minutes.map((at) => counted(siteId, at, { minute: hour * 60 + at, status: at === 14 ? '5xx' : '2xx' })),
    );
    const tell = (from: number, to: number) => keepCounted(all, hour * 60 + from, hour * 60 + to);
    await tell(0, 60);
    const atOnce = await storedCounts();
    expect(atOnce.map(({ siteId, requests }) => [siteId, requests])).toEqual([
      ['a', 151],
      ['b', 151],
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        fc.array(fc.tuple(fc.nat(59), fc.integer({ min: 1, max: 30 })), { maxLength: 3 }),
        fc.boolean(),
        async (quarters, again, isOld) => {
          ({ app } = await appScope(database, `app-${(apps += 1)}`, 'environment-1'));
          for (const quarter of quarters) await tell(quarter * 15, quarter * 15 + 15);
          if (isOld)
            await database.query(
              'update request_hour set minutes = null where pool in (select id from pool where app = $1::int)',
              [app],
            );
          for (const [from, length] of again) await tell(from, Math.min(60, from + length));
          expect(await storedCounts()).toEqual(atOnce);
        },
      ),
      { numRuns: 8 },
    );
    // A query that crosses hours says as much of each.
    await keepCounted([], hour * 60 - 5, hour * 60 + 70);
    expect(await storedCounts()).toEqual([]);
  });

  test('the sums of lines are made anew for lines and not for counts, whichever come first', async () => {
    const marked = async () =>
      (
        await database.query(
          'select lines from stale_hour join pool on pool.id = stale_hour.pool where app = $1::int',
          [app],
        )
      ).map(({ lines }) => lines);
    await keepCounted([counted('a', 4)]);
    expect(await marked()).toEqual([false]);
    await keep([printed({ site: 'a', number: 3 })]);
    expect(await marked()).toEqual([true]);
    await keepCounted([counted('a', 5)]);
    expect(await marked()).toEqual([true]);
    expect(await rolledUp()).toMatchObject([{ sites: 1, countedRequests: 5, likelyPoints: 30 }]);
    await keepCounted([counted('a', 6)]);
    expect(await rolledUp()).toMatchObject([{ sites: 1, countedRequests: 6, likelyPoints: 30 }]);
  });

  test('an app without a line gets a low and a high, and never one number; its environment is named by the first line', async () => {
    await keepCounted([
      counted('a', 10, { path: '/rest/api/3/search/jql' }),
      counted('a', 5, { status: '4xx' }),
    ]);
    const [pool] = await rolledUp();
    expect(pool).toMatchObject({
      environment: '',
      sites: 0,
      countedRequests: 15,
      rest: { likelyPoints: null },
    });
    const answer = await overview(database, { app, appId: 'a', environmentId: 'e' }, freshCollecting(), atMs);
    const heat = answer.pools[0]?.heat;
    const [bounds, ...others] = heat?.between ?? [];
    expect(others).toEqual([]);
    expect(bounds).toMatchObject({ lowPoints: 10, at: hour - (heat?.firstDayMs ?? 0) / hourMs });
    expect(bounds?.highPoints).toBe(answer.pools[0]?.best.highPoints);
    expect(heat?.points[bounds?.at ?? 0]).toBeNull();
    expect(answer.pools[0]).toMatchObject({
      best: { basis: 'counts', likelyPoints: null, lowPoints: 10, ofAllSites: true },
      ...{ foreseen: null, status: 'fine', counted: { sites: 1, requests: 15 } },
    });
    expect(answer.pools[0]?.hours.at(-1)?.allPoints).toBeNull();
    // Of the one site no one figure is known: it is in neither.
    expect(await ofSitesOnBothPages()).toEqual([0, 0]);
    await keep([printed({ site: 'b', number: 30, likely: 60 })]);
    expect(await rolledUp()).toMatchObject([{ environment: 'PRODUCTION', sites: 1, countedRequests: 15 }]);
    // The other line tells what a call costs: both sites have one figure now.
    expect(await ofSitesOnBothPages()).toEqual([85, 85]);
  });

  test('a line whose numbers or texts no table holds is passed over, and the others of its page are kept', async () => {
    const text = printed({ site: 'a', number: 1 }).message;
    const hostile = [
      ['"n":1,', '"n":2147483648,'],
      ['"u":180', '"u":9007199254740991'],
      ['"r":[]', '"r":[{"y":"global-app-quota","q":65000,"t":1,"l":2147483648}]'],
      ['"r":[]', '"r":[{"y":"global-app-quota","q":65000,"t":1,"l":65001}]'],
      [/"t":\d+/, '"t":9007199254740991'],
      ['"a":"own"', '"a":"\\ud800"'],
      ['myself"', '\\udfff"'],
      ['["forge.bridge",50,', '["forge.bridge",9007199254740991,'],
    ].map(([from, to]) => text.replace(from as string, to as string));
    expect(new Set([text, ...hostile]).size).toBe(9);
    const logs = hostile.map((message) => ({ ...printed({ site: 'hostile', number: 1 }), message }));
    expect(siteLines(logs)).toMatchObject({ hours: [], malformed: 8 });
    await keep([...logs, printed({ site: 'b', number: 2 })]);
    expect(await likelyBySite()).toEqual({ b: 20 });
  });

  test('a reading of an hour that was still to come when it was printed is none', async () => {
    const reading = {
      policy: 'global-app-quota',
      enforcement: 'enforced' as const,
      quotaPoints: 65_000,
      remainingPoints: 0,
    };
    await keep([
      printed({ site: 'a', number: 1, hour: hour - 3, change: { readings: [{ ...reading, atMs }] } }),
      printed({ site: 'b', number: 1 }),
    ]);
    expect((await rolledUp())[0]?.counter).toBeNull();
  });

  test('tables are made step by step, once, and those of a later version are left alone', async () => {
    await migrate(database);
    await migrate(database, [...migrations, 'create table later (n integer)']);
    await expect(migrate(database)).rejects.toThrow(
      `was written by a later Points Gauge (tables ${migrations.length + 1}, this one knows ${migrations.length}): use that version, or another folder or database`,
    );
    await database.transaction(async (sql) => {
      await sql.query('drop table later');
      await sql.query('delete from fleet_version where version = $1', [migrations.length + 1]);
    });
  });

  if (kind === 'PostgreSQL')
    test('two collectors share the work, and a connection that breaks gives its place free', async () => {
      const other = await openStore(place);
      const first = database.alone('logs', async () => {
        expect(await other.alone('logs', () => Promise.resolve('both'))).toBeNull();
        postgres?.cutConnections();
        await database.query('select 1').catch(() => undefined);
      });
      await first.catch(() => undefined);
      expect(await other.alone('logs', () => Promise.resolve('taken over'))).toBe('taken over');
      await other.close();
    });
  else
    test('a second process in the folder is told who has it; what is stored is there again', async () => {
      await keep([printed({ site: 'a', number: 1 })]);
      await expect(openStore(place)).rejects.toThrow(`is in use by process ${process.pid}`);
      await database.close();
      database = await openStore(place);
      expect(await likelyBySite()).toEqual({ a: 10 });
    });
});
