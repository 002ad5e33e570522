import { dayOf } from '../usage/day';
import {
  addRecord,
  emptyHourAccount,
  isSettled,
  noteCapped,
  refuseRecord,
  type HourAccount,
} from '../usage/hour-account';
import { hourOf, startOfHourMs, type HourNumber } from '../usage/hour';
import type { AccountRecord } from '../usage/record';
import { lists } from '../usage/record-lists';
import { mergeWithinMs } from './bounds';
import type { IsCounted } from './settings';
import { quarantine } from './quarantine';
import { deleteRecords, listRecords } from './records';
import { outdateDay } from './stored-days';
import { readStoredHours, writeHour } from './stored-hours';
import type { ListedRecord } from './stored';

export interface RollUpReport {
  /** Records that this run added to some hour, and of which it refused nothing. */
  mergedRecords: number;
  deletedRecords: number;
  /** Values that were none of ours, moved out of the way. */
  quarantined: number;
  /** Records that came later than 72 hours after an hour that they name. */
  refusedRecords: number;
  /** Hours that could not be read or written this time; their records stay for the next run. */
  failedHours: HourNumber[];
  /** First hour that this run wrote; `null` when it wrote none. */
  firstHour: HourNumber | null;
  /** More records wait than one run takes. */
  more: boolean;
}

export interface RollUpOptions {
  nowMs: number;
  /** Whether a record sealed at this time counts, or is only listed since metering was off then. */
  isCounted: IsCounted;
  /** Fewer records are left to a later run: an hour is written anew each time, so one run for many costs less. */
  leastRecords?: number;
  /** Bytes of an hour's lists from which on they are kept apart. */
  largestLists?: number;
}

interface Run {
  report: RollUpReport;
  largestLists: number | undefined;
}

/** One run is bounded, so that it ends within its function's time; what remains is taken by the next. */
export const recordsPerRun = 500;
/** Two roll-ups of one hour may meet; each try reads the hour anew. */
const triesPerHour = 5;

/** What one run decides for one hour: `null` when the account would not change. */
type Change = (account: HourAccount) => { changed: number; isSettled: (record: AccountRecord) => boolean };

/**
 * Adds the waiting records to their hours, each exactly once, and deletes those that every hour of theirs lists.
 * It may be stopped between any two steps, run twice at once or see an old listing: the lists make that harmless.
 */
export async function rollUp(options: RollUpOptions): Promise<RollUpReport> {
  const { nowMs, isCounted, leastRecords = 0 } = options;
  const { records, unreadable, more } = await listRecords(recordsPerRun);
  const report: RollUpReport = {
    ...{ mergedRecords: 0, deletedRecords: 0, quarantined: 0, refusedRecords: 0 },
    ...{ failedHours: [], firstHour: null, more },
  };
  const run: Run = { report, largestLists: options.largestLists };
  for (const { key, value } of unreadable) {
    await quarantine({ record: key }, value);
    report.quarantined += 1;
  }
  if (records.length < leastRecords && !more) return report;
  const settled = new Map<HourNumber, (record: AccountRecord) => boolean>();
  const mergedKeys = new Set<string>();
  const late = (hour: HourNumber): boolean => nowMs > startOfHourMs(hour + 1) + mergeWithinMs;

  for (const hour of hoursOf(records).filter((named) => !late(named))) {
    let added: string[] = [];
    const isDone = await changeHour(hour, run, (account) => {
      added = records
        .filter(({ record }) => addRecord(account, hour, record, isCounted(record.sealedAtMs)))
        .map(({ key }) => key);
      const capped = records.filter(
        ({ record }) =>
          record.hours.has(hour) && !lists(account.merged, record.id) && noteCapped(account, record.id),
      );
      return { changed: added.length + capped.length, isSettled: ({ id }) => isSettled(account, id) };
    });
    if (isDone === null) continue;
    settled.set(hour, isDone);
    for (const key of added) mergedKeys.add(key);
    if (added.length > 0) report.firstHour = Math.min(report.firstHour ?? hour, hour);
    // Its summary was made of less. Said before the records are deleted, so that a run that is stopped here is repeated.
    if (dayOf(hour) < dayOf(hourOf(nowMs))) await outdateDay(dayOf(hour));
  }
  for (const key of await refuseLate(records, late, hourOf(nowMs), settled, run)) mergedKeys.delete(key);
  report.mergedRecords = mergedKeys.size;

  const done = records.filter(({ record }) =>
    [...record.hours.keys()].every((hour) => settled.get(hour)?.(record) === true),
  );
  await deleteRecords(done.map(({ key }) => key));
  report.deletedRecords = done.length;
  return report;
}

/**
 * An hour that is over for good lists no more records: those that come for it now are listed as refused in this hour.
 * @returns the keys of those, also where another hour of theirs took its part
 */
async function refuseLate(
  records: readonly ListedRecord[],
  late: (hour: HourNumber) => boolean,
  thisHour: HourNumber,
  settled: Map<HourNumber, (record: AccountRecord) => boolean>,
  run: Run,
): Promise<string[]> {
  const lateHours = hoursOf(records).filter(late);
  if (lateHours.length === 0) return [];
  // A record that its hour lists was merged in time and only lingers.
  const readings = await readStoredHours(lateHours, 'all');
  const isMerged = (record: AccountRecord, hour: HourNumber): boolean => {
    const reading = readings.get(hour);
    return reading?.kind === 'found' && lists(reading.account.merged, record.id);
  };
  const refused = records.filter(({ record }) =>
    [...record.hours.keys()].some((hour) => late(hour) && !isMerged(record, hour)),
  );
  const isSettled =
    refused.length === 0
      ? (): boolean => false
      : await changeHour(thisHour, run, (account) => ({
          changed: refused.filter(({ record }) => refuseRecord(account, record.id)).length,
          isSettled: ({ id }) => lists(account.refused, id),
        }));
  const keys = refused.map(({ key }) => key);
  if (isSettled === null) return keys;
  run.report.refusedRecords = refused.length;
  for (const hour of lateHours) settled.set(hour, (record) => isMerged(record, hour) || isSettled(record));
  return keys;
}

/** Reads the hour, changes it and writes it, again if another roll-up was faster; `null` when that did not succeed. */
async function changeHour(
  hour: HourNumber,
  run: Run,
  change: Change,
): Promise<((record: AccountRecord) => boolean) | null> {
  for (let attempt = 0; attempt < triesPerHour; attempt += 1) {
    const done = await tryToChange(hour, run, change).catch(() => null);
    if (done === null) break;
    if (done !== 'again') return done;
  }
  run.report.failedHours.push(hour);
  return null;
}

async function tryToChange(
  hour: HourNumber,
  run: Run,
  change: Change,
): Promise<((record: AccountRecord) => boolean) | 'again' | null> {
  const reading = (await readStoredHours([hour], 'all')).get(hour);
  if (reading === undefined || reading.kind === 'failed' || reading.kind === 'newer') return null;
  if (reading.kind === 'unreadable') {
    await quarantine({ ...reading, hour }, reading.value);
    run.report.quarantined += 1;
    return 'again';
  }
  const account = reading.kind === 'found' ? reading.account : emptyHourAccount();
  const { changed, isSettled } = change(account);
  if (changed === 0) return isSettled;
  const version = reading.kind === 'found' ? reading.version : null;
  return (await writeHour(hour, account, version, run.largestLists)) ? isSettled : 'again';
}

function hoursOf(records: readonly ListedRecord[]): HourNumber[] {
  return [...new Set(records.flatMap(({ record }) => [...record.hours.keys()]))].sort((a, b) => a - b);
}
