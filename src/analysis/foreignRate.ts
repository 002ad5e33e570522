import { hourOf, startOfHourMs } from '../account/hour';
import { poolKey } from '../account/keys';
import type { Sheet } from '../account/sheet';
import { slotMs } from '../account/slotPoints';
import type { PoolId } from '../model';
import { countsOf, type Count } from './counts';
import { pointsUntil } from './ownPath';
import type { Hours } from './period';

const minuteMs = 60_000;
/** What was drawn long ago says less than what is drawn now. */
const newestMs = 15 * minuteMs;

/**
 * What others, or calls that are not metered here, draw from the pool, points a minute: what the counter rose by in the last
 * quarter of an hour, less what this site spent meanwhile. `null` while fewer than two answers of this hour show the counter:
 * below 80% use it is silent.
 */
export function foreignRate(
  hours: Hours,
  pool: PoolId,
  nowMs: number,
  quotaPoints: number | null,
): number | null {
  const hour = hourOf(nowMs);
  const sheet = hours.get(hour)?.sheet;
  if (sheet === undefined || quotaPoints === null) return null;
  const counts = countsOf(sheet, hour, pool, quotaPoints);
  const last = counts.at(-1);
  const first = counts.findLast(({ atMs }) => nowMs - atMs >= newestMs) ?? counts[0];
  if (last === undefined || first === undefined || last.atMs - first.atMs < minuteMs) return null;
  const own = ownBetween(sheet, pool, [first, last], nowMs);
  return Math.max(0, (minuteMs * (last.usedPoints - first.usedPoints - own)) / (last.atMs - first.atMs));
}

/** What this site itself spent between two moments of the running hour. Slots are taken as even; the begun one ends now. */
function ownBetween(sheet: Sheet, pool: PoolId, [from, to]: readonly [Count, Count], nowMs: number): number {
  const slots = (sheet.slots.get(poolKey(pool)) ?? []).map((milli) => milli / 1000);
  const hourStartMs = startOfHourMs(hourOf(from.atMs));
  const begunMs = hourStartMs + slotMs * Math.floor((nowMs - hourStartMs) / slotMs);
  const until = ({ atMs }: Count): number => {
    const stretched =
      atMs <= begunMs ? atMs : begunMs + (slotMs * (atMs - begunMs)) / Math.max(1, nowMs - begunMs);
    return pointsUntil(slots, (stretched - hourStartMs) / minuteMs);
  };
  return until(to) - until(from);
}
