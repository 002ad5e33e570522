import { hasNumber, isNumberSet, sizeOf, withNumber, type NumberSet } from './ranges';
import type { RecordId } from './record';
import { hash32 } from './hash';
import { isRecord } from '../object';

/** Which records of which writer. */
export type RecordLists = Map<string, NumberSet>;

/** Parts that the lists of a busy hour are kept in, apart from its sums: one transaction writes all of them and the sums. */
export const listParts = 16;

/** Which part a writer's list is in, from 0. */
export function partOf(writer: string): number {
  return hash32(writer) % listParts;
}

export function lists(records: RecordLists, id: RecordId): boolean {
  const set = records.get(id.writer);
  return set !== undefined && hasNumber(set, id.n);
}

export function note(records: RecordLists, { writer, n }: RecordId): void {
  records.set(writer, withNumber(records.get(writer) ?? [], n));
}

export function recordsIn(records: RecordLists): number {
  let count = 0;
  for (const set of records.values()) count += sizeOf(set);
  return count;
}

/** `null` for what is no such lists. */
export function decodeLists(value: unknown): RecordLists | null {
  if (!isRecord(value)) return null;
  const records: RecordLists = new Map();
  for (const writer of Object.keys(value)) {
    const set = value[writer];
    if (!isNumberSet(set)) return null;
    // No set is changed in place, so it stays the value's own.
    records.set(writer, set);
  }
  return records;
}
