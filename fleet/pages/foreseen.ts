/** Where this hour ends: what is drawn, and what hours like it went on to draw. By the same projection as a site's own forecast. */
import { minutesUntil, ownProjection } from '../../src/insights/forecast/own-projection';
import type { Points } from '../../src/model';
import { hourMs, minuteMs } from '../../src/time';
import type { BestFigure } from '../estimate/best-figure';

/** Before it a burst looks like an hour. */
const leastElapsedMs = 10 * minuteMs;
const slotsAnHour = 12;
/**
 * How far hours end from where they are foreseen, in parts of what an hour differs from those beside it, and at least in parts of the
 * hour's points: so wide that the band holds as often as `npm run bench -- fleet` measures.
 */
const widened = { low: 1.05, high: 1.75, least: 0.02 };
/** Where nobody looked while those hours ran: it is not known how much of them had gone by when. */
const unwatched = { low: 2, high: 2.4, least: 0.16 };
/** Seven of ten hours differ by less from those beside them. */
const differingShare = 0.7;
/** Of the hour's points, where too few hours are known to say how they differ. */
const unknownSpread = 0.4;
const leastHours = 6;
const mostBusier = 3;
/** Something may always come, whatever is usual. */
const mostShare = 0.95;

export interface Foreseen {
  /** If nothing is refused; `null`: too early in the hour, or no one figure is known. */
  endPoints: Points | null;
  /** Within this hour; `null`: not likely, or nothing is refused there. */
  wallAtMs: number | null;
}

/** What all sites drew in hours that are over, and were read to their end. */
export interface PastTotals {
  /** The hour before this; `null`: not known. */
  before: number | null;
  /** Those that this one may resemble, see `pastHoursOf`. */
  like: readonly number[];
  /** The last two days, oldest first, the hour before this one at last; `null`: not known. */
  recent: readonly (number | null)[];
  /** How much of such hours was known at this minute of them, 0 to 1; `null`: not known, the hour counts as even. */
  usualShare: number | null;
}

/** @param untilMs what the figure speaks of: a line is older than the moment in which it is read */
export function foreseen(
  best: Pick<BestFigure, 'lowPoints' | 'likelyPoints' | 'highPoints'>,
  quotaPoints: number,
  untilMs: number,
  past: PastTotals,
): Foreseen {
  const elapsedMs = untilMs - Math.floor(untilMs / hourMs) * hourMs;
  const { likelyPoints } = best;
  if (elapsedMs < leastElapsedMs || likelyPoints === null) return { endPoints: null, wallAtMs: null };
  const byClock = elapsedMs / hourMs;
  const gone = Math.max(0.02, Math.min(past.usualShare ?? byClock, Math.max(byClock, mostShare)));
  // By a clock that runs as such hours do each hour is even: the projection needs to know of no other.
  const minute = 60 * gone;
  const even = (points: number): number[] => Array.from({ length: slotsAnHour }, () => points / slotsAnHour);
  const perSlot = likelyPoints / (gone * slotsAnHour);
  const slots = Array.from(
    { length: slotsAnHour },
    (_, slot) => Math.min(1, Math.max(0, gone * slotsAnHour - slot)) * perSlot,
  );
  const path = ownProjection({
    ...{ minute, slots, before: past.before === null ? null : even(past.before) },
    past: past.like.map(even),
  });
  const toCome = (sums: readonly number[]): number => sums.at(-1) ?? 0;
  const likely = toCome(path.likely);
  const share = (points: number): number => (likelyPoints === 0 ? 1 : points / likelyPoints);
  // What comes by chance in the rest of the hour, and what came by chance in the part that the rest is judged by.
  const unsure = Math.sqrt((1 - gone) / Math.max(0.3, gone));
  const hourPoints = likelyPoints + likely;
  const { low, high, least: leastSpread } = past.usualShare === null ? unwatched : widened;
  const differs = Math.max(
    spreadOf(past.recent, hourPoints) ?? unknownSpread * hourPoints,
    leastSpread * hourPoints,
  );
  const least = Math.min(toCome(path.low), likely - low * unsure * differs);
  const most = Math.max(toCome(path.high), likely + high * unsure * differs);
  const endPoints = {
    // What is known of the points that are gone is known no better of those to come.
    low: best.lowPoints + Math.max(0, least) * Math.min(1, share(best.lowPoints)),
    likely: hourPoints,
    high: best.highPoints + most * Math.max(1, share(best.highPoints)),
  };
  const minutes = minutesUntil(path.likely, quotaPoints - likelyPoints);
  const clockMs = gone < 1 ? (hourMs - elapsedMs) / (60 * (1 - gone)) : 0;
  return { endPoints, wallAtMs: minutes === null ? null : Math.round(untilMs + minutes * clockMs) };
}

/**
 * How much an hour differs from the middle of those beside it, points, as for two single hours; `null`: too few are known. What comes by chance
 * grows as the square root of what comes: a quiet hour is not as unsure as those of a busy day were.
 */
function spreadOf(hours: readonly (number | null)[], hourPoints: number): number | null {
  const steps = hours.flatMap((points, at) => {
    const [before, after] = [hours[at - 1] ?? null, hours[at + 1] ?? null];
    if (points === null || before === null || after === null) return [];
    const middle = (before + after) / 2;
    const busier = Math.sqrt((hourPoints + 1) / (middle + 1));
    return [Math.abs(points - middle) * Math.min(mostBusier, Math.max(1 / mostBusier, busier))];
  });
  if (steps.length < leastHours) return null;
  steps.sort((a, b) => a - b);
  // Of even chance two hours differ by the square root of 4/3 more than an hour from the middle of two.
  return Math.sqrt(4 / 3) * (steps[Math.floor(differingShare * (steps.length - 1))] ?? 0);
}
