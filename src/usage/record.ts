import { bytesOf } from './bytes';
import { decodeUsage, encodeUsage } from './codec';
import type { HourNumber } from './hour';
import { isCount } from './numbers';
import { shortNames, wholeNames, type ShortUsage } from './short-names';
import { truncateToFit } from './truncate';
import { isReadableVersion, schemaVersion } from './schema';
import type { HourUsage } from './hour-usage';
import { isRecord } from '../object';

/** Which record: a writer is one process for one installation; it numbers its records from 1 without gaps. */
export interface RecordId {
  writer: string;
  n: number;
}

/** Hexadecimal digits of a reported writer that are its source's, so that the processes of a source can be counted. */
const sourceDigits = 7;

/** A reporting process outside of Forge, by hexadecimal hashes of its source, and of the source and the process. */
export function reportedWriter(sourceHash: string, processHash: string): string {
  return `r${sourceHash.slice(0, sourceDigits)}${processHash.slice(0, 23 - sourceDigits)}`;
}

/** The same for all processes of a source. */
export function sourceOf({ writer }: Pick<RecordId, 'writer'>): string {
  return writer.slice(0, 1 + sourceDigits);
}

/** Whether a back end reported it. The app's own processes have twelve hexadecimal digits, none of which is an `r`. */
export function isReported({ writer }: Pick<RecordId, 'writer'>): boolean {
  return writer.length === 24 && writer.startsWith('r');
}

/** The calls that a writer stored in one go, by hour. Immutable: a retry writes the same bytes to the same key. */
export interface AccountRecord {
  id: RecordId;
  sealedAtMs: number;
  hours: Map<HourNumber, HourUsage>;
  /** Storage writes of this writer that failed since its last record. */
  writeFailures: number;
  /** Records that this writer gave up since its last one. */
  lostRecords: number;
  /** It came in by an import. */
  isImported?: boolean;
}

export interface StoredRecord {
  v: number;
  w: string;
  n: number;
  at: number;
  h: Record<string, ShortUsage>;
  wf?: number;
  lost?: number;
  im?: 1;
}

export function encodeRecord(record: AccountRecord): StoredRecord {
  const { id, sealedAtMs, hours, writeFailures, lostRecords } = record;
  const h = Object.fromEntries(
    [...hours].map(([hour, usage]) => [String(hour), shortNames(encodeUsage(usage))]),
  );
  const stored: StoredRecord = { v: schemaVersion, w: id.writer, n: id.n, at: sealedAtMs, h };
  if (writeFailures > 0) stored.wf = writeFailures;
  if (lostRecords > 0) stored.lost = lostRecords;
  if (record.isImported === true) stored.im = 1;
  return stored;
}

/**
 * The record in no more than so many bytes of JSON, the endpoints that cost least folded where that is needed; `null` if it cannot be.
 * The record given is folded itself.
 */
export function encodeRecordWithin(record: AccountRecord, maxBytes: number): StoredRecord | null {
  let stored: StoredRecord | null = null;
  const fits = (): boolean => bytesOf((stored = encodeRecord(record))) <= maxBytes;
  // What was found to fit is what was encoded last.
  for (const usage of record.hours.values()) if (truncateToFit(usage, fits)) return stored;
  return null;
}

/** `null` when the value is not a whole record of a schema that this version reads. */
export function decodeRecord(value: unknown): AccountRecord | null {
  if (!isRecord(value) || !isReadableVersion(value['v'])) return null;
  const { w, n, at, h, wf = 0, lost = 0 } = value;
  if (typeof w !== 'string' || !/^[a-z0-9]{8,40}$/.test(w)) return null;
  if (!isCount(n) || n < 1 || !isCount(at) || !isRecord(h) || !isCount(wf) || !isCount(lost)) return null;
  const hours = new Map<HourNumber, HourUsage>();
  for (const [hour, stored] of Object.entries(h)) {
    const usage = decodeUsage(wholeNames(stored));
    if (usage === null || !/^\d{1,7}$/.test(hour)) return null;
    hours.set(Number(hour), usage);
  }
  if (hours.size === 0) return null;
  const record: AccountRecord = {
    id: { writer: w, n },
    ...{ sealedAtMs: at, hours, writeFailures: wf, lostRecords: lost },
  };
  if (value['im'] === 1) record.isImported = true;
  return record;
}
