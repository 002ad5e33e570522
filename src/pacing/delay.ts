/** Why a call may not go yet. */
export const delayReasons = [
  /** The hourly points are used up: nothing is served before the full hour. */
  'quota',
  /** What is left of the hour is kept for people. */
  'reserve',
  /** A budget that the app set itself. */
  'budget',
  /** Background work is ahead of the hour. */
  'smoothing',
  /** The endpoint's requests a second. */
  'burst',
  /** Writes to this issue. */
  'issue',
  /** Jira's older cost budget of the app, or of the app and this person. */
  'costBudget',
  /** The server asked for a wait, and is not slowed by any limit that has a name. */
  'server',
] as const;
export type DelayReason = (typeof delayReasons)[number];

export interface Delay {
  reason: DelayReason;
  /** Epoch milliseconds. */
  untilMs: number;
}

/** The longer of two; `null` is none. */
export function longerDelay(one: Delay | null, other: Delay | null): Delay | null {
  if (one === null) return other;
  return other === null || other.untilMs <= one.untilMs ? one : other;
}
