import { hourMs } from '../time';
import type { BucketReading, HeaderSource, QuotaReading, Throttle } from '../model';
import type { ReadContext } from './context';
import { toleranceMs } from './hour';
import { isoTime } from './instant';
import type { ProblemList } from './problems';
import { isQuotaReason, reasonOfScope } from './reason';
import type { Refusal, Signs } from './refusal';
import { headerValue } from './source';

/** Nulab asks for a minute where no reset is given. Source: Backlog API, "Rate Limit", read 2026-10. */
const backlogWaitMs = 60_000;

/** A refused call, with the moment from which the response itself says that a retry makes sense. */
export function readThrottle(
  refusal: Refusal,
  headers: HeaderSource,
  context: ReadContext,
  signs: Signs,
  buckets: readonly BucketReading[],
  problems: ProblemList,
): Throttle {
  const retryAtMs = retryTime(refusal, headers, context, signs, buckets, problems);
  return { reason: refusal.reason, reasonRaw: refusal.reasonRaw, retryAtMs, enforcement: 'enforced' };
}

function retryTime(
  refusal: Refusal,
  headers: HeaderSource,
  context: ReadContext,
  signs: Signs,
  buckets: readonly BucketReading[],
  problems: ProblemList,
): number | null {
  const { receivedAtMs } = context;
  const { retryAfter } = signs;
  const resetMs = laterThan(
    receivedAtMs,
    buckets.find((bucket) => bucket.enforcement === 'enforced')?.resetAtMs,
  );
  const sent = headerValue(headers, 'retry-after') ?? '';
  if (retryAfter.kind === 'at') {
    // The points quotas end at a full hour. A reset date that says so was right where the seconds were 700 s off.
    if (resetMs === null || Math.abs(resetMs - retryAfter.atMs) <= toleranceMs) return retryAfter.atMs;
    const problem = `it does not fit the reset at ${isoTime(resetMs)}`;
    const trustsReset =
      isQuotaReason(refusal.reason) && resetMs % hourMs === 0 && resetMs - receivedAtMs <= hourMs;
    const chosenMs = trustsReset ? resetMs : retryAfter.atMs;
    problems.add('retry-after', sent, problem, isoTime(chosenMs));
    return chosenMs;
  }
  const otherMs = resetMs ?? quotaReset(refusal, context, signs.quotas) ?? bodyTime(context, signs);
  if (retryAfter.kind === 'now') {
    const atMs = otherMs ?? receivedAtMs + bucketWaitMs(refusal, signs, buckets);
    problems.add('retry-after', sent, 'a refused call is told to wait no time at all', isoTime(atMs));
    return atMs;
  }
  if (otherMs !== null || signs.system !== 'backlog') return otherMs;
  const atMs = receivedAtMs + backlogWaitMs;
  problems.add(
    'x-ratelimit-reset',
    '',
    'no readable reset on a refusal',
    `${isoTime(atMs)}, the documented minute`,
  );
  return atMs;
}

/**
 * Told to wait no time by an empty bucket: what comes back comes once an interval, and before that the call is refused again.
 * Bursts of the cloud are counted by the second. 0 where no bucket is known.
 */
function bucketWaitMs(refusal: Refusal, signs: Signs, buckets: readonly BucketReading[]): number {
  if (signs.system === 'dataCenter')
    return (buckets.find(({ fillRate }) => fillRate !== null)?.windowSeconds ?? 1) * 1000;
  if (refusal.reason !== 'burst') return 0;
  const burst = signs.quotas.find(
    ({ scope, enforcement }) => scope === 'burst' && enforcement === 'enforced',
  );
  return (burst?.windowSeconds ?? 1) * 1000;
}

/** The reset of the policy that refused: the one with nothing left, or the only one of the reason's kind. */
function quotaReset(refusal: Refusal, context: ReadContext, quotas: readonly QuotaReading[]): number | null {
  const same = quotas.filter(
    (quota) => quota.enforcement === 'enforced' && reasonOfScope(quota.scope) === refusal.reason,
  );
  const chosen = same.find((quota) => quota.remaining === 0) ?? (same.length === 1 ? same[0] : undefined);
  return laterThan(context.receivedAtMs, chosen?.resetAtMs);
}

function bodyTime(context: ReadContext, signs: Signs): number | null {
  const seconds = signs.oneStack?.retryAfterSeconds ?? null;
  return seconds === null ? null : context.receivedAtMs + seconds * 1000;
}

function laterThan(receivedAtMs: number, atMs: number | null | undefined): number | null {
  return atMs !== null && atMs !== undefined && atMs > receivedAtMs ? atMs : null;
}
