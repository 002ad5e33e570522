import type { HeaderSource } from '../model';
import type { ReadContext } from './context';
import { ProblemList } from './problems';
import { readRateLimits } from './read';
import { readRetryAfter } from './retry';

/**
 * Until when a caller should hold the next call, epoch milliseconds: the retry time of a refusal, or the Retry-After of a
 * 5xx, which is a wait without being a rate limit (seed: Jira rate limiting, "transient 5XX errors"). `null` otherwise.
 */
export function waitUntilMs(headers: HeaderSource, context: ReadContext): number | null {
  const { status, receivedAtMs } = context;
  if (status !== null && status >= 500 && status <= 599) {
    const retryAfter = readRetryAfter(headers, 'retry-after', receivedAtMs, new ProblemList());
    return retryAfter.kind === 'at' ? retryAfter.atMs : null;
  }
  const { throttle } = readRateLimits(headers, context);
  return throttle?.enforcement === 'enforced' ? throttle.retryAtMs : null;
}
