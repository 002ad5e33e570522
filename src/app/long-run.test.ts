import { LongRun } from './long-run';

interface Bench {
  run: LongRun;
  flushes: () => number;
  remaining: { ms: number | null };
  end: () => void;
}

/** An invocation that began at 0. Its flushes take until `end`. */
function invocation(): Bench {
  let flushes = 0;
  let end = (): void => undefined;
  const answered = new Promise<void>((resolve) => {
    end = resolve;
  });
  const remaining: Bench['remaining'] = { ms: 900_000 };
  const flush = (): Promise<void> => {
    flushes += 1;
    return answered;
  };
  const run = new LongRun(0, flush, () => remaining.ms);
  return {
    run,
    flushes: () => flushes,
    remaining,
    end: () => {
      end();
    },
  };
}

describe('an invocation of many minutes', () => {
  it('flushes with the first call after each minute, and not more often', () => {
    const { run, flushes } = invocation();
    const counts = [1_000, 59_999, 60_000, 61_000, 119_999, 120_000].map((nowMs) => {
      run.callEnded(nowMs);
      return flushes();
    });
    expect(counts).toEqual([0, 0, 1, 1, 1, 2]);
  });

  it('flushes when fewer than three seconds remain, twice a second at most', () => {
    const { run, flushes, remaining } = invocation();
    remaining.ms = 3_000;
    run.callEnded(10_000);
    expect(flushes()).toBe(0);
    remaining.ms = 2_999;
    run.callEnded(10_001);
    run.callEnded(10_200);
    run.callEnded(10_501);
    expect(flushes()).toBe(2);
  });

  it('flushes each minute where nobody can tell what remains', () => {
    const { run, flushes, remaining } = invocation();
    remaining.ms = null;
    run.callEnded(59_000);
    run.callEnded(60_000);
    expect(flushes()).toBe(1);
  });

  it('does not wait for its flushes until it ends', async () => {
    const { run, end } = invocation();
    run.callEnded(60_000);
    let isSettled = false;
    const settled = run.settled().then(() => {
      isSettled = true;
    });
    await Promise.resolve();
    expect(isSettled).toBe(false);
    end();
    await settled;
    expect(isSettled).toBe(true);
  });
});
