import { dayOf } from '../../usage/day';
import { hourOf, startOfHourMs } from '../../usage/hour';
import type { PoolId } from '../../model';
import { quotaRefusals, type QuotaRefusals } from '../incidents/quota-refusals';
import type { Days } from '../period';

/** How often a pool ran dry of late, and at which time of the day. */
export interface WallsView {
  /** So many days were looked at, the running one included; fewer where recording began later, or an earlier day could not be read. */
  days: number;
  /** For each pool of the answer. */
  pools: PoolWalls[];
}

/** An hour in which a call was refused for the pool's quota. */
export interface Wall extends QuotaRefusals {
  hourStartMs: number;
}

export interface PoolWalls {
  /** Newest first: wherever the product says how often a pool ran dry, it is so many times. */
  walls: Wall[];
  /** The four hours of the day (UTC) in which most of them lie; `null` where they do not gather. */
  mostly: { fromHourUtc: number; toHourUtc: number } | null;
}

export const wallDays = 7;
const spanHours = 4;
/** So many walls, and such a part of them within the span, make a habit. */
const leastTimes = 3;
const mostlyShare = 0.6;

/**
 * Of the days back to the first that could not be read, so that what is said of the last days holds of each of them; `null` where the
 * running one could not.
 * @param sinceMs when recording began here
 */
export function wallsView(
  days: Days,
  pools: readonly PoolId[],
  sinceMs: number,
  nowMs: number,
): WallsView | null {
  const today = dayOf(hourOf(nowMs));
  const earliest = Math.max(today - wallDays + 1, dayOf(hourOf(sinceMs)));
  let first = today + 1;
  while (first > earliest && days.has(first - 1)) first -= 1;
  if (first > today) return null;
  const read = [...days].filter(([day]) => day >= first);
  return {
    days: today - first + 1,
    pools: pools.map((pool) => {
      const walls = read
        .flatMap(([, { hours, usage: day }]) =>
          [...hours].map(([hour, usage]) => {
            const notes = day.throttles.filter(({ atMs }) => hourOf(atMs) === hour);
            const refused = quotaRefusals(usage, pool, notes);
            return refused === null ? null : { hourStartMs: startOfHourMs(hour), ...refused };
          }),
        )
        .filter((wall) => wall !== null)
        .sort((a, b) => b.hourStartMs - a.hourStartMs);
      return { walls, mostly: mostlyAt(walls.map(({ hourStartMs }) => new Date(hourStartMs).getUTCHours())) };
    }),
  };
}

function mostlyAt(hoursOfDay: readonly number[]): PoolWalls['mostly'] {
  if (hoursOfDay.length < leastTimes) return null;
  const inSpan = (from: number): number =>
    hoursOfDay.filter((hour) => (hour - from + 24) % 24 < spanHours).length;
  let from = 0;
  for (let hour = 1; hour < 24; hour += 1) if (inSpan(hour) > inSpan(from)) from = hour;
  if (inSpan(from) < mostlyShare * hoursOfDay.length) return null;
  return { fromHourUtc: from, toHourUtc: (from + spanHours) % 24 };
}
