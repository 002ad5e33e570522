import type { HeaderSource, RateLimits } from '../model';
import { isHourly, toleranceMs } from './hour';
import { isoTime, parseInstant } from './instant';
import type { ProblemList } from './problems';
import { headerValue } from './source';

/** The server's clock at a response, beside the caller's. */
export interface ServerClock {
  /** Now by the server's clock, epoch milliseconds: the caller's where the response has no usable `Date`. */
  nowMs: number;
  /** How far the caller's clock is ahead of the server's; `null` where the response does not say. */
  callerAheadMs: number | null;
}

/** `Date` counts whole seconds and an answer takes its time: clocks that differ by less are the same. */
const sameMs = 2_000;
/** No running clock is a day wrong: such a `Date` belongs to an old response, or to none. */
const mostMs = 86_400_000;

/**
 * Resets and dates are written by the server's clock, so they are held against it. Source: RFC 9110, 6.6.1. An answer out of
 * a cache is as old as its `Age` says.
 */
export function readClock(headers: HeaderSource, receivedAtMs: number, problems: ProblemList): ServerClock {
  const value = headerValue(headers, 'date');
  const instant = value === null ? null : parseInstant(value, receivedAtMs);
  if (value === null || instant?.kind !== 'date') return { nowMs: receivedAtMs, callerAheadMs: null };
  const aheadMs = receivedAtMs - instant.atMs;
  if (Math.abs(aheadMs) < sameMs) return { nowMs: receivedAtMs, callerAheadMs: aheadMs };
  const serverMs = instant.atMs + ageMs(headers);
  const callerAheadMs = receivedAtMs - serverMs;
  if (Number.isNaN(callerAheadMs) || Math.abs(callerAheadMs) > mostMs)
    return { nowMs: receivedAtMs, callerAheadMs: null };
  if (Math.abs(callerAheadMs) < sameMs) return { nowMs: receivedAtMs, callerAheadMs };
  if (Math.abs(callerAheadMs) >= toleranceMs)
    problems.add('date', value, clockWords(callerAheadMs), `${isoTime(serverMs)}, the server's clock`);
  return { nowMs: serverMs, callerAheadMs };
}

function ageMs(headers: HeaderSource): number {
  const age = headerValue(headers, 'age');
  return age !== null && /^\d{1,9}$/.test(age) ? Number(age) * 1000 : 0;
}

function clockWords(aheadMs: number): string {
  const minutes = Math.round(Math.abs(aheadMs) / 60_000);
  const size = minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return `the clock of the caller is ${size} ${aheadMs > 0 ? 'fast' : 'slow'}`;
}

/**
 * A reading of the server's clock by the caller's, so that a time less `receivedAtMs` is a wait. The full hours of the points
 * quotas stay what they are: hours of UTC.
 */
export function byCallersClock(limits: RateLimits, aheadMs: number): RateLimits {
  const moved = (atMs: number | null): number | null => (atMs === null ? null : atMs + aheadMs);
  return {
    ...limits,
    quotas: limits.quotas.map((quota) =>
      isHourly(quota.scope, quota.windowSeconds) ? quota : { ...quota, resetAtMs: moved(quota.resetAtMs) },
    ),
    buckets: limits.buckets.map((bucket) => ({ ...bucket, resetAtMs: moved(bucket.resetAtMs) })),
    throttle: limits.throttle && { ...limits.throttle, retryAtMs: moved(limits.throttle.retryAtMs) },
    waitUntilMs: moved(limits.waitUntilMs),
  };
}
