import { setTimeout as wait } from 'node:timers/promises';
import type { HeaderSource, Method } from '../model';
import type { Sleep } from '../pacing/abort';

/** What came of a call that was let go; `null` when no answer came. */
export type CallEnd = { status: number; headers: HeaderSource } | null;

/** Lets calls go at the pace that a system wants. One for each user or tenant whose limit it is, shared by all clients of it. */
export interface Pace {
  /**
   * Resolves when the call may go. What it resolves to must be called when the call has ended.
   * @throws the signal's reason, out of the line, as soon as the caller gives the call up
   */
  turn(method: Method, url: string, signal?: AbortSignal | null): Promise<(end: CallEnd) => void>;
}

export interface PaceClock {
  /** Epoch milliseconds; left out: the clock. */
  nowMs?: () => number;
  /** Left out: a timer. */
  sleep?: Sleep;
}

export const usualSleep: Sleep = async (milliseconds, signal) => {
  await wait(milliseconds, undefined, { signal });
};
