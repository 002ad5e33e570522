import type { BucketReading, HeaderSource } from '../model';
import { readCount } from './count';
import type { ProblemList } from './problems';
import { headerValue } from './source';

/** Trello counts one call in up to three buckets. `member` is in no document and was seen in a capture of 2020. */
const families = [
  { prefix: 'x-rate-limit-api-token', scope: 'token' },
  { prefix: 'x-rate-limit-api-key', scope: 'key' },
  { prefix: 'x-rate-limit-member', scope: 'member' },
] as const;

/** Trello's `x-rate-limit-{api-token,api-key,member}-{max,remaining,interval-ms}`. It sends no reset and no Retry-After. */
export function readTrelloBuckets(headers: HeaderSource, problems: ProblemList): BucketReading[] {
  const buckets: BucketReading[] = [];
  for (const { prefix, scope } of families) {
    const limit = readCount(headers, `${prefix}-max`, problems);
    const remaining = readCount(headers, `${prefix}-remaining`, problems);
    const intervalMs = readCount(headers, `${prefix}-interval-ms`, problems);
    if (limit === null && remaining === null && intervalMs === null) continue;
    buckets.push({
      unit: 'requests',
      enforcement: 'enforced',
      scope,
      limit,
      remaining,
      used: null,
      resetAtMs: null,
      windowSeconds: intervalMs === null ? null : intervalMs / 1000,
      fillRate: null,
    });
  }
  return buckets;
}

export function isTrello(headers: HeaderSource): boolean {
  return families.some(({ prefix }) => headerValue(headers, `${prefix}-max`) !== null);
}
