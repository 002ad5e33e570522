import type { Enforcement, QuotaReading } from '../model';

/** A header as it is sent. */
export interface SerializedHeader {
  name: string;
  value: string;
}

const names = {
  enforced: { policy: 'RateLimit-Policy', limit: 'RateLimit' },
  beta: { policy: 'Beta-RateLimit-Policy', limit: 'Beta-RateLimit' },
} as const satisfies Record<Enforcement, { policy: string; limit: string }>;

/**
 * Writes quotas as the headers that a response would carry: what `readRateLimits` reads back to the same quotas, when each
 * name occurs once per enforcement and resets lie whole seconds ahead (points quotas: at a full hour).
 */
export function serializeQuotas(quotas: readonly QuotaReading[], sentAtMs: number): SerializedHeader[] {
  const headers: SerializedHeader[] = [];
  for (const enforcement of ['enforced', 'beta'] as const) {
    const own = quotas.filter((quota) => quota.enforcement === enforcement);
    const policies = own.filter(hasPolicy).map(printPolicy);
    const limits = own.filter(hasLimit).map((quota) => printLimit(quota, sentAtMs));
    const { policy, limit } = names[enforcement];
    if (policies.length > 0) headers.push({ name: policy, value: policies.join(', ') });
    if (limits.length > 0) headers.push({ name: limit, value: limits.join(', ') });
  }
  return headers;
}

function hasLimit(quota: QuotaReading): boolean {
  return quota.remaining !== null || quota.resetAtMs !== null;
}

/** A quota of which nothing but the name is known stands in the policy list, which may leave its parameters out. */
function hasPolicy(quota: QuotaReading): boolean {
  return quota.quota !== null || quota.windowSeconds !== null || printsUnit(quota) || !hasLimit(quota);
}

function printPolicy(quota: QuotaReading): string {
  const q = quota.quota === null ? '' : `;q=${quota.quota}`;
  const qu = printsUnit(quota) ? `;qu="${quota.unit}"` : '';
  const w = quota.windowSeconds === null ? '' : `;w=${quota.windowSeconds}`;
  return `${printName(quota.policy)}${q}${qu}${w}`;
}

function printLimit(quota: QuotaReading, sentAtMs: number): string {
  const r = quota.remaining === null ? '' : `;r=${quota.remaining}`;
  const t =
    quota.resetAtMs === null ? '' : `;t=${Math.max(0, Math.ceil((quota.resetAtMs - sentAtMs) / 1000))}`;
  return `${printName(quota.policy)}${r}${t}`;
}

/** Atlassian's names imply their unit, so only other policies say it. */
function printsUnit(quota: QuotaReading): boolean {
  return quota.scope === 'other' && quota.unit !== 'unknown';
}

function printName(policy: string): string {
  return `"${policy.replace(/["\\]/g, '\\$&')}"`;
}
