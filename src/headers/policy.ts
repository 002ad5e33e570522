import type { QuotaReading, QuotaScope } from '../model';

/**
 * What a policy's name proves. Only Atlassian's own names prove a tier, so a name that merely resembles one stays `other`.
 * Source: Jira and Confluence rate limiting, "Header parameters", 2026-10.
 */
export function policyScope(policy: string): QuotaScope {
  const name = policy.toLowerCase();
  if (name === 'global-app-quota') return 'global';
  if (name === 'tenant-app-quota') return 'tenant';
  return name.includes('burst') ? 'burst' : 'other';
}

/** What `q` and `r` count; `qu` is the unit that the IETF drafts 8 to 10 let a policy name. */
export function policyUnit(scope: QuotaScope, quotaUnit: string | null): QuotaReading['unit'] {
  switch (scope) {
    case 'global':
    case 'tenant':
      return 'points';
    case 'burst':
      return 'requests';
    case 'other': {
      if (quotaUnit === 'requests' || quotaUnit === 'request') return 'requests';
      return quotaUnit === 'points' ? 'points' : 'unknown';
    }
  }
}
