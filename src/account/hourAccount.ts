import { decodeSheet, encodeSheet, isCount, isRecord, type StoredSheet } from './codec';
import { foldToFit } from './fold';
import { hasNumber, isNumberSet, sizeOf, unionOf, withNumber, type NumberSet } from './ranges';
import type { AccountRecord, RecordId } from './record';
import { isReadableVersion, schemaVersion } from './schema';
import { callsIn, emptySheet, mergeSheets, type Sheet } from './sheet';

/** Which records of which writer. */
export type RecordLists = Map<string, NumberSet>;

/** One hour's rolled-up account, and which records are in it. */
export interface HourAccount {
  sheet: Sheet;
  /** By writer. A record that is listed is never added again, whoever brings it, however late. */
  merged: RecordLists;
  /** By writer: records that were refused in this hour, since theirs was over too long ago. */
  refused: RecordLists;
  /** Counted one by one as records are added, beside the lists and cells that they must agree with. */
  addedRecords: number;
  addedCalls: number;
  /** Sums of what the merged records reported. A record that names several hours reports in its first. */
  writeFailures: number;
  lostRecords: number;
}

export interface StoredHour {
  v: number;
  s: StoredSheet;
  m: Record<string, NumberSet>;
  /** Since schema 2: added records and calls, and the refused records. */
  n?: number;
  q?: number;
  rf?: Record<string, NumberSet>;
  wf?: number;
  lost?: number;
}

export function emptyHourAccount(): HourAccount {
  return {
    sheet: emptySheet(),
    merged: new Map(),
    refused: new Map(),
    addedRecords: 0,
    addedCalls: 0,
    writeFailures: 0,
    lostRecords: 0,
  };
}

export function lists(records: RecordLists, id: RecordId): boolean {
  const set = records.get(id.writer);
  return set !== undefined && hasNumber(set, id.n);
}

/**
 * Adds what the record says of this hour, unless the hour lists it already; `true` if it was added.
 * With `figures` off the record is only listed: it was made while metering was switched off.
 */
export function addRecord(
  account: HourAccount,
  hour: number,
  record: AccountRecord,
  figures = true,
): boolean {
  const sheet = record.hours.get(hour);
  if (sheet === undefined || lists(account.merged, record.id)) return false;
  if (figures) {
    mergeSheets(account.sheet, sheet);
    account.addedCalls += callsIn(sheet);
  }
  note(account.merged, record.id);
  account.addedRecords += 1;
  if (hour === Math.min(...record.hours.keys())) {
    account.writeFailures += record.writeFailures;
    account.lostRecords += record.lostRecords;
  }
  return true;
}

/** Lists the record as refused in this hour; `false` if it was already. */
export function refuseRecord(account: HourAccount, id: RecordId): boolean {
  if (lists(account.refused, id)) return false;
  note(account.refused, id);
  return true;
}

export function encodeHour(account: HourAccount): StoredHour {
  const stored: StoredHour = {
    v: schemaVersion,
    s: encodeSheet(account.sheet),
    m: Object.fromEntries(account.merged),
    n: account.addedRecords,
    q: account.addedCalls,
  };
  if (account.refused.size > 0) stored.rf = Object.fromEntries(account.refused);
  if (account.writeFailures > 0) stored.wf = account.writeFailures;
  if (account.lostRecords > 0) stored.lost = account.lostRecords;
  return stored;
}

/** The hour in no more than so many bytes of JSON, its tail of endpoints folded where that is needed; `null` if it cannot be. */
export function encodeHourWithin(account: HourAccount, maxBytes: number): StoredHour | null {
  const fits = (): boolean => bytesOf(encodeHour(account)) <= maxBytes;
  return foldToFit(account.sheet, fits) ? encodeHour(account) : null;
}

/** `null` when the value is not a whole hour of a schema that this version reads. */
export function decodeHour(value: unknown): HourAccount | null {
  if (!isRecord(value) || !isReadableVersion(value['v'])) return null;
  const { wf = 0, lost = 0 } = value;
  const sheet = decodeSheet(value['s']);
  const merged = decodeLists(value['m']);
  const refused = decodeLists(value['rf'] ?? {});
  if (sheet === null || merged === null || refused === null || !isCount(wf) || !isCount(lost)) return null;
  const { n = recordsIn(merged), q = callsIn(sheet) } = value;
  if (!isCount(n) || !isCount(q)) return null;
  return { sheet, merged, refused, addedRecords: n, addedCalls: q, writeFailures: wf, lostRecords: lost };
}

export function recordsIn(records: RecordLists): number {
  return [...records.values()].reduce((sum, set) => sum + sizeOf(set), 0);
}

/** Bytes of the value as JSON, which is how storage sizes it. */
export function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

function note(records: RecordLists, { writer, n }: RecordId): void {
  records.set(writer, withNumber(records.get(writer) ?? [], n));
}

function decodeLists(value: unknown): RecordLists | null {
  if (!isRecord(value)) return null;
  const records: RecordLists = new Map();
  for (const [writer, set] of Object.entries(value)) {
    if (!isNumberSet(set)) return null;
    records.set(writer, unionOf(set, []));
  }
  return records;
}
