import { hoursADay, type DayNumber } from '../usage/day';
import { startOfHourMs, type HourNumber } from '../usage/hour';
import type { RecordId } from '../usage/record';

/** Every key and entity of the gauge begins with `pg`, so that an app that embeds it never meets its own keys here. */
export const recordPrefix = 'pg:rec:';
/** Values that this version could not read, kept apart so that they do not stand in the way of those it can. */
export const quarantinePrefix = 'pg:odd:';
export const hourEntity = 'pg-hour';
export const dayEntity = 'pg-day';
export const settingsKey = 'pg:settings';
export const sinceKey = 'pg:since';
/** How each pool was judged last, and the changes before. */
export const statusLogKey = 'pg:status';
/** Versions of the app, and since when each is seen. */
export const seenVersionsKey = 'pg:versions';
/** The work items about pools in alarm, and who took the next change of them. */
export const incidentsKey = 'pg:incidents';
export const incidentClaimPrefix = 'pg:inc:';
/** One test of the warnings in five minutes. */
export const warningTestPrefix = 'pg:try:';
export const retentionKey = 'pg:upkeep';
/** What the last check of this installation found, and the keys that a check tries storage with. */
export const lastCheckKey = 'pg:check';
export const checkPrefix = 'pg:check:';
/** How far an import has come. */
export const importKey = 'pg:import';
export const grantSecretKey = 'pg:grant';
/** Whom the product called an administrator in the last days, by a keyed hash. */
export const administratorPrefix = 'pg:admin:';
/** What administrators did, the newest first. */
export const adminLogPrefix = 'pg:log:';
/** What is closed for the whole installation, for clients that keep a pace. */
export const paceKey = 'pg:pace';
/** What the app's owner said of the pools of all sites, and the address that the owner is told for it. */
export const toldKey = 'pg:told';
export const noticeAddressKey = 'pg:told-at';
/** Prices that were measured here and taken over. */
export const pricesKey = 'pg:prices';
export const experimentKey = 'pg:experiment';
/** Steps of a run that were taken, for a day. */
export const experimentClaimPrefix = 'pg:exp:';
/** Reporting sources: what is known of one, and its secrets in the secret store. */
export const sourcePrefix = 'pg:src:';
export const sourceSecretPrefix = 'pg:src-key:';
/** The ids of the sources there are, changed by one at a time. */
export const sourceIdsKey = 'pg:sources';
/** What the check digits of source ids are made with. */
export const sourceCheckKey = 'pg:src-check';
/** Batches that were taken, by sender and number, each with its digest. */
export const batchPrefix = 'pg:batch:';
/** What came in at the web trigger, summed by process. */
export const deliveryStatsPrefix = 'pg:trace:';
/** Backups and restores, by name and time. */
export const operationPrefix = 'pg:op:';
/** What was done to spend less. */
export const appliedAdviceKey = 'pg:taken';
/** Which months' evidence is kept, and its parts. */
export const snapshotsKey = 'pg:snapshots';
export const snapshotPrefix = 'pg:snapshot:';

export function recordKey(id: RecordId): string {
  return `${recordPrefix}${id.writer}.${id.n}`;
}

/** For example `2026-11-22T17`: a person who looks into the store can read it. */
export function hourKey(hour: HourNumber): string {
  return new Date(startOfHourMs(hour)).toISOString().slice(0, 13);
}

/** For example `2026-11-22T17.03`: a part of the lists of a busy hour. */
export function listPartKey(hour: HourNumber, part: number): string {
  return `${hourKey(hour)}.${String(part).padStart(2, '0')}`;
}

/** For example `2026-11-22`. */
export function dayKey(day: DayNumber): string {
  return hourKey(day * hoursADay).slice(0, 10);
}
