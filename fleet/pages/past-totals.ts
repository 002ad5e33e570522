/** What all sites drew in hours that are over, on the scale of the figure of this hour. Hours that were read in part are none. */
import { median } from '../../src/insights/calibration/sample-scatter';
import { pastHoursOf } from '../../src/insights/forecast/forecast';
import { leastBetweenLinesMs } from '../../src/fleet-line/line';
import { hourMs, minuteMs } from '../../src/time';
import type { BestFigure, FigureBasis } from '../estimate/best-figure';
import { logRules } from '../logs/ask-logs';
import { counterHours, type CounterHour } from '../store/counter-hours';
import { coursesOf, type KnownThen } from '../store/hour-course';
import { learnedByHour, likelyByHour, refusedByPool, staleHours } from '../store/hours';
import type { PoolNow } from '../store/sites-now';
import type { Sql } from '../store/sql';
import { wallHours } from '../store/wall-hours';
import type { PastTotals } from './foreseen';
import type { HoursRead } from './read-so-far';
import { usualShare } from './usual-share';

const recentHours = 48;
/** A counter that was last seen earlier says too little of its hour. */
const seenLateMs = 50 * minuteMs;
const leastCounted = 3;
/** Share of the figure that gauges estimate, of which less says too little of the rest. */
const leastOfGauges = 0.5;
/** So much older than the look is what lines say, in the middle: the counter speaks of now. */
const linesAreBehindMs = logRules.marginMs + leastBetweenLinesMs / 2;

export async function pastTotals(
  sql: Sql,
  { pool, likelyPoints }: Pick<PoolNow, 'pool' | 'likelyPoints'>,
  best: BestFigure,
  untilMs: number,
  read: HoursRead,
): Promise<PastTotals> {
  const hour = Math.floor(untilMs / hourMs);
  const like = pastHoursOf(untilMs);
  const from = Math.min(...like);
  const counters = await counterHours(sql, pool, from, hour);
  const hours = await hoursOf(sql, pool, from, hour, read);
  const drawn = best.basis === 'learned' ? hours.counted : hours.printed;
  const scale = scaleOf(best, likelyPoints, drawn, counters);
  const printedScale = best.basis === 'learned' ? scaleOfPrinted(best, likelyPoints) : null;
  // What would have gone on behind a wall nobody knows.
  const walls = wallHours(counters, await refusedByPool(sql, pool, from));
  const known = (of: number): number | null =>
    walls.has(of) ? null : (times(drawn.get(of), scale) ?? times(hours.printed.get(of), printedScale));
  const courses = await coursesOf(sql, pool, like);
  const afterMs = untilMs - hour * hourMs + (best.basis === 'counter' ? linesAreBehindMs : 0);
  return {
    before: known(hour - 1),
    like: like.flatMap((past) => known(past) ?? []),
    recent: Array.from({ length: recentHours }, (_, at) => known(hour - recentHours + at)),
    usualShare: usualShare(
      [...courses].flatMap(([past, looks]) => {
        const totalPoints = walls.has(past) ? undefined : drawn.get(past);
        return totalPoints === undefined ? [] : [{ known: knownThen(looks, best.basis), totalPoints }];
      }),
      afterMs,
    ),
  };
}

function times(points: number | undefined, scale: number | null): number | null {
  return points === undefined || scale === null ? null : points * scale;
}

interface HoursKnown {
  /** What gauges estimate, of hours whose lines were read to their end. */
  printed: Map<number, number>;
  /** With what was counted beyond them, of hours whose counts were read as well. */
  counted: Map<number, number>;
}

/** In an hour that was read, and of which nothing is there, nothing was drawn. */
async function hoursOf(
  sql: Sql,
  pool: number,
  from: number,
  hour: number,
  read: HoursRead,
): Promise<HoursKnown> {
  const lines = await likelyByHour(sql, pool, null, from);
  const withCounts = await learnedByHour(sql, pool, from);
  const stale = await staleHours(sql, pool);
  const known: HoursKnown = { printed: new Map(), counted: new Map() };
  for (let of = Math.min(...lines.keys(), ...withCounts.keys()); of < hour; of += 1) {
    if (stale.has(of) || !read.isRead(of)) continue;
    known.printed.set(of, lines.get(of) ?? 0);
    // An hour may have lines and no one figure for what was counted beyond them.
    const counted = withCounts.get(of) ?? (lines.has(of) ? undefined : 0);
    if (counted !== undefined && read.isCounted(of)) known.counted.set(of, counted);
  }
  return known;
}

/** For hours whose counts were not read: 14 days of them take hours. `null`: the gauges have too little of this hour's figure to tell. */
function scaleOfPrinted({ likelyPoints }: BestFigure, estimatedPoints: number): number | null {
  return likelyPoints !== null && estimatedPoints > likelyPoints * leastOfGauges
    ? likelyPoints / estimatedPoints
    : null;
}

/** From the points of past hours to those that the figure of this hour counts in; `null`: too little is known of that. */
function scaleOf(
  best: BestFigure,
  estimatedPoints: number,
  drawn: ReadonlyMap<number, number>,
  counters: readonly CounterHour[],
): number | null {
  switch (best.basis) {
    case 'estimate':
    case 'learned':
      return 1;
    case 'counts':
      return null;
    case 'scaled':
      return best.likelyPoints !== null && estimatedPoints > 0 ? best.likelyPoints / estimatedPoints : null;
    case 'counter':
      return counterScale(drawn, counters);
  }
}

/** What Atlassian's counter drew of what gauges estimate, in hours that it was seen near the end of. */
function counterScale(drawn: ReadonlyMap<number, number>, counters: readonly CounterHour[]): number | null {
  const ratios = counters.flatMap(({ hour, drawnPoints, lastAtMs }) => {
    const estimated = drawn.get(hour) ?? 0;
    const seenMs = lastAtMs - hour * hourMs;
    return estimated > 0 && seenMs >= seenLateMs ? [(drawnPoints * hourMs) / seenMs / estimated] : [];
  });
  return ratios.length < leastCounted ? null : median(ratios);
}

function knownThen(looks: readonly KnownThen[], basis: FigureBasis): { afterMs: number; points: number }[] {
  return looks.flatMap(({ afterMs, likelyPoints, restPoints }) =>
    basis !== 'learned'
      ? [{ afterMs, points: likelyPoints }]
      : restPoints === null
        ? []
        : [{ afterMs, points: likelyPoints + restPoints }],
  );
}
