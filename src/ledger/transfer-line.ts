import { isCount } from '../usage/numbers';
import { decodeDay, encodeDayWithin, type DayAccount } from '../usage/day-account';
import type { DayNumber } from '../usage/day';
import {
  decodeHour,
  decodeListPart,
  encodeHour,
  encodeListPart,
  type HourAccount,
  type Lists,
} from '../usage/hour-account';
import { startOfHourMs, type HourNumber } from '../usage/hour';
import { decodeRecord, encodeRecord, type AccountRecord } from '../usage/record';
import { listParts } from '../usage/record-lists';
import { maxBodyBytes } from './bounds';
import { decodeKeptValue, type KeptValue } from './kept-values';
import { decodeOperation, type Operation } from './operations';
import { isRecord } from '../object';

/** The account cannot be exported or imported as a whole; the message says why, for the person who asked. */
export class TransferError extends Error {
  override readonly name = 'TransferError';
}

/** A line of an export after its head, each one JSON value by itself. */
export type TransferLine =
  | { kind: 'day'; day: DayNumber; account: DayAccount; isClosed: boolean }
  | { kind: 'hour'; hour: HourNumber; account: HourAccount }
  /** A part of the lists of an hour that keeps them apart; before the line of the hour. */
  | { kind: 'lists'; hour: HourNumber; part: number; lists: Lists }
  | { kind: 'record'; record: AccountRecord }
  | { kind: 'operation'; operation: Operation }
  | { kind: 'experiment'; value: object }
  | { kind: 'kept'; kept: KeptValue }
  /** What could not be read where it was kept. An import leaves it out. */
  | { kind: 'setAside'; key: string; value: unknown };

export function lineText(line: TransferLine): string {
  switch (line.kind) {
    case 'day': {
      const { day, account, isClosed } = line;
      return JSON.stringify({ day, closed: isClosed, value: encodeDayWithin(account, maxBodyBytes) });
    }
    case 'hour': {
      const at = new Date(startOfHourMs(line.hour)).toISOString();
      return JSON.stringify({ hour: line.hour, at, value: encodeHour(line.account) });
    }
    case 'lists':
      return JSON.stringify({ listsOf: line.hour, part: line.part, value: encodeListPart(line.lists) });
    case 'record':
      return JSON.stringify({ record: encodeRecord(line.record) });
    case 'operation':
      return JSON.stringify({ operation: line.operation });
    case 'experiment':
      return JSON.stringify({ experiment: line.value });
    case 'kept':
      return JSON.stringify({ kept: line.kept.key, value: line.kept.value });
    case 'setAside':
      return JSON.stringify({ setAside: line.key, value: line.value });
  }
}

/** `null` for what is no line that can be imported. */
export function readLine(text: string): Exclude<TransferLine, { kind: 'setAside' }> | null {
  const line = parseLine(text);
  if (!isRecord(line)) return null;
  const { day, hour, listsOf, part, value, experiment } = line;
  const account = isCount(hour) ? decodeHour(value) : null;
  if (isCount(hour) && account !== null) return { kind: 'hour', hour, account };
  const lists = isCount(listsOf) ? decodeListPart(value) : null;
  if (isCount(listsOf) && lists !== null && isCount(part) && part < listParts)
    return { kind: 'lists', hour: listsOf, part, lists };
  const summary = isCount(day) ? decodeDay(value) : null;
  if (isCount(day) && summary !== null)
    return { kind: 'day', day, account: summary, isClosed: line['closed'] === true };
  const record = decodeRecord(line['record']);
  if (record !== null) return { kind: 'record', record };
  const operation = decodeOperation(line['operation']);
  if (operation !== null) return { kind: 'operation', operation };
  const kept = decodeKeptValue(line);
  if (kept !== null) return { kind: 'kept', kept };
  return isRecord(experiment) ? { kind: 'experiment', value: experiment } : null;
}

/** `null` for what is no JSON. */
export function parseLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
