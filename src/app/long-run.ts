import { timeLeftMs } from '../forge-client/time-left';

/** A function of 15 minutes flushes so often, so that no more than this is lost with its process. */
const flushEveryMs = 60_000;
/** When so little time is left, the end of the invocation may not be reached. */
const lastSecondsMs = 3_000;
/** Calls in the last seconds are flushed together, not one by one. */
const pauseMs = 500;

/**
 * What an invocation does beside its own work: flushes while it still runs, and listeners that were told of an alarm. The
 * metered call never waits for it: the end of the invocation does.
 */
export class LongRun {
  private lastFlushMs: number;
  private readonly running = new Set<Promise<unknown>>();

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
    this.hold(this.flush());
  }

  /** The end of the invocation waits for this, too. Its failure is nobody's business here. */
  hold(work: Promise<unknown>): void {
    const quiet = work.catch(() => undefined);
    this.running.add(quiet);
    void quiet.then(() => this.running.delete(quiet));
  }

  get isIdle(): boolean {
    return this.running.size === 0;
  }

  async settled(): Promise<void> {
    while (!this.isIdle) await Promise.all(this.running);
  }
}
