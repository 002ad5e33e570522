import type { ThrottleNote } from '../../usage/throttle-note';
import { mergeThrottleNotes } from '../../usage/throttle-note';
import type { Hours } from '../period';
import type { Refusals } from '../limits/limit-views';

/** The kept notes of all these hours that say that a call was refused, not only would have been. */
export function refusedNotes(hours: Hours): ThrottleNote[] {
  const notes: ThrottleNote[] = [];
  for (const { usage } of hours.values()) notes.push(...mergeThrottleNotes([], usage.throttles));
  return notes.filter(({ enforcement }) => enforcement === 'enforced').sort((a, b) => b.atMs - a.atMs);
}

/** @param notes those of the limit in question, newest first */
export function refusalsOf(calls: number, notes: readonly ThrottleNote[], nowMs: number): Refusals {
  const until = Math.max(0, ...notes.map(({ retryAtMs }) => retryAtMs ?? 0));
  return {
    calls,
    lastAtMs: notes[0]?.atMs ?? null,
    nextAllowedAtMs: until > nowMs ? until : null,
  };
}
