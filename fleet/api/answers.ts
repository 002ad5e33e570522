/** Answers to programs, from what the page shows. */
import { readMoment } from '../../src/headers/moment';
import { hourMs } from '../../src/time';
import type { Points } from '../../src/model';
import { heardBeside } from '../estimate/best-figure';
import type { MetricsPort } from '../metrics/source';
import { overview } from '../pages/overview';
import type { Collecting } from '../pages/read-so-far';
import { sites } from '../pages/sites';
import { periods, type FleetPool, type Period } from '../pages/contract';
import { bestFiguresIn } from '../store/best-figures';
import { counterHours } from '../store/counter-hours';
import { refusedByPool, routeHoursOfPool } from '../store/hours';
import { poolsOf } from '../store/site-list';
import { driversOf, endpointsOfPool } from '../store/uses';
import type { DrainsShape, PoolsShape, SitesShape } from './shapes';

/** Below `/api/v1/`. */
export const apiPaths = ['pools', 'sites', 'drains'] as const;
export type ApiPath = (typeof apiPaths)[number];

/** What was asked cannot be: the message says what can. */
export class ApiError extends Error {}

const shownDrivers = 20;
const shownEndpoints = 50;

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

/** @throws ApiError */
export async function apiAnswer(
  path: ApiPath,
  query: URLSearchParams,
  port: MetricsPort,
): Promise<PoolsShape | SitesShape | DrainsShape> {
  const [nowMs, collecting] = [port.now(), await port.collecting()];
  switch (path) {
    case 'pools':
      return poolsAnswer(port, collecting, nowMs);
    case 'sites':
      return sitesAnswer(port, collecting, query, nowMs);
    case 'drains':
      return drainsAnswer(port, collecting, query, nowMs);
  }
}

function head({ scope }: MetricsPort, { state, trouble }: Collecting, nowMs: number) {
  return {
    ...{ readAt: iso(nowMs), app: scope.appId, environment: scope.environmentId, trouble },
    lookedAt: isoOrNull(state.plan.lookedAtMs),
  };
}

async function poolsAnswer(port: MetricsPort, collecting: Collecting, nowMs: number): Promise<PoolsShape> {
  const shown = await overview(port.database.reader, port.scope, collecting, nowMs);
  return {
    ...head(port, collecting, nowMs),
    sitesHeardOf: shown.collection.sitesHeardOf,
    sitesLastDay: shown.collection.sitesLastDay,
    thresholds: shown.thresholds.map(({ percent, actions }) => ({ percent, actions: [...actions] })),
    pools: shown.pools.map((one) => ({
      ...{ pool: one.pool, hour: iso(one.hourStartMs), status: one.status },
      reachedPercent: one.reachedPercent,
      ...{ quotaPoints: one.quotaPoints, quotaIsSaid: one.quotaIsSaid },
      points: { low: one.best.lowPoints, likely: one.best.likelyPoints, high: one.best.highPoints },
      ...{ basis: one.best.basis, ofAllSites: one.best.ofAllSites, estimate: one.estimate },
      ...{ sites: one.sites, requests: one.requests, refused: one.refused },
      counter:
        one.counter === null
          ? null
          : {
              remainingPoints: one.counter.remainingPoints,
              at: iso(one.counter.atMs),
              siteName: one.counter.siteName,
            },
      forecast: one.foreseen,
      wallAt: isoOrNull(one.wallAtMs),
      ...{ routes: one.hours.at(-1)?.routes ?? [], drivers: one.drivers },
      walls: one.walls.map(({ hourStartMs, drawnPoints, refusedByPool: refused, drivers }) => ({
        ...{ hour: iso(hourStartMs), drawnPoints, refusedByPool: refused, drivers },
      })),
    })),
  };
}

