/** Calls in any minute that an API takes, kept below what Atlassian documents: others of the owner may call it, too. */

export interface Pace {
  mostCalls: number;
  windowMs: number;
}

/** When the next call may go, not before `nowMs`. `callsMs`: when calls went, oldest first. */
export function nextCallMs({ mostCalls, windowMs }: Pace, callsMs: readonly number[], nowMs: number): number {
  const before = callsMs.at(-mostCalls);
  return before === undefined ? nowMs : Math.max(nowMs, before + windowMs);
}

/** With one more call, without those that no longer count. */
export function withCall({ windowMs }: Pace, callsMs: readonly number[], atMs: number): number[] {
  return [...callsMs.filter((callMs) => callMs > atMs - windowMs), atMs];
}
