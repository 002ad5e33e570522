import type { HourAccount } from '../account/hourAccount';
import type { HourNumber } from '../account/hour';
import type { AccountRecord, StoredRecord } from '../account/record';

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
  /** Keys under the records' prefix whose value is not a record of ours. */
  unreadableKeys: string[];
  /** `true` when there are more than were asked for. */
  more: boolean;
}

export type HourReading =
  | { kind: 'found'; account: HourAccount; version: number }
  | { kind: 'absent' }
  /** There is a value that this version cannot read. It is left as it is. */
  | { kind: 'unreadable' }
  /** Storage did not give it this time. */
  | { kind: 'failed' };

/** What the ledger asks of storage. All of it belongs to the installation of the running invocation. */
export interface LedgerStore {
  /** Writes the records and gives back the keys that are known to be stored; throws when none can be known to be. */
  putRecords(records: readonly SealedRecord[]): Promise<Set<string>>;
  /** Lists at most `limit` records. Listings are eventually consistent: old or deleted records may be in them. */
  listRecords(limit: number): Promise<RecordListing>;
  deleteRecords(keys: readonly string[]): Promise<void>;
  readHours(hours: readonly HourNumber[]): Promise<Map<HourNumber, HourReading>>;
  /**
   * Writes the hour if it still is at `version` (`null`: if it is not there yet); `false` when somebody else was first.
   */
  writeHour(hour: HourNumber, account: HourAccount, version: number | null): Promise<boolean>;
}
