import type { QuotaScope, ThrottleReason } from '../model';

/**
 * Sorts a reason's text. Matched loosely, because live values differ from the documented ones (`conf-global-based` came where
 * `confluence-quota-global-based` is documented); what matches nothing is `other`, and the text is kept beside it.
 */
export function sortReason(raw: string): ThrottleReason {
  const reason = raw.toLowerCase();
  // First, because a concurrency reason names tenants and users too.
  if (reason.includes('concurren')) return 'concurrency';
  if (reason.includes('per-issue')) return 'perIssueWrite';
  if (reason.includes('burst')) return 'burst';
  if (reason.includes('cost')) return 'costBudget';
  if (reason.includes('global-based')) return 'quotaGlobal';
  if (reason.includes('tenant-based')) return 'quotaTenant';
  return 'other';
}

/** The reason that an exhausted policy is, when the response names none. */
export function reasonOfScope(scope: QuotaScope): ThrottleReason {
  switch (scope) {
    case 'global':
      return 'quotaGlobal';
    case 'tenant':
      return 'quotaTenant';
    case 'burst':
      return 'burst';
    case 'other':
      return 'other';
  }
}

/** `true` for the reasons of the points quotas. */
export function isQuotaReason(reason: ThrottleReason): boolean {
  return reason === 'quotaGlobal' || reason === 'quotaTenant';
}
