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

/** An operation with what tells it from another of the same name and time. */
export interface KeptOperation extends Operation {
  identity: string;
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
  const key = keyStart(operation.name, operation.atMs) + identity;
  await kvs.set(key, operation, { ttl: { value: keptDays, unit: 'DAYS' } });
}

/** Operations of the last year, oldest first within a name. Eventually consistent. */
export async function readOperations(): Promise<Operation[]> {
  return (await listOperations()).map(({ name, atMs, app }) => ({ name, atMs, app }));
}

/** The same, each as {@link keepOperation} would keep it again. */
export async function listOperations(): Promise<KeptOperation[]> {
  const listed = await listValues(operationPrefix, listedOperations);
  return listed.flatMap(({ key, value }) => {
    const start = isRecord(value) ? keyStart(String(value['name']), Number(value['atMs'])) : '';
    const operation = isRecord(value)
      ? decodeOperation({ ...value, identity: key.slice(start.length) })
      : null;
    return operation === null ? [] : [operation];
  });
}

/** `null` for what is no such operation. */
export function decodeOperation(value: unknown): KeptOperation | null {
  if (!isRecord(value)) return null;
  const { name, atMs, app, identity } = value;
  if (typeof name !== 'string' || typeof app !== 'string' || !isCount(atMs)) return null;
  if (typeof identity !== 'string' || !/^[\w.-]{1,100}$/.test(identity)) return null;
  return { name, atMs, app, identity };
}

function keyStart(name: string, atMs: number): string {
  return `${operationPrefix}${name}:${atMs}.`;
}
