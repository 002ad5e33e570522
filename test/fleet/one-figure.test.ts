/** A figure has one source: what two pages, files or answers say of the same hour is the same. Over an app whose true charges are known. */
import { apiAnswer } from '../../fleet/api/answers';
import { hourText } from '../../fleet/hour-table';
import { evidenceOf } from '../../fleet/evidence/evidence';
import { hourReport } from '../../fleet/hour-report';
import { overview } from '../../fleet/pages/overview';
import type { Period, PoolOverview } from '../../fleet/pages/contract';
import { sites } from '../../fleet/pages/sites';
import { freshCollector } from '../../fleet/planning/collector-state';
import type { SiteLog } from '../../fleet/logs/log-page';
import { siteLines } from '../../fleet/logs/site-lines';
import { appScope } from '../../fleet/store/app-scope';
import { keepLines } from '../../fleet/store/keep-lines';
import { rollUpHours } from '../../fleet/store/roll-up';
import type { Database } from '../../fleet/store/sql';
import { writeLine } from '../../src/fleet-line/write-line';
import type { WholeAppReport } from '../../src/reports/whole-app-report';
import { hourMs } from '../../src/time';
import { freshCollecting } from './support/collecting';
import { openMemory } from './support/empty-database';
import { keepSimulated } from './support/simulated-store';

const nowMs = Date.UTC(2026, 10, 27, 14, 40);
const hour = Math.floor(nowMs / hourMs);
let database: Database;
let truth: Map<number, number>;
let pool: PoolOverview;
let report: WholeAppReport;
let scope: { app: number; appId: string; environmentId: string };

beforeAll(async () => {
  database = await openMemory();
  const { app } = await appScope(database, 'app', 'environment');
  scope = { app, appId: 'app', environmentId: 'environment' };
  truth = await keepSimulated(database, app, nowMs, { sites: 48, hours: 5 * 24, countedHours: 30 });
  const answer = await overview(database, scope, freshCollecting(), nowMs);
  if (answer.pools[0] === undefined) throw new Error('There is no pool.');
  [pool] = [answer.pools[0]];
  report = await evidenceOf(database, scope, { days: 14, names: false, appName: null }, nowMs);
});
afterAll(() => database.close());

const figureOf = (of: number) => report.wholeApp.hours.find((row) => Date.parse(row.hour) === of * hourMs);

test('each hour of the page’s last day is the hour of the evidence, whatever it stands on', () => {
  const bases = new Set<string>();
  for (const { hourStartMs, allPoints } of pool.hours) {
    const filed = figureOf(hourStartMs / hourMs);
    expect(allPoints).toBeCloseTo(filed?.likelyPoints ?? -1, 2);
    if (filed !== undefined) bases.add(filed.basis);
  }
  expect([...bases].sort()).toEqual(['counter', 'scaled']);
});

test('so is each hour of the map of 14 days, and the running one is what the headline, the terminal and programs say', async () => {
  for (const row of report.wholeApp.hours) {
    const at = (Date.parse(row.hour) - pool.heat.firstDayMs) / hourMs;
    expect(pool.heat.points[at]).toBeCloseTo(row.likelyPoints ?? -1, 2);
  }
  const { best } = pool;
  expect(pool.hours.at(-1)?.allPoints).toBe(best.likelyPoints);
  const printed = await hourReport(database, scope, freshCollector, nowMs);
  expect(printed.pools[0]?.best).toEqual(best);
});

test('hours at the wall are those of the page in the evidence, too', () => {
  const [whole, tables] = [report.wholeAppSummaries[0], report.summaries[0]];
  expect(pool.wallHours).toBeGreaterThan(0);
  expect([whole?.hoursFrom100.length, tables?.hoursFrom100.length]).toEqual([pool.wallHours, pool.wallHours]);
});

test('a guess for the minutes after the counter was seen makes no hour at the wall, a refusal for the quota does, on the page and in the evidence', async () => {
  const { app } = await appScope(database, 'walls', 'environment');
  const own = { app: 'own', environment: 'PRODUCTION', product: 'jira' } as const;
  const from = { installation: '00000001', gauge: '0.1.0', site: null, edition: null, users: null };
  const printed = (hoursAgo: number, drawnPoints: number | null, refused: number): SiteLog[] => {
    const of = hour - hoursAgo;
    const readMs = (of + 0.8) * hourMs;
    const sum = { requests: 900, lowMilli: 9_000_000, likelyMilli: 9_000_000, highMilli: 9_000_000, refused };
    const reading = {
      ...{ policy: 'global-app-quota', enforcement: 'enforced' as const, atMs: readMs },
      ...{ quotaPoints: 65_000, remainingPoints: 65_000 - (drawnPoints ?? 0) },
    };
    const message = writeLine({
      ...{ kind: 'hour', from, pool: own, hour: of, number: 1, atMs: (of + 1) * hourMs - 1, endpoints: [] },
      routes: { 'forge.asApp': sum },
      refusals: refused > 0 ? { quotaGlobal: refused } : {},
      readings: drawnPoints === null ? [] : [reading],
    });
    const platform = { appVersion: '1.0.0', edition: 'Standard', licence: 'Active' };
    return [{ atMs: (of + 1) * hourMs, siteId: 'one', product: 'jira', ...platform, message }];
  };
  const logs = [
    ...[...printed(5, 60_000, 0), ...printed(4, 64_000, 8), ...printed(3, 65_000, 0)],
    ...[...printed(2, null, 8), ...printed(1, null, 0)],
  ];
  await database.transaction((sql) => keepLines(sql, app, siteLines(logs)));
  while (await rollUpHours(database));
  const of = { ...scope, app };
  const [shown] = (await overview(database, of, freshCollecting(), nowMs)).pools;
  const filed = await evidenceOf(database, of, { days: 2, names: false, appName: null }, nowMs);
  const ago = (startMs: number): number => hour - startMs / hourMs;
  const guessed = filed.wholeApp.hours.find((row) => ago(Date.parse(row.hour)) === 5);
  expect(guessed).toMatchObject({ basis: 'counter', likelyPoints: 65_000, countedShare: 60 / 65 });
  expect(shown?.walls.map(({ hourStartMs }) => ago(hourStartMs))).toEqual([2, 3, 4]);
  const [summary] = filed.wholeAppSummaries;
  const listed = summary?.hoursFrom100.map((row) => [ago(Date.parse(row.hour)), row.percent, row.basis]);
  expect(listed).toEqual([
    [4, 100, 'refusal'],
    [3, 100, 'counter'],
    [2, 100, 'refusal'],
  ]);
  const below = summary?.hoursFrom80.filter(({ percent }) => percent < 100);
  expect(below?.map((row) => [ago(Date.parse(row.hour)), Math.round(row.percent)])).toEqual([[5, 92]]);
});

