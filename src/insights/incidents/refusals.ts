import { type ThrottleNote, mergeThrottleNotes } from '../../usage/throttle-note';
import type { Hours } from '../period';
import type { Refusals } from '../limits/limit-views';
import { poolKey, type SumId } from '../../usage/keys';
import { throttleReasons, type Enforcement, type ThrottleReason } from '../../model';
import { sumsOf } from '../../usage/named';
import type { RefusalGroup } from '../views';
import { textOrder } from '../../text-order';

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

/** The refused calls of these hours, those of one endpoint, route and limit together; of each how many, and the last. Newest first. */
export function refusalGroups(hours: Hours): RefusalGroup[] {
  const groups = new Map<string, RefusalGroup>();
  for (const { usage } of hours.values()) {
    for (const [id, { throttles }] of sumsOf(usage)) {
      for (const [key, calls] of throttles) {
        const isBeta = key.startsWith('~');
        const reason = throttleReasons.find((known) => known === (isBeta ? key.slice(1) : key));
        if (reason === undefined || calls === 0) continue;
        const enforcement: Enforcement = isBeta ? 'beta' : 'enforced';
        const { pool, route, method, template } = id;
        const of = keyOf(id, reason, enforcement);
        const known = groups.get(of) ?? {
          ...{ pool, route, method, template, reason, enforcement },
          ...{ reasonRaw: null, calls: 0, lastAtMs: null, retryAtMs: null },
        };
        known.calls += calls;
        groups.set(of, known);
      }
    }
  }
  for (const { usage } of hours.values())
    for (const note of mergeThrottleNotes([], usage.throttles)) addNote(groups, note);
  return [...groups.entries()]
    .sort(
      ([keyA, a], [keyB, b]) =>
        (b.lastAtMs ?? 0) - (a.lastAtMs ?? 0) || b.calls - a.calls || textOrder(keyA, keyB),
    )
    .map(([, group]) => group);
}

/** Only the newest calls of an hour are noted: of the others no moment is known. */
function addNote(groups: ReadonlyMap<string, RefusalGroup>, note: ThrottleNote): void {
  const group = groups.get(keyOf(note, note.reason, note.enforcement));
  if (group === undefined || (group.lastAtMs ?? 0) >= note.atMs) return;
  group.lastAtMs = note.atMs;
  group.retryAtMs = note.retryAtMs;
  group.reasonRaw = note.reasonRaw;
}

function keyOf(
  { pool, route, method, template }: Pick<SumId, 'pool' | 'route' | 'method' | 'template'>,
  reason: ThrottleReason,
  enforcement: Enforcement,
): string {
  return [poolKey(pool), route, method, template, reason, enforcement].join(' ');
}
