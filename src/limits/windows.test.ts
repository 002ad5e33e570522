import fc from 'fast-check';
import { countsForOneStack, oneStackTurn } from './one-stack';
import { perIssueTurn, perIssueWriteLimits } from './per-issue';

const times = (count: number, fromMs: number, stepMs: number): number[] =>
  Array.from({ length: count }, (_, index) => fromMs + index * stepMs);

describe('writes to one issue', () => {
  it('has twenty at once to begin with', () => {
    expect(perIssueTurn([], 5_000)).toEqual({ allowed: true, nextAtMs: 5_000, left: 20 });
  });

  it('waits for the oldest of twenty to be two seconds old', () => {
    expect(perIssueTurn(times(20, 1_000, 10), 1_200)).toEqual({ allowed: false, nextAtMs: 3_000, left: 0 });
    expect(perIssueTurn(times(20, 1_000, 10), 3_000)).toEqual({ allowed: true, nextAtMs: 3_000, left: 1 });
  });

  it('waits half a minute after a hundred in steady pace', () => {
    expect(perIssueTurn(times(100, 0, 200), 20_000)).toEqual({ allowed: false, nextAtMs: 30_000, left: 0 });
  });

  it('tells what the longer window leaves when that is less', () => {
    expect(perIssueTurn(times(95, 0, 100), 20_000)).toEqual({ allowed: true, nextAtMs: 20_000, left: 5 });
  });

  it('never breaks a window for a caller who writes whenever it may', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 150 }), (pausesMs) => {
        const writes: number[] = [];
        let nowMs = 0;
        for (const pauseMs of pausesMs) {
          nowMs = perIssueTurn(writes, nowMs + pauseMs).nextAtMs;
          expect(perIssueTurn(writes, nowMs).allowed).toBe(true);
          writes.push(nowMs);
        }
        for (const { limit, windowMs } of perIssueWriteLimits.windows) {
          writes.slice(limit).forEach((atMs, index) => {
            expect(atMs - (writes[index] ?? Number.NaN)).toBeGreaterThanOrEqual(windowMs);
          });
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('One Stack', () => {
  it('lets a tenant send a hundred in a minute', () => {
    expect(oneStackTurn(times(99, 0, 1), 1_000)).toEqual({ allowed: true, nextAtMs: 1_000, left: 1 });
    expect(oneStackTurn(times(100, 0, 1), 1_000)).toEqual({ allowed: false, nextAtMs: 60_000, left: 0 });
  });

  it('goes by what was agreed with a tenant', () => {
    const agreed = { requests: 500, windowMs: 60_000 };
    expect(oneStackTurn(times(100, 0, 1), 1_000, agreed).left).toBe(400);
  });

  it('does not count an answer that nothing has changed', () => {
    expect(countsForOneStack(304)).toBe(false);
    expect(countsForOneStack(200)).toBe(true);
  });
});