test('a program that asks of an hour is told the figure that the page and the evidence have', async () => {
  const port = {
    ...{ database, scope, now: () => nowMs, note: () => undefined },
    collecting: () => Promise.resolve(freshCollecting()),
  };
  for (const { hourStartMs, allPoints } of pool.hours) {
    const at = new Date(hourStartMs + 60_000).toISOString();
    const answer = await apiAnswer('drains', new URLSearchParams({ at }), port);
    expect(answer).toMatchObject({ points: { likely: allPoints }, ofAllSites: true });
    if (hourStartMs === pool.hourStartMs) {
      const { low, likely, high } = pool.estimate;
      const estimate = { low: expect.closeTo(low) as number, likely, high: expect.closeTo(high) as number };
      expect(answer).toMatchObject({ estimate });
    }
  }
});

test('the list of sites adds up to the charts and the evidence, over a day and over two weeks', async () => {
  const over = async (period: Period) =>
    (await sites(database, scope.app, null, period, freshCollecting(), nowMs)).sites;
  const sum = <T>(list: readonly T[], of: (one: T) => number): number =>
    list.reduce((all, one) => all + of(one), 0);
  const [day, twoWeeks] = [await over('day'), await over('twoWeeks')];
  const routes = pool.hours.flatMap((one) => one.routes);
  expect(sum(day, ({ points }) => points.likely)).toBeCloseTo(sum(routes, ({ points }) => points.likely));
  expect(sum(day, ({ requests }) => requests)).toBe(sum(routes, ({ requests }) => requests));
  expect(sum(twoWeeks, ({ points }) => points.likely)).toBeCloseTo(
    sum(report.sites, ({ pools }) => pools[0]?.likelyPoints ?? 0),
  );
  expect(sum(twoWeeks, ({ rest }) => rest?.likelyPoints ?? 0)).toBeCloseTo(
    sum(report.wholeApp.counted, ({ likelyPoints }) => likelyPoints ?? 0),
    0,
  );
  expect(twoWeeks.filter(({ state }) => state === 'counted')).toHaveLength(report.wholeApp.sites.countedOnly);
});

test('a fresh fleet: what the gauges estimate has a band that begins no higher than that of all sites, on the page and in the terminal', async () => {
  const { app } = await appScope(database, 'fresh', 'environment');
  await keepSimulated(database, app, nowMs, { sites: 12, hours: 3, countedHours: 3 });
  const fresh = { ...scope, app };
  const [first] = (await overview(database, fresh, freshCollecting(), nowMs)).pools;
  expect(first?.best.basis).toBe('learned');
  const { low = NaN, high = NaN } = first?.estimate ?? {};
  expect(low).toBeLessThanOrEqual(first?.best.lowPoints ?? 0);
  expect(high).toBeLessThanOrEqual(first?.best.highPoints ?? 0);
  const text = hourText(await hourReport(database, fresh, freshCollector, nowMs));
  const band = [...text.matchAll(/points \(([\d,]+) to ([\d,]+)\)/g)].map(([, ...of]) =>
    of.map((figure) => Number(figure.replaceAll(',', ''))),
  );
  expect(band[0]).toEqual([Math.round(low), Math.round(high)]);
  expect(band[1]?.[0]).toBeGreaterThanOrEqual(band[0]?.[0] ?? NaN);
});

test('and it is near what the cloud charged, where the uncorrected figure is a fifth off', () => {
  const quiet = pool.hours.filter(
    ({ hourStartMs, counter }) => counter === null && hourStartMs / hourMs < hour,
  );
  const errorOf = (of: (one: (typeof quiet)[number]) => number): number => {
    const errors = quiet.map((one) => {
      const drawn = truth.get(one.hourStartMs / hourMs) ?? 0;
      return Math.abs(of(one) - drawn) / drawn;
    });
    return errors.sort((a, b) => a - b)[Math.floor(errors.length / 2)] ?? 1;
  };
  expect(quiet.length).toBeGreaterThan(10);
  expect(errorOf(({ allPoints }) => allPoints ?? 0)).toBeLessThan(0.06);
  const heard = errorOf(({ routes }) => routes.reduce((sum, { points }) => sum + points.likely, 0));
  expect(heard).toBeGreaterThan(0.2);
});
