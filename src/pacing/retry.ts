import { retryDelayMs } from '../limits/budgets';
import { hourMs } from '../time';
import type { RateLimits } from '../model';
import type { PacedCall } from './call';
import type { Delay, DelayReason } from './delay';

interface Refused {
  status: number;
  limits: RateLimits;
  retriesMade: number;
  /** From 0 to 1. */
  chance: number;
  nowMs: number;
}

/** Work of many processes does not come back in the same moment. More than a minute of a fresh hour would be lost for it. */
const longestJitterMs = 60_000;

/**
 * When a refused call is sent again; `null`: it is not, and its answer is the caller's. Retry-After is kept to, jitter only adds
 * to it; without one it is 5 s, doubling to 30 s, times 0.7 to 1.3.
 */
export function retryHold(call: PacedCall, refused: Refused): Delay | null {
  const { status, limits, retriesMade, chance, nowMs } = refused;
  const { waitUntilMs, throttle } = limits;
  const waitMs = waitUntilMs === null || waitUntilMs <= nowMs ? null : Math.min(waitUntilMs - nowMs, hourMs);
  const delayMs = retryDelayMs({
    status,
    retryAfterSeconds: waitMs === null ? null : waitMs / 1000,
    retriesMade,
    idempotent: status === 429 ? call.canResendRefused : call.canRetry,
    chance,
  });
  if (delayMs === null) return null;
  const longestMs = Math.min(hourMs, waitMs === null ? delayMs : waitMs + longestJitterMs);
  return { reason: reasonOf(throttle?.reason), untilMs: nowMs + Math.min(delayMs, longestMs) };
}

function reasonOf(reason: NonNullable<RateLimits['throttle']>['reason'] | undefined): DelayReason {
  switch (reason) {
    case 'quotaGlobal':
    case 'quotaTenant':
      return 'quota';
    case 'burst':
      return 'burst';
    case 'perIssueWrite':
      return 'issue';
    case 'costBudget':
      return 'costBudget';
    case 'concurrency':
    case 'gateway':
    case 'other':
    case undefined:
      return 'server';
  }
}
