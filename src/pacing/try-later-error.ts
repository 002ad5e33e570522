import type { DelayReason } from './delay';

const words: Readonly<Record<DelayReason, string>> = {
  quota: 'the points of this hour are used up',
  reserve: 'what is left of this hour’s points is kept for people',
  budget: 'a points budget of the app is used up',
  smoothing: 'background work is ahead of the hour',
  burst: 'this endpoint takes no more requests now',
  issue: 'this issue takes no more writes now',
  costBudget: 'Jira’s cost budget is used up',
  server: 'the server asked for a wait',
};

/**
 * The call was not sent, or was refused and not sent again, since its time lies beyond what the caller can wait. Nothing of
 * it was done. Work in the background is best put off until `retryAtMs`; a person is told that time.
 */
export class TryLaterError extends Error {
  override readonly name = 'TryLaterError';

  constructor(
    readonly reason: DelayReason,
    /** When to try again, epoch milliseconds: within the hour. */
    readonly retryAtMs: number,
  ) {
    super(`Not now: ${words[reason]}. Try again at ${new Date(retryAtMs).toISOString()}.`);
  }
}
