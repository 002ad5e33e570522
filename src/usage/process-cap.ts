import { isReported, sourceOf, type RecordId } from './record';
import type { RecordLists } from './record-lists';

/*
 * How many processes of back ends an hour lists. The lists of an hour have an end, and each process that reports takes some of it: so
 * no source can take it all, and all of them together leave the app its own part.
 */

/** Of a source in an hour, whatever the others did: one process each two seconds. */
const alwaysTaken = 2_000;
/** Of one source at most, and of all together while that leaves room. */
const mostOfSource = 24_000;
const mostReported = 40_000;

interface Counts {
  /** Size of the lists when they were counted. */
  size: number;
  reported: number;
  bySource: Map<string, number>;
}

/** Lists only grow, a process at a time: what was counted of them stays true. */
const known = new WeakMap<RecordLists, Counts>();

/**
 * Whether the hour has no room for this record, since its process would be one too many of its source. It stays so however often the
 * record comes, so what is refused once is never counted.
 */
export function isBeyondCap(merged: RecordLists, id: RecordId): boolean {
  if (!isReported(id) || merged.has(id.writer)) return false;
  const { reported, bySource } = countsOf(merged);
  const ofSource = bySource.get(sourceOf(id)) ?? 0;
  return ofSource >= alwaysTaken && (ofSource >= mostOfSource || reported >= mostReported);
}

function countsOf(merged: RecordLists): Counts {
  let counts = known.get(merged);
  if (counts?.size === merged.size) return counts;
  counts = { size: merged.size, reported: 0, bySource: new Map() };
  for (const writer of merged.keys()) count(counts, writer);
  known.set(merged, counts);
  return counts;
}

/** To be called when a writer was added, so that nothing is counted anew. */
export function noteWriter(merged: RecordLists, writer: string): void {
  const counts = known.get(merged);
  if (counts?.size !== merged.size - 1) return;
  count(counts, writer);
  counts.size += 1;
}

function count(counts: Counts, writer: string): void {
  if (!isReported({ writer })) return;
  const source = sourceOf({ writer });
  counts.reported += 1;
  counts.bySource.set(source, (counts.bySource.get(source) ?? 0) + 1);
}
