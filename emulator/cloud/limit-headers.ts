/** Prints the limits as Atlassian prints them. Shapes: Jira rate limiting, "Header parameters", and recorded responses. */
import type { BurstReading } from './burst';

export type Header = [name: string, value: string];

export interface QuotaReading {
  policy: string;
  enforcement: 'enforced' | 'beta';
  reason: string;
  quotaPoints: number;
  remainingPoints: number;
  resetAtMs: number;
  nowMs: number;
}

const hourSeconds = 3_600;

export function secondsUntil(atMs: number, nowMs: number): number {
  return Math.max(1, Math.ceil((atMs - nowMs) / 1_000));
}

/** With minutes and no seconds, as quota resets were seen: `2026-03-26T16:00Z`. */
export function isoMinutes(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16)}Z`;
}

/** With seconds, as burst resets are documented. */
export function isoSeconds(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

/** Less than a fifth is left: from here on `r` is told, and NearLimit is set. */
function isNear(quota: QuotaReading): boolean {
  return quota.remainingPoints * 5 < quota.quotaPoints;
}

function quotaItem(quota: QuotaReading): string {
  const left = isNear(quota) ? `;r=${quota.remainingPoints}` : '';
  return `"${quota.policy}"${left};t=${secondsUntil(quota.resetAtMs, quota.nowMs)}`;
}

function lists(prefix: string, policies: readonly string[], items: readonly string[]): Header[] {
  const headers: Header[] = [];
  if (policies.length > 0) headers.push([`${prefix}RateLimit-Policy`, policies.join(', ')]);
  if (items.length > 0) headers.push([`${prefix}RateLimit`, items.join(', ')]);
  return headers;
}

/** The list headers of every answer, refused ones included: enforced policies plainly, the others under `Beta-`. */
export function policyHeaders(
  quota: QuotaReading | null,
  burst: BurstReading | null,
  policyAtZero: 'present' | 'absent',
): Header[] {
  const vanished = policyAtZero === 'absent' && quota?.remainingPoints === 0;
  const quotaPolicy =
    quota === null || vanished ? [] : [`"${quota.policy}";q=${quota.quotaPoints};w=${hourSeconds}`];
  const quotaItems = quota === null ? [] : [quotaItem(quota)];
  const burstPolicy = burst === null ? [] : [`"${burst.policy}";q=${burst.refillPerSecond};w=1`];
  const burstItems = burst === null ? [] : [`"${burst.policy}";r=${burst.remainingRequests};t=1`];
  if (quota?.enforcement !== 'beta') {
    return lists('', [...quotaPolicy, ...burstPolicy], [...quotaItems, ...burstItems]);
  }
  return [...lists('Beta-', quotaPolicy, quotaItems), ...lists('', burstPolicy, burstItems)];
}

function bucketHeaders(burst: BurstReading | null): Header[] {
  if (burst === null) return [];
  return [
    ['X-RateLimit-Limit', String(burst.bucketRequests)],
    ['X-RateLimit-Remaining', String(burst.remainingRequests)],
  ];
}

/** Near the limit an enforced quota only says so; a beta quota also names its reason and reset on served answers. */
function nearHeaders(quota: QuotaReading | null): Header[] {
  if (quota === null || !isNear(quota)) return [];
  switch (quota.enforcement) {
    case 'enforced':
      return [['X-RateLimit-NearLimit', 'true']];
    case 'beta': {
      const headers: Header[] = [
        ['X-Beta-RateLimit-NearLimit', 'true'],
        ['X-Beta-RateLimit-Reason', quota.reason],
        ['X-Beta-RateLimit-Reset', isoMinutes(quota.resetAtMs)],
      ];
      if (quota.remainingPoints > 0) return headers;
      return [...headers, ['Beta-Retry-After', String(secondsUntil(quota.resetAtMs, quota.nowMs))]];
    }
  }
}

export function servedHeaders(
  quota: QuotaReading | null,
  burst: BurstReading | null,
  policyAtZero: 'present' | 'absent',
): Header[] {
  return [...bucketHeaders(burst), ...policyHeaders(quota, burst, policyAtZero), ...nearHeaders(quota)];
}
