import { dayOf, type DayNumber } from '../../usage/day';
import { hourOf } from '../../usage/hour';
import { poolKey } from '../../usage/keys';
import type { HourUsage } from '../../usage/hour-usage';
import type { PoolId } from '../../model';
import { levelOf } from './level';
import { policiesOf } from './policies';
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
  return {
    firstDayMs: startOfDayMs(wanted[0] ?? dayOf(hourOf(nowMs))),
    days: wanted.length,
    pools: pools.map((pool) =>
      hours.map((hour) => {
        const day = days.get(dayOf(hour));
        return day === undefined || hour < from || hour > to ? null : spentBy(day.hours.get(hour), pool);
      }),
    ),
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
        return [Math.round(lowPoints), highPoints === null ? null : Math.round(highPoints)];
      });
    }),
  };
}

function spentBy(sheet: HourUsage | undefined, pool: PoolId): number {
  let points = 0;
  for (const [id, cell] of sheet === undefined ? [] : sumsOf(sheet)) {
    if (poolKey(id.pool) === poolKey(pool)) points += chargedPoints(id, cell).likely;
  }
  return Math.round(points);
}
