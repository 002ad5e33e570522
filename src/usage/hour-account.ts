import { bytesOf } from './bytes';
import { decodeUsage, encodeUsage } from './codec';
import { addHash, decodeSketch, emptySketch, encodeSketch, type DistinctSketch } from './distinct';
import { boundSums, truncateToFit } from './truncate';
import { dearestMinutes, minutesOfPools } from './minute-points';
import { tierQuotas } from '../limits/tiers';
import { isCount, plus } from './numbers';
import { isBeyondCap, noteWriter } from './process-cap';
import type { NumberSet } from './ranges';
import { isReported, type AccountRecord, type RecordId } from './record';
import { decodeLists, lists, listParts, note, partOf, recordsIn, type RecordLists } from './record-lists';
import { shortNames, wholeNames, type ShortUsage } from './short-names';
import { isReadableVersion, schemaVersion } from './schema';
import { hash32 } from './hash';
import { callsIn, emptyHourUsage, isEmptyUsage, mergeUsage, type HourUsage } from './hour-usage';
import { isRecord } from '../object';

/** One hour's rolled-up account, and which records are in it. */
export interface HourAccount {
  /** What the app's own processes booked; of everybody once `joined`. */
  usage: HourUsage;
  /**
   * What back ends reported, kept apart where it is stored: however many endpoints a reporter names, it is reported ones that
   * become `{other}`. `null` once `joined`.
   */
  reported: HourUsage | null;
  /** By writer. A record that is listed is never added again, whoever brings it, however late. */
  merged: RecordLists;
  /** By writer: records that were refused in this hour, since theirs was over too long ago. */
  refused: RecordLists;
  /** About which records were left out, since their source has too many processes in this hour; `null` for none. */
  capped: DistinctSketch | null;
  /** Some of it came in by an import: nobody vouches for that but whoever brought the file. */
  isImported: boolean;
  /** Where the lists are kept: in the hour's own value, or in values of their own, which were read with it or not. */
  listsAre: 'inside' | 'apart' | 'unread';
  /** Counted one by one as records are added, beside the lists and sums that they must agree with. */
  addedRecords: number;
  addedCalls: number;
  /** Sums of what the merged records reported. A record that names several hours reports in its first. */
  writeFailures: number;
  lostRecords: number;
}

export type Lists = Pick<HourAccount, 'merged' | 'refused'>;

export interface StoredLists {
  m: Record<string, NumberSet>;
  rf?: Record<string, NumberSet>;
}

export interface StoredHour extends Partial<StoredLists> {
  v: number;
  s: ShortUsage;
  /** Since schema 2: added records and calls, and the refused records. */
  n?: number;
  q?: number;
  wf?: number;
  lost?: number;
  /** Since schema 4: what back ends reported; the lists' number of parts, where they are kept apart; records that were left out; and whether some of it was imported. */
  sr?: ShortUsage;
  lp?: number;
  cp?: string;
  im?: 1;
}

/** One of the parts that lists are kept in. */
export interface StoredListPart extends StoredLists {
  v: number;
}

/** Endpoints of which an hour keeps what they drew in each minute: ten are shown, and the others may still become dear. */
const keptMinuteEndpoints = 16;

/** From this share of a quota on. What was drawn before is in the lists of the routes. */
const loudShare = 1 / 8;

/** What back ends reported may take so much where the hour is too large, and the app's own calls all that is left. */
const maxReportedBytes = 56 * 1024;

export function emptyHourAccount(): HourAccount {
  return {
    usage: emptyHourUsage(),
    reported: emptyHourUsage(),
    merged: new Map(),
    refused: new Map(),
    capped: null,
    isImported: false,
    listsAre: 'inside',
    addedRecords: 0,
    addedCalls: 0,
    writeFailures: 0,
    lostRecords: 0,
  };
}

