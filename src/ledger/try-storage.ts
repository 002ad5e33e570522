import { randomBytes } from 'node:crypto';
import { kvs } from '@forge/kvs';
import type { Tried } from '../insights/installation-check';
import { attempt } from './attempt';
import { checkPrefix } from './names';

/** Storage answers in tens of milliseconds; five calls one after another have to end within a function's 25 s. */
const longestCallMs = 2_500;

export interface StorageTried {
  written: string;
  first: Tried<unknown>;
  /** A second write of the same key, with the condition that it must not be there. */
  second: Tried<unknown>;
  read: Tried<unknown>;
  absent: Tried<{ isFound: boolean; code: string | null }>;
}

/**
 * Writes, writes again under a condition, reads, and asks for a key that is not there: five storage calls. The key is of this
 * attempt alone; it is deleted, and expires within the hour where the deletion fails.
 */
export async function tryStorage(): Promise<StorageTried> {
  const written = randomBytes(8).toString('hex');
  const key = checkPrefix + written;
  const set = () => kvs.set(key, written, { keyPolicy: 'FAIL_IF_EXISTS', ttl: { value: 1, unit: 'HOURS' } });
  const first = await attempt(set, longestCallMs);
  // Nothing of what follows would say more than the first refusal does.
  if (first.kind !== 'done') return { written, first, second: first, read: first, absent: first };
  const second = await attempt(set, longestCallMs);
  const read = await attempt(() => kvs.get<unknown>(key), longestCallMs);
  await attempt(() => kvs.delete(key), longestCallMs);
  const absent = await attempt(() => getAbsent(`${key}.absent`), longestCallMs);
  return { written, first, second, read, absent };
}

async function getAbsent(key: string): Promise<{ isFound: boolean; code: string | null }> {
  const { successfulKeys, failedKeys } = await kvs.batchGet<unknown>([{ key }]);
  const failed = failedKeys.find((one) => one.key === key);
  return { isFound: successfulKeys.some((one) => one.key === key), code: failed?.error.code ?? null };
}
