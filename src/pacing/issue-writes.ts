import { perIssueTurn, perIssueWriteLimits } from '../limits/per-issue';

const longestWindowMs = Math.max(...perIssueWriteLimits.windows.map(({ windowMs }) => windowMs));
const keptIssues = 5_000;
/** So few of our writes are under way at once that a refusal meets one or two and not a crowd. */
const usualGapMs = 25;
/** After a refusal others write to the issue, too. Three such writers keep within 100 writes in 30 s. */
const sharedGapMs = 1_000;
const longestGapMs = 8_000;
/** A refusal is forgotten by halves: writes at the old pace would only meet the next one. */
const halfForgottenMs = 300_000;

interface Issue {
  /** When writes went, and when those in line will go. */
  placesMs: number[];
  refusedAtMs: number;
  gapMs: number;
}

function gapOf({ gapMs, refusedAtMs }: Issue, nowMs: number): number {
  const halves = Math.floor((nowMs - refusedAtMs) / halfForgottenMs);
  return Math.max(usualGapMs, gapMs / 2 ** halves);
}

const lastOf = (timesMs: readonly number[]): number =>
  timesMs.reduce((last, atMs) => Math.max(last, atMs), -Infinity);

/** When this process wrote to which issue, in the last half minute: issues are hashes with a key that only it knows. */
export class IssueWrites {
  private readonly byIssue = new Map<string, Issue>();

  /** Takes the next free place among the writes to this issue. @returns when it is */
  take(issue: string, nowMs: number): number {
    const known = this.of(issue, nowMs);
    const { nextAtMs } = perIssueTurn(known.placesMs, nowMs);
    const placeMs = Math.max(nextAtMs, lastOf(known.placesMs) + gapOf(known, nowMs));
    known.placesMs.push(placeMs);
    return placeMs;
  }

  leave(issue: string, placeMs: number): void {
    const placesMs = this.byIssue.get(issue)?.placesMs;
    const at = placesMs?.indexOf(placeMs) ?? -1;
    if (at >= 0) placesMs?.splice(at, 1);
  }

  /** A write goes now, in the place that it took. @returns `false` when too many others have gone just before it */
  go(issue: string, placeMs: number, nowMs: number): boolean {
    this.leave(issue, placeMs);
    const known = this.of(issue, nowMs);
    const sentMs = known.placesMs.filter((atMs) => atMs <= nowMs);
    const isTooSoon = nowMs < lastOf(sentMs) + gapOf(known, nowMs);
    if (isTooSoon || !perIssueTurn(sentMs, nowMs).allowed) return false;
    known.placesMs.push(nowMs);
    return true;
  }

  /** Jira refused a write to it: others write to it as well. */
  refused(issue: string, nowMs: number): void {
    const known = this.of(issue, nowMs);
    // Writes that were under way together are refused together, and mean the same.
    if (nowMs - known.refusedAtMs < sharedGapMs) return;
    known.gapMs = Math.min(longestGapMs, Math.max(sharedGapMs, gapOf(known, nowMs) * 2));
    known.refusedAtMs = nowMs;
    // Whoever was in line for a sooner place takes a new one.
    known.placesMs = known.placesMs.filter((atMs) => atMs <= nowMs);
  }

  private of(issue: string, nowMs: number): Issue {
    const known = this.byIssue.get(issue);
    if (known !== undefined) {
      known.placesMs = known.placesMs.filter((atMs) => atMs > nowMs - longestWindowMs);
      return known;
    }
    if (this.byIssue.size >= keptIssues) this.forget(nowMs);
    const made = { placesMs: [], refusedAtMs: -Infinity, gapMs: usualGapMs };
    this.byIssue.set(issue, made);
    return made;
  }

  private forget(nowMs: number): void {
    for (const [issue, { placesMs, refusedAtMs }] of this.byIssue) {
      const isQuiet = placesMs.every((atMs) => atMs <= nowMs - longestWindowMs);
      if (isQuiet && nowMs - refusedAtMs >= halfForgottenMs) this.byIssue.delete(issue);
    }
  }
}
