import fc from 'fast-check';
import { foreseen, type PastTotals } from './foreseen';

const minuteMs = 60_000;
const unknown: PastTotals = { before: null, like: [], recent: [], usualShare: null };
const exactly = (points: number) => ({ lowPoints: points, likelyPoints: points, highPoints: points });
const whole = ({ endPoints, wallAtMs }: ReturnType<typeof foreseen>) => ({
  end: endPoints && [endPoints.low, endPoints.likely, endPoints.high].map(Math.round),
  wallMinute: wallAtMs === null ? null : Math.round(wallAtMs / minuteMs),
});

describe('where the hour ends', () => {
  it('is a straight line with a wide band where no other hour is known', () => {
    expect(whole(foreseen(exactly(20_000), 65_000, 20 * minuteMs, unknown))).toEqual({
      end: [20000, 60000, 141459],
      wallMinute: null,
    });
    expect(whole(foreseen(exactly(30_000), 65_000, 20 * minuteMs, unknown))).toEqual({
      end: [30000, 90000, 212188],
      wallMinute: 43,
    });
  });

  it('follows hours that began alike, and the band what hours differ by', () => {
    const steady = new Array<number>(48).fill(30_000);
    const known = { before: 30_000, like: steady.slice(0, 15), recent: steady, usualShare: 1 / 3 };
    expect(whole(foreseen(exactly(20_000), 65_000, 20 * minuteMs, known))).toEqual({
      end: [51491, 54028, 57599],
      wallMinute: null,
    });
    expect(whole(foreseen(exactly(15_000), 65_000, 30 * minuteMs, { ...known, usualShare: 0.5 }))).toEqual({
      end: [29370, 30000, 31050],
      wallMinute: null,
    });
    const restless = steady.map((points, at) => points + (at % 2 === 0 ? 5_000 : -5_000));
    expect(
      whole(
        foreseen(exactly(15_000), 65_000, 30 * minuteMs, { ...known, usualShare: 0.5, recent: restless }),
      ),
    ).toEqual({
      end: [16718, 30000, 52136],
      wallMinute: null,
    });
  });

  it('goes by how much of such hours was known by then, and not by the clock', () => {
    const known = { before: 30_000, like: new Array<number>(15).fill(30_000), recent: [], usualShare: 2 / 3 };
    expect(whole(foreseen(exactly(20_000), 65_000, 20 * minuteMs, known)).end?.[1]).toBe(30_000);
    // A third of the hour's points is left for forty minutes: two thirds of it are there after 27 of them.
    const [beyond, quota] = [
      { ...known, before: 60_000, like: new Array<number>(15).fill(60_000) },
      53_333.4,
    ];
    expect(whole(foreseen(exactly(40_000), quota, 20 * minuteMs, beyond))).toMatchObject({ wallMinute: 47 });
    // Something may come where all was usually known by then, and a sixth of an hour tells little where nothing was.
    const all = foreseen(exactly(20_000), 65_000, 20 * minuteMs, { ...known, usualShare: 1 });
    expect(whole(all).end?.[1]).toBeGreaterThan(20_900);
    const none = foreseen(exactly(1), 65_000, 20 * minuteMs, { ...known, usualShare: 0 });
    expect(whole(none).end?.[1]).toBeLessThan(60_000);
  });

  it('is not told too early, nor where no one figure is known', () => {
    const nothing = { endPoints: null, wallAtMs: null };
    expect(foreseen(exactly(20_000), 65_000, 10 * minuteMs - 1, unknown)).toEqual(nothing);
    const between = { lowPoints: 1, likelyPoints: null, highPoints: 9 };
    expect(foreseen(between, 65_000, 20 * minuteMs, unknown)).toEqual(nothing);
  });

  it('is within its band, never below what is proven, and the pool runs dry only where the likely end says so', () => {
    const points = fc.double({ min: 0, max: 100_000, noNaN: true });
    const past = fc.record({
      before: fc.option(points),
      like: fc.array(points, { maxLength: 15 }),
      recent: fc.array(fc.option(points), { maxLength: 48 }),
      usualShare: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    });
    fc.assert(
      fc.property(
        fc.tuple(points, points, points),
        past,
        fc.integer({ min: 10, max: 59 }),
        (three, known, minute) => {
          const [lowPoints = 0, likelyPoints = 0, highPoints = 0] = [...three].sort((a, b) => a - b);
          const { endPoints, wallAtMs } = foreseen(
            { lowPoints, likelyPoints, highPoints },
            65_000,
            minute * minuteMs,
            known,
          );
          if (endPoints === null) throw new Error('Nothing is foreseen');
          const { low, likely, high } = endPoints;
          const rounding = 1e-6;
          expect(low).toBeGreaterThanOrEqual(lowPoints - rounding);
          expect(high).toBeGreaterThanOrEqual(highPoints - rounding);
          expect(likely).toBeGreaterThanOrEqual(low - rounding);
          expect(high).toBeGreaterThanOrEqual(likely - rounding);
          if (Math.abs(likely - 65_000) > rounding) expect(wallAtMs !== null).toBe(likely > 65_000);
          if (wallAtMs !== null) expect(wallAtMs).toBeGreaterThanOrEqual(minute * minuteMs);
        },
      ),
    );
  });
});
