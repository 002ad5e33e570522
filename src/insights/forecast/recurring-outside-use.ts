import { hoursADay } from '../../usage/day';
import { hourOf, startOfHourMs, type HourNumber } from '../../usage/hour';
import { poolKey } from '../../usage/keys';
import type { HourUsage } from '../../usage/hour-usage';
import { slotMs } from '../../usage/slot-points';
import type { PoolId } from '../../model';
import { countsOf, type Count } from '../pools/counts';
import type { Hours } from '../period';
import type { DrainView } from '../views';

/** So often in a row is no chance any more. */
const leastTimes = 3;
/** A leap of the counter that this site had little part in: at least this share of the quota, and most of it of others. */
const leapShare = 0.05;
const othersShare = 0.7;
/** Readings farther apart do not say when the points went. */
const widestGapMs = 10 * 60_000;

/**
 * What others draw at the same minute again and again, as a schedule on another site does: hourly, or daily within the hour that
 * is running. Only what is beyond 80% of the quota can be seen, so each figure is a least one.
 * @param hours the last day, and the same hour of the days before
 */
export function recurringOutsideUse(
  hours: Hours,
  pool: PoolId,
  nowMs: number,
  quotaPoints: number | null,
): DrainView[] {
  if (quotaPoints === null) return [];
  const leaps = new Map(
    [...hours].map(([hour, { usage }]) => [hour, leapsIn(usage, hour, pool, quotaPoints)]),
  );
  const hour = hourOf(nowMs);
  return [
    ...repeated(leaps, hour, 1).map((drain): DrainView => ({ every: 'hour', ...drain })),
    ...repeated(leaps, hour, hoursADay).map((drain): DrainView => ({ every: 'day', ...drain })),
  ];
}

type Leaps = Map<number, number>;

/** Least points of others by slot of the hour. */
function leapsIn(usage: HourUsage, hour: HourNumber, pool: PoolId, quotaPoints: number): Leaps {
  const leaps: Leaps = new Map();
  const counts = countsOf(usage, hour, pool, quotaPoints);
  const slotOf = ({ atMs }: Count): number => Math.floor((atMs - startOfHourMs(hour)) / slotMs);
  const pairs = counts.slice(1).map((count, i): [Count, Count] => [counts[i] ?? count, count]);
  for (const [from, to] of pairs) {
    if (to.atMs - from.atMs > widestGapMs) continue;
    const rise = to.usedPoints - from.usedPoints;
    const others = rise - ownAround(usage, pool, slotOf(from), slotOf(to));
    if (others < leapShare * quotaPoints || others < othersShare * rise) continue;
    const slot = slotOf(to);
    leaps.set(slot, (leaps.get(slot) ?? 0) + others);
  }
  return leaps;
}

/** All that this site spent in these five minutes and those between: rather too much than too little. */
function ownAround(usage: HourUsage, pool: PoolId, fromSlot: number, toSlot: number): number {
  const slots = usage.slots.get(poolKey(pool)) ?? [];
  return slots.slice(fromSlot, toSlot + 1).reduce((sum, milli) => sum + milli, 0) / 1000;
}

/** Slots with a leap in at least three hours in a row, counted back from this hour or the one before it. */
function repeated(
  leaps: ReadonlyMap<HourNumber, Leaps>,
  hour: HourNumber,
  step: number,
): { minute: number; times: number; leastPoints: number }[] {
  const slots = [...new Set([...leaps.values()].flatMap((inHour) => [...inHour.keys()]))].sort(
    (a, b) => a - b,
  );
  return slots.flatMap((slot) => {
    const at = (wanted: HourNumber): number | null => leaps.get(wanted)?.get(slot) ?? null;
    const found: number[] = [];
    // This time it may be still to come.
    const newest = at(hour) === null ? hour - step : hour;
    for (let past = newest; ; past -= step) {
      const points = at(past);
      if (points === null) break;
      found.push(points);
    }
    if (found.length < leastTimes) return [];
    return [{ minute: slot * 5, times: found.length, leastPoints: Math.round(Math.min(...found)) }];
  });
}
