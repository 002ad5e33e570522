import { Filter, FilterConditions, kvs } from '@forge/kvs';
import { isCount } from '../usage/numbers';
import { isConflict } from './conflict';
import { dayEntity } from './names';
import { isRecord } from '../object';

/** What a change makes of the value that is there: the next one, or `null` to leave it, and what its caller is told. */
export interface Change<R> {
  value: object | null;
  result: R;
}

/** Somebody else changed the same thing meanwhile. Nothing was written. */
export class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile';
}

/** Of so many who change one value at once each succeeds within as many rounds; more at once are told to try again. */
const mostTries = 60;
/** Longer with each try, so that many who meet spread out instead of meeting again. */
const firstPauseMs = 20;
const longestPauseMs = 1_000;

interface Guard {
  stamp: number;
}

/**
 * Changes one value so that no other change is lost: of two at once the second is made again, on what the first left. The value
 * carries the number of its last change as `version`.
 *
 * Forge's storage has conditions for attributes of entities only, so the number stands in an entity, too, and both are written in
 * one transaction. The entity is the one of the days, which is read by key alone: one more would be missing where an embedding
 * app's manifest is of an earlier version. A value without a number is one that an earlier version wrote.
 *
 * @param change is called again after a conflict; what it throws ends it, and nothing is written
 * @param keptFor where storage is to forget the value by itself; `undefined`: never
 * @throws ChangedMeanwhile when others were faster again and again
 */
export async function changeValue<R>(
  key: string,
  change: (stored: unknown, version: number) => Change<R>,
  keptFor?: { ttl: { value: number; unit: 'HOURS' | 'DAYS' } },
): Promise<R> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    if (tries > 0) await pause(tries);
    const { stored, version } = await readVersioned(key);
    const { value, result } = change(stored, version);
    if (value === null) return result;
    try {
      const unchanged = new Filter<Guard>().and('stamp', FilterConditions.equalTo(version));
      const next = version + 1;
      await kvs
        .transact()
        .set(guardKey(key), { stamp: next }, { entityName: dayEntity, conditions: unchanged })
        .set(key, { ...value, version: next }, undefined, keptFor)
        .execute();
      return result;
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
  throw new ChangedMeanwhile('Others changed the same at the same time.');
}

/** The number of the last change, 0 for a value that carries none. */
export function versionOf(stored: unknown): number {
  return numberOf(stored) ?? 0;
}

async function readVersioned(key: string): Promise<{ stored: unknown; version: number }> {
  const stored: unknown = await kvs.get(key);
  const version = numberOf(stored);
  if (version !== null) return { stored, version };
  // The guard is read before the value: whatever changes the value from then on changes the guard, too.
  const guard = await readGuard(key);
  const again: unknown = await kvs.get(key);
  return { stored: again, version: numberOf(again) ?? guard };
}

async function readGuard(key: string): Promise<number> {
  const guards = kvs.entity<Guard>(dayEntity);
  const known: unknown = await guards.get(guardKey(key));
  if (isRecord(known) && isCount(known['stamp'])) return known['stamp'];
  try {
    await guards.set(guardKey(key), { stamp: 0 }, { keyPolicy: 'FAIL_IF_EXISTS' });
    return 0;
  } catch (error) {
    if (!isConflict(error)) throw error;
    const winner: unknown = await guards.get(guardKey(key));
    return isRecord(winner) && isCount(winner['stamp']) ? winner['stamp'] : 0;
  }
}

/** No day has such a key. */
function guardKey(key: string): string {
  return `version.${key}`;
}

function numberOf(stored: unknown): number | null {
  return isRecord(stored) && isCount(stored['version']) ? stored['version'] : null;
}

/** Those who met do not meet again at once. */
function pause(tries: number): Promise<void> {
  const most = Math.min(firstPauseMs * 2 ** tries, longestPauseMs);
  return new Promise((resolve) => {
    setTimeout(resolve, Math.random() * most);
  });
}
