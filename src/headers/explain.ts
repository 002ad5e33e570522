import type { RateLimits, Throttle } from '../model';
import { isQuotaReason } from './reason';
import { describeLimits } from './describe';

/**
 * A refusal in one paragraph: which limit, until when, whose it is and what to do. The other lines of the reading follow it.
 * The advice is Atlassian's where Atlassian gives some. Source: Jira rate limiting, read 2026-11.
 */
export function explainLimits(limits: RateLimits, receivedAtMs: number): string[] {
  const lines = describeLimits(limits, receivedAtMs);
  const { throttle } = limits;
  if (throttle?.enforcement !== 'enforced') return lines;
  const [refusal = '', ...rest] = lines;
  const until = throttle.retryAtMs === null ? unsaid : '';
  return [`${refusal} ${whoseAndWhat(throttle, limits)}${until}`, ...rest];
}

const unsaid = ' Begin with a pause of 5 s, double it after each refusal up to 30 s, and stop after 4 tries.';

function whoseAndWhat({ reason, reasonRaw, retryAtMs }: Throttle, limits: RateLimits): string {
  const isQuota = isQuotaReason(reason);
  const then = retryAtMs !== null ? 'until then' : isQuota ? 'until the next full hour' : 'for a while';
  switch (reason) {
    case 'quotaGlobal':
      return `The quota is the app's own, over all sites that use it: ${then} stop every back-end call of the app to this product, and spread scheduled work over the hour.`;
    case 'quotaTenant':
      return `The quota is the app's on this site alone: ${then} stop its back-end calls to this site; other sites may go on.`;
    case 'burst':
      return limits.buckets.some(({ fillRate }) => fillRate !== null)
        ? "The bucket is this user's on this node: send more slowly than it fills."
        : 'It counts one endpoint and method on this site, for all apps and tokens together: slow down that endpoint only.';
    case 'perIssueWrite':
      return 'It counts the writes to one issue, 20 in 2 seconds and 100 in 30, by whomever: space the writes to that issue; others may go on.';
    case 'costBudget':
      return "The budget is the account's or user's in whose name the call was made, and no points quota: slow down what that account does.";
    case 'concurrency':
      return 'It counts calls at the same time: wait for answers before more is sent.';
    case 'gateway':
      return `The gateway in front of the product counts what no document names: pause all calls to this site ${then}.`;
    case 'other':
      return `${whoseBucket(limits)}Wait ${then}, try once, and wait longer after each further refusal${reasonRaw === null ? '' : '; the reason is kept above as it was sent'}.`;
  }
}

function whoseBucket({ buckets }: RateLimits): string {
  const scope = buckets.find(({ enforcement }) => enforcement === 'enforced')?.scope;
  if (scope === undefined || scope === 'unknown') return '';
  if (scope.startsWith('user'))
    return "The limit is this user's, over all keys: send one request at a time. ";
  if (scope === 'tenant') return "The limit is the tenant's, over all keys and sessions. ";
  return `The limit is counted by ${scope}. `;
}
