import { hourOf, startOfHourMs } from '../../usage/hour';
import { poolKey } from '../../usage/keys';
import type { HourUsage } from '../../usage/hour-usage';
import { slotMs } from '../../usage/slot-points';
import type { PoolId } from '../../model';
import { countsOf, type Count } from '../pools/counts';
import { pointsUntil } from './own-projection';
import type { Hours } from '../period';
import { minuteMs } from '../../time';

/** What was drawn long ago says less than what is drawn now. */
const newestMs = 15 * minuteMs;

/**
 * What others, or calls that are not metered here, draw from the pool, points a minute: what the counter rose by in the last
 * quarter of an hour, less what this site spent meanwhile. An answer that kept silent says only what was gone at most: before two
 * readings are a minute apart, the hour's mean stands in, since the counter began it at 0. `null` while no answer of this hour
 * shows the counter: below 80% use it is silent, which is no evidence of 0.
 */
export function outsideRate(
  hours: Hours,
  pool: PoolId,
  nowMs: number,
  quotaPoints: number | null,
): number | null {
  const hour = hourOf(nowMs);
  const usage = hours.get(hour)?.usage;
  if (usage === undefined || quotaPoints === null) return null;
  const counts = countsOf(usage, hour, pool, quotaPoints);
  const last = counts.at(-1);
  if (last === undefined || last.isAtMost === true) return null;
  const rateSince = (first: Count): number | null =>
    last.atMs - first.atMs < minuteMs
      ? null
      : (minuteMs * (last.usedPoints - first.usedPoints - ownBetween(usage, pool, [first, last], nowMs))) /
        (last.atMs - first.atMs);
  const read = counts.filter(({ isAtMost }) => isAtMost !== true);
  const silent = counts.find(({ isAtMost }) => isAtMost === true);
  const first = read.findLast(({ atMs }) => nowMs - atMs >= newestMs) ?? read[0] ?? last;
  const begun: Count = { atMs: startOfHourMs(hour), usedPoints: 0 };
  const rate = rateSince(first) ?? rateSince(begun);
  const atLeast = silent === undefined ? null : rateSince(silent);
  if (rate === null) return atLeast === null ? null : Math.max(0, atLeast);
  return Math.max(0, rate, read.length > 1 ? 0 : (atLeast ?? 0));
}

/** What this site itself spent between two moments of the running hour. Slots are taken as even; the begun one ends now. */
function ownBetween(
  usage: HourUsage,
  pool: PoolId,
  [from, to]: readonly [Count, Count],
  nowMs: number,
): number {
  const slots = (usage.slots.get(poolKey(pool)) ?? []).map((milli) => milli / 1000);
  const hourStartMs = startOfHourMs(hourOf(from.atMs));
  const begunMs = hourStartMs + slotMs * Math.floor((nowMs - hourStartMs) / slotMs);
  const until = ({ atMs }: Count): number => {
    const stretched =
      atMs <= begunMs ? atMs : begunMs + (slotMs * (atMs - begunMs)) / Math.max(1, nowMs - begunMs);
    return pointsUntil(slots, (stretched - hourStartMs) / minuteMs);
  };
  return until(to) - until(from);
}
