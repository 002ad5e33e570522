/** The three limits together: what is asked before a call is served, and what its answer says of them. */
/** Writes to one issue: at most 20 in 2 seconds and 100 in 30. Source: Jira rate limiting, "Per-issue", 2026-10. */
import { BurstLimits, type BurstReading } from './burst';
import type { CloudEndpoint } from './exchange';
import { type Header, type QuotaReading, servedHeaders } from './limit-headers';
import type { AppPool, LimitedProduct } from './pools';
import { burstRefusal, issueWriteRefusal, quotaRefusal, type Refusal } from './refusals';
import type { Site } from './world/site';
import { BoundedMap } from './world/bounded-map';
import { hourMs } from '../time';

const windows = [
  { writes: 20, windowMs: 2_000 },
  { writes: 100, windowMs: 30_000 },
] as const;
const longestMs = 30_000;

/** Issues written to within the last half minute: more than this many at once would need a faster machine. */
const rememberedIssues = 20_000;

class IssueWrites {
  private readonly times = new BoundedMap<string, number[]>(rememberedIssues);

  /** Counts a write unless a window is full; a refused write is not counted. @returns whether it may go. */
  take(cloudId: string, issueId: string, nowMs: number): boolean {
    const key = `${cloudId} ${issueId}`;
    const recent = (this.times.get(key) ?? []).filter((atMs) => atMs > nowMs - longestMs);
    const full = windows.some(({ writes, windowMs }) => {
      const within = recent.filter((atMs) => atMs > nowMs - windowMs).length;
      return within >= writes;
    });
    if (!full) recent.push(nowMs);
    this.times.set(key, recent);
    return !full;
  }
}

interface LimitedCall {
  site: Site;
  product: LimitedProduct;
  method: string;
  /** `null` for a path that does not exist. */
  endpoint: CloudEndpoint | null;
  /** Id of the issue that is written to. */
  writtenIssueId: string | null;
  /** `null` for calls that no pool is charged for. */
  pool: AppPool | null;
  nowMs: number;
}

/** What the headers say of the pool; `null` where nothing is announced. */
function quotaReading(pool: AppPool | null, nowMs: number): QuotaReading | null {
  if (pool === null || pool.enforcement === 'off') return null;
  return {
    policy: pool.policy,
    enforcement: pool.enforcement,
    reason: pool.reason,
    quotaPoints: pool.quota.quotaPoints,
    remainingPoints: pool.quota.remainingPoints,
    resetAtMs: nowMs - (nowMs % hourMs) + hourMs,
    nowMs,
  };
}

type Verdict = { kind: 'refused'; refusal: Refusal } | { kind: 'go'; burst: BurstReading };

export class Limits {
  private readonly bursts = new BurstLimits();
  private readonly issueWrites = new IssueWrites();

  constructor(private readonly policyAtZero: 'present' | 'absent') {}

  /**
   * A call goes while its pool has any points left, whatever it will cost, since nobody knows that before it is answered:
   * the last call of an hour may overdraw the pool. The quota is asked first, so that an exhausted app takes no burst
   * tokens from the others on the site.
   */
  ask(call: LimitedCall): Verdict {
    const { site, product, method, endpoint, pool, nowMs } = call;
    pool?.quota.moveTo(nowMs);
    const quota = quotaReading(pool, nowMs);
    if (quota !== null && quota.enforcement === 'enforced' && quota.remainingPoints === 0) {
      return { kind: 'refused', refusal: quotaRefusal(quota, this.policyAtZero) };
    }
    const template = endpoint?.listedAs ?? endpoint?.template ?? '(unknown path)';
    const burst = this.bursts.take(site.cloudId, product, endpoint?.method ?? method, template, nowMs);
    if (burst.refused) return { kind: 'refused', refusal: burstRefusal(quota, burst, nowMs) };
    const { writtenIssueId } = call;
    if (writtenIssueId !== null && !this.issueWrites.take(site.cloudId, writtenIssueId, nowMs)) {
      return { kind: 'refused', refusal: issueWriteRefusal(quota, burst) };
    }
    return { kind: 'go', burst };
  }

  /** Headers of an answer, after its points were charged. */
  headers(pool: AppPool | null, burst: BurstReading, nowMs: number): Header[] {
    return servedHeaders(quotaReading(pool, nowMs), burst, this.policyAtZero);
  }
}
