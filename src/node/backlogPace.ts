import { readRateLimits } from '../headers/read';
import { backlogTypeOf, type BacklogType } from '../limits/backlog';
import { backlogRetryAtMs, backlogTurn, type BacklogAllowance } from '../limits/backlogAnswer';
import type { HeaderSource } from '../model';
import { sleepUnlessAborted, unlessAborted } from '../pace/abort';
import { usualSleep, type Pace, type PaceClock } from './pace';

/**
 * The pace that Backlog wants of one user: one call at a time, a second between two updates, searches or icons, and nothing of a
 * type that is used up until its minute is over. Several keys of one user share their limits, so they share one pace.
 * Source: https://developer.nulab.com/docs/backlog/rate-limit, read 2026-11-22.
 */
export function backlogPace({ nowMs = Date.now, sleep = usualSleep }: PaceClock = {}): Pace {
  const lastSentAtMs = new Map<BacklogType, number>();
  const allowances = new Map<BacklogType, BacklogAllowance>();
  let last: Promise<void> = Promise.resolve();

  return {
    async turn(method, url, signal = null) {
      const type = backlogTypeOf(method, url);
      const before = last;
      let finish = (): void => undefined;
      last = new Promise((resolve) => {
        finish = resolve;
      });
      try {
        await unlessAborted(before, signal);
      } catch (error) {
        // Whoever stands behind it in line still waits for those before it.
        void before.then(finish);
        throw error;
      }
      for (;;) {
        const state = {
          lastSentAtMs: lastSentAtMs.get(type) ?? null,
          underWay: false,
          allowance: allowances.get(type) ?? null,
        };
        const { allowed, nextAtMs } = backlogTurn(type, state, nowMs());
        if (allowed) break;
        try {
          await sleepUnlessAborted(sleep, nextAtMs - nowMs(), signal);
        } catch (error) {
          finish();
          throw error;
        }
      }
      lastSentAtMs.set(type, nowMs());
      return (end) => {
        const allowance = end === null ? null : allowanceOf(end.status, end.headers, nowMs());
        if (allowance !== null) allowances.set(type, allowance);
        finish();
      };
    },
  };
}

function allowanceOf(status: number, headers: HeaderSource, nowMs: number): BacklogAllowance | null {
  const { buckets } = readRateLimits(headers, { status, receivedAtMs: nowMs, product: 'backlog' });
  const bucket = buckets[0];
  const limitRequests = bucket?.limit ?? 0;
  if (status === 429) {
    const resetAtMs = backlogRetryAtMs(bucket?.resetAtMs ?? null, nowMs);
    return { limitRequests, remainingRequests: 0, resetAtMs };
  }
  if (bucket === undefined || bucket.remaining === null || bucket.resetAtMs === null) return null;
  return { limitRequests, remainingRequests: bucket.remaining, resetAtMs: bucket.resetAtMs };
}
