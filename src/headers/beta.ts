import type { BucketReading, HeaderSource, QuotaReading, Throttle, ThrottleReason } from '../model';
import type { ReadContext } from './context';
import type { ProblemList } from './problems';
import { isQuotaReason, reasonOfScope, sortReason } from './reason';
import { readRetryAfter } from './retry';
import { headerValue } from './source';

export interface BetaReason {
  header: string;
  raw: string;
  reason: ThrottleReason;
}

/** The reason on a response that was served: under its beta name, or the plain one with a served status. */
export function readBetaReason(headers: HeaderSource, refused: boolean): BetaReason | null {
  const named = reasonIn(headers, 'x-beta-ratelimit-reason');
  return named !== null || refused ? named : reasonIn(headers, 'ratelimit-reason');
}

function reasonIn(headers: HeaderSource, header: string): BetaReason | null {
  const raw = headerValue(headers, header);
  return raw === null ? null : { header, raw, reason: sortReason(raw) };
}

/**
 * A throttle that would have been. A served response counts as one only when a beta limit has nothing left: the reason alone
 * proves nothing, since it was captured on a served call with 17,842 of 100,100 points left. The reason's text is then a
 * problem ("says more than is so"), which keeps it in sight without turning a healthy call into a throttle.
 */
export function readBetaThrottle(
  headers: HeaderSource,
  context: ReadContext,
  quotas: readonly QuotaReading[],
  buckets: readonly BucketReading[],
  betaReason: BetaReason | null,
  refused: boolean,
  problems: ProblemList,
): Throttle | null {
  const retryAfter = readRetryAfter(headers, 'beta-retry-after', context.receivedAtMs, problems);
  // Nearly every answer says nothing of beta limits.
  if (!betaReason && retryAfter.kind === 'silent' && !quotas.some(isBeta) && !buckets.some(isBeta))
    return null;
  const usedUpQuota = pickUsedUp(quotas);
  const usedUpBucket = buckets.find(isUsedUp);
  // With no figure at all, a reason together with a wait still says that the call was over the limit.
  const saidOnly =
    betaReason?.header.startsWith('x-beta') === true &&
    retryAfter.kind === 'at' &&
    !quotas.some(isLeft) &&
    !buckets.some(isLeft);
  if (!usedUpQuota && !usedUpBucket && !saidOnly) {
    const where = refused ? 'beside a refusal, though beta limits refuse nothing' : 'on a served response';
    const assumed = refused ? 'another limit refused the call' : 'no throttle: no beta limit is used up';
    if (betaReason) problems.add(betaReason.header, betaReason.raw, `a reason stands ${where}`, assumed);
    if (retryAfter.kind === 'at') {
      const value = headerValue(headers, 'beta-retry-after') ?? '';
      problems.add('beta-retry-after', value, `a wait stands ${where}`, assumed);
    }
    return null;
  }
  const reason = betaReason?.reason ?? (usedUpQuota ? reasonOfScope(usedUpQuota.scope) : 'other');
  const quotaReset = usedUpQuota?.resetAtMs ?? null;
  const bucketReset = usedUpBucket?.resetAtMs ?? null;
  const resetAtMs = isQuotaReason(reason) ? (bucketReset ?? quotaReset) : (quotaReset ?? bucketReset);
  const futureMs = resetAtMs !== null && resetAtMs > context.receivedAtMs ? resetAtMs : null;
  return {
    reason,
    reasonRaw: betaReason?.raw ?? null,
    retryAtMs: retryAfter.kind === 'at' ? retryAfter.atMs : futureMs,
    enforcement: 'beta',
  };
}

function isBeta({ enforcement }: QuotaReading | BucketReading): boolean {
  return enforcement === 'beta';
}

function isUsedUp({ enforcement, remaining }: QuotaReading | BucketReading): boolean {
  return enforcement === 'beta' && remaining === 0;
}

function isLeft({ enforcement, remaining }: QuotaReading | BucketReading): boolean {
  return enforcement === 'beta' && remaining !== null && remaining > 0;
}

/** The hourly quota first: its wait is the longer one. */
function pickUsedUp(quotas: readonly QuotaReading[]): QuotaReading | undefined {
  return quotas.find((quota) => quota.unit === 'points' && isUsedUp(quota)) ?? quotas.find(isUsedUp);
}
