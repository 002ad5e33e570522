/** The three ways in which a call is refused with 429. */
import type { BurstReading } from './burst';
import {
  isoMinutes,
  isoSeconds,
  policyHeaders,
  secondsUntil,
  servedHeaders,
  type Header,
  type QuotaReading,
} from './limit-headers';

export interface Refusal {
  /** As sent in `RateLimit-Reason`. */
  reason: string;
  headers: Header[];
}

/** The pool is empty: nothing of this app is served until the hour is over. */
export function quotaRefusal(quota: QuotaReading, policyAtZero: 'present' | 'absent'): Refusal {
  return {
    reason: quota.reason,
    headers: [
      ['Retry-After', String(secondsUntil(quota.resetAtMs, quota.nowMs))],
      ['X-RateLimit-Limit', String(quota.quotaPoints)],
      ['X-RateLimit-Remaining', '0'],
      ['X-RateLimit-Reset', isoMinutes(quota.resetAtMs)],
      ['RateLimit-Reason', quota.reason],
      ...policyHeaders(quota, null, policyAtZero),
    ],
  };
}

/** The endpoint's bucket is empty on this site. */
export function burstRefusal(quota: QuotaReading | null, burst: BurstReading, nowMs: number): Refusal {
  return {
    reason: burst.policy,
    headers: [
      ['Retry-After', '1'],
      ['X-RateLimit-Limit', String(burst.bucketRequests)],
      ['X-RateLimit-Remaining', '0'],
      ['X-RateLimit-Reset', isoSeconds(nowMs + 1_000)],
      ['RateLimit-Reason', burst.policy],
      ...policyHeaders(quota, burst, 'present'),
    ],
  };
}

/** Too many writes to one issue. The reason is all that Atlassian documents: no Retry-After comes with it. */
export function issueWriteRefusal(quota: QuotaReading | null, burst: BurstReading | null): Refusal {
  const reason = 'jira-per-issue-on-write';
  return { reason, headers: [['RateLimit-Reason', reason], ...servedHeaders(quota, burst, 'present')] };
}
