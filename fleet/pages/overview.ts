/** The first screen: the whole pool in this hour, its course, its walls, and who draws most. */
import { hourMs } from '../../src/time';
import type { ReportScope } from '../hour-report';
import { logRules } from '../logs/ask-logs';
import { heardBeside } from '../estimate/best-figure';
import { gapsIn } from '../planning/collector-state';
import type { Span } from '../planning/spans';
import { nearShareOf, reachedOf, usualThresholds } from '../thresholds';
import { counterHours, type CounterHour } from '../store/counter-hours';
import { bestFigureOf, bestFiguresIn } from '../store/best-figures';
import { refusedByPool, routeHoursOfPool, staleHours } from '../store/hours';
import { restPointsOf } from '../store/rests';
import { versionsOf } from '../store/site-list';
import { poolsOfHour, sitesHeardOf, sitesOfFiles, type PoolNow } from '../store/sites-now';
import type { Sql } from '../store/sql';
import { driversOf, endpointsOfPool } from '../store/uses';
import { isDrained, wallHours } from '../store/wall-hours';
import type { Collection, FleetOverview, FleetPool, PoolOverview, Wall } from './contract';
import { courseHours, courseOf, firstHeatHour, heatDays, heatOf, unreadIn } from './course';
import { countedRequests, hoursRead, pastRead, type Collecting } from './read-so-far';
import { standingOf } from './standing';

const shownDrivers = 10;
const shownEndpoints = 8;
/** Walls whose drivers are told at once. */
const shownWalls = 4;
const wallDrivers = 3;

export async function overview(
  sql: Sql,
  { app, appId, environmentId }: ReportScope,
  collecting: Collecting,
  nowMs: number,
): Promise<FleetOverview> {
  const hour = Math.floor(nowMs / hourMs);
  const known = await poolsOfHour(sql, app, hour, hour - heatDays * 24);
  const gaps = gapsIn(collecting.state, logRules, nowMs);
  const pools: PoolOverview[] = [];
  for (const pool of known) pools.push(await poolOverview(sql, pool, gaps, collecting, nowMs));
  return {
    readAtMs: nowMs,
    ...{ appId, environmentId, pools },
    thresholds: collecting.thresholds ?? usualThresholds,
    collection: await collection(sql, app, collecting, nowMs),
  };
}

async function collection(sql: Sql, app: number, collecting: Collecting, nowMs: number): Promise<Collection> {
  const { all, lastDay } = await sitesHeardOf(sql, app, nowMs);
  return {
    ...pastRead(collecting, nowMs),
    lookedAtMs: collecting.state.plan.lookedAtMs,
    requests: await countedRequests(sql, app, collecting.requests, nowMs),
    trouble: collecting.trouble,
    sitesHeardOf: all,
    sitesLastDay: lastDay,
    sitesOfFiles: await sitesOfFiles(sql, app),
    versions: await versionsOf(sql, app, nowMs),
  };
}

async function poolOverview(
  sql: Sql,
  now: PoolNow,
  gaps: readonly Span[],
  { state, requests, thresholds = usualThresholds }: Collecting,
  nowMs: number,
): Promise<PoolOverview> {
  const { pool } = now;
  const hour = Math.floor(nowMs / hourMs);
  const first = firstHeatHour(hour);
  const isUnread = unreadIn(gaps, await staleHours(sql, pool), hour);
  const counters = await counterHours(sql, pool, first, hour + 1);
  const refused = await refusedByPool(sql, pool, first);
  const walls = wallsOf(counters, refused);
  const figures = await bestFiguresIn(sql, pool, { fromHour: first, toHour: hour + 1 }, nowMs);
  const best = figures.get(hour) ?? (await bestFigureOf(sql, pool, hour, now, nowMs));
  const { quotaPoints, quotaIsSaid, end, status } = await standingOf(
    sql,
    now,
    best,
    {
      refusedByPool: refused.get(hour) ?? 0,
      wasAtWallLastHour: walls.some(({ hourStartMs }) => hourStartMs === (hour - 1) * hourMs),
    },
    hoursRead(state, requests.state),
    nowMs,
    nearShareOf(thresholds),
  );
  const told = walls.slice(0, shownWalls);
  const drivers = await driversOf(
    sql,
    pool,
    told.map(({ hourStartMs }) => hourStartMs / hourMs),
    wallDrivers,
  );
  return {
    pool: fleetPool(now),
    hourStartMs: hour * hourMs,
    ...{ sites: now.sites, requests: now.requests, refused: now.refused, best, quotaPoints },
    estimate: heardBeside({ low: now.lowPoints, likely: now.likelyPoints, high: now.highPoints }, best),
    ofSitesPoints: now.likelyPoints + (await restPointsOf(sql, pool, hour)),
    counter: now.counter,
    counted:
      now.countedRequests > 0
        ? { sites: now.countedSites, requests: now.countedRequests, rest: now.rest }
        : null,
    ...{ quotaIsSaid, status },
    // Of a low and a high alone the low is what is proven.
    reachedPercent: reachedOf(thresholds, best.likelyPoints ?? best.lowPoints, quotaPoints),
    foreseen: end.endPoints,
    wallAtMs: end.wallAtMs,
    hours: courseOf(
      await routeHoursOfPool(sql, pool, hour - courseHours + 1, hour + 1),
      new Map(counters.map((counter) => [counter.hour, counter])),
      isUnread,
      hour,
      new Map([...figures].map(([of, one]) => [of, one.ofAllSites ? one.likelyPoints : null])),
    ),
    heat: heatOf(figures, isUnread, hour),
    walls: told.map((wall) => ({ ...wall, drivers: drivers.get(wall.hourStartMs / hourMs) ?? [] })),
    wallHours: walls.length,
    drivers: (await driversOf(sql, pool, [hour], shownDrivers)).get(hour) ?? [],
    endpoints: await endpointsOfPool(sql, pool, hour - courseHours + 1, hour + 1, shownEndpoints),
  };
}

/** Newest first. */
function wallsOf(
  counters: readonly CounterHour[],
  refused: ReadonlyMap<number, number>,
): Omit<Wall, 'drivers'>[] {
  const known = new Map(counters.map((one) => [one.hour, one]));
  const drawnIn = (counter: CounterHour | undefined): number | null =>
    counter !== undefined && isDrained(counter) ? counter.drawnPoints : null;
  return [...wallHours(counters, refused)]
    .sort((a, b) => b - a)
    .map((hour) => ({
      hourStartMs: hour * hourMs,
      drawnPoints: drawnIn(known.get(hour)),
      refusedByPool: refused.get(hour) ?? 0,
    }));
}

function fleetPool({ pool, name, environment, product }: PoolNow): FleetPool {
  return { id: pool, app: name, environment, product };
}