async function sitesAnswer(
  port: MetricsPort,
  collecting: Collecting,
  query: URLSearchParams,
  nowMs: number,
): Promise<SitesShape> {
  const period = periods.find((one) => one === (query.get('period') ?? 'hour'));
  if (period === undefined) throw new ApiError(`period is one of ${periods.join(', ')}`);
  const pool = await chosenPool(port, query);
  const shown = await sites(
    ...([port.database.reader, port.scope.app, pool?.id ?? null, period satisfies Period] as const),
    ...([collecting, nowMs] as const),
  );
  return {
    ...head(port, collecting, nowMs),
    ...{ pool, period, from: iso(shown.fromMs) },
    sites: shown.sites.map((site) => ({
      ...{ siteId: site.siteId, name: site.name, state: site.state, points: site.points },
      ...{ requests: site.requests, refused: site.refused, edition: site.edition },
      ...{ statedUsers: site.statedUsers, gauge: site.gauge, tier2Points: site.tier2Points },
      peak: site.peak === null ? null : { points: site.peak.points, hour: isoOrNull(site.peak.hourStartMs) },
      lastSeen: isoOrNull(site.lastSeenMs),
    })),
  };
}

async function drainsAnswer(
  port: MetricsPort,
  collecting: Collecting,
  query: URLSearchParams,
  nowMs: number,
): Promise<DrainsShape> {
  const { reader: database } = port.database;
  const at = query.get('at');
  const atMs = at === null ? nowMs : readMoment(at);
  if (atMs === null)
    throw new ApiError('at is a moment with its zone, for example 2026-11-27T14:23Z (or …+01:00)');
  if (atMs < 0 || atMs > nowMs) throw new ApiError('at is no moment that has been');
  const pool = await chosenPool(port, query);
  const hour = Math.floor(atMs / hourMs);
  const common = { ...head(port, collecting, nowMs), pool, hour: iso(hour * hourMs) };
  if (pool === null)
    return {
      ...common,
      ...{ points: null, basis: null, ofAllSites: false, estimate: null, drawnByCounter: null },
      ...{ refusedByPool: 0, drivers: [], endpoints: [] },
    };
  const routes = await routeHoursOfPool(database, pool.id, hour, hour + 1);
  const [counter] = await counterHours(database, pool.id, hour, hour + 1);
  const refused = await refusedByPool(database, pool.id, hour);
  const best = (await bestFiguresIn(database, pool.id, { fromHour: hour, toHour: hour + 1 }, nowMs)).get(
    hour,
  );
  const sum = (bound: keyof Points): number => routes.reduce((all, { points }) => all + points[bound], 0);
  const estimate = { low: sum('low'), likely: sum('likely'), high: sum('high') };
  return {
    ...common,
    points:
      best === undefined ? null : { low: best.lowPoints, likely: best.likelyPoints, high: best.highPoints },
    ...{ basis: best?.basis ?? null, ofAllSites: best?.ofAllSites ?? false },
    estimate: routes.length === 0 ? null : best === undefined ? estimate : heardBeside(estimate, best),
    drawnByCounter: counter?.drawnPoints ?? null,
    refusedByPool: refused.get(hour) ?? 0,
    drivers: (await driversOf(database, pool.id, [hour], shownDrivers)).get(hour) ?? [],
    endpoints: await endpointsOfPool(database, pool.id, hour, hour + 1, shownEndpoints),
  };
}

/** That which drew most where none was named. */
async function chosenPool(
  { database, scope }: MetricsPort,
  query: URLSearchParams,
): Promise<FleetPool | null> {
  const pools = await poolsOf(database, scope.app);
  const asked = query.get('pool');
  if (asked === null) return pools[0] ?? null;
  const chosen = pools.find(({ id }) => String(id) === asked);
  if (chosen === undefined)
    throw new ApiError(
      `There is no pool ${asked.slice(0, 20)}: ${pools.map(({ id }) => String(id)).join(', ') || 'none was heard of yet'}.`,
    );
  return chosen;
}
