import { randomBytes } from 'node:crypto';
import { kvs } from '@forge/kvs';
import { isCount, isRecord } from '../account/codec';
import { listValues } from './listValues';
import { operationPrefix } from './names';

/** A backup or restore that somebody started. */
export interface Operation {
  name: string;
  atMs: number;
  /** Who started it: `own`, or the app of a source. */
  app: string;
}

/** Backups are asked for by their distance, restores by their number: a hundred of them and what lies around them. */
const listedOperations = 400;
const keptDays = 365;

/**
 * Keeps one operation under a key of its own, so that nothing is lost when two are written at once.
 * @param identity the same for the same operation, so that a repeated report keeps it once; left out: random
 */
export async function keepOperation(
  operation: Operation,
  identity = randomBytes(8).toString('hex'),
): Promise<void> {
  const key = `${operationPrefix}${operation.name}:${operation.atMs}.${identity}`;
  await kvs.set(key, operation, { ttl: { value: keptDays, unit: 'DAYS' } });
}

/** Operations of the last year, oldest first within a name. Eventually consistent. */
export async function readOperations(): Promise<Operation[]> {
  const listed = await listValues(operationPrefix, listedOperations);
  return listed.flatMap(({ value }) => {
    if (!isRecord(value)) return [];
    const { name, atMs, app } = value;
    if (typeof name !== 'string' || typeof app !== 'string' || !isCount(atMs)) return [];
    return [{ name, atMs, app }];
  });
}
