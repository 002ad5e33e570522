import { dayOf, endOfDayMs, hoursOfDay, type DayNumber } from '../usage/day';
import { dayFromHours, emptyDayAccount, type DayAccount } from '../usage/day-account';
import { joined, type HourAccount } from '../usage/hour-account';
import { hourOf, startOfHourMs, type HourNumber } from '../usage/hour';
import { mergeWithinMs } from './bounds';
import { addWaiting, recordsPerReading } from './read-hours';
import type { IsCounted } from './settings';
import { listRecords } from './records';
import { firstHour, readDaysAs } from './stored-days';
import { readStoredHours } from './stored-hours';
import type { ListedRecord, RecordListing, RetentionState } from './stored';
import { unreadOf, type UnreadRecords } from './unread';

/** @template Kept what is kept of a day */
export interface PeriodReading<Kept = DayAccount> {
  /** One entry for each day that could be read, oldest first; a day without calls is an empty account. */
  days: Map<DayNumber, Kept>;
  /** Days that storage did not give this time, or of which an hour is missing: unknown, not empty. */
  missingDays: DayNumber[];
  /** `null` when everything that waits was read. */
  unread: UnreadRecords | null;
}

const noRecords: RecordListing = { records: [], unreadable: [], more: false, next: null };

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
  return readPeriodAs(days, nowMs, isCounted, (_, account) => account);
}

/**
 * The same, where of each day only what `keep` makes of it is kept, so that months of them need not be held together.
 * @param keep is told of each day that could be read, once, in no certain order
 */
export async function readPeriodAs<Kept>(
  days: readonly DayNumber[],
  nowMs: number,
  isCounted: IsCounted,
  keep: (day: DayNumber, account: DayAccount) => Kept,
): Promise<PeriodReading<Kept>> {
  const today = dayOf(hourOf(nowMs));
  // Of days that are over for good no record waits that they would still take.
  const isOver = nowMs > endOfDayMs(days.at(-1) ?? today) + mergeWithinMs;
  const listing = isOver ? noRecords : await listRecords(recordsPerReading).catch(() => null);
  const records = (listing?.records ?? []).filter(({ record }) => !isLate(record.hours.keys(), nowMs));
  const waitingDays = new Set(records.flatMap(({ record }) => [...record.hours.keys()].map(dayOf)));
  const found = new Map<DayNumber, Kept>();
  const { days: readings, retention } = await readDaysAs(
    days.filter((day) => day < today),
    (day, reading) => {
      if (reading.kind !== 'found') return reading.kind;
      if (!reading.isClosed && waitingDays.has(day)) return 'open';
      found.set(day, keep(day, reading.account));
      return 'found';
    },
  );
  const { firstDay, firstDayWithHours: withHours } = await limitsOf(retention, today);
  const missingDays: DayNumber[] = [];
  const open: DayNumber[] = [];
  for (const day of days) {
    const kind = day === today ? 'open' : (readings.get(day) ?? 'absent');
    if (kind === 'found') continue;
    if (kind === 'failed') missingDays.push(day);
    else if (kind === 'open' || day >= withHours) open.push(day);
    else if (kind === 'absent' && day < firstDay) found.set(day, keep(day, emptyDayAccount()));
    else missingDays.push(day);
  }
  const newest = open.slice(-daysFromHours);
  missingDays.push(...open.slice(0, -daysFromHours));
  const hoursRead = newest.flatMap(hoursOfDay).filter((hour) => hour <= hourOf(nowMs) + 1);
  for (const [day, account] of await fromHours(newest, hoursRead, records, isCounted)) {
    if (account === null) missingDays.push(day);
    else found.set(day, keep(day, account));
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
