/** "So many in so many milliseconds", asked from the times of what was done. */

export interface WindowLimit {
  limit: number;
  windowMs: number;
}

export interface Turn {
  /** Whether one more is within every window now. */
  allowed: boolean;
  /** When one more is: `nowMs` if now. */
  nextAtMs: number;
  /** How many more are allowed at once, now. */
  left: number;
}

/**
 * Counts what lies in the window before `nowMs`, its oldest edge excluded. The server's windows may start elsewhere; a
 * caller that keeps to every window that slides keeps to those too. `pastMs` needs no order, times after `nowMs` count.
 */
export function turnWithin(limits: readonly WindowLimit[], pastMs: readonly number[], nowMs: number): Turn {
  const newestFirst = [...pastMs].sort((one, other) => other - one);
  let nextAtMs = nowMs;
  let left = Number.POSITIVE_INFINITY;
  for (const { limit, windowMs } of limits) {
    const inWindow = newestFirst.filter((atMs) => atMs > nowMs - windowMs).length;
    left = Math.min(left, Math.max(0, limit - inWindow));
    // The one that has to leave the window before another fits.
    const blocking = newestFirst[limit - 1];
    if (blocking !== undefined) nextAtMs = Math.max(nextAtMs, blocking + windowMs);
  }
  return { allowed: nextAtMs <= nowMs, nextAtMs, left };
}
