/** Days, and how far they are summed up, on Forge's storage. All of it belongs to the installation of the running invocation. */
import { randomInt } from 'node:crypto';
import { Filter, FilterConditions, kvs, Sort } from '@forge/kvs';
import { isCount } from '../usage/numbers';
import type { DayNumber } from '../usage/day';
import { decodeDay, encodeDayWithin, type DayAccount } from '../usage/day-account';
import type { HourNumber } from '../usage/hour';
import { isNewerVersion } from '../usage/schema';
import { readEach, type Value } from './batch-read';
import { batchesOf, maxBodyBytes } from './bounds';
import { isConflict } from './conflict';
import { dayEntity, dayKey, hourEntity, retentionKey } from './names';
import type { DayReading, RetentionState } from './stored';
import { isRecord } from '../object';

/** Also gives how far the retention has come, in the first of its storage calls. */
export async function readStoredDays(
  days: readonly DayNumber[],
): Promise<{ days: Map<DayNumber, DayReading>; retention: RetentionState | 'never' | 'failed' }> {
  return readDaysAs(days, (_, reading) => reading);
}

/**
 * The same, where of each day only what `keep` makes of it is kept, so that months of them need not be held together.
 * @param keep is told of each day as soon as its batch is there, in the order of the days
 */
export async function readDaysAs<Kept>(
  days: readonly DayNumber[],
  keep: (day: DayNumber, reading: DayReading) => Kept,
): Promise<{ days: Map<DayNumber, Kept>; retention: RetentionState | 'never' | 'failed' }> {
  const state = { retention: 'failed' as RetentionState | 'never' | 'failed' };
  const kept = new Map<DayNumber, Kept>();
  const wanted = days.map((day) => ({ key: dayKey(day), entityName: dayEntity, day }));
  await readEach<{ key: string; entityName?: string; day?: DayNumber }>(
    [{ key: retentionKey }, ...wanted],
    ({ day }, value) => {
      if (day === undefined) {
        state.retention = readRetention(value);
        return null;
      }
      const reading = readDay(value);
      kept.set(day, keep(day, reading));
      return reading.kind === 'found' ? reading.account.usage.sums.size : null;
    },
  );
  return { days: kept, ...state };
}

/**
 * Writes the day if it still bears the stamp that was seen before its hours were read (`null`: if it still is not there);
 * `false` when it does not, since then an hour may have changed meanwhile, or when it cannot be made to fit.
 */
export async function writeDay(
  day: DayNumber,
  account: DayAccount,
  isClosed: boolean,
  seenStamp: number | null,
): Promise<boolean> {
  const body = encodeDayWithin(account, maxBodyBytes);
  if (body === null) return false;
  const value = { day, closed: isClosed, stamp: newStamp(), body };
  try {
    if (seenStamp === null) {
      await kvs.entity(dayEntity).set(dayKey(day), value, { keyPolicy: 'FAIL_IF_EXISTS' });
    } else {
      const unchanged = new Filter<typeof value>().and('stamp', FilterConditions.equalTo(seenStamp));
      await kvs
        .transact()
        .set(dayKey(day), value, { entityName: dayEntity, conditions: unchanged })
        .execute();
    }
    return true;
  } catch (error) {
    if (isConflict(error)) return false;
    throw error;
  }
}

/** Says, after an hour of the day was written, that the day has to be summed up anew. */
export async function outdateDay(day: DayNumber): Promise<void> {
  await kvs.entity(dayEntity).set(dayKey(day), { day, closed: false, stamp: newStamp() });
}

export async function deleteDays(days: readonly DayNumber[]): Promise<void> {
  for (const some of batchesOf(days))
    await kvs.batchDelete(some.map((day) => ({ key: dayKey(day), entityName: dayEntity })));
}

/** The first hour that is stored; `null` when none is. Eventually consistent. */
export async function firstHour(): Promise<HourNumber | null> {
  const page = await kvs
    .entity<{ hour?: unknown }>(hourEntity)
    .query()
    .index('hour')
    .sort(Sort.ASC)
    .limit(1)
    .getMany();
  const hour = page.results[0]?.value.hour;
  return isCount(hour) ? hour : null;
}

export async function writeRetention(state: RetentionState): Promise<void> {
  await kvs.set(retentionKey, { v: 1, ...state });
}

function readDay(value: Value): DayReading {
  if (value.kind !== 'found') return value;
  const stored = value.value;
  const stamp = isRecord(stored) ? stored['stamp'] : null;
  if (!isRecord(stored) || !isCount(stamp)) return { kind: 'unreadable', value: stored };
  if (stored['body'] === undefined) return { kind: 'outdated', stamp };
  if (isRecord(stored['body']) && isNewerVersion(stored['body']['v'])) return { kind: 'newer' };
  const account = decodeDay(stored['body']);
  if (account === null) return { kind: 'unreadable', value: stored };
  return { kind: 'found', account, isClosed: stored['closed'] === true, stamp };
}

/** Another at each write, within the 31 bits that an entity's integer can hold. */
function newStamp(): number {
  return randomInt(2 ** 31 - 1);
}

/** A state that is not ours counts as none: the retention begins again at the first hour, and repeats nothing that is closed. */
function readRetention(value: Value): RetentionState | 'never' | 'failed' {
  if (value.kind !== 'found') return value.kind === 'absent' ? 'never' : 'failed';
  return decodeRetention(value.value) ?? 'never';
}

/** `null` for what is no such state. */
export function decodeRetention(value: unknown): RetentionState | null {
  if (!isRecord(value)) return null;
  const { firstDay, openDay, firstDayWithHours, firstKeptDay } = value;
  if (!isCount(firstDay) || !isCount(openDay)) return null;
  if (!isCount(firstDayWithHours) || !isCount(firstKeptDay)) return null;
  return { firstDay, openDay, firstDayWithHours, firstKeptDay };
}
