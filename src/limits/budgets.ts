/** Jira's cost budgets: older than the points, unpublished in size, and still a reason for a 429. */
import type { CostBudget } from './charging';

export const costBudgetFacts = {
  source: 'https://developer.atlassian.com/cloud/jira/platform/rate-limiting/ (edition of 2024-05-23)',
  readOn: '2026-11-22',
  /** How many accounts of the budget a site has: an app that acts for people spreads over as many as there are. */
  oneFor: {
    User: 'each user',
    App: 'the app',
    'App + user': 'each pair of app and user',
    Anonymous: 'everybody without a login',
  } satisfies Record<CostBudget, string>,
  /** `X-RateLimit-NearLimit` is true below this share of any budget. */
  nearLimitShare: 0.2,
  retry: { maxRetries: 4, firstDelayMs: 5_000, maxDelayMs: 30_000, jitter: [0.7, 1.3] },
} as const;

export interface FailedTry {
  status: number;
  /** Seconds of `Retry-After`; `null` when the answer named none. */
  retryAfterSeconds: number | null;
  /** Retries made before this one, from 0. */
  retriesMade: number;
  /** Whether sending the call twice does the same as sending it once. */
  idempotent: boolean;
  /** From 0 to 1, the caller's dice. */
  chance: number;
}

/**
 * How long to wait before the call is sent again, milliseconds; `null` when it should not be. A 5xx with `Retry-After` is
 * a wait like any other, though not a rate limit. Never sooner than `Retry-After`: a request before it is refused again
 * and may prolong it, so jitter only adds there.
 */
export function retryDelayMs({
  status,
  retryAfterSeconds,
  retriesMade,
  idempotent,
  chance,
}: FailedTry): number | null {
  const { maxRetries, firstDelayMs, maxDelayMs, jitter } = costBudgetFacts.retry;
  if (!idempotent || retriesMade >= maxRetries) return null;
  const asked = status === 429 || status >= 500 ? retryAfterSeconds : null;
  if (asked === null && status !== 429) return null;
  const [least, most] = jitter;
  const factor = least + (most - least) * Math.min(1, Math.max(0, chance));
  if (asked !== null) return Math.round(asked * 1000 * Math.max(1, factor));
  return Math.round(Math.min(firstDelayMs * 2 ** retriesMade, maxDelayMs) * factor);
}
