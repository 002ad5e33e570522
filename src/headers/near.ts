import type { HeaderSource, QuotaReading } from '../model';
import { readFlag } from './count';
import type { ProblemList } from './problems';

/** Below this share of a quota Atlassian calls it near. Source: Jira rate limiting, "X-RateLimit-NearLimit", 2026-10. */
const nearShare = 0.2;

/**
 * `true` when a header says so, or when `r` and `q` of a points quota do: the header may be missing beside them. A burst
 * policy proves nothing, because its `q` is the refill and not the size of the bucket.
 */
export function readNearLimit(
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
