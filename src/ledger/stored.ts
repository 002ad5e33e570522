import type { DayNumber } from '../usage/day';
import type { DayAccount } from '../usage/day-account';
import type { HourAccount, Lists } from '../usage/hour-account';
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

/** How far the upkeep has come. */
export interface UpkeepState {
  /** The day of the first call ever rolled up here. */
  firstDay: DayNumber;
  /** Every day before this one is summed up for good. */
  openDay: DayNumber;
  /** The hours of the days before this one are deleted. */
  firstDayWithHours: DayNumber;
  /** The days before this one are deleted. */
  firstKeptDay: DayNumber;
}

/** What the ledger asks of storage. All of it belongs to the installation of the running invocation. */
export interface LedgerStore {
  /** Writes the records and gives back the keys that are known to be stored; throws when none can be known to be. */
  putRecords(records: readonly SealedRecord[]): Promise<Set<string>>;
  /**
   * Lists at most `limit` records, from the beginning or from where a listing of the same limit ended. Listings are eventually
   * consistent: old or deleted records may be in them.
   */
  listRecords(limit: number, after?: string | null): Promise<RecordListing>;
  deleteRecords(keys: readonly string[]): Promise<void>;
  /**
   * @param withLists of which hours to read the lists, too, where they are kept apart: a storage call more for each of these;
   *   `all` for all of them
   */
  readHours(
    hours: readonly HourNumber[],
    withLists?: ReadonlySet<HourNumber> | 'all',
  ): Promise<Map<HourNumber, HourReading>>;
  /** Puts a part of the lists of an hour there that is not yet written itself: an import's. */
  putListPart(hour: HourNumber, part: number, lists: Lists): Promise<void>;
  /**
   * Writes the hour if it still is at `version` (`null`: if it is not there yet); `false` when somebody else was first, or
   * when the hour cannot be made to fit. Lists that are kept apart are written in the same step, unless they are unread.
   */
  writeHour(hour: HourNumber, account: HourAccount, version: number | null): Promise<boolean>;
  /** Also gives how far the upkeep has come, in the first of its storage calls. */
  readDays(
    days: readonly DayNumber[],
  ): Promise<{ days: Map<DayNumber, DayReading>; upkeep: UpkeepState | 'never' | 'failed' }>;
  /**
   * Writes the day if it still bears the stamp that was seen before its hours were read (`null`: if it still is not there);
   * `false` when it does not, since then an hour may have changed meanwhile, or when it cannot be made to fit.
   */
  writeDay(
    day: DayNumber,
    account: DayAccount,
    isClosed: boolean,
    seenStamp: number | null,
  ): Promise<boolean>;
  /** Says, after an hour of the day was written, that the day has to be summed up anew. */
  outdateDay(day: DayNumber): Promise<void>;
  /** @param withLists also lists that are kept apart. They go by themselves, long after no record is taken any more. */
  deleteHours(hours: readonly HourNumber[], withLists?: boolean): Promise<void>;
  deleteDays(days: readonly DayNumber[]): Promise<void>;
  /** The first hour that is stored; `null` when none is. Eventually consistent. */
  firstHour(): Promise<HourNumber | null>;
  writeUpkeep(state: UpkeepState): Promise<void>;
  /** Moves a value that cannot be read out of the way: first the copy, then the original, so that it is never lost. */
  setAside(place: OddPlace, value: unknown): Promise<void>;
  /** Values that were set aside, `most` at most. */
  listSetAside(most: number): Promise<{ key: string; value: unknown }[]>;
}
