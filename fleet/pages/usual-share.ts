/** How much of an hour is usually known by a minute of it: jobs begin at the full hour, lines come late. */
import { hourMs, minuteMs } from '../../src/time';

/** What was known of an hour that is over, and all of it. */
export interface CourseOfHour {
  /** Oldest first. */
  known: readonly { afterMs: number; points: number }[];
  totalPoints: number;
}

/** Fewer hours say too little of others. */
const leastHours = 3;
/** Looks further apart leave out how it went on between them. */
const longestGapMs = 11 * minuteMs;

/** @returns 0 to 1; `null`: too few hours were looked at while they ran */
export function usualShare(hours: readonly CourseOfHour[], afterMs: number): number | null {
  const used = hours.flatMap(({ known, totalPoints }) => {
    const points = totalPoints > 0 ? knownAt(known, totalPoints, afterMs) : null;
    return points === null ? [] : [{ points: Math.min(points, totalPoints), totalPoints }];
  });
  if (used.length < leastHours) return null;
  const sum = (of: (hour: (typeof used)[number]) => number): number =>
    used.reduce((all, hour) => all + of(hour), 0);
  return sum(({ points }) => points) / sum(({ totalPoints }) => totalPoints);
}

function knownAt(known: CourseOfHour['known'], totalPoints: number, afterMs: number): number | null {
  // The last lines of an hour come after it.
  const all = [{ afterMs: 0, points: 0 }, ...known, { afterMs: hourMs + 5 * minuteMs, points: totalPoints }];
  const next = all.findIndex((one) => one.afterMs >= afterMs);
  const [from, to] = [all[next - 1], all[next]];
  if (to === undefined) return totalPoints;
  if (from === undefined) return to.points;
  if (to.afterMs - from.afterMs > longestGapMs) return null;
  return from.points + ((to.points - from.points) * (afterMs - from.afterMs)) / (to.afterMs - from.afterMs);
}
