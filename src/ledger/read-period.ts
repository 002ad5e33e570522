import { dayOf, hoursOfDay, type DayNumber } from '../usage/day';
import { dayFromHours, emptyDayAccount, type DayAccount } from '../usage/day-account';
import { joined, type HourAccount } from '../usage/hour-account';
import { hourOf, startOfHourMs, type HourNumber } from '../usage/hour';
import { mergeWithinMs } from './bounds';
import { addWaiting, recordsPerReading } from './read-hours';
import type { IsCounted } from './settings';
import { listRecords } from './records';
import { firstHour, readStoredDays } from './stored-days';
import { readStoredHours } from './stored-hours';
import type { DayReading, ListedRecord, RetentionState } from './stored';
import { unreadOf, type UnreadRecords } from './unread';

export interface PeriodReading {
  /** One entry for each day that could be read, oldest first; a day without calls is an empty account. */
  days: Map<DayNumber, DayAccount>;
  /** Days that storage did not give this time, or of which an hour is missing: unknown, not empty. */
  missingDays: DayNumber[];
  /** `null` when everything that waits was read. */
  unread: UnreadRecords | null;
}

/** Days without a summary that one reading takes from their hours: today, and those that may still change. */
const daysFromHours = 6;

/** The days from the first to the one that is running, oldest first. */
export function lastDays(nowMs: number, count: number): DayNumber[] {
  const today = dayOf(hourOf(nowMs));
  return Array.from({ length: count }, (_, i) => today - count + 1 + i);
}

/**
 * The account of whole UTC days, up to the running one: of those that are summed up by their summary, of the others by
 * their hours and the records that wait. When everything is rolled up, 30 days take seven storage calls: one page of
 * records, two batches of days with the retention's state, and the hours of today and, just after midnight, of yesterday.
 */
export async function readPeriod(
  days: readonly DayNumber[],
  nowMs: number,
  isCounted: IsCounted,
): Promise<PeriodReading> {
  const today = dayOf(hourOf(nowMs));
  const listing = await listRecords(recordsPerReading).catch(() => null);
  const records = (listing?.records ?? []).filter(({ record }) => !isLate(record.hours.keys(), nowMs));
  const { days: readings, retention } = await readStoredDays(days.filter((day) => day < today));
  const waitingDays = new Set(records.flatMap(({ record }) => [...record.hours.keys()].map(dayOf)));
  const { firstDay, firstDayWithHours: withHours } = await limitsOf(retention, today);
  const found = new Map<DayNumber, DayAccount>();
  const missingDays: DayNumber[] = [];
  const open: DayNumber[] = [];
  for (const day of days) {
    const reading: DayReading = readings.get(day) ?? { kind: 'absent' };
    const isOpen = day === today || (reading.kind === 'found' && !reading.isClosed && waitingDays.has(day));
    if (reading.kind === 'found' && !isOpen) found.set(day, reading.account);
    else if (reading.kind === 'failed') missingDays.push(day);
    else if (isOpen || day >= withHours) open.push(day);
    else if (reading.kind === 'absent' && day < firstDay) found.set(day, emptyDayAccount());
    else missingDays.push(day);
  }
  const newest = open.slice(-daysFromHours);
  missingDays.push(...open.slice(0, -daysFromHours));
  const hoursRead = newest.flatMap(hoursOfDay).filter((hour) => hour <= hourOf(nowMs) + 1);
  for (const [day, account] of await fromHours(newest, hoursRead, records, isCounted)) {
    if (account === null) missingDays.push(day);
    else found.set(day, account);
  }
  return {
    days: new Map([...found].sort(([a], [b]) => a - b)),
    missingDays: missingDays.sort((a, b) => a - b),
    unread: unreadOf(listing),
  };
}

async function fromHours(
  days: readonly DayNumber[],
  hours: readonly HourNumber[],
  records: readonly ListedRecord[],
  isCounted: IsCounted,
): Promise<Map<DayNumber, DayAccount | null>> {
  const found = new Map<HourNumber, HourAccount>();
  const readable = new Set<HourNumber>();
  const named = new Set(records.flatMap(({ record }) => [...record.hours.keys()]));
  for (const [hour, reading] of await readStoredHours(hours, named)) {
    if (reading.kind === 'found') found.set(hour, joined(reading.account));
    if (reading.kind === 'found' || reading.kind === 'absent') readable.add(hour);
  }
  addWaiting(found, readable, records, isCounted);
  return new Map(
    days.map((day) => {
      const ofDay = hours.filter((hour) => dayOf(hour) === day);
      if (!ofDay.every((hour) => readable.has(hour))) return [day, null];
      return [day, dayFromHours(new Map([...found].filter(([hour]) => dayOf(hour) === day)))];
    }),
  );
}

/** Before its first run the retention cannot say when the account begins, so the first hour is asked for. */
async function limitsOf(
  retention: RetentionState | 'never' | 'failed',
  today: DayNumber,
): Promise<Pick<RetentionState, 'firstDay' | 'firstDayWithHours'>> {
  if (typeof retention !== 'string') return retention;
  if (retention === 'failed') return { firstDay: -Infinity, firstDayWithHours: -Infinity };
  const hour = await firstHour().catch(() => null);
  const firstDay = hour === null ? today : dayOf(hour);
  return { firstDay, firstDayWithHours: firstDay };
}

/** Such a record is listed by its hour already, or is going to be refused. */
function isLate(hours: Iterable<HourNumber>, nowMs: number): boolean {
  return [...hours].every((hour) => nowMs > startOfHourMs(hour + 1) + mergeWithinMs);
}
