import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSealedBatch, type SealedBatch } from './sealed-batch';
import { textOrder } from '../text-order';

/** Where closed batches wait, besides memory. Every method may reject; a batch is then in memory only. */
export interface BatchKeeper {
  /** The next batches of earlier processes, oldest first: some of them, and none when all were given. */
  load(): Promise<SealedBatch[]>;
  keep(batch: SealedBatch): Promise<void>;
  forget(batch: SealedBatch): Promise<void>;
}

/** Nothing outlives the process. */
export const memoryKeeper: BatchKeeper = {
  load: () => Promise.resolve([]),
  keep: () => Promise.resolve(),
  forget: () => Promise.resolve(),
};

const suffix = '.batch.json';
/** What is read at a time: a folder may hold a day of a busy program, and memory need not. */
const pieceBytes = 2 * 1024 * 1024;
/** No batch is larger: a body of 200 KB, as text in JSON. */
const longestFile = 1024 * 1024;

interface Waiting {
  name: string;
  bytes: number;
  writtenAtMs: number;
}

/**
 * One file a batch. Processes may share the folder: a batch that two of them send counts once. No secret is written, and
 * files can be read by their owner only.
 */
export function diskKeeper(folder: string): BatchKeeper {
  const fileOf = ({ id }: SealedBatch): string => join(folder, id + suffix);
  /** What was there when this process began, and is not read yet. */
  let left: Waiting[] | null = null;
  return {
    async load() {
      left ??= await filesOf(folder);
      const batches: SealedBatch[] = [];
      let bytes = 0;
      for (let next = left[0]; next !== undefined && bytes < pieceBytes; next = left[0]) {
        left.shift();
        if (next.bytes > longestFile) continue;
        bytes += next.bytes;
        const batch = readSealedBatch(await readFile(join(folder, next.name), 'utf8').catch(() => ''));
        if (batch !== null) batches.push(batch);
      }
      // Another process may have sent all of these meanwhile.
      return batches.length === 0 && left.length > 0 ? this.load() : batches;
    },
    async keep(batch) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Written aside and moved, so that no reader ever sees half a batch.
      const half = `${fileOf(batch)}.part`;
      await writeFile(half, JSON.stringify(batch), { mode: 0o600 });
      await chmod(half, 0o600);
      await rename(half, fileOf(batch));
    },
    forget: (batch) => rm(fileOf(batch), { force: true }),
  };
}

/** By when they were written, which is soon after they were closed. */
async function filesOf(folder: string): Promise<Waiting[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(suffix));
  const found: Waiting[] = [];
  for (const name of names) {
    const file = await stat(join(folder, name)).catch(() => null);
    if (file?.isFile() === true) found.push({ name, bytes: file.size, writtenAtMs: file.mtimeMs });
  }
  return found.sort((a, b) => a.writtenAtMs - b.writtenAtMs || textOrder(a.name, b.name));
}
