/** Writes to one issue. */
import { turnWithin, type Turn, type WindowLimit } from './sliding-window';

export const perIssueWriteLimits: { source: string; readOn: string; windows: readonly WindowLimit[] } = {
  source: 'https://developer.atlassian.com/cloud/jira/platform/rate-limiting/',
  readOn: '2026-11-22',
  windows: [
    { limit: 20, windowMs: 2_000 },
    { limit: 100, windowMs: 30_000 },
  ],
};

/**
 * May this issue be written to now, when next, how many writes are left. `writesMs`: when writes to this very issue were
 * sent, those of the last 30 s are enough. Other apps and people write to it too: a 429 can come earlier.
 */
export const perIssueTurn = (writesMs: readonly number[], nowMs: number): Turn =>
  turnWithin(perIssueWriteLimits.windows, writesMs, nowMs);
