import { callsOfHour, type HourAccount } from './hour-account';
import type { HourNumber } from './hour';
import { gapsIn, numbersOf, sizeOf, unionOf } from './ranges';
import type { AccountRecord } from './record';
import { lists, note, recordsIn, type RecordLists } from './record-lists';

/** How the account of some hours stands. Every number that a writer gave out is in one of the last four. */
export interface RecordCounts {
  /** Given out by the writers of these hours, from the first that was seen of each. */
  numberedRecords: number;
  mergedRecords: number;
  waitingRecords: number;
  /** Came when an hour of theirs was over for good: of several hours some may have taken their part. */
  refusedRecords: number;
  /** Between two numbers that were seen, and not seen: lost with their process, or still in its memory. */
  missingRecords: number;
}

export interface WriterIntegrity extends RecordCounts {
  writer: string;
}

export interface HourIntegrity {
  hour: HourNumber;
  mergedRecords: number;
  refusedRecords: number;
  calls: number;
  /** `false` when the hour's lists or sums hold another number than were counted in one by one: a fault of ours. */
  isBalanced: boolean;
}

/** @param waiting records that no hour lists yet */
export function integrityByWriter(
  hours: ReadonlyMap<HourNumber, HourAccount>,
  waiting: readonly AccountRecord[],
): WriterIntegrity[] {
  const late = unionOfLists([...hours.values()].map((account) => account.refused));
  // What one of its hours refused is not wholly in the account, whatever the others took of it.
  const added = unionOfLists([...hours.values()].map((account) => account.merged));
  const merged = without(added, late);
  const open = without(
    unionOfLists(waiting.map(({ id }) => new Map([[id.writer, [id.n, id.n]]]))),
    unionOfLists([merged, late]),
  );
  return [...unionOfLists([merged, late, open])].map(([writer, seen]) => {
    const missingRecords = gapsIn(seen) - ((seen[0] ?? 1) - 1);
    return {
      writer,
      numberedRecords: sizeOf(seen) + missingRecords,
      mergedRecords: sizeOf(merged.get(writer) ?? []),
      waitingRecords: sizeOf(open.get(writer) ?? []),
      refusedRecords: sizeOf(late.get(writer) ?? []),
      missingRecords,
    };
  });
}

export function integrityByHour(hours: ReadonlyMap<HourNumber, HourAccount>): HourIntegrity[] {
  return [...hours].map(([hour, account]) => {
    const calls = callsOfHour(account);
    // Lists that were not read cannot be compared: what was counted in one by one stands for them.
    const mergedRecords = account.listsAre === 'unread' ? account.addedRecords : recordsIn(account.merged);
    const isBalanced = mergedRecords === account.addedRecords && calls === account.addedCalls;
    return { hour, mergedRecords, refusedRecords: recordsIn(account.refused), calls, isBalanced };
  });
}

export function sumOfIntegrity(integrity: readonly RecordCounts[]): RecordCounts {
  const sum = (field: keyof RecordCounts): number => integrity.reduce((total, one) => total + one[field], 0);
  return {
    numberedRecords: sum('numberedRecords'),
    mergedRecords: sum('mergedRecords'),
    waitingRecords: sum('waitingRecords'),
    refusedRecords: sum('refusedRecords'),
    missingRecords: sum('missingRecords'),
  };
}

function unionOfLists(all: readonly RecordLists[]): RecordLists {
  const union: RecordLists = new Map();
  for (const records of all)
    for (const [writer, set] of records) union.set(writer, unionOf(union.get(writer) ?? [], set));
  return union;
}

/** Ranges are kept as they are where the others have none of the writer, as nearly always. */
function without(records: RecordLists, others: RecordLists): RecordLists {
  const rest: RecordLists = new Map();
  for (const [writer, set] of records) {
    if (!others.has(writer)) {
      rest.set(writer, set);
      continue;
    }
    for (const n of numbersOf(set)) if (!lists(others, { writer, n })) note(rest, { writer, n });
  }
  return rest;
}
