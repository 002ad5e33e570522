/** A look that comes to an end: without it one look would last as long as a failure. */
import type { Turn } from './turn';

/** An API's limits are by the minute: what is named beyond that is another trouble. */
const longestWaitMs = 60_000;

export class OneLook {
  /** What is waited for, once. */
  private waitedForMs: number | null = null;

  /** Why the look cannot be had now; `null`: it goes on. */
  whyNot(turn: Turn<unknown> | null, nowMs: number): string | null {
    if (turn?.kind !== 'wait' || turn.for === 'nothingDue' || turn.for === 'pace') return null;
    const { untilMs } = turn;
    // A clock may wake the program a moment before.
    if (untilMs === this.waitedForMs) return null;
    if (turn.for !== 'failure' && this.waitedForMs === null && untilMs - nowMs <= longestWaitMs) {
      this.waitedForMs = untilMs;
      return null;
    }
    return turn.why ?? `earlier calls failed, and the next is due at ${new Date(untilMs).toISOString()}`;
  }
}
