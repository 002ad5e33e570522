import { kvs } from '@forge/kvs';
import { isCount } from '../usage/numbers';
import { operationNames } from '../protocol/wire';
import { isConflict } from './conflict';
import { listValues } from './list-values';
import { operationPrefix } from './names';
import { minuteMs } from '../time';
import { isRecord } from '../object';

/** A backup or restore that somebody started. */
export interface Operation {
  name: string;
  atMs: number;
  /** Who started it: `own`, or the app of a source. */
  app: string;
}

/** Of each name. Backups are asked for by their distance, restores by their number: a hundred of them and what lies around. */
const listedOperations = 400;
const keptDays = 365;
/** Whole minutes until the year 2160, so that a later minute has a smaller number of as many digits. */
const lastMinute = 99_999_999;

/**
 * Keeps one operation a name and minute: two within a minute are one that was announced and seen, a repeated report is kept once,
 * and a sender that floods writes sixty values an hour. The first that is kept of a minute stays.
 */
export async function keepOperation(operation: Operation): Promise<void> {
  const { name, atMs, app } = operation;
  try {
    const options = { ttl: { value: keptDays, unit: 'DAYS' as const }, keyPolicy: 'FAIL_IF_EXISTS' as const };
    await kvs.set(minuteKey(name, atMs), { name, atMs, app }, options);
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
}

/** Operations of the last year, of each name the newest. Eventually consistent. */
export async function readOperations(): Promise<Operation[]> {
  const listed = await Promise.all(
    operationNames.map((name) => listValues(`${operationPrefix}${name}:`, listedOperations)),
  );
  return listed.flat().flatMap(({ value }) => decodeOperation(value) ?? []);
}

/** `null` for what is no such operation. */
export function decodeOperation(value: unknown): Operation | null {
  if (!isRecord(value)) return null;
  const { name, atMs, app } = value;
  if (!operationNames.some((known) => known === name) || typeof app !== 'string' || !isCount(atMs))
    return null;
  return { name: String(name), atMs, app };
}

/** Newest first in the order of keys, and before those of earlier versions, which have the time itself there. */
function minuteKey(name: string, atMs: number): string {
  const left = lastMinute - Math.floor(atMs / minuteMs);
  return `${operationPrefix}${name}:-${String(left).padStart(8, '0')}`;
}
