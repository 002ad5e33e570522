import type { BucketReading, HeaderSource } from '../model';
import type { ReadContext } from './context';
import { readCount } from './count';
import { enforcedNames, readFlat } from './flat';
import type { ProblemList } from './problems';

/**
 * Jira and Confluence Data Center: a token bucket per user and node. The limit is its size; the fill rate is what comes back
 * each interval, which need not be the size (bucket 70, 5 a second). Source: Data Center "Improving instance stability with
 * rate limiting", and captures of Jira 8.20, 2026-10.
 */
export function readDataCenterBuckets(
  headers: HeaderSource,
  context: ReadContext,
  problems: ProblemList,
): BucketReading[] {
  const flat = readFlat(headers, enforcedNames, context, problems);
  const fillRate = readCount(headers, 'x-ratelimit-fillrate', problems);
  const windowSeconds = readCount(headers, 'x-ratelimit-interval-seconds', problems);
  if (!flat && fillRate === null && windowSeconds === null) return [];
  const none = { limit: null, remaining: null, used: null, resetAtMs: null };
  const bucket = flat ? flat.bucket : none;
  return [{ ...bucket, unit: 'requests', enforcement: 'enforced', scope: 'user', fillRate, windowSeconds }];
}
