import { dayOf, type DayNumber } from '../../usage/day';
import { hourOf } from '../../usage/hour';
import { poolKey, type SumId } from '../../usage/keys';
import type { HourUsage } from '../../usage/hour-usage';
import { throttleCount, type UsageSum } from '../../usage/usage-sum';
import type { PoolId } from '../../model';
import { levelOf, policiesOf } from './level';
import { ownSpend } from './pools';
import { chargedPoints } from '../sums';
import { sumsOf } from '../../usage/named';
import { hoursOfDays, startOfDayMs, type Days } from '../period';

/** What each hour of many days spent. */
export interface HeatView {
  /** Start of the first day, UTC. */
  firstDayMs: number;
  days: number;
  /**
   * For each pool of the answer, likely points of each hour from the first day on, rounded to whole ones. `null` where
   * nothing is known: before the first recorded call, after now, or where storage did not give the day.
   */
  pools: (number | null)[][];
  /**
   * The same hours: how much of the whole pool was gone by the end, at least and at most, whole points; `null` where nothing of it is
   * known, the second one where nothing bounds it.
   */
  gone: ([number, number | null] | null)[][];
  /** The same hours: calls that a limit refused, whichever it was, as the hours of the last day count them; `null` as in `pools`. */
  refused: (number | null)[][];
}

/** @param sinceMs when recording began here; `null` when it never did */
export function heatView(
  days: Days,
  wanted: readonly DayNumber[],
  pools: readonly PoolId[],
  sinceMs: number | null,
  nowMs: number,
): HeatView {
  const hours = hoursOfDays(wanted);
  const [from, to] = [sinceMs === null ? Infinity : hourOf(sinceMs), hourOf(nowMs)];
  const known = new Map(
    [...days.values()].flatMap((day) => [...day.hours].map(([hour, usage]) => [hour, { usage }])),
  );
  const summed = (of: (id: SumId, sum: UsageSum) => number): (number | null)[][] =>
    pools.map((pool) =>
      hours.map((hour) => {
        const day = days.get(dayOf(hour));
        return day === undefined || hour < from || hour > to ? null : sumOf(day.hours.get(hour), pool, of);
      }),
    );
  return {
    firstDayMs: startOfDayMs(wanted[0] ?? dayOf(hourOf(nowMs))),
    days: wanted.length,
    pools: summed((id, sum) => chargedPoints(id, sum).likely),
    refused: summed((_, sum) => throttleCount(sum)),
    gone: pools.map((pool) => {
      const quotas = policiesOf(known, pool);
      return hours.map((hour) => {
        const usage = known.get(hour);
        if (usage === undefined || hour < from || hour > to) return null;
        const { points } = ownSpend(known, pool, hour);
        const refusedAtMs = usage.usage.refusals.get(poolKey(pool)) ?? null;
        const level = levelOf(quotas, { hour, refusedAtMs, own: points });
        if (level.basis === 'none' && points.high === 0) return null;
        const { lowPoints, highPoints } = level;
        if (lowPoints === highPoints) return [Math.round(lowPoints), Math.round(highPoints)];
        return [Math.floor(lowPoints), highPoints === null ? null : Math.ceil(highPoints)];
      });
    }),
  };
}

/** A figure of the pool's calls in an hour, whole. */
function sumOf(usage: HourUsage | undefined, pool: PoolId, of: (id: SumId, sum: UsageSum) => number): number {
  let all = 0;
  for (const [id, sum] of usage === undefined ? [] : sumsOf(usage))
    if (poolKey(id.pool) === poolKey(pool)) all += of(id, sum);
  return Math.round(all);
}
