/** The Sites page, and the page of one site. */
import { hourMs } from '../../src/time';
import { gapsIn } from '../planning/collector-state';
import { countedOfSite, learnedOfSite } from '../store/rests';
import { pastRead, type Collecting } from './read-so-far';
import { logRules } from '../logs/ask-logs';
import { likelyByHour, routeHoursOfSite } from '../store/hours';
import { poolsOf, sitesOfPool } from '../store/site-list';
import type { Sql } from '../store/sql';
import { endpointsOfSite } from '../store/uses';
import type { FleetSite, FleetSites, LastHour, Period } from './contract';
import { courseHours, courseOf, firstHeatHour, heatOf, unreadIn } from './course';

const hoursOf: Record<Period, number> = { hour: 1, day: 24, twoWeeks: 14 * 24, month: 30 * 24 };
const shownEndpoints = 100;

/** @param pool `null`: that which drew most */
export async function sites(
  sql: Sql,
  app: number,
  pool: number | null,
  period: Period,
  collecting: Pick<Collecting, 'state' | 'progress'>,
  nowMs: number,
): Promise<FleetSites> {
  const pools = await poolsOf(sql, app);
  const chosen = pools.find(({ id }) => id === pool) ?? pools[0] ?? null;
  const rows = await sitesOfPool(sql, app, chosen?.id ?? 0, hoursOf[period], nowMs);
  const isSilent = rows.every(({ row }) => row.requests === 0 && row.rest === null);
  return {
    readAtMs: nowMs,
    lastHour:
      period === 'hour' && isSilent && chosen !== null ? await lastHour(sql, app, chosen.id, nowMs) : null,
    ...{ pools, period, pool: chosen?.id ?? null },
    past: pastRead(collecting, nowMs),
    fromMs: fromMs(period, nowMs),
    sites: rows.map(({ row }) => row),
  };
}

/** As the list of the hour before said at its end. */
async function lastHour(sql: Sql, app: number, pool: number, nowMs: number): Promise<LastHour> {
  const hourStartMs = (Math.floor(nowMs / hourMs) - 1) * hourMs;
  const rows = await sitesOfPool(sql, app, pool, 1, hourStartMs);
  const points = rows
    .map(({ row }) => [row.siteId, row.points.likely + (row.rest?.likelyPoints ?? 0)] as const)
    .filter(([, drawn]) => drawn > 0);
  return { hourStartMs, points: Object.fromEntries(points) };
}

/** `null`: no such site. */
export async function site(
  sql: Sql,
  app: number,
  pool: number | null,
  siteId: string,
  collecting: Pick<Collecting, 'state' | 'progress'>,
  nowMs: number,
): Promise<FleetSite | null> {
  const pools = await poolsOf(sql, app);
  const chosen = pools.find(({ id }) => id === pool) ?? pools[0];
  if (chosen === undefined) return null;
  const [known] = await sitesOfPool(sql, app, chosen.id, hoursOf.twoWeeks, nowMs, siteId);
  if (known === undefined) return null;
  const hour = Math.floor(nowMs / hourMs);
  const first = firstHeatHour(hour);
  const from = hour - courseHours + 1;
  // A site's own lines need no sums to be shown.
  const isUnread = unreadIn(gapsIn(collecting.state, logRules, nowMs), new Set(), hour);
  const learned = await learnedOfSite(sql, chosen.id, known.site, first);
  return {
    readAtMs: nowMs,
    ...{ pools, pool: chosen.id, site: known.row },
    past: pastRead(collecting, nowMs),
    ...{ firstSeenMs: known.firstSeenMs, appVersion: known.appVersion, licence: known.licence },
    hours: courseOf(
      await routeHoursOfSite(sql, chosen.id, known.site, from, hour + 1),
      new Map(),
      isUnread,
      hour,
      learned,
    ),
    heat: heatOf(
      new Map(
        [...(await likelyByHour(sql, chosen.id, known.site, first)), ...learned].map(
          ([of, likelyPoints]) => [of, { likelyPoints }] as const,
        ),
      ),
      isUnread,
      hour,
    ),
    endpoints: await endpointsOfSite(sql, chosen.id, known.site, first, shownEndpoints),
    counted: await countedOfSite(sql, chosen.id, known.site, from, shownEndpoints),
  };
}

function fromMs(period: Period, nowMs: number): number {
  const hour = Math.floor(nowMs / hourMs);
  switch (period) {
    case 'hour':
    case 'day':
      return (hour - hoursOf[period] + 1) * hourMs;
    case 'twoWeeks':
    case 'month':
      return (Math.floor(hour / 24) - hoursOf[period] / 24 + 1) * 24 * hourMs;
  }
}
