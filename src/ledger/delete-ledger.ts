import { kvs } from '@forge/kvs';
import { dayOf, hoursOfDay } from '../usage/day';
import { hourOf } from '../usage/hour';
import { batchesOf, listPartDays, pageSize, reachDays } from './bounds';
import { listValues } from './list-values';
import {
  experimentClaimPrefix,
  experimentKey,
  importKey,
  operationPrefix,
  recordPrefix,
  seenVersionsKey,
  quarantinePrefix,
  sinceKey,
  snapshotPrefix,
  snapshotsKey,
  appliedAdviceKey,
  statusLogKey,
  deliveryStatsPrefix,
  retentionKey,
} from './names';
import { deleteDays, firstHour, readStoredDays } from './stored-days';
import { deleteHours } from './stored-hours';

/** Everything that was recorded, beside the hours and the days. */
const recorded = [
  recordPrefix,
  quarantinePrefix,
  deliveryStatsPrefix,
  operationPrefix,
  experimentClaimPrefix,
  snapshotPrefix,
];

/**
 * Deletes all that was recorded here: waiting records, hours, days, what was set aside, traces, operations, the
 * months' evidence and the record of advice taken. Settings,
 * reporting sources and secrets stay. How far the account reaches is forgotten last, so that a deletion that storage stops
 * can be made again from the start. Calls that another process still holds in memory are a new account's first.
 */
export async function deleteLedger(nowMs: number): Promise<void> {
  for (const prefix of recorded) await deleteUnder(prefix);
  const { retention } = await readStoredDays([]);
  const today = dayOf(hourOf(nowMs));
  const firstHour = await deleteBefore(today - walkedDays);
  const begun = typeof retention === 'string' ? null : retention;
  const firstDay = Math.max(
    today - walkedDays,
    Math.min(begun?.firstDayWithHours ?? today, firstHour === null ? today : dayOf(firstHour)),
  );
  // A record may name the hour after this one, where clocks differ.
  for (let day = firstDay; day <= today + 1; day += 1)
    await deleteHours(hoursOfDay(day), day >= today - listPartDays);
  const firstKept = Math.max(today - reachDays, Math.min(begun?.firstKeptDay ?? today, firstDay));
  await deleteDays(Array.from({ length: today - firstKept + 1 }, (_, i) => firstKept + i));
  // A roll-up that read a record just before it went may have written its hour since; an earlier version let in hours to come.
  await deleteBefore(Infinity);
  const single = [
    experimentKey,
    importKey,
    seenVersionsKey,
    sinceKey,
    snapshotsKey,
    statusLogKey,
    appliedAdviceKey,
    retentionKey,
  ];
  await kvs.batchDelete(single.map((key) => ({ key })));
}

/** Days whose hours are deleted whether they are there or not, as many as are kept and some more: a storage call each. */
const walkedDays = 100;
/** Days outside of these that have hours. */
const mostStrayDays = 200;

/**
 * Hours of before then, as an import brings them: found by themselves, since the days between them and now may be too many to
 * walk in a function's time. Gives the first hour that is left.
 */
async function deleteBefore(day: number): Promise<number | null> {
  let first = await firstHour();
  for (let n = 0; n < mostStrayDays && first !== null && dayOf(first) < day; n += 1) {
    await deleteHours(hoursOfDay(dayOf(first)), true);
    const next = await firstHour();
    // A listing may still show what is gone.
    if (next === first) break;
    first = next;
  }
  return first;
}

/** Listings are eventually consistent, so what is listed again was deleted already: one pass of each page is enough. */
async function deleteUnder(prefix: string): Promise<void> {
  const listed = await listValues(prefix, 100 * pageSize);
  for (const some of batchesOf(listed)) await kvs.batchDelete(some.map(({ key }) => ({ key })));
}
