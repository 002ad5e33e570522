/** PGlite in a folder: PostgreSQL within this process, for one machine and nothing to set up. */
import { Worker } from 'node:worker_threads';
import { lockFolder } from './folder-lock';
import { peerFile } from './optional-peer';
import { workerSource } from './pglite-worker';
import {
  beginSnapshot,
  DatabaseError,
  storable,
  type Database,
  type Row,
  type Sql,
  type SqlValue,
} from './sql';

type Answer =
  | { kind: 'open' }
  | { kind: 'failed'; message: string }
  | { kind: 'answer'; id: number; rows: Row[] }
  | { kind: 'refusal'; id: number; message: string; code: string | null };

interface Waiting {
  resolve: (rows: Row[]) => void;
  reject: (error: Error) => void;
}

/**
 * @param folder made where it is not there; `null`: in memory, for tests
 * @param dump the file of a database that one in memory begins with, which spares it to make one
 * @throws DatabaseError where another process has it, or it cannot be opened
 */
export async function openPglite(folder: string | null, dump: string | null = null): Promise<Database> {
  const pglite = peerFile('@electric-sql/pglite');
  const lock = folder === null ? null : await lockFolder(folder);
  const worker = new Worker(workerSource, { eval: true, workerData: { pglite, folder, dump } });
  const session = new Session(worker);
  try {
    await session.opened;
  } catch (error) {
    await worker.terminate();
    await lock?.release();
    throw new DatabaseError(
      `The database in ${folder ?? 'memory'} cannot be opened: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
  const turns = new Turns();
  const held = new Set<string>();
  const reads = new Reads(turns);
  return {
    name: folder === null ? 'PGlite in memory' : `PGlite in ${folder}`,
    query: (text, values) => turns.take(() => session.ask(text, values)),
    transaction: (work) => turns.take(() => inTransaction(session, 'begin', work)),
    snapshot: (work) => turns.take(() => inTransaction(session, beginSnapshot, reads.meanwhile(work))),
    reader: { query: (text, values) => reads.take(() => session.ask(text, values)) },
    // One process has the folder: its own memory knows who is at it.
    alone: async (name, work) => {
      if (held.has(name)) return null;
      held.add(name);
      try {
        return await work();
      } finally {
        held.delete(name);
      }
    },
    close: async () => {
      await turns.take(() => session.ask(null));
      await worker.terminate();
      await lock?.release();
    },
  };
}

/** Questions to the worker and its answers, which come in order. */
class Session {
  readonly opened: Promise<void>;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;
  private broken: Error | null = null;

  constructor(private readonly worker: Worker) {
    this.opened = new Promise((resolve, reject) => {
      worker.on('message', (answer: Answer) => {
        if (answer.kind === 'open') resolve();
        else if (answer.kind === 'failed') reject(new Error(answer.message));
        else this.settle(answer);
      });
      const end = (error: Error): void => {
        this.broken = error;
        reject(error);
        for (const { reject: give } of this.waiting.values()) give(error);
        this.waiting.clear();
      };
      worker.on('error', end);
      worker.on('exit', () => {
        end(new DatabaseError('The database was closed'));
      });
    });
    // Who opens it waits for it; that it fails later is told to who asks.
    this.opened.catch(() => undefined);
  }

  /** @param begin asked before it, in the same message */
  ask(text: string | null, values: readonly SqlValue[] = [], begin: string | null = null): Promise<Row[]> {
    if (this.broken !== null) return Promise.reject(this.broken);
    this.asked += 1;
    const id = this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, begin, text, values: storable(values) });
    });
  }

  private settle(answer: Extract<Answer, { id: number }>): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (answer.kind === 'answer') waiting?.resolve(answer.rows);
    else waiting?.reject(Object.assign(new Error(answer.message), { code: answer.code }));
  }
}

/** One after the other: there is one connection, and a query between would be in somebody's transaction. */
class Turns {
  private last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work, work);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

/** A question of a page is some in a row: so many of them go before the next of a snapshot, which has to come to its end, too. */
const mostBefore = 100;

/** Questions that only read: they take a turn like all others, or go between those of a snapshot as soon as there is one, and before its next. */
class Reads {
  private isSnapshot = false;
  private readonly waiting = new Set<() => Promise<unknown>>();
  private readonly asked = new Set<Promise<unknown>>();

  constructor(private readonly turns: Turns) {}

  take<T>(read: () => Promise<T>): Promise<T> {
    if (this.isSnapshot) return this.between(read);
    return new Promise((resolve, reject) => {
      const once = (): Promise<unknown> =>
        this.waiting.delete(once) ? this.between(read).then(resolve, reject) : Promise.resolve();
      this.waiting.add(once);
      void this.turns.take(once);
    });
  }

  meanwhile<T>(work: (sql: Sql) => Promise<T>): (sql: Sql) => Promise<T> {
    return async (sql) => {
      this.isSnapshot = true;
      for (const read of this.waiting) void read();
      try {
        return await work({
          query: async (text, values) => {
            for (let n = 0; n < mostBefore && this.asked.size > 0; n += 1) {
              await Promise.allSettled(this.asked);
              // Who was answered asks on at once.
              await new Promise(setImmediate);
            }
            return sql.query(text, values);
          },
        });
      } finally {
        this.isSnapshot = false;
      }
    };
  }

  private between<T>(read: () => Promise<T>): Promise<T> {
    const answer = read();
    this.asked.add(answer);
    const done = (): void => void this.asked.delete(answer);
    answer.then(done, done);
    return answer;
  }
}

/** It begins with its first question: a message wakes the other thread, which takes longer than to begin. */
async function inTransaction<T>(session: Session, begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const unasked = [begin];
  const sql: Sql = { query: (text, values) => session.ask(text, values, unasked.pop() ?? null) };
  try {
    const result = await work(sql);
    if (unasked.length === 0) await session.ask('commit');
    return result;
  } catch (error) {
    if (unasked.length === 0) await session.ask('rollback');
    throw error;
  }
}
