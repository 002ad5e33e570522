import { kvs } from '@forge/kvs';
import { bytesOf } from '../usage/bytes';
import { batchesOf, largeBatchSize, valuesABatch } from './bounds';

export interface Wanted {
  key: string;
  entityName?: string;
}

/** What storage said of one value. */
export type Value = { kind: 'found'; value: unknown } | { kind: 'absent' } | { kind: 'failed' };

/** Codes that may stand for a key that holds nothing: the errors of a batch's single keys are not documented. */
export const absentCodes: readonly string[] = ['KEY_NOT_FOUND', 'NOT_FOUND'];

/**
 * Reads values in as many storage calls as their number needs, by key. One batch that cannot be read does not take the
 * others with it: its values are `failed`.
 */
export async function readValues(wanted: readonly Wanted[]): Promise<Map<string, Value>> {
  const values = new Map<string, Value>();
  for (const batch of batchesOf(wanted, largeBatchSize)) {
    const found = await readBatch(batch);
    for (const { key } of batch) values.set(key, found?.get(key) ?? { kind: 'failed' });
  }
  return values;
}

/**
 * The same, each handed over as soon as its batch is there: of months of days no more than a batch is held as it was stored.
 *
 * Batches are as long as values of the size of those before allow. One of which that was wrong, so that it did not come, is read again
 * in two.
 *
 * @param take must not throw; says how heavy a value likely is beside the others, and `null` where it is none
 */
export async function readEach<Asked extends Wanted>(
  wanted: readonly Asked[],
  take: (asked: Asked, value: Value) => number | null,
): Promise<void> {
  let largestBytes = 0;
  let length = largeBatchSize;
  for (let from = 0; from < wanted.length;) {
    const batch = wanted.slice(from, from + length);
    const values = await readBatch(batch);
    if (values === null && batch.length > largeBatchSize) {
      length = largeBatchSize;
      continue;
    }
    const heaviest = { value: null as unknown, weight: 0 };
    for (const asked of batch) {
      const value = values?.get(asked.key) ?? { kind: 'failed' };
      // Its memory is free again before the next one is taken.
      values?.delete(asked.key);
      const weight = take(asked, value);
      if (weight !== null && weight > heaviest.weight && value.kind === 'found')
        Object.assign(heaviest, { value: value.value, weight });
    }
    from += batch.length;
    if (heaviest.weight === 0) continue;
    largestBytes = Math.max(largestBytes, bytesOf(heaviest.value));
    length = valuesABatch(largestBytes);
  }
}

/** `null` where none of them came. */
async function readBatch(batch: readonly Wanted[]): Promise<Map<string, Value> | null> {
  const values = new Map<string, Value>();
  try {
    const { successfulKeys, failedKeys } = await kvs.batchGet<unknown>(
      batch.map(({ key, entityName }) => (entityName === undefined ? { key } : { key, entityName })),
    );
    for (const { key, value } of successfulKeys) values.set(key, { kind: 'found', value });
    for (const { key, error } of failedKeys)
      if (absentCodes.includes(error.code)) values.set(key, { kind: 'absent' });
  } catch {
    return null;
  }
  return values;
}
