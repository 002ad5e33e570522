import * as fc from 'fast-check';
import { ownProjection, recentPath, stepsLeft } from './own-projection';

const anyCourse = fc.record({
  minute: fc.double({ min: 0, max: 60, noNaN: true }),
  slots: fc.array(fc.nat(10_000), { maxLength: 12 }),
  before: fc.option(fc.array(fc.nat(10_000), { maxLength: 12 })),
  past: fc.array(fc.array(fc.nat(10_000), { maxLength: 12 }), { maxLength: 15 }),
});

describe('what will come of our own calls', () => {
  it('goes on as it went, when it went evenly', () => {
    const even = Array.from({ length: 12 }, () => 500);
    const { low, likely, high } = ownProjection({
      minute: 30,
      slots: even.slice(0, 6),
      before: even,
      past: [even, even],
    });
    expect([low.at(-1), likely.at(-1), high.at(-1)]).toEqual([3000, 3000, 3000]);
  });

  it('is expected from the first minute on by what the hour before spent', () => {
    const before = Array.from({ length: 12 }, () => 600);
    const { likely } = recentPath({ minute: 1, slots: [120], before, past: [] });
    expect(likely.at(-1)).toBeCloseTo(59 * 120);
  });

  it('trusts a rate for twice as long as it was seen, not for the rest of the hour', () => {
    const { likely, high } = recentPath({ minute: 3, slots: [3000], before: [], past: [] });
    // 1,000 a minute for 3 minutes after an idle hour: 6 minutes more, then the usual 3,000 in 63 minutes.
    expect(high.at(-1)).toBeGreaterThan(6000);
    expect(high.at(-1)).toBeLessThan(9000);
    expect(likely.at(-1)).toBeLessThan(high.at(-1) ?? 0);
  });

  it('knows a job that comes every day before it comes', () => {
    const day = [0, 0, 0, 0, 0, 0, 9000, 9000, 9000];
    const past = [day, day, day, day, day];
    const { likely } = ownProjection({ minute: 5, slots: [0], before: [], past });
    expect(likely.at(-1)).toBeGreaterThan(15_000);
    expect(likely[20]).toBe(0);
  });

  it('sees the end of a job that ends every day', () => {
    const day = [0, 6000, 6000];
    const known = ownProjection({
      minute: 12,
      slots: [0, 6000, 2400],
      before: [],
      past: [day, day, day, day, day],
    });
    const unknown = ownProjection({ minute: 12, slots: [0, 6000, 2400], before: [], past: [] });
    expect(known.likely.at(-1)).toBeLessThan(0.5 * (unknown.likely.at(-1) ?? 0));
  });

  it('never falls, and keeps its order', () => {
    fc.assert(
      fc.property(anyCourse, (course) => {
        const { low, likely, high } = ownProjection(course);
        expect(likely).toHaveLength(stepsLeft(course.minute).length);
        const steps = likely.map((points, step) => ({
          ...{ points, before: likely[step - 1] ?? 0 },
          ...{ low: low[step] ?? NaN, high: high[step] ?? NaN },
        }));
        const inOrder = steps.filter(
          (step) =>
            step.points >= step.before - 1e-6 &&
            step.low <= step.points + 1e-6 &&
            step.high >= step.points - 1e-6,
        );
        expect(inOrder).toEqual(steps);
      }),
    );
  });
});
