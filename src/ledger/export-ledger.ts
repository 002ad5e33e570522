import { dayOf, hoursADay, type DayNumber } from '../usage/day';
import { hourOf, type HourNumber } from '../usage/hour';
import { partsOfLists } from '../usage/hour-account';
import { schemaVersion } from '../usage/schema';
import { readStoredExperiment } from './experiments';
import { readKeptValues } from './kept-values';
import { dayKey, hourKey } from './names';
import { readOperations } from './operations';
import { readState } from './settings';
import { listQuarantined } from './quarantine';
import { listRecords } from './records';
import { firstHour, readStoredDays } from './stored-days';
import { readStoredHours } from './stored-hours';
import type { HourReading, RetentionState } from './stored';
import { lineText, TransferError, type TransferLine } from './transfer-line';

/** Where an export goes on: after a place in the listing of records, at a day, at an hour, at one of what is kept beside them. */
export type ExportPlace =
  | { part: 'records'; after: string }
  | { part: 'days'; day: DayNumber }
  | { part: 'hours'; hour: HourNumber }
  | { part: 'kept'; at: number };

export interface ExportStep {
  /** Lines of JSON, each to be read by itself. */
  lines: string[];
  /** `null` after the last step. */
  next: ExportPlace | null;
}

/** Values that each may be as large as a value can be: a step stays below what a function may answer. */
const valuesAStep = 12;
const recordsAStep = 50;

/**
 * The next part of everything that is kept: a head with what was set aside, operations and the experiment; the records that
 * wait; the days that are summed up for good; the hours, one line each; what administrators keep. Records come first, so that a roll-up meanwhile moves
 * calls into an hour that is read later; an import adds none of them twice, since hours keep their lists.
 *
 * @param place `null` to begin
 * @throws TransferError when storage does not give a part now: half an account is not handed out as a whole one
 */
export async function exportStep(place: ExportPlace | null, nowMs: number): Promise<ExportStep> {
  switch (place?.part) {
    case undefined: {
      const head = await headLines(nowMs);
      const { lines, next } = await records(null, nowMs);
      return { lines: [...head, ...lines], next };
    }
    case 'records':
      return records(place.after, nowMs);
    case 'days':
      return days(place.day, nowMs);
    case 'hours':
      return hours(place.hour, nowMs);
    case 'kept':
      return keptValues(place.at);
  }
}

async function headLines(nowMs: number): Promise<string[]> {
  const retention = await readRetention();
  const { recordingSinceMs: sinceMs } = await readState();
  const head = { pointsGauge: 'ledger', v: schemaVersion, exportedAtMs: nowMs, sinceMs, upkeep: retention };
  const experiment = await readStoredExperiment();
  const more: TransferLine[] = [
    ...(await readOperations()).map((operation) => ({ kind: 'operation' as const, operation })),
    ...(typeof experiment === 'object' && experiment !== null
      ? [{ kind: 'experiment' as const, value: experiment }]
      : []),
    ...(await listQuarantined(100)).map((odd) => ({ kind: 'setAside' as const, ...odd })),
  ];
  return [JSON.stringify(head), ...more.map(lineText)];
}

async function records(after: string | null, nowMs: number): Promise<ExportStep> {
  const listing = await listRecords(recordsAStep, after);
  const lines = [
    ...listing.records.map(({ record }) => lineText({ kind: 'record', record })),
    ...listing.unreadable.map((odd) => lineText({ kind: 'setAside', ...odd })),
  ];
  if (listing.next !== null) return { lines, next: { part: 'records', after: listing.next } };
  const retention = await readRetention();
  if (retention !== null) return { lines, next: { part: 'days', day: retention.firstKeptDay } };
  return { lines, next: await firstHours(null, nowMs) };
}