/** For a reader, to whom it is one account who ever booked it. The account given is used up. */
export function joined(account: HourAccount): HourAccount {
  if (account.reported === null) return account;
  mergeUsage(account.usage, account.reported);
  return { ...account, reported: null };
}

export function callsOfHour({ usage, reported }: HourAccount): number {
  return plus(callsIn(usage), reported === null ? 0 : callsIn(reported));
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
  const usage = record.hours.get(hour);
  if (usage === undefined || lists(account.merged, record.id) || isBeyondCap(account.merged, record.id))
    return false;
  if (figures) {
    const into = (isReported(record.id) ? account.reported : null) ?? account.usage;
    mergeUsage(into, usage);
    boundSums(into);
    if (record.isImported === true) account.isImported = true;
    account.addedCalls = plus(account.addedCalls, callsIn(usage));
  }
  const writers = account.merged.size;
  note(account.merged, record.id);
  if (account.merged.size > writers) noteWriter(account.merged, record.id.writer);
  account.addedRecords += 1;
  if (hour === Math.min(...record.hours.keys())) {
    account.writeFailures = plus(account.writeFailures, record.writeFailures);
    account.lostRecords = plus(account.lostRecords, record.lostRecords);
  }
  return true;
}

function withDearest(usage: HourUsage): HourUsage {
  const known = new Map<string, boolean>();
  const loud = minutesOfPools(usage.minutes, (pool) => {
    const is = known.get(pool) ?? isLoud(usage, pool);
    known.set(pool, is);
    return is;
  });
  return { ...usage, minutes: dearestMinutes(loud, keptMinuteEndpoints) };
}

/** Whether the pool's hour may still come to half of its quota, so that it is worth knowing what each endpoint drew and when. */
function isLoud({ slots, policies }: HourUsage, pool: string): boolean {
  const drawnMilli = (slots.get(pool) ?? []).reduce(plus, 0);
  let quotaPoints = 0;
  for (const [key, mark] of policies)
    if (key.startsWith(`${pool}|`)) quotaPoints = Math.max(quotaPoints, mark.quotaPoints ?? 0);
  return drawnMilli / 1000 >= (quotaPoints || tierQuotas.globalPoints) * loudShare;
}

/** Whether nothing more is to be done for the record in this hour: it lists it, or never will. */
export function isSettled({ merged }: Lists, id: RecordId): boolean {
  return lists(merged, id) || isBeyondCap(merged, id);
}

/** Notes a record that the hour has no room for; `true` where that changed the hour. */
export function noteCapped(account: HourAccount, { writer, n }: RecordId): boolean {
  const before = account.capped === null ? null : encodeSketch(account.capped);
  addHash((account.capped ??= emptySketch()), hash32(`${writer}.${n}`));
  return encodeSketch(account.capped) !== before;
}

/** Lists the record as refused in this hour; `false` if it was already. */
export function refuseRecord(account: HourAccount, id: RecordId): boolean {
  if (lists(account.refused, id)) return false;
  note(account.refused, id);
  return true;
}

/** The hour's own value. Lists that are kept apart are not in it. */
export function encodeHour(account: HourAccount): StoredHour {
  const { usage, reported, capped, listsAre, addedRecords, addedCalls, writeFailures, lostRecords } = account;
  const stored: StoredHour = {
    v: schemaVersion,
    s: shortNames(encodeUsage(withDearest(usage))),
    ...(listsAre === 'inside' ? encodeLists(account) : { lp: listParts }),
    n: addedRecords,
    q: addedCalls,
  };
  if (reported !== null && !isEmptyUsage(reported))
    stored.sr = shortNames(encodeUsage(withDearest(reported)));
  if (account.isImported) stored.im = 1;
  if (capped !== null) stored.cp = encodeSketch(capped);
  if (writeFailures > 0) stored.wf = writeFailures;
  if (lostRecords > 0) stored.lost = lostRecords;
  return stored;
}

