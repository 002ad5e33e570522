import type { BucketReading, QuotaReading } from '../model';
import { isHourly, toleranceMs } from './hour';
import { isoTime } from './instant';
import type { ProblemList } from './problems';

/**
 * Where a flat set names the same limit as a quota, the two resets must agree. If they do not, the date wins: it was right
 * where `t` was 700 s off. The hourly quotas need no such witness, since they end at the full hour.
 */
export function agreeWithDates(
  quotas: QuotaReading[],
  buckets: readonly BucketReading[],
  receivedAtMs: number,
  problems: ProblemList,
): QuotaReading[] {
  const witness = buckets.find((bucket) => bucket.resetAtMs !== null && bucket.limit !== null);
  const dateMs = witness?.resetAtMs ?? null;
  if (!witness || dateMs === null || dateMs < receivedAtMs) return quotas;
  // Nearly always: a copy would be one for each answer.
  if (quotas.every((quota) => agrees(quota, witness, dateMs))) return quotas;
  return quotas.map((quota) => {
    const { resetAtMs, enforcement, policy } = quota;
    if (resetAtMs === null || agrees(quota, witness, dateMs)) return quota;
    const header = enforcement === 'beta' ? 'beta-ratelimit' : 'ratelimit';
    const problem = 't ends at another time than the reset date of the same limit';
    problems.add(header, `"${policy}";t=${(resetAtMs - receivedAtMs) / 1000}`, problem, isoTime(dateMs));
    return { ...quota, resetAtMs: dateMs };
  });
}

/** Nothing in the quota speaks against the date: it names no time, has no need of a witness, or is another limit. */
function agrees(quota: QuotaReading, witness: BucketReading, dateMs: number): boolean {
  const { scope, windowSeconds, resetAtMs, enforcement } = quota;
  if (resetAtMs === null || isHourly(scope, windowSeconds) || enforcement !== witness.enforcement)
    return true;
  return quota.quota !== witness.limit || Math.abs(resetAtMs - dateMs) <= toleranceMs;
}
