/** The bucket behind a burst limit: filled steadily, emptied by requests. */

export interface Bucket {
  /** Most requests that it holds (`X-RateLimit-Limit`). */
  sizeRequests: number;
  /** Added each second (`q` of the burst policy). */
  refillPerSecond: number;
  /** Requests in it (`X-RateLimit-Remaining`) at `atMs`. */
  leftRequests: number;
  atMs: number;
}

/** Whole requests in the bucket at `nowMs`, if nobody else takes any. */
export const leftInBucket = (bucket: Bucket, nowMs: number): number => Math.floor(levelOf(bucket, nowMs));

/** When so many requests fit, one unless said: `nowMs` if they do now, `null` if the bucket never holds them. */
export function nextFromBucket(bucket: Bucket, nowMs: number, requests = 1): number | null {
  const missing = requests - levelOf(bucket, nowMs);
  if (missing <= 0) return nowMs;
  if (bucket.refillPerSecond <= 0 || bucket.sizeRequests < requests) return null;
  return nowMs + Math.ceil((missing / bucket.refillPerSecond) * 1000);
}

function levelOf({ sizeRequests, refillPerSecond, leftRequests, atMs }: Bucket, nowMs: number): number {
  const refilled = leftRequests + (refillPerSecond * Math.max(0, nowMs - atMs)) / 1000;
  return Math.min(sizeRequests, Math.max(0, refilled));
}

/** One answer's word on a bucket. When the server looked lies between the start of the call and its answer. */
export interface BucketGlance {
  startedAtMs: number;
  answeredAtMs: number;
  /** Whole requests left after the call, as its answer said. */
  leftRequests: number;
  /** `null` where the answer did not say. */
  sizeRequests: number | null;
  /** A call that was refused took nothing. */
  wasServed: boolean;
}

/**
 * How many requests all others took between two calls to one endpoint, in whole requests; the later call itself is not among them. `low`
 * holds even if the bucket was full for a while and lost what came back, `high` if it never was.
 */
export function takenBetween(
  before: BucketGlance,
  after: BucketGlance,
  refillPerSecond: number,
): { low: number; high: number } {
  const refilled = (fromMs: number, toMs: number): number =>
    (Math.max(0, toMs - fromMs) * refillPerSecond) / 1000;
  const own = after.wasServed ? 1 : 0;
  // Both figures are cut to whole requests: up to one more may have been there.
  const least = before.leftRequests + refilled(before.answeredAtMs, after.startedAtMs);
  const most = before.leftRequests + 1 + refilled(before.startedAtMs, after.answeredAtMs);
  const capped = Math.min(least, Math.max(before.leftRequests, after.sizeRequests ?? 0));
  const low = Math.max(0, Math.ceil(capped - after.leftRequests - 1 - own));
  return { low, high: Math.max(low, Math.floor(most - after.leftRequests - own)) };
}
