import { dayOf, endOfDayMs, hoursOfDay, type DayNumber } from '../usage/day';
import { dayFromHours } from '../usage/day-account';
import { joined, type HourAccount } from '../usage/hour-account';
import { hourOf, type HourNumber } from '../usage/hour';
import { closeAfterMs } from './bounds';
import { decodeRecord, encodeRecord } from '../usage/record';
import { recordKey, quarantinePrefix } from './names';
import { listQuarantined, quarantine } from './quarantine';
import { deleteRecords, putRecords } from './records';
import { deleteDays, firstHour, readStoredDays, writeDay, writeRetention } from './stored-days';
import { deleteHours, readStoredHours } from './stored-hours';
import type { RetentionState } from './stored';
import { dayMs } from '../time';
import { isRecord } from '../object';

/** How long the account is kept, in days. */
export interface Retention {
  hourDays: number;
  dayDays: number;
}

/** 35 days of hours, 13 months of days. */
export const defaultRetention: Retention = { hourDays: 35, dayDays: 396 };

export interface RetentionReport {
  /** Days whose summary was written. */
  summedUp: DayNumber[];
  quarantined: number;
  /** Days whose hours were deleted, and days that were deleted themselves. */
  daysWithoutHours: number;
  deletedDays: number;
  /** Whether there is more to do than one run does. */
  more: boolean;
}

/** Days that one run reads the hours of, and days that it deletes. */
const daysPerRun = 5;
const quarantinedARun = 100;
const deletionsPerRun = 10;
/** Open days are four; after a pause, or while days of a later version wait for it, they are more. */
const daysLookedAt = 35;
/** The last records of a day come in a little later. A summary that was made before them would be made again. */
const settlesWithinMs = 10 * 60_000;

/** Six times a day is often enough: until then a page reads the days that are not summed up from their hours. */
const retentionEveryHours = 4;

export function isRetentionHour(nowMs: number): boolean {
  return hourOf(nowMs) % retentionEveryHours === 0;
}

/**
 * Sums up the days that are over, and deletes what is kept no longer. Bounded; it goes on where the last run stopped. A
 * day is summed up when it is over, anew when late records came, and for good 73 hours after its end, when no record is
 * taken any more. Hours are deleted only of such a day, so what is deleted is always contained in what stays.
 */
export async function applyRetention(
  nowMs: number,
  retention: Retention = defaultRetention,
): Promise<RetentionReport> {
  const report: RetentionReport = {
    summedUp: [],
    quarantined: 0,
    daysWithoutHours: 0,
    deletedDays: 0,
    more: false,
  };
  const today = dayOf(hourOf(nowMs));
  await takeBack();
  const { retention: stored } = await readStoredDays([]);
  if (stored === 'failed') return { ...report, more: true };
  const begun = stored === 'never' ? await firstState() : stored;
  if (begun === null) return report;
  const state = { ...begun };
  await sumUpDays(nowMs, state, report);
  await dropOld(today, retention, state, report);
  if (stored === 'never' || JSON.stringify(state) !== JSON.stringify(begun)) await writeRetention(state);
  return report;
}

/**
 * Records that an earlier version set aside, since a later one had written them before this app was rolled back: whoever can
 * read them puts them back where the roll-up finds them. Their hours list them once, whatever became of them meanwhile.
 */
async function takeBack(): Promise<void> {
  for (const { key, value } of await listQuarantined(quarantinedARun)) {
    const record = decodeRecord(isRecord(value) ? value['value'] : null);
    if (record === null || key !== quarantinePrefix + recordKey(record.id)) continue;
    await putRecords([
      { key: recordKey(record.id), value: encodeRecord(record), sealedAtMs: record.sealedAtMs },
    ]);
    await deleteRecords([key]);
  }
}

async function firstState(): Promise<RetentionState | null> {
  const hour = await firstHour();
  if (hour === null) return null;
  // A record may still come for an hour before the first one.
  const day = dayOf(hour) - Math.ceil(closeAfterMs / dayMs);
  return { firstDay: day, openDay: day, firstDayWithHours: day, firstKeptDay: day };
}

async function sumUpDays(nowMs: number, state: RetentionState, report: RetentionReport): Promise<void> {
  const days: DayNumber[] = [];
  for (let day = state.openDay; endOfDayMs(day) + settlesWithinMs <= nowMs; day += 1) days.push(day);
  const { days: readings } = await readStoredDays(days.slice(0, daysLookedAt));
  for (const [day, reading] of readings) {
    // A day of a later version waits for it, and holds up no other.
    if (reading.kind === 'newer') continue;
    const isFinal = nowMs > endOfDayMs(day) + closeAfterMs;
    if (reading.kind === 'failed') return;
    if (reading.kind === 'unreadable') {
      await quarantine({ day }, reading.value);
      report.quarantined += 1;
    }
    const isClosed = reading.kind === 'found' && reading.isClosed;
    if (!isClosed && (isFinal || reading.kind !== 'found')) {
      if (report.summedUp.length === daysPerRun) {
        report.more = true;
        return;
      }
      const seenStamp = 'stamp' in reading ? reading.stamp : null;
      if (!(await sumUpDay(day, isFinal, seenStamp, report))) continue;
      report.summedUp.push(day);
    }
    if ((isClosed || isFinal) && state.openDay === day) state.openDay = day + 1;
  }
}

/** `false` when an hour could not be read, or changed meanwhile: the next run tries again. */
async function sumUpDay(
  day: DayNumber,
  isFinal: boolean,
  seenStamp: number | null,
  report: RetentionReport,
): Promise<boolean> {
  const hours = new Map<HourNumber, HourAccount>();
  for (const [hour, reading] of await readStoredHours(hoursOfDay(day), 'all')) {
    switch (reading.kind) {
      case 'found':
        hours.set(hour, joined(reading.account));
        break;
      case 'unreadable':
        await quarantine({ ...reading, hour }, reading.value);
        report.quarantined += 1;
        break;
      case 'failed':
      case 'newer':
        return false;
      case 'absent':
        break;
    }
  }
  return writeDay(day, dayFromHours(hours), isFinal, seenStamp);
}

async function dropOld(
  today: DayNumber,
  retention: Retention,
  state: RetentionState,
  report: RetentionReport,
): Promise<void> {
  const hoursUntil = Math.min(today - retention.hourDays, state.openDay);
  while (state.firstDayWithHours < hoursUntil && report.daysWithoutHours < deletionsPerRun) {
    await deleteHours(hoursOfDay(state.firstDayWithHours));
    state.firstDayWithHours += 1;
    report.daysWithoutHours += 1;
  }
  const daysUntil = Math.min(today - retention.dayDays, state.firstDayWithHours);
  while (state.firstKeptDay < daysUntil && report.deletedDays < deletionsPerRun) {
    const last = Math.min(daysUntil, state.firstKeptDay + deletionsPerRun);
    const days = Array.from({ length: last - state.firstKeptDay }, (_, i) => state.firstKeptDay + i);
    await deleteDays(days);
    state.firstKeptDay = last;
    report.deletedDays += days.length;
  }
  report.more ||= state.firstDayWithHours < hoursUntil || state.firstKeptDay < daysUntil;
}
