import type { HeaderSource, QuotaReading } from '../model';
import type { ReadContext } from './context';
import { isOpsgenie } from './opsgenie';
import { parseOneStackBody } from './one-stack';
import { systemOf, type System } from './product';
import { headerValue } from './source';
import { isTrello } from './trello';

/**
 * Which system's rules apply. The caller's word counts, but for Data Center: its fill rate is sent by nothing else, and
 * callers know the product rather than how it is hosted. Without a word, only signs that one system alone sends decide.
 */
export function findSystem(
  headers: HeaderSource,
  context: ReadContext,
  quotas: readonly QuotaReading[],
): System {
  const { product } = context;
  if (product !== undefined && product !== 'generic') {
    const system = systemOf(product);
    return system === 'cloud' && isDataCenter(headers) ? 'dataCenter' : system;
  }
  if (isDataCenter(headers)) return 'dataCenter';
  if (isTrello(headers)) return 'trello';
  if (isOpsgenie(headers)) return 'opsgenie';
  if (quotas.some((quota) => quota.scope !== 'other' || quota.enforcement === 'beta')) return 'cloud';
  if (isCloud(headers)) return 'cloud';
  if (context.status === 429 && parseOneStackBody(context.body)) return 'oneStack';
  return 'generic';
}

function isDataCenter(headers: HeaderSource): boolean {
  return headerValue(headers, 'x-ratelimit-fillrate') !== null;
}

function isCloud(headers: HeaderSource): boolean {
  const reason = headerValue(headers, 'ratelimit-reason')?.toLowerCase() ?? '';
  if (reason.startsWith('jira-') || reason.startsWith('conf')) return true;
  const betaSigns = ['x-beta-ratelimit-reason', 'x-beta-ratelimit-limit', 'x-beta-ratelimit-nearlimit'];
  return (
    headerValue(headers, 'x-failure-category') !== null ||
    betaSigns.some((name) => headerValue(headers, name) !== null)
  );
}