/**
 * The hour in values of no more than so many bytes of JSON each: its lists moved out and its tail of endpoints folded where
 * that is needed; `null` if it cannot be.
 *
 * @param maxListBytes larger lists are kept apart
 */
export function encodeHourWithin(
  account: HourAccount,
  maxBytes: number,
  maxListBytes: number,
): { body: StoredHour; parts: Map<number, StoredListPart> } | null {
  if (account.listsAre === 'inside' && bytesOf(encodeLists(account)) > maxListBytes)
    account.listsAre = 'apart';
  const parts = new Map<number, StoredListPart>();
  if (account.listsAre === 'apart')
    for (const [part, some] of partsOfLists(account)) parts.set(part, encodeListPart(some));
  if ([...parts.values()].some((part) => bytesOf(part) > maxBytes)) return null;
  let body = encodeHour(account);
  const isSmall = (): boolean => bytesOf(body) <= maxBytes;
  if (isSmall()) return { body, parts };
  const fits = (): boolean => {
    body = encodeHour(account);
    return isSmall();
  };
  const { reported } = account;
  if (reported !== null)
    truncateToFit(
      reported,
      () => fits() || bytesOf(shortNames(encodeUsage(withDearest(reported)))) <= maxReportedBytes,
    );
  // What was found to fit is what was encoded last.
  return truncateToFit(account.usage, fits) ? { body, parts } : null;
}

/** `null` when the value is not a whole hour of a schema that this version reads. Lists that are kept apart are unread. */
export function decodeHour(value: unknown): HourAccount | null {
  if (!isRecord(value) || !isReadableVersion(value['v'])) return null;
  const { wf = 0, lost = 0, lp } = value;
  const usage = decodeUsage(wholeNames(value['s']));
  const reported = value['sr'] === undefined ? emptyHourUsage() : decodeUsage(wholeNames(value['sr']));
  const isApart = lp === listParts;
  const merged = decodeLists(isApart ? {} : value['m']);
  const refused = decodeLists(value['rf'] ?? {});
  if (usage === null || reported === null || merged === null || refused === null) return null;
  const capped = decodeSketch(value['cp']);
  if (value['cp'] !== undefined && capped === null) return null;
  if (!isCount(wf) || !isCount(lost)) return null;
  const { n = recordsIn(merged), q = plus(callsIn(usage), callsIn(reported)) } = value;
  if (!isCount(n) || !isCount(q)) return null;
  return {
    ...{ usage, reported, merged, refused, capped, isImported: value['im'] === 1 },
    ...{ listsAre: isApart ? 'unread' : 'inside' },
    ...{ addedRecords: n, addedCalls: q, writeFailures: wf, lostRecords: lost },
  };
}

/** A part of the lists that are kept apart; `null` when the value is none of a schema that this version reads. */
export function decodeListPart(value: unknown): Lists | null {
  if (!isRecord(value) || !isReadableVersion(value['v'])) return null;
  const merged = decodeLists(value['m']);
  const refused = decodeLists(value['rf'] ?? {});
  return merged === null || refused === null ? null : { merged, refused };
}

export function encodeListPart(part: Lists): StoredListPart {
  return { v: schemaVersion, ...encodeLists(part) };
}

function encodeLists({ merged, refused }: Lists): StoredLists {
  const stored: StoredLists = { m: Object.fromEntries(merged) };
  if (refused.size > 0) stored.rf = Object.fromEntries(refused);
  return stored;
}

/** The lists as they are kept apart, by part. */
export function partsOfLists({ merged, refused }: Lists): Map<number, Lists> {
  const parts = new Map<number, Lists>();
  const of = (writer: string): Lists => {
    const part = partOf(writer);
    let known = parts.get(part);
    if (known === undefined) parts.set(part, (known = { merged: new Map(), refused: new Map() }));
    return known;
  };
  for (const [writer, set] of merged) of(writer).merged.set(writer, set);
  for (const [writer, set] of refused) of(writer).refused.set(writer, set);
  return parts;
}
