import type { Entity } from './entities';
import type { AbsentKeyCode } from './errors';
import type { Items } from './items';

/** What an operation works on. */
export interface Site {
  installationId: string;
  items: Items;
  entities: ReadonlyMap<string, Entity>;
  nowMs: number;
  /** The code of the next key of a batch that holds nothing. */
  absentCode: () => AbsentKeyCode;
}

export interface Answer {
  status: number;
  /** JSON, or empty for 204. */
  body: string;
  /** Bytes of keys and values that were read; what a write gives back is not billed as a read. */
  readBytes: number;
}

/** A request that was read and found well-formed; nothing is applied before `run`. */
export interface Job {
  /** Bytes of keys and values that `run` writes; 0 for a read. */
  writeBytes: number;
  /** Each key with its bytes, for the limit on writes to one key. */
  writes: { key: string; bytes: number }[];
  run(): Answer;
}

export const noContent: Answer = { status: 204, body: '', readBytes: 0 };

export function writeJob(writes: { key: string; bytes: number }[], run: () => Answer): Job {
  return { writeBytes: writes.reduce((sum, write) => sum + write.bytes, 0), writes, run };
}

export function readJob(run: () => Answer): Job {
  return { writeBytes: 0, writes: [], run };
}
