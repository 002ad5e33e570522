import { burstPerSecond } from '../limits/burst';
import { sharedLimits } from '../limits/shared-limits';
import { leftInBucket, nextFromBucket, type Bucket } from '../limits/token-bucket';
import type { RateLimits } from '../model';
import type { PacedCall } from './call';
import type { Delay } from './delay';

/** How soon to look again whether one of the requests under way has ended. */
const lookAgainMs = 500;

/** What background work leaves in a bucket that others on the site take from, too. */
const leftToOthers = { share: 0.1, mostShare: 0.25, concurrencies: 2 };
/** No bucket takes longer to fill. One that an old answer showed, or that makes no sense, holds nobody up for longer. */
const freshMs = 30_000;
const keptEndpoints = 500;

interface Known {
  bucket: Bucket | null;
  underWay: number;
  waiting: number;
}

/** The token bucket behind each endpoint's burst limit, as the last answer showed it and our own calls emptied it since. */
export class Bursts {
  private readonly byEndpoint = new Map<string, Known>();

  constructor(private readonly concurrency: number) {}

  of(endpoint: string): Known {
    const known = this.byEndpoint.get(endpoint);
    if (known !== undefined) return known;
    if (this.byEndpoint.size >= keptEndpoints) this.forgetIdle();
    const made = { bucket: null, underWay: 0, waiting: 0 };
    this.byEndpoint.set(endpoint, made);
    return made;
  }

  hold({ endpoint, work, shared }: PacedCall, behindWaiting: boolean, nowMs: number): Delay | null {
    const { bucket, underWay, waiting } = this.of(endpoint);
    const atOnce = shared === null ? null : sharedLimits[shared].atOnce;
    if (atOnce !== null && underWay >= atOnce) return { reason: 'burst', untilMs: nowMs + lookAgainMs };
    if (bucket === null || nowMs - bucket.atMs >= freshMs) return null;
    const spared = work === 'background' ? this.spared(bucket) : 0;
    const wanted = 1 + spared + underWay + (behindWaiting ? waiting : 0);
    // More wait than the bucket holds: what is beyond it comes in its own time.
    const beyond = Math.max(0, wanted - bucket.sizeRequests);
    const atMs = nextFromBucket(bucket, nowMs, Math.min(wanted, bucket.sizeRequests));
    const untilMs = (atMs ?? nowMs + 1000) + (beyond / Math.max(1, bucket.refillPerSecond)) * 1000;
    return untilMs <= nowMs ? null : { reason: 'burst', untilMs: Math.min(untilMs, bucket.atMs + freshMs) };
  }

  ended(call: PacedCall, limits: RateLimits | null, nowMs: number): void {
    const known = this.of(call.endpoint);
    const shown = limits === null ? null : bucketOf(call, limits, nowMs);
    if (shown !== null) known.bucket = shown;
    else if (known.bucket !== null) {
      const leftRequests = Math.max(0, leftInBucket(known.bucket, nowMs) - 1);
      known.bucket = { ...known.bucket, leftRequests, atMs: nowMs };
    }
  }

  private spared({ sizeRequests }: Bucket): number {
    const { share, mostShare, concurrencies } = leftToOthers;
    const wanted = Math.max(sizeRequests * share, concurrencies * this.concurrency);
    return Math.floor(Math.min(wanted, sizeRequests * mostShare));
  }

  private forgetIdle(): void {
    for (const [endpoint, { underWay, waiting }] of this.byEndpoint)
      if (underWay === 0 && waiting === 0) this.byEndpoint.delete(endpoint);
  }
}

/** `null` where the answer shows no bucket of requests a second. */
function bucketOf(call: PacedCall, { buckets, quotas }: RateLimits, atMs: number): Bucket | null {
  const shown = buckets.find(({ scope, enforcement }) => scope === 'burst' && enforcement === 'enforced');
  const policy = quotas.find(({ scope, enforcement }) => scope === 'burst' && enforcement === 'enforced');
  const leftRequests = shown?.remaining ?? policy?.remaining ?? null;
  const { product, method, template } = call;
  const refillPerSecond = policy?.quota ?? burstPerSecond({ product, method, template });
  const sizeRequests = shown?.limit ?? refillPerSecond;
  if (leftRequests === null || refillPerSecond === null || sizeRequests === null || sizeRequests < 1)
    return null;
  return { sizeRequests, refillPerSecond, leftRequests: Math.max(0, leftRequests), atMs };
}
