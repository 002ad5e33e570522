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
