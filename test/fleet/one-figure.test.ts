/** A figure has one source: what two pages, files or answers say of the same hour is the same. Over an app whose true charges are known. */
import { apiAnswer } from '../../fleet/api/answers';
import { hourText } from '../../fleet/hour-table';
import { evidenceOf } from '../../fleet/evidence/evidence';
import { hourReport } from '../../fleet/hour-report';
import { overview } from '../../fleet/pages/overview';
import type { Period, PoolOverview } from '../../fleet/pages/contract';
import { sites } from '../../fleet/pages/sites';
import { freshCollector } from '../../fleet/planning/collector-state';
import { appScope } from '../../fleet/store/app-scope';
import type { Database } from '../../fleet/store/sql';
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

test('hours at the wall are those of the page in the evidence, too: a guess for the minutes after the counter was seen makes none', () => {
  const [whole, tables] = [report.wholeAppSummaries[0], report.summaries[0]];
  const guessed = report.wholeApp.hours.filter(
    ({ basis, likelyPoints, countedShare }) =>
      basis === 'counter' && likelyPoints === 65_000 && countedShare < 1,
  );
  expect(guessed.length).toBeGreaterThan(0);
  expect(pool.wallHours).toBeGreaterThan(0);
  expect([whole?.hoursFrom100.length, tables?.hoursFrom100.length]).toEqual([pool.wallHours, pool.wallHours]);
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
