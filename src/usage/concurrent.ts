import type { CounterReading } from './counter-reading';

/** What pairing needs to know of a call. */
export interface ReadCall {
  startedAtMs: number;
  endedAtMs: number;
  /** `null`: not served, so what it cost is not what its endpoint costs. */
  endpoint: string | null;
  objects: number | null;
  reading: CounterReading | null;
}

/**
 * Calls in the order of their answers, those in one group that were in flight together, directly or through others. Within a
 * group the highest reading comes first: whatever order the answers came in, that one was charged first.
 */
export function concurrentGroups(calls: readonly ReadCall[]): ReadCall[][] {
  const groups: ReadCall[][] = [];
  let endsAtMs = -Infinity;
  for (const call of [...calls].sort((a, b) => a.startedAtMs - b.startedAtMs || a.endedAtMs - b.endedAtMs)) {
    const group = groups[groups.length - 1];
    if (group === undefined || call.startedAtMs >= endsAtMs) groups.push([call]);
    else group.push(call);
    endsAtMs = Math.max(endsAtMs, call.endedAtMs);
  }
  for (const group of groups) group.sort(byCounter);
  return groups;
}

function byCounter(a: ReadCall, b: ReadCall): number {
  const [left, right] = [a.reading?.remaining ?? 0, b.reading?.remaining ?? 0];
  return right - left || a.endedAtMs - b.endedAtMs;
}