/** Of the days that are summed up for good: what the others hold is in their hours. */
async function days(first: DayNumber, nowMs: number): Promise<ExportStep> {
  const { days: readings, retention } = await readStoredDays(range(first, first + valuesAStep - 1));
  if (typeof retention === 'string') throw new TransferError(notNow('how far days are summed up'));
  const lines: string[] = [];
  for (const [day, reading] of readings) {
    if (day >= retention.openDay) break;
    if (reading.kind === 'newer') throw new TransferError(newer(dayKey(day)));
    if (reading.kind === 'failed') throw new TransferError(notNow(dayKey(day)));
    if (reading.kind === 'unreadable')
      lines.push(lineText({ kind: 'setAside', key: dayKey(day), value: reading.value }));
    if (reading.kind !== 'found') continue;
    const { account, isClosed } = reading;
    lines.push(lineText({ kind: 'day', day, account, isClosed }));
  }
  const next = first + valuesAStep;
  if (next < retention.openDay) return { lines, next: { part: 'days', day: next } };
  return { lines, next: await firstHours(retention, nowMs) };
}

async function firstHours(retention: RetentionState | null, nowMs: number): Promise<ExportPlace> {
  const stored = await firstHour();
  if (stored === null) return { part: 'kept', at: 0 };
  const day = Math.min(dayOf(stored), retention?.firstDayWithHours ?? dayOf(hourOf(nowMs)));
  return { part: 'hours', hour: day * hoursADay };
}

/** A busy hour, whose lists are kept apart and have megabytes, ends its step. */
async function hours(first: HourNumber, nowMs: number): Promise<ExportStep> {
  // A record may name the hour after this one, where clocks differ.
  const last = hourOf(nowMs) + 1;
  const lines: string[] = [];
  let next = first;
  const end = Math.min(last, first + valuesAStep - 1);
  for (const [hour, reading] of await readStoredHours(range(first, end))) {
    next = hour + 1;
    lines.push(...(await hourLines(hour, reading)));
    if (reading.kind === 'found' && reading.account.listsAre === 'unread') break;
  }
  return { lines, next: next > last ? { part: 'kept', at: 0 } : { part: 'hours', hour: next } };
}

async function hourLines(hour: HourNumber, reading: HourReading): Promise<string[]> {
  switch (reading.kind) {
    case 'absent':
      return [];
    case 'failed':
      throw new TransferError(notNow(hourKey(hour)));
    case 'newer':
      throw new TransferError(newer(hourKey(hour)));
    case 'unreadable':
      return [lineText({ kind: 'setAside', key: hourKey(hour), value: reading.value })];
    case 'found': {
      const { account } = reading;
      if (account.listsAre !== 'unread') return [lineText({ kind: 'hour', hour, account })];
      // Sums and lists have to be of one moment.
      const whole = (await readStoredHours([hour], new Set([hour]))).get(hour);
      if (whole?.kind !== 'found') return hourLines(hour, whole ?? { kind: 'failed' });
      const parts = [...partsOfLists(whole.account)].map(([part, lists]) =>
        lineText({ kind: 'lists', hour, part, lists }),
      );
      return [...parts, lineText({ kind: 'hour', hour, account: whole.account })];
    }
  }
}

/** What administrators keep beside the account. */
async function keptValues(at: number): Promise<ExportStep> {
  const { values, more } = await readKeptValues(at, valuesAStep);
  if (values === null) throw new TransferError(notNow('the months that are kept'));
  const lines = values.map((kept) => lineText({ kind: 'kept', kept }));
  return { lines, next: more ? { part: 'kept', at: at + valuesAStep } : null };
}

async function readRetention(): Promise<RetentionState | null> {
  const { retention } = await readStoredDays([]);
  if (retention === 'failed') throw new TransferError(notNow('how far days are summed up'));
  return retention === 'never' ? null : retention;
}

function notNow(what: string): string {
  return `Storage did not give ${what}. Try again in a minute.`;
}

function newer(what: string): string {
  return `A later version of this app wrote ${what}. Deploy that version again, then export.`;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}
