import { kvs } from '@forge/kvs';
import { isCount } from '../usage/numbers';
import { decodeRetention } from './stored-days';
import { importKey } from './names';
import type { RetentionState } from './stored';
import { isRecord } from '../object';

/** How far an import has come that the page sends in parts. */
export interface ImportState {
  /** When the page began it: tells one import from another. */
  begunAtMs: number;
  /** Of the last part. */
  atMs: number;
  /** Parts count from 0. */
  nextPart: number;
  isDone: boolean;
  /** From the head, written when the last part is in. */
  upkeep: RetentionState | null;
  sinceMs: number | null;
}

/** A page that sends no part for so long is gone: roll-ups go on with what there is. */
const abandonedAfterMs = 10 * 60_000;

/** Whether parts are still to come: until then nothing may be rolled up, since the hours are not all there yet. */
export function isImportRunning(state: ImportState | null, nowMs: number): boolean {
  return state !== null && !state.isDone && nowMs - state.atMs < abandonedAfterMs;
}

export async function readImportState(): Promise<ImportState | null> {
  return decodeImportState(await kvs.get<unknown>(importKey));
}

export async function writeImportState(state: ImportState): Promise<void> {
  await kvs.set(importKey, state, { ttl: { value: 1, unit: 'DAYS' } });
}

/** `null` for what is no such state. */
export function decodeImportState(value: unknown): ImportState | null {
  if (!isRecord(value)) return null;
  const { begunAtMs, atMs, nextPart, isDone, upkeep, sinceMs } = value;
  if (!isCount(begunAtMs) || !isCount(atMs) || !isCount(nextPart)) return null;
  return {
    ...{ begunAtMs, atMs, nextPart, isDone: isDone === true, upkeep: decodeRetention(upkeep) },
    sinceMs: isCount(sinceMs) ? sinceMs : null,
  };
}
