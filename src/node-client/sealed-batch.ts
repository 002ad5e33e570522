import { parseBatchId } from '../protocol/batch-id';
import { isWhole } from '../protocol/read-call';
import { isRecord } from '../object';

/** A closed batch: the same bytes under the same id, however often it is sent. */
export interface SealedBatch {
  /** `{sender}.{n}`. */
  id: string;
  sealedAtMs: number;
  calls: number;
  /** JSON, ASCII only. */
  body: string;
}

interface Content {
  id: string;
  sealedAtMs: number;
  dropped: number;
  /** Each as JSON already. */
  calls: readonly string[];
  operations: readonly string[];
}

export function sealBatch({ id, sealedAtMs, dropped, calls, operations }: Content): SealedBatch {
  const body =
    `{"version":1,"batch":"${id}","sealedAt":${sealedAtMs},"dropped":${dropped},` +
    `"operations":[${operations.join(',')}],"calls":[${calls.join(',')}]}`;
  return { id, sealedAtMs, calls: calls.length, body };
}

/** JSON in which every character is one byte, so that lengths are sizes and nothing on the way can change one. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What a file of an earlier process holds; `null` when it is no batch. */
export function readSealedBatch(text: string): SealedBatch | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value)) return null;
  const { id, sealedAtMs, calls, body } = value;
  if (typeof id !== 'string' || parseBatchId(id) === null || typeof body !== 'string') return null;
  if (!isWhole(sealedAtMs, Number.MAX_SAFE_INTEGER) || !isWhole(calls, 1e6)) return null;
  return { id, sealedAtMs, calls, body };
}
