import type { HeaderSource, RateLimits, Throttle, QuotaReading, BucketReading } from '../model';
import { byCallersClock, readClock } from './clock';
import { readBetaReason, readBetaThrottle } from './beta';
import { readBuckets } from './buckets';
import type { ReadContext } from './context';
import { bucketOfPairs } from './generic';
import { parseOneStackBody } from './one-stack';
import { readOpsgenieState } from './opsgenie';
import { ProblemList } from './problems';
import { readQuotas } from './quotas';
import { readRefusal, type Signs } from './refusal';
import { readRetryAfter, type RetryAfter } from './retry';
import type { System } from './product';
import { sourceOf, type HeadersLike } from './source';
import { findSystem } from './system';
import { readThrottle } from './throttle';
import { readFlag } from './count';
import { isHourly, toleranceMs } from './hour';
import { isoTime } from './instant';

/**
 * All that one response says of its limits. Never throws, whatever the headers are or hold: what cannot be taken at its word
 * is a problem, with what was assumed instead. Unknown is `null`.
 */
export function readRateLimits(headers: HeadersLike | HeaderSource, context: ReadContext): RateLimits {
  const problems = new ProblemList();
  const source = sourceOf(headers);
  const { nowMs, callerAheadMs } = readClock(source, context.receivedAtMs, problems);
  const aheadMs = context.receivedAtMs - nowMs;
  const isOff = nowMs !== context.receivedAtMs && Number.isFinite(aheadMs);
  const limits = read(source, isOff ? { ...context, receivedAtMs: nowMs } : context, problems);
  if (source.mistake !== null) problems.add('', '', source.mistake, null);
  limits.problems = problems.list();
  if (callerAheadMs !== null) limits.clockAheadMs = callerAheadMs;
  return isOff ? byCallersClock(limits, aheadMs) : limits;
}

/** Every time is the server's, in the reading as in the context. */
function read(headers: HeaderSource, context: ReadContext, problems: ProblemList): RateLimits {
  const enforced = readQuotas(headers, 'enforced', context, problems);
  const beta = readQuotas(headers, 'beta', context, problems);
  const quotas = beta === null ? (enforced?.quotas ?? []) : [...(enforced?.quotas ?? []), ...beta.quotas];

  const system = findSystem(headers, context, quotas);
  const signs: Signs = {
    system,
    quotas,
    retryAfter: readRetryAfter(headers, 'retry-after', context.receivedAtMs, problems),
    opsgenie: system === 'opsgenie' ? readOpsgenieState(headers, problems) : null,
    oneStack: system === 'oneStack' ? parseOneStackBody(context.body) : null,
  };
  const refusal = readRefusal(headers, context, signs, problems);
  const betaReason = readBetaReason(headers, refusal !== null);
  const { buckets, policies } = readBuckets(headers, context, signs, refusal, betaReason, problems);
  if (enforced !== null && enforced.pairs.length > 0) {
    const bucket = bucketOfPairs(enforced.pairs, enforced.quotas, context.receivedAtMs, problems);
    if (bucket) buckets.push(bucket);
  }

  // Read on a refusal too, for its problems; the refusal itself is the throttle then.
  const wouldBe = readBetaThrottle(headers, context, quotas, buckets, betaReason, refusal !== null, problems);
  const throttle = refusal ? readThrottle(refusal, headers, context, signs, buckets, problems) : wouldBe;
  const agreed = agreeWithDates(quotas, buckets, context.receivedAtMs, problems);
  return {
    quotas: policies.length === 0 ? agreed : [...agreed, ...policies],
    buckets,
    nearLimit: readNearLimit(headers, quotas, problems),
    throttle,
    waitUntilMs: waitTime(context.status, system, throttle, signs.retryAfter),
    problems: [],
  };
}

/** A beta throttle was served, so there is nothing to wait for. Data Center asks a served caller to wait for its bucket. */
function waitTime(
  status: number | null,
  system: System,
  throttle: Throttle | null,
  retryAfter: RetryAfter,
): number | null {
  if (throttle?.enforcement === 'enforced') return throttle.retryAtMs;
  if (system === 'dataCenter' && status !== null && status < 500)
    return retryAfter.kind === 'at' ? retryAfter.atMs : null;
  const isServerError = status !== null && status >= 500 && status <= 599;
  return isServerError && retryAfter.kind === 'at' ? retryAfter.atMs : null;
}

/** Below this share of a quota Atlassian calls it near. Source: Jira rate limiting, "X-RateLimit-NearLimit", 2026-10. */
const nearShare = 0.2;

/**
 * `true` when a header says so, or when `r` and `q` of a points quota do: the header may be missing beside them. A burst
 * policy proves nothing, because its `q` is the refill and not the size of the bucket.
 */
function readNearLimit(
  headers: HeaderSource,
  quotas: readonly QuotaReading[],
  problems: ProblemList,
): boolean | null {
  const enforced = readFlag(headers, 'x-ratelimit-nearlimit', problems);
  const beta = readFlag(headers, 'x-beta-ratelimit-nearlimit', problems);
  if (enforced === true || beta === true) return true;
  const derived = quotas.some(
    ({ unit, quota, remaining }) =>
      unit === 'points' && quota !== null && remaining !== null && remaining < quota * nearShare,
  );
  return derived ? true : (enforced ?? beta);
}

/**
 * Where a flat set names the same limit as a quota, the two resets must agree. If they do not, the date wins: it was right
 * where `t` was 700 s off. The hourly quotas need no such witness, since they end at the full hour.
 */
function agreeWithDates(
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
