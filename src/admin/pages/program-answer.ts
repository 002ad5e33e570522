/** What programs and agents are told of this site: the figures of the page, without the page. */
import { hourOf, startOfHourMs } from '../../usage/hour';
import { parsePoolKey, poolKey } from '../../usage/keys';
import { sumsOf } from '../../usage/named';
import { readMoment } from '../../headers/moment';
import { drawnBy, largest, wallCalls } from '../../insights/incidents/wall-calls';
import { readHours } from '../../ledger/read-hours';
import { countedBy, readState } from '../../ledger/settings';
import type { SiteDrains, SitePools } from '../contract/program-views';
import { loadDay, loadPools } from './load';
import type { GaugeFacts } from '../gauge-facts';

/** What was asked cannot be: the message says what can. */
export class ProgramAskError extends Error {}

const iso = (ms: number): string => new Date(ms).toISOString();

export async function sitePoolsAnswer(nowMs: number, facts: GaugeFacts): Promise<SitePools> {
  const { pools } = await loadPools(await loadDay(nowMs), nowMs);
  return {
    ...{ version: 1, readAt: iso(nowMs), app: facts.appName },
    pools: pools.map(({ pool, status, level, own, ownRequests, forecast, ...view }) => ({
      ...{ pool, status, own, ownRequests },
      ...{ tier: view.tier, enforcement: view.enforcement, quotaPoints: view.quotaPoints },
      gone: { low: level.lowPoints, likely: level.likelyPoints, high: level.highPoints },
      forecast: forecast?.endPoints ?? null,
      wallAt: forecast === null || forecast.wallAtMs === null ? null : iso(forecast.wallAtMs),
      resetAt: iso(view.resetAtMs),
    })),
  };
}

export async function siteDrainsAnswer(nowMs: number, at: unknown, facts: GaugeFacts): Promise<SiteDrains> {
  const hour = hourOf(momentOf(at, nowMs));
  const { settings } = await readState();
  const { hours, missingHours } = await readHours([hour], countedBy(settings));
  const usage = hours.get(hour)?.usage ?? null;
  const keys = new Set(usage === null ? [] : [...sumsOf(usage)].map(([{ pool }]) => poolKey(pool)));
  return {
    ...{ version: 1, readAt: iso(nowMs), app: facts.appName, hour: iso(startOfHourMs(hour)) },
    hourIs: missingHours.includes(hour) ? 'unread' : 'read',
    pools: [...keys].flatMap((key) => {
      const pool = parsePoolKey(key);
      if (pool === null || usage === null) return [];
      const calls = wallCalls(usage, pool);
      const { rows, further } = largest(calls, ({ points, refusedCalls }) => points.likely + refusedCalls);
      return [
        {
          pool,
          ...drawnBy(calls),
          ...{ drew: rows, further },
        },
      ];
    }),
  };
}

/** @throws ProgramAskError */
function momentOf(at: unknown, nowMs: number): number {
  if (at === undefined || at === null || at === '') return nowMs;
  const ms = typeof at === 'string' ? readMoment(at.trim()) : null;
  if (ms === null)
    throw new ProgramAskError(
      '"at" must be a moment with its zone, as 2026-11-27T14:23Z or 2026-11-27T15:23+01:00.',
    );
  if (ms > nowMs || ms < 0) throw new ProgramAskError('"at" is no moment that has been.');
  return ms;
}
