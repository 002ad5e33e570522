import { integrityByWriter, sumOfIntegrity } from './integrity';
import { bytesOf } from './bytes';
import { emptySum, mergeSum } from './usage-sum';
import { decodeUsage, encodeUsage, type StoredUsage } from './codec';
import { truncateToFit } from './truncate';
import type { HourAccount } from './hour-account';
import type { HourNumber } from './hour';
import { sumKey, policySlotKey } from './keys';
import { noKinds } from './kinds';
import { unknownMinutes } from './minute-points';
import { isCount, plus } from './numbers';
import { isReadableVersion, schemaVersion } from './schema';
import { emptyHourUsage, mergeUsage, type HourUsage } from './hour-usage';
import { squeezeSummary } from './shrink-to-fit';
import { isRecord } from '../object';
import { sumsOf } from './named';
import { policyMarksOf, mergePolicyMarks } from './policy-mark';
import { firstRefusals } from './throttle-note';

/**
 * One UTC day, much smaller than its hours: what each hour spent by pool and route, and what the day spent by endpoint.
 * It is made of the hours and of nothing else, so it can be made again as long as they are kept.
 */
export interface DayAccount {
  /** Hours with calls. A summary has one sum for each pool and route, and one mark for each policy. */
  hours: Map<HourNumber, HourUsage>;
  /** The day's sums, newest throttles and people; no policies and refusals, which are in the hours, and no course of the hour. */
  usage: HourUsage;
  /** Numbers missing between the records of one writer that name this day; `null` where the summary was made without them. */
  missingRecords: number | null;
  /** Hours of which some came in by an import. */
  importedHours: number;
  /**
   * Likely points of an hour's first five minutes, in whole thousandths: whether schedules begin on the hour is seen over a period only.
   * No entry where the summary was made without.
   */
  firstSlots: Map<HourNumber, number>;
}

export interface StoredDay {
  v: number;
  /** Missing records; left out where they were not counted. */
  m?: number;
  /** Since schema 4: imported hours. */
  im?: number;
  /** Since 2026-11-27: first five minutes, by hour. */
  f?: Record<string, number>;
  h: Record<string, StoredUsage>;
  s: StoredUsage;
}

/** The template and method under which a summary keeps the sum of all endpoints. */
const allEndpoints = { trigger: 'unknown', tag: null, method: 'GET', template: '{all}' } as const;

export function emptyDayAccount(): DayAccount {
  return {
    hours: new Map(),
    usage: emptyHourUsage(),
    missingRecords: 0,
    importedHours: 0,
    firstSlots: new Map(),
  };
}

/** @param hours `joined` */
export function dayFromHours(hours: ReadonlyMap<HourNumber, HourAccount>): DayAccount {
  const day = emptyDayAccount();
  const areListed = [...hours.values()].every(({ listsAre }) => listsAre !== 'unread');
  day.missingRecords = areListed ? sumOfIntegrity(integrityByWriter(hours, [])).missingRecords : null;
  day.importedHours = [...hours.values()].filter(({ isImported }) => isImported).length;
  for (const [hour, { usage }] of [...hours].sort(([a], [b]) => a - b)) {
    day.hours.set(hour, summaryOf(usage));
    day.firstSlots.set(hour, firstSlotOf(usage));
    mergeUsage(day.usage, {
      ...usage,
      policies: new Map(),
      refusals: new Map(),
      slots: new Map(),
      minutes: unknownMinutes(usage.sums),
      pairs: [],
      problems: new Map(),
    });
  }
  return day;
}

function firstSlotOf({ slots }: HourUsage): number {
  return [...slots.values()].reduce((sum, [milli = 0]) => plus(sum, milli), 0);
}

/** What the hour spent by pool and route, what the headers said of each policy in the whole of it, and since when it was refused. */
export function summaryOf(usage: HourUsage): HourUsage {
  const summary = emptyHourUsage();
  for (const [id, usageSum] of sumsOf(usage)) {
    const joined = sumKey({ pool: id.pool, route: id.route, ...allEndpoints });
    const sum = summary.sums.get(joined) ?? emptySum();
    mergeSum(sum, usageSum);
    summary.sums.set(joined, sum);
  }
  summary.minutes = unknownMinutes(summary.sums);
  // Objects, kinds and room in a bucket belong to one endpoint: over all of them they would say nothing.
  for (const usageSum of summary.sums.values())
    Object.assign(usageSum, { leastBurst: null, objects: 0, countedRequests: 0, kinds: noKinds });
  for (const { id, mark } of policyMarksOf(usage)) {
    const hourKey = policySlotKey({ ...id, slot: 0 });
    const known = summary.policies.get(hourKey);
    summary.policies.set(hourKey, known === undefined ? mark : mergePolicyMarks(known, mark));
  }
  summary.refusals = new Map(usage.refusals);
  // The day keeps its newest notes only, so each hour keeps since when it was refused.
  summary.throttles = firstRefusals(usage.throttles);
  return summary;
}

/** In no more than so many bytes of JSON, the tail of endpoints folded where that is needed; `null` if it cannot be. */
export function encodeDayWithin(day: DayAccount, maxBytes: number): StoredDay | null {
  const encode = (): StoredDay => ({
    v: schemaVersion,
    ...(day.missingRecords === null ? {} : { m: day.missingRecords }),
    ...(day.importedHours === 0 ? {} : { im: day.importedHours }),
    ...(day.firstSlots.size === 0 ? {} : { f: Object.fromEntries(day.firstSlots) }),
    h: Object.fromEntries([...day.hours].map(([hour, usage]) => [String(hour), encodeUsage(usage)])),
    s: encodeUsage(day.usage),
  });
  const fits = (): boolean => bytesOf(encode()) <= maxBytes;
  if (truncateToFit(day.usage, fits)) return encode();
  for (const hour of day.hours.values()) squeezeSummary(hour);
  return fits() ? encode() : null;
}

/** `null` when the value is not a whole day of a schema that this version reads. */
export function decodeDay(value: unknown): DayAccount | null {
  if (!isRecord(value) || !isReadableVersion(value['v']) || !isRecord(value['h'])) return null;
  const usage = decodeUsage(value['s']);
  const { m: missingRecords = null, im: importedHours = 0 } = value;
  if (!isCount(importedHours) || usage === null || (missingRecords !== null && !isCount(missingRecords)))
    return null;
  const hours = new Map<HourNumber, HourUsage>();
  for (const [hour, stored] of Object.entries(value['h'])) {
    const summary = decodeUsage(stored);
    if (summary === null || !/^\d{1,7}$/.test(hour)) return null;
    hours.set(Number(hour), summary);
  }
  const firstSlots = decodeFirstSlots(value['f']);
  return firstSlots === null ? null : { hours, usage, missingRecords, importedHours, firstSlots };
}

/** `null` when the value holds something else. */
function decodeFirstSlots(value: unknown): Map<HourNumber, number> | null {
  if (value === undefined) return new Map();
  if (!isRecord(value)) return null;
  const firstSlots = new Map<HourNumber, number>();
  for (const [hour, milli] of Object.entries(value)) {
    if (!/^\d{1,7}$/.test(hour) || !isCount(milli)) return null;
    firstSlots.set(Number(hour), milli);
  }
  return firstSlots;
}
