/** The course of a pool's hour by five minutes, of the figures that were seen at each look. */
import { hourMs, minuteMs } from '../../src/time';

const slotMs = 5 * minuteMs;
const slotsAnHour = 12;
/** Farther apart two figures say nothing of the time between. */
const widestGapMs = 10 * minuteMs;

export interface PoolCourse {
  hour: number;
  last: { atMs: number; points: number } | null;
  /** Likely gone at the end of each five minutes; `null`: not seen. */
  points: (number | null)[];
}

/** With one more figure: a boundary that lies between two of them is taken as on the line. An hour begins with nothing gone. */
export function withFigure(course: PoolCourse | undefined, atMs: number, points: number): PoolCourse {
  const hour = Math.floor(atMs / hourMs);
  const startMs = hour * hourMs;
  const known = course?.hour === hour ? course : { hour, last: { atMs: startMs, points: 0 }, points: [] };
  const { last } = known;
  if (last !== null && atMs <= last.atMs) return known;
  const marks = Array.from({ length: slotsAnHour }, (_, slot): number | null => {
    const endMs = startMs + (slot + 1) * slotMs;
    const before = known.points[slot] ?? null;
    if (before !== null || last === null || endMs > atMs || endMs <= last.atMs) return before;
    if (atMs - last.atMs > widestGapMs) return null;
    return Math.round(last.points + ((points - last.points) * (endMs - last.atMs)) / (atMs - last.atMs));
  });
  return { hour, last: { atMs, points }, points: marks.slice(0, Math.floor((atMs - startMs) / slotMs)) };
}
