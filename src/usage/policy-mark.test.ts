import * as fc from 'fast-check';
import { mergePolicyMarks, windowOf, withAnswer, type PolicyMark } from './policy-mark';

const hourMs = 3_600_000;
const hour = 488_889;

describe('the hour whose quota an answer speaks of', () => {
  it.each([
    ['names no reset', 10, null, hour],
    ['ends at its reset', 10, hourMs, hour],
    ['is the one before where its reset is now', 10, 0, hour - 1],
    ['is the next where its reset ends that', hourMs - 10, 2 * hourMs, hour + 1],
    ['is at the nearest full hour', 10, hourMs + hourMs / 2 - 1, hour],
    ['is none two hours away', 10, 3 * hourMs, hour],
    ['is none two hours ago', 10, -hourMs, hour],
  ])('%s', (_name, atMs, resetAtMs, window) => {
    const startMs = hour * hourMs;
    expect(windowOf(startMs + atMs, resetAtMs === null ? null : startMs + resetAtMs)).toBe(window);
  });
});

describe('two marks of one policy and five minutes', () => {
  const mark = (change: Partial<PolicyMark>): PolicyMark => ({
    ...{ lastAtMs: 5, remaining: 50, quotaPoints: 100, windowSeconds: 3600, resetAtMs: 1000 },
    ...{
      window: 7,
      first: { atMs: 1, remaining: 60, window: 7 },
      leastRemaining: 50,
      near: false,
    },
    ...change,
  });
  const first = (atMs: number, remaining = 60, window = 7) => ({
    first: { atMs, remaining, window },
  });

  // In both orders. Of the same moment, the one with less left was charged later.
  it.each<[string, Partial<PolicyMark>, Partial<PolicyMark>, Partial<PolicyMark>]>([
    [
      'the later one',
      { lastAtMs: 6, quotaPoints: 1 },
      { lastAtMs: 5, quotaPoints: 200 },
      { lastAtMs: 6, quotaPoints: 1 },
    ],
    [
      'the lesser one',
      { remaining: 40, quotaPoints: 1 },
      { quotaPoints: 200 },
      { remaining: 40, quotaPoints: 1 },
    ],
    ['the one that is less by a half', { remaining: 49.5 }, {}, { remaining: 49.5 }],
    ['the one that names what is left', { quotaPoints: 1 }, { remaining: null }, { quotaPoints: 1 }],
    ['the larger quota', { quotaPoints: 200, windowSeconds: 1 }, {}, { quotaPoints: 200, windowSeconds: 1 }],
    ['any quota', { windowSeconds: 1 }, { quotaPoints: null }, { windowSeconds: 1 }],
    ['the longer window', { windowSeconds: 7200, resetAtMs: 1 }, {}, { windowSeconds: 7200, resetAtMs: 1 }],
    ['the later reset', { resetAtMs: 2000, window: 1 }, {}, { resetAtMs: 2000, window: 1 }],
    ['the later hour', { window: 8, near: true }, {}, { window: 8, near: true }],
    [
      'nothing where nothing is named',
      { quotaPoints: null, windowSeconds: 1 },
      { quotaPoints: null },
      { quotaPoints: null },
    ],
    ['the least of both', { leastRemaining: 3 }, { leastRemaining: 4 }, { leastRemaining: 3 }],
    ['any least', { leastRemaining: null }, { leastRemaining: 4 }, { leastRemaining: 4 }],
    ['no least of none', { leastRemaining: null }, { leastRemaining: null }, { leastRemaining: null }],
    ['that either was near', { near: true }, { near: false }, { near: true }],
    ['the earlier first', first(2, 1), first(3, 99), first(2, 1)],
    ['the first with more left', first(2, 70, 9), first(2, 60, 8), first(2, 70, 9)],
    ['the first of the earlier hour', first(2, 60, 6), first(2, 60, 7), first(2, 60, 6)],
    ['any first', { first: null }, first(2), first(2)],
    ['no first of none', { first: null }, { first: null }, { first: null }],
  ])('keep %s', (_name, a, b, kept) => {
    expect(mergePolicyMarks(mark(a), mark(b))).toEqual(mark(kept));
    expect(mergePolicyMarks(mark(b), mark(a))).toEqual(mark(kept));
  });
});

describe('an answer that is added to the mark of its policy', () => {
  const few = fc.option(fc.integer({ min: 0, max: 2 }), { nil: null });
  const answers = fc.array(
    fc.record({
      ...{ lastAtMs: fc.integer({ min: 0, max: 3 }), remaining: few, quotaPoints: few },
      ...{ windowSeconds: few, resetAtMs: few, window: fc.integer({ min: 6, max: 8 }), near: fc.boolean() },
    }),
    { minLength: 1, maxLength: 6 },
  );

  it('leaves what merging the marks of all answers does, in any order', () => {
    fc.assert(
      fc.property(answers, (said) => {
        let added: PolicyMark | undefined;
        const marks = said.map((one): PolicyMark => {
          const { lastAtMs: atMs, remaining, window } = one;
          added = withAnswer(added, { ...one, first: null, leastRemaining: remaining });
          const first = remaining === null ? null : { atMs, remaining, window };
          return { ...one, first, leastRemaining: remaining };
        });
        expect(added).toEqual(marks.reduce((a, b) => mergePolicyMarks(a, b)));
      }),
    );
  });

  it('changes no mark that is known', () => {
    const answer = (lastAtMs: number, left: number): PolicyMark => ({
      ...{ lastAtMs, remaining: left, quotaPoints: 100, windowSeconds: 3600, resetAtMs: null },
      ...{ window: 7, first: null, leastRemaining: left, near: false },
    });
    const known = Object.freeze(withAnswer(undefined, answer(5, 50)));
    expect(withAnswer(known, answer(4, 60)).first).toEqual({ atMs: 4, remaining: 60, window: 7 });
    expect(withAnswer(known, answer(6, 40))).toMatchObject({ lastAtMs: 6, first: { atMs: 5 } });
    expect(withAnswer(known, answer(5, 50))).toBe(known);
  });
});
