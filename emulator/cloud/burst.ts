/** Burst limits: a token bucket for each site, endpoint and method, shared by everybody who calls it. */
import type { Product } from '../../src/model';

interface BurstRate {
  /** `q` of the policy: tokens that come back each second. */
  refillPerSecond: number;
  /** `X-RateLimit-Limit`: the bucket's size. */
  bucketRequests: number;
}

export interface BurstReading extends BurstRate {
  policy: string;
  remainingRequests: number;
  refused: boolean;
}

/** Endpoints with a rate of their own. Source: Jira rate limiting, "Burst API rate limits", 2026-10. */
const ownRates: Readonly<Record<string, number>> = {
  'GET /rest/api/3/issue/{}': 150,
  'GET /rest/api/3/issue/{}/changelog': 200,
  'GET /rest/api/3/user': 150,
};

/** These share one bucket on a site. How large it is, is published nowhere: that of any GET. Source: Jira REST API v3, "User search", 2026-11. */
const searchesForUsers =
  /^\/rest\/api\/3\/user\/(?:picker|search|search\/query|search\/query\/key|(?:assignable|permission|viewissue)\/search|assignable\/multiProjectSearch)$/;

/** Default rates of the same page. Confluence publishes none, so it has Jira's. */
const defaultRates = new Map([
  ['GET', 100],
  ['POST', 100],
  ['PUT', 50],
  ['DELETE', 50],
]);

/** Observed with q=100: a bucket of 350 for a GET, of 200 for a POST. Other rates keep the proportion. */
function burstRate(method: string, template: string): BurstRate {
  const refillPerSecond = ownRates[`${method} ${template}`] ?? defaultRates.get(method) ?? 100;
  return { refillPerSecond, bucketRequests: refillPerSecond * (method === 'GET' ? 3.5 : 2) };
}

interface Bucket extends BurstRate {
  tokens: number;
  atMs: number;
}

export class BurstLimits {
  private readonly buckets = new Map<string, Bucket>();

  /** Takes a token, if there is one. */
  take(cloudId: string, product: Product, method: string, template: string, nowMs: number): BurstReading {
    const key = searchesForUsers.test(template)
      ? `${cloudId} user search`
      : `${cloudId} ${method} ${template}`;
    const bucket = this.buckets.get(key) ?? this.add(key, method, template, nowMs);
    const gained = ((nowMs - bucket.atMs) / 1_000) * bucket.refillPerSecond;
    bucket.tokens = Math.min(bucket.bucketRequests, bucket.tokens + Math.max(0, gained));
    bucket.atMs = nowMs;
    const refused = bucket.tokens < 1;
    if (!refused) bucket.tokens -= 1;
    return {
      // Confluence's name for it is not published; this one is formed like Jira's.
      policy: product === 'confluence' ? 'confluence-burst-based' : 'jira-burst-based',
      refillPerSecond: bucket.refillPerSecond,
      bucketRequests: bucket.bucketRequests,
      remainingRequests: Math.floor(bucket.tokens),
      refused,
    };
  }

  private add(key: string, method: string, template: string, nowMs: number): Bucket {
    const rate = burstRate(method, template);
    const bucket = { ...rate, tokens: rate.bucketRequests, atMs: nowMs };
    this.buckets.set(key, bucket);
    return bucket;
  }
}
