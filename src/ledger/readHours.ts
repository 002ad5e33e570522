import { addRecord, emptyHourAccount, type HourAccount } from '../account/hourAccount';
import type { HourNumber } from '../account/hour';
import { gapsIn, sizeOf, unionOf, type NumberSet } from '../account/ranges';
import type { IsCounted } from './settings';
import type { LedgerStore, ListedRecord } from './store';

/** How the account stands: what is stored, what waits, what is missing. */
export interface Books {
  waitingRecords: number;
  mergedRecords: number;
  missingRecords: number;
  writeFailures: number;
  lostRecords: number;
  unreadableValues: number;
}

export interface LedgerReading {
  /** Hours with calls only. */
  hours: Map<HourNumber, HourAccount>;
  /** Hours that storage did not give this time: unknown, not empty. */
  missingHours: HourNumber[];
  books: Books;
  /** `false` when the waiting records could not be listed, so that the newest calls may be missing. */
  isComplete: boolean;
}

/** More than waits between two roll-ups of a busy app. What is beyond it is said, not guessed. */
const recordsPerReading = 500;

/**
 * The account of the given hours: what is rolled up, and what still waits to be. Records are listed before the hours are
 * read, so that a roll-up in between moves calls from one into the other but never out of sight; a record that its hour
 * lists already is not added again.
 */
export async function readHours(
  store: LedgerStore,
  hours: readonly HourNumber[],
  isCounted: IsCounted,
): Promise<LedgerReading> {
  const listing = await store.listRecords(recordsPerReading).catch(() => null);
  const readings = await store.readHours(hours);
  const found = new Map<HourNumber, HourAccount>();
  const missingHours: HourNumber[] = [];
  let unreadableValues = listing?.unreadableKeys.length ?? 0;
  for (const hour of hours) {
    const reading = readings.get(hour);
    if (reading?.kind === 'found') found.set(hour, reading.account);
    else if (reading?.kind !== 'absent') missingHours.push(hour);
    if (reading?.kind === 'unreadable') unreadableValues += 1;
  }
  const mergedByWriter = numbersByWriter(found.values());
  const readable = new Set(hours.filter((hour) => !missingHours.includes(hour)));
  const waitingRecords = addWaiting(found, readable, listing?.records ?? [], isCounted);
  const accounts = [...found.values()];
  const books: Books = {
    waitingRecords,
    mergedRecords: sum([...mergedByWriter.values()].map(sizeOf)),
    missingRecords: sum([...numbersByWriter(accounts).values()].map(gapsAfterFirst)),
    writeFailures: sum(accounts.map((account) => account.writeFailures)),
    lostRecords: sum(accounts.map((account) => account.lostRecords)),
    unreadableValues,
  };
  return { hours: found, missingHours, books, isComplete: listing !== null && !listing.more };
}

/** Adds what the hours do not list yet; gives back how many records that were. */
function addWaiting(
  found: Map<HourNumber, HourAccount>,
  readable: ReadonlySet<HourNumber>,
  listed: readonly ListedRecord[],
  isCounted: IsCounted,
): number {
  let waitingRecords = 0;
  for (const { record } of listed) {
    let isWaiting = false;
    for (const hour of record.hours.keys()) {
      if (!readable.has(hour)) continue;
      const account = found.get(hour) ?? emptyHourAccount();
      if (!addRecord(account, hour, record, isCounted(record.sealedAtMs))) continue;
      found.set(hour, account);
      isWaiting = true;
    }
    if (isWaiting) waitingRecords += 1;
  }
  return waitingRecords;
}

function numbersByWriter(accounts: Iterable<HourAccount>): Map<string, NumberSet> {
  const numbers = new Map<string, NumberSet>();
  for (const { merged } of accounts) {
    for (const [writer, set] of merged) numbers.set(writer, unionOf(numbers.get(writer) ?? [], set));
  }
  return numbers;
}

/** A writer may have begun before the hours that were read, so numbers before its first here are not called missing. */
function gapsAfterFirst(set: NumberSet): number {
  return gapsIn(set) - ((set[0] ?? 1) - 1);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
