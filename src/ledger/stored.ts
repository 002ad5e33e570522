import type { DayNumber } from '../usage/day';
import type { DayAccount } from '../usage/day-account';
import type { HourAccount } from '../usage/hour-account';
import type { HourNumber } from '../usage/hour';
import type { AccountRecord, StoredRecord } from '../usage/record';

/** A record as a writer hands it over. The value never changes, so a retry writes the same bytes. */
export interface SealedRecord {
  key: string;
  value: StoredRecord;
  sealedAtMs: number;
}

export interface ListedRecord {
  key: string;
  record: AccountRecord;
}

export interface RecordListing {
  records: ListedRecord[];
  /** What is under the records' prefix and is not a record that this version reads. */
  unreadable: { key: string; value: unknown }[];
  /** `true` when there are more than were asked for. */
  more: boolean;
  /** Where the listing goes on; `null` when it ended. */
  next: string | null;
}

/**
 * Why there is no account: `failed` where storage did not give it this time, `unreadable` where it is none of ours, `newer`
 * where a later version of this app wrote it.
 */
export type NoReading = { kind: 'absent' } | { kind: 'failed' } | { kind: 'newer' } | Unreadable;
export interface Unreadable {
  kind: 'unreadable';
  value: unknown;
  /** It is not the hour itself that cannot be read, but this part of its lists. */
  listPart?: number;
}
export type HourReading = { kind: 'found'; account: HourAccount; version: number } | NoReading;
export type DayReading =
  | { kind: 'found'; account: DayAccount; isClosed: boolean; stamp: number }
  /** Records came after it was summed up: it is only its hours that say it all. */
  | { kind: 'outdated'; stamp: number }
  | NoReading;

/** A value that cannot be read, by what it should have been. */
export type OddPlace = { record: string } | { hour: HourNumber; listPart?: number } | { day: DayNumber };

/** How far the retention has come. */
export interface RetentionState {
  /** The day of the first call ever rolled up here. */
  firstDay: DayNumber;
  /** Every day before this one is summed up for good. */
  openDay: DayNumber;
  /** The hours of the days before this one are deleted. */
  firstDayWithHours: DayNumber;
  /** The days before this one are deleted. */
  firstKeptDay: DayNumber;
}
