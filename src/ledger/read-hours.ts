import { estimateDistinct } from '../usage/distinct';
import { integrityByHour, integrityByWriter, sumOfIntegrity, type RecordCounts } from '../usage/integrity';
import { addRecord, emptyHourAccount, joined, type HourAccount } from '../usage/hour-account';
import type { HourNumber } from '../usage/hour';
import type { AccountRecord } from '../usage/record';
import { recordsPerRun } from './roll-up';
import type { IsCounted } from './settings';
import { listRecords } from './records';
import { readStoredHours } from './stored-hours';
import type { ListedRecord } from './stored';
import { unreadOf, type UnreadRecords } from './unread';

/** How the account stands: what is stored, what waits, what is missing. */
export interface LedgerIntegrity extends RecordCounts {
  writeFailures: number;
  /** Given up by their writers after a day of failed writes. */
  lostRecords: number;
  unreadableValues: number;
  /** Hours that a later version of this app wrote, from which it was rolled back: they wait for it. */
  newerValues: number;
  /** Hours whose lists or sums disagree with what was counted into them. */
  unbalancedHours: number;
  /** About so many records were left out, since their source had too many processes in an hour. */
  cappedRecords: number;
  /** Busy hours whose lists were not read: their records are counted, and what is missing between them is not known. */
  uncomparedHours: number;
}

export interface LedgerReading {
  /** Hours with calls only. */
  hours: Map<HourNumber, HourAccount>;
  /** Hours that storage did not give this time: unknown, not empty. */
  missingHours: HourNumber[];
  integrity: LedgerIntegrity;
  /** `null` when everything that waits was read. */
  unread: UnreadRecords | null;
}

/** What one run takes, and what came while it ran. What is beyond it is said, not guessed. */
export const recordsPerReading = 2 * recordsPerRun;

/**
 * The account of the given hours, 48 at most: what is rolled up, and what still waits to be. Records are listed before the
 * hours are read, so that a roll-up in between moves calls from one into the other but never out of sight; a record that
 * its hour lists already is not added again.
 *
 * @param options.withLists also of busy hours, for whom the books matter: a storage call more for each such hour
 */
export async function readHours(
  hours: readonly HourNumber[],
  isCounted: IsCounted,
  { withLists = false }: { withLists?: boolean } = {},
): Promise<LedgerReading> {
  const listing = await listRecords(recordsPerReading).catch(() => null);
  const named = new Set((listing?.records ?? []).flatMap(({ record }) => [...record.hours.keys()]));
  const readings = await readStoredHours(hours, withLists ? 'all' : named);
  const found = new Map<HourNumber, HourAccount>();
  const missingHours: HourNumber[] = [];
  let unreadableValues = listing?.unreadable.length ?? 0;
  let newerValues = 0;
  for (const hour of hours) {
    const reading = readings.get(hour);
    if (reading?.kind === 'found') found.set(hour, joined(reading.account));
    else if (reading?.kind !== 'absent') missingHours.push(hour);
    if (reading?.kind === 'unreadable') unreadableValues += 1;
    if (reading?.kind === 'newer') newerValues += 1;
  }
  const readable = new Set(hours.filter((hour) => !missingHours.includes(hour)));
  const unbalancedHours = integrityByHour(found).filter(({ isBalanced }) => !isBalanced).length;
  const listed = listing?.records ?? [];
  const waiting = listed.map(({ record }) => record).filter((record) => waitsFor(record, readable));
  const counts = sumOfIntegrity(integrityByWriter(found, waiting));
  addWaiting(found, readable, listed, isCounted);
  const accounts = [...found.values()];
  const unlisted = accounts.filter(({ listsAre }) => listsAre === 'unread');
  const uncompared = sum(unlisted.map(({ addedRecords }) => addedRecords));
  const integrity: LedgerIntegrity = {
    ...counts,
    numberedRecords: counts.numberedRecords + uncompared,
    mergedRecords: counts.mergedRecords + uncompared,
    writeFailures: sum(accounts.map((account) => account.writeFailures)),
    lostRecords: sum(accounts.map((account) => account.lostRecords)),
    unreadableValues,
    newerValues,
    unbalancedHours,
    cappedRecords: sum(accounts.map(({ capped }) => (capped === null ? 0 : estimateDistinct(capped)))),
    uncomparedHours: unlisted.length,
  };
  return { hours: found, missingHours, integrity, unread: unreadOf(listing) };
}

/** Adds what the hours do not list yet. */
export function addWaiting(
  found: Map<HourNumber, HourAccount>,
  readable: ReadonlySet<HourNumber>,
  listed: readonly ListedRecord[],
  isCounted: IsCounted,
): void {
  for (const { record } of listed) {
    for (const hour of record.hours.keys()) {
      if (!readable.has(hour)) continue;
      const account = found.get(hour) ?? joined(emptyHourAccount());
      if (addRecord(account, hour, record, isCounted(record.sealedAtMs))) found.set(hour, account);
    }
  }
}

function waitsFor(record: AccountRecord, hours: ReadonlySet<HourNumber>): boolean {
  return [...record.hours.keys()].some((hour) => hours.has(hour));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
