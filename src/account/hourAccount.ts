import { decodeSheet, encodeSheet, isCount, isRecord, type StoredSheet } from './codec';
import { hasNumber, isNumberSet, unionOf, withNumber, type NumberSet } from './ranges';
import type { AccountRecord, RecordId } from './record';
import { emptySheet, mergeSheets, type Sheet } from './sheet';

/** One hour's rolled-up account, and which records are in it. */
export interface HourAccount {
  sheet: Sheet;
  /** By writer. A record that is listed is never added again, whoever brings it, however late. */
  merged: Map<string, NumberSet>;
  /** Sums of what the merged records reported. A record that names several hours reports in its first. */
  writeFailures: number;
  lostRecords: number;
}

/** Schema 1. */
export interface StoredHour {
  v: 1;
  s: StoredSheet;
  m: Record<string, NumberSet>;
  wf?: number;
  lost?: number;
}

export function emptyHourAccount(): HourAccount {
  return { sheet: emptySheet(), merged: new Map(), writeFailures: 0, lostRecords: 0 };
}

export function lists(account: HourAccount, id: RecordId): boolean {
  const set = account.merged.get(id.writer);
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
  if (sheet === undefined || lists(account, record.id)) return false;
  if (figures) mergeSheets(account.sheet, sheet);
  const { writer, n } = record.id;
  account.merged.set(writer, withNumber(account.merged.get(writer) ?? [], n));
  if (hour === Math.min(...record.hours.keys())) {
    account.writeFailures += record.writeFailures;
    account.lostRecords += record.lostRecords;
  }
  return true;
}

export function encodeHour(account: HourAccount): StoredHour {
  const stored: StoredHour = {
    v: 1,
    s: encodeSheet(account.sheet),
    m: Object.fromEntries(account.merged),
  };
  if (account.writeFailures > 0) stored.wf = account.writeFailures;
  if (account.lostRecords > 0) stored.lost = account.lostRecords;
  return stored;
}

/** `null` when the value is not a whole hour of a schema that this version reads. */
export function decodeHour(value: unknown): HourAccount | null {
  if (!isRecord(value) || value['v'] !== 1) return null;
  const { m, wf = 0, lost = 0 } = value;
  const sheet = decodeSheet(value['s']);
  if (sheet === null || !isRecord(m) || !isCount(wf) || !isCount(lost)) return null;
  const merged = new Map<string, NumberSet>();
  for (const [writer, set] of Object.entries(m)) {
    if (!isNumberSet(set)) return null;
    merged.set(writer, unionOf(set, []));
  }
  return { sheet, merged, writeFailures: wf, lostRecords: lost };
}
