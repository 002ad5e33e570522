import { kvs } from '@forge/kvs';
import { encodeRecord, type AccountRecord, type RecordId } from '../usage/record';
import { isConflict } from './conflict';
import { batchPrefix, recordKey } from './names';

/** Hours that storage keeps what is known of a batch. */
export interface BatchMemory {
  hours: number;
}

/** `new`: seen for the first time. `same`: seen before, with the same content. `other`: its id came with other content. */
export type BatchSight = 'new' | 'same' | 'other';

/** Remembers the batch by its digest. Of two processes that get it at once, one sees it as new. */
export async function rememberBatch(
  id: RecordId,
  digest: string,
  { hours }: BatchMemory,
): Promise<BatchSight> {
  const key = `${batchPrefix}${id.writer}.${id.n}`;
  try {
    await kvs.set(key, digest, { keyPolicy: 'FAIL_IF_EXISTS', ttl: { value: hours, unit: 'HOURS' } });
    return 'new';
  } catch (error) {
    if (!isConflict(error)) throw error;
    return (await kvs.get<unknown>(key)) === digest ? 'same' : 'other';
  }
}

/**
 * Stores a record that came from elsewhere. Its key and bytes are those of the batch, so a second time writes the same, and
 * an hour that lists it already does not add it again.
 */
export async function storeRecord(record: AccountRecord): Promise<void> {
  await kvs.set(recordKey(record.id), encodeRecord(record));
}
