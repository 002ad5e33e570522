import { kvs } from '@forge/kvs';
import { batchesOf, largeBatchSize } from './bounds';

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
  return readEach(wanted, (_, value) => value);
}

/**
 * The same, each made into something as soon as its batch is there: of months of days no more than a batch is held as it was stored.
 * @param make must not throw
 */
export async function readEach<Made>(
  wanted: readonly Wanted[],
  make: (key: string, value: Value) => Made,
): Promise<Map<string, Made>> {
  const made = new Map<string, Made>();
  for (const batch of batchesOf(wanted, largeBatchSize)) {
    const values = await readBatch(batch);
    for (const { key } of batch) made.set(key, make(key, values.get(key) ?? { kind: 'failed' }));
  }
  return made;
}

async function readBatch(batch: readonly Wanted[]): Promise<Map<string, Value>> {
  const values = new Map<string, Value>();
  try {
    const { successfulKeys, failedKeys } = await kvs.batchGet<unknown>([...batch]);
    for (const { key, value } of successfulKeys) values.set(key, { kind: 'found', value });
    for (const { key, error } of failedKeys)
      if (absentCodes.includes(error.code)) values.set(key, { kind: 'absent' });
  } catch {
    // Said by `failed`.
  }
  return values;
}
