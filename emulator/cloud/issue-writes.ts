/** Writes to one issue: at most 20 in 2 seconds and 100 in 30. Source: Jira rate limiting, "Per-issue", 2026-10. */
import { BoundedMap } from './world/bounded-map';

const windows = [
  { writes: 20, windowMs: 2_000 },
  { writes: 100, windowMs: 30_000 },
] as const;
const longestMs = 30_000;

/** Issues written to within the last half minute: more than this many at once would need a faster machine. */
const rememberedIssues = 20_000;

export class IssueWrites {
  private readonly times = new BoundedMap<string, number[]>(rememberedIssues);

  /** Counts a write unless a window is full; a refused write is not counted. @returns whether it may go. */
  take(cloudId: string, issueId: string, nowMs: number): boolean {
    const key = `${cloudId} ${issueId}`;
    const recent = (this.times.get(key) ?? []).filter((atMs) => atMs > nowMs - longestMs);
    const full = windows.some(({ writes, windowMs }) => {
      const within = recent.filter((atMs) => atMs > nowMs - windowMs).length;
      return within >= writes;
    });
    if (!full) recent.push(nowMs);
    this.times.set(key, recent);
    return !full;
  }
}
