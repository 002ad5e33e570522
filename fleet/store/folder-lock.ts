/**
 * One process at a time in a folder: a second one on PGlite's files would write nothing and say nothing. The lock is a file that names its process; that
 * of a process which is gone is taken over.
 */
import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseError } from './sql';

export interface FolderLock {
  release(): Promise<void>;
}

const tries = 5;

/** @throws DatabaseError that names the process which has it */
export async function lockFolder(folder: string): Promise<FolderLock> {
  // What customers' sites draw is for this user alone; a folder that is there keeps the owner's choice.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'points-gauge.lock');
  const own = `${file}.${String(process.pid)}`;
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), sinceMs: Date.now() });
  await writeFile(own, mine);
  try {
    for (let n = 0; n < tries; n += 1) {
      if (await linked(own, file)) return { release: () => releaseIfMine(file, mine) };
      const holder = await readFile(file, 'utf8').catch(() => null);
      // Released meanwhile.
      if (holder === null) continue;
      if (isAlive(holder)) throw inUse(folder, holder, file);
      await putAside(file, holder, `${own}.old`);
    }
    throw new DatabaseError(`${folder} cannot be locked: others try the same. Try again.`);
  } finally {
    await unlink(own).catch(() => undefined);
  }
}

/** The file system decides who is first: a link is made or it is there already. */
async function linked(own: string, file: string): Promise<boolean> {
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Of two who find the same dead lock one moves it; the other may have moved a new one, and puts that back. */
async function putAside(file: string, dead: string, aside: string): Promise<void> {
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  const moved = await readFile(aside, 'utf8').catch(() => null);
  if (moved !== dead) await linked(aside, file);
  await unlink(aside).catch(() => undefined);
}

async function releaseIfMine(file: string, mine: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => null)) === mine) await unlink(file).catch(() => undefined);
}

function isAlive(holder: string): boolean {
  const { pid, host } = readHolder(holder);
  // Of another machine's processes nothing is known here.
  if (host !== null && host !== hostname()) return true;
  if (pid === null) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function inUse(folder: string, holder: string, file: string): DatabaseError {
  const { pid, host } = readHolder(holder);
  const where = host === null || host === hostname() ? '' : ` on ${host}`;
  return new DatabaseError(
    `${folder} is in use by process ${String(pid)}${where}: stop it, or give this one another folder (--data) or a PostgreSQL (--database). If there is no such process, delete ${file}.`,
  );
}

function readHolder(text: string): { pid: number | null; host: string | null } {
  try {
    const { pid, host } = JSON.parse(text) as { pid?: unknown; host?: unknown };
    return { pid: typeof pid === 'number' ? pid : null, host: typeof host === 'string' ? host : null };
  } catch {
    return { pid: null, host: null };
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
}
