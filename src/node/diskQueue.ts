import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSealedBatch, type SealedBatch } from './sealedBatch';

/** Where closed batches wait, besides memory. Every method may reject; a batch is then in memory only. */
export interface BatchKeeper {
  /** Batches of earlier processes, oldest first. */
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

/**
 * One file a batch. Processes may share the folder: a batch that two of them send counts once. No secret is written, and
 * files can be read by their owner only.
 */
export function diskKeeper(folder: string): BatchKeeper {
  const fileOf = ({ id }: SealedBatch): string => join(folder, id + suffix);
  return {
    async load() {
      const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(suffix));
      const texts = await Promise.all(
        names.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')),
      );
      const batches = texts.flatMap((text) => readSealedBatch(text) ?? []);
      return batches.sort((a, b) => a.sealedAtMs - b.sealedAtMs || (a.id < b.id ? -1 : 1));
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
