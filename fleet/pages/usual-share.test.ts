import { minuteMs } from '../../src/time';
import { usualShare, type CourseOfHour } from './usual-share';

const hour = (totalPoints: number, ...known: [minute: number, points: number][]): CourseOfHour => ({
  known: known.map(([minute, points]) => ({ afterMs: minute * minuteMs, points })),
  totalPoints,
});
const looked = hour(1_000, [5, 400], [10, 500], [20, 600], [30, 800], [40, 800], [50, 900], [58, 930]);

describe('how much of an hour is usually known', () => {
  test.each([
    [2.5, 0.2],
    [5, 0.4],
    [15, 0.55],
    [35, 0.8],
    // The last lines come until five minutes after the hour.
    [59, 0.94],
  ])('by minute %p it is %p of hours that went alike', (minute, share) => {
    expect(usualShare([looked, looked, looked], minute * minuteMs)).toBeCloseTo(share, 9);
  });

  it('is that of all of them together, by what was drawn', () => {
    const late = hour(3_000, [5, 0], [10, 0], [20, 300]);
    expect(usualShare([looked, looked, late], 20 * minuteMs)).toBe(1_500 / 5_000);
  });

  it('is not known of fewer than three hours; those with a gap there, or without points, are none of them', () => {
    const gap = hour(1_000, [5, 400], [30, 800]);
    expect(usualShare([looked, looked], 15 * minuteMs)).toBeNull();
    expect(usualShare([looked, looked, gap], 15 * minuteMs)).toBeNull();
    expect(usualShare([looked, looked, hour(0, [5, 0], [15, 0], [25, 0])], 15 * minuteMs)).toBeNull();
    expect(usualShare([looked, looked, hour(1_000)], 15 * minuteMs)).toBeNull();
    expect(usualShare([], 15 * minuteMs)).toBeNull();
  });

  it('is never more than all of it: of an hour that was known dearer than it is by now', () => {
    const corrected = hour(500, [5, 100], [10, 900], [20, 900]);
    expect(usualShare([corrected, corrected, corrected], 15 * minuteMs)).toBe(1);
  });
});
