import { bytesOf } from '../usage/bytes';
import { dayOf, type DayNumber } from '../usage/day';
import { decodeDay, encodeDayWithin } from '../usage/day-account';
import { hourOf } from '../usage/hour';
import { decodeHour, encodeHour } from '../usage/hour-account';
import { hasBoundedNames, importedDay, importedHour, importedRecord } from '../usage/imported';
import { decodeRecord, encodeRecord } from '../usage/record';
import { clockToleranceMs } from '../protocol/bounds';
import { maxBodyBytes, reachDays } from './bounds';
import { readLine } from './transfer-line';

/** A line of an export that an import may take in. */
export type ImportLine = NonNullable<ReturnType<typeof readLine>>;

/** `null` for a line that is left out: it cannot be read, is of no time that an account of now can hold, or could not be stored. */
export function admittedLine(text: string, nowMs: number): ImportLine | null {
  return inReach(boundedLine(text), nowMs);
}

/**
 * Of a time that no account of now can hold `null`: it would be kept for nothing, and stand in the way of a deletion; an operation of
 * a time to come would hide those that are made until then.
 */
function inReach(line: ImportLine | null, nowMs: number): ImportLine | null {
  if (line === null) return null;
  if (line.kind === 'operation') return line.operation.atMs <= nowMs + clockToleranceMs ? line : null;
  const today = dayOf(hourOf(nowMs));
  return daysOf(line).every((day) => day >= today - reachDays && day <= today + 1) ? line : null;
}

function daysOf(line: ImportLine): DayNumber[] {
  switch (line.kind) {
    case 'day':
      return [line.day];
    case 'hour':
    case 'lists':
      return [dayOf(line.hour)];
    case 'record':
      return [...line.record.hours.keys()].map(dayOf);
    case 'operation':
    case 'experiment':
    case 'kept':
      return [];
  }
}

/**
 * `null` also for a line that no version of this app writes, by its names or by figures that could not be read again once they are
 * stored: it is left out, and counted as such.
 */
function boundedLine(text: string): ImportLine | null {
  const line = readLine(text);
  switch (line?.kind) {
    case 'hour': {
      const { usage, reported } = line.account;
      const isBounded = hasBoundedNames(reported === null ? [usage] : [usage, reported]);
      return isBounded && decodeHour(asStored(encodeHour(importedHour(line.account)))) !== null ? line : null;
    }
    case 'record': {
      const isBounded = hasBoundedNames(line.record.hours.values());
      return isBounded && decodeRecord(asStored(encodeRecord(importedRecord(line.record)))) !== null
        ? line
        : null;
    }
    case 'day': {
      const isBounded = hasBoundedNames([line.account.usage, ...line.account.hours.values()]);
      const stored = isBounded ? encodeDayWithin(importedDay(line.account), maxBodyBytes) : null;
      return stored !== null && decodeDay(asStored(stored)) !== null ? line : null;
    }
    case undefined:
      return null;
    case 'lists':
      return line;
    case 'operation':
      return bytesOf(line.operation) <= mostOperationBytes ? line : null;
    case 'experiment':
      return bytesOf(line.value) <= maxBodyBytes ? line : null;
    case 'kept':
      return bytesOf(line.kept.value) <= maxBodyBytes ? line : null;
  }
}

/** Four hundred of them are listed at once, and an app's name is what is long in one. */
const mostOperationBytes = 500;

/** What storage makes of a value: `NaN` is `null` there. */
function asStored(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
