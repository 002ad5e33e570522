import { hourOf, startOfHourMs } from '../../usage/hour';
import { book, emptyHourUsage, type HourUsage } from '../../usage/hour-usage';
import { recurringOutsideUse } from './recurring-outside-use';
import { outsideRate } from './outside-rate';
import { noLimits, observation } from '../../../test/support/observation';

const pool = observation().pool;
const nowMs = Date.parse('2026-10-09T16:10:00Z');
const thisHour = hourOf(nowMs);

/** An hour whose answers said so much was left at these minutes (`null`: nothing), each after a call of so many points. */
function hourWith(
  hour: number,
  answers: readonly [number, number | null, number][],
): [number, { usage: HourUsage }] {
  const usage = emptyHourUsage();
  for (const [minute, remaining, points] of answers) {
    const quota = {
      ...({ policy: 'global-app-quota', scope: 'global', enforcement: 'enforced', unit: 'points' } as const),
      ...{ quota: 65_000, windowSeconds: 3600, resetAtMs: null, remaining },
    };
    book(
      usage,
      observation({
        atMs: startOfHourMs(hour) + minute * 60_000,
        points: { low: points, likely: points, high: points },
        limits: { ...noLimits, quotas: [quota] },
      }),
    );
  }
  return [hour, { usage }];
}

const drained = (hour: number) =>
  hourWith(hour, [
    [21, null, 10],
    [26, 5000, 10],
    [31, 4900, 10],
  ]);

describe('what others draw again and again', () => {
  it('is found when it leaps at the same minute three days running', () => {
    const hours = new Map([1, 2, 3].map((days) => drained(thisHour - 24 * days)));
    // At most 80% at :21 and 60,000 at :26: others drew 8,000 less our 20 at least.
    expect(recurringOutsideUse(hours, pool, nowMs, 65_000)).toEqual([
      { every: 'day', minute: 25, times: 3, leastPoints: 7980 },
    ]);
  });

  it('is found when it leaps every hour', () => {
    const hours = new Map([1, 2, 3, 4].map((back) => drained(thisHour - back)));
    expect(recurringOutsideUse(hours, pool, nowMs, 65_000)).toMatchObject([
      { every: 'hour', minute: 25, times: 4 },
    ]);
  });

  it('is not found on two days, nor with a day between', () => {
    const two = new Map([1, 2, 4].map((days) => drained(thisHour - 24 * days)));
    expect(recurringOutsideUse(two, pool, nowMs, 65_000)).toEqual([]);
  });

  it('is not found where this site drew the points itself', () => {
    const own = (hour: number) =>
      hourWith(hour, [
        [21, null, 10],
        [25.5, 5000, 8000],
      ]);
    const hours = new Map([1, 2, 3].map((days) => own(thisHour - 24 * days)));
    expect(recurringOutsideUse(hours, pool, nowMs, 65_000)).toEqual([]);
  });
});

describe('what others draw now', () => {
  it('is what the counter rose by beyond our own spend', () => {
    const hours = new Map([
      hourWith(thisHour, [
        [2, 12_000, 100],
        [8, 6000, 600],
      ]),
    ]);
    const rate = outsideRate(hours, pool, startOfHourMs(thisHour) + 10 * 60_000, 65_000)!;
    expect(rate).toBeGreaterThan(880);
    expect(rate).toBeLessThan(1000);
  });

  it('is not 0 where the one reading lies just past 80%: the hour’s mean stands in', () => {
    const hours = new Map([
      hourWith(thisHour, [
        [2, null, 100],
        [20, null, 100],
        [25, 12_000, 100],
      ]),
    ]);
    // 53,000 were gone after 25 minutes, about 300 of them ours.
    const rate = outsideRate(hours, pool, startOfHourMs(thisHour) + 26 * 60_000, 65_000)!;
    expect(rate).toBeGreaterThan(2_050);
    expect(rate).toBeLessThan(2_120);
  });

  it('is unknown while the counter is silent', () => {
    const hours = new Map([
      hourWith(thisHour, [
        [2, null, 100],
        [8, null, 600],
      ]),
    ]);
    expect(outsideRate(hours, pool, nowMs, 65_000)).toBeNull();
  });
});
