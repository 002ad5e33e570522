import { timeLeftMs } from '../meter/timeLeft';

/** A function of 15 minutes flushes so often, so that no more than this is lost with its process. */
const flushEveryMs = 60_000;
/** When so little time is left, the end of the invocation may not be reached. */
const lastSecondsMs = 3_000;
/** Calls in the last seconds are flushed together, not one by one. */
const pauseMs = 500;

/** Flushes an invocation while it still runs. The metered call never waits for it: the end of the invocation does. */
export class LongRun {
  private lastFlushMs: number;
  private readonly flushes = new Set<Promise<unknown>>();

  /** @param remainingMs what is left of the invocation's time; `null` when nobody can tell */
  constructor(
    startedAtMs: number,
    private readonly flush: () => Promise<unknown>,
    private readonly remainingMs: () => number | null = timeLeftMs,
  ) {
    this.lastFlushMs = startedAtMs;
  }

  callEnded(nowMs: number): void {
    const sinceMs = nowMs - this.lastFlushMs;
    const isNearEnd = (this.remainingMs() ?? Infinity) < lastSecondsMs && sinceMs >= pauseMs;
    if (sinceMs < flushEveryMs && !isNearEnd) return;
    this.lastFlushMs = nowMs;
    const flush = this.flush().catch(() => undefined);
    this.flushes.add(flush);
    void flush.then(() => this.flushes.delete(flush));
  }

  async settled(): Promise<void> {
    await Promise.all(this.flushes);
  }
}
