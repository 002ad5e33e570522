import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'libsql';

export type Connection = Database.Database;

/** Marks a file as ours ("PGKV" in ASCII), so that no other program's database is ever written to. */
const applicationId = 0x50_47_4b_56;
const layoutVersion = 1;

/** The large `value` stands last: a scan of the small columns before it then never reads its overflow pages. */
const layout = `
  CREATE TABLE item (
    installation TEXT NOT NULL, space TEXT NOT NULL, key TEXT NOT NULL,
    created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL, expire_ms INTEGER,
    attributes TEXT, value TEXT NOT NULL
  );
  CREATE UNIQUE INDEX item_key ON item (installation, space, key);
  CREATE INDEX item_expire ON item (expire_ms) WHERE expire_ms IS NOT NULL;
  CREATE TABLE past (
    installation TEXT NOT NULL, space TEXT NOT NULL, key TEXT NOT NULL,
    created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL, expire_ms INTEGER,
    until_ms INTEGER NOT NULL, attributes TEXT, value TEXT NOT NULL
  );
  CREATE INDEX past_key ON past (installation, space, key);
  CREATE INDEX past_until ON past (until_ms);
`;

/** The file cannot be used as storage. The message names it and says what to do. */
export class StorageFileError extends Error {
  constructor(
    readonly file: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(
      `Cannot use ${file} as storage: ${problem} Move or delete the file, or choose another, and start again.`,
      options,
    );
    this.name = 'StorageFileError';
  }
}

/**
 * Opens or makes the storage file; its folder is made when missing. `:memory:` lives as long as the connection.
 * @throws StorageFileError for a damaged file, or one that belongs to something else
 */
export function openDatabase(file: string): Connection {
  const path = file === ':memory:' ? file : resolve(file);
  let connection: Connection | null = null;
  try {
    if (path !== ':memory:') {
      mkdirSync(dirname(path), { recursive: true });
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
        throw new StorageFileError(path, 'it is a folder.');
      }
    }
    connection = new Database(path);
    prepareFile(connection, path);
    return connection;
  } catch (error) {
    connection?.close();
    if (error instanceof StorageFileError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StorageFileError(path, `it cannot be read as a database (${reason}).`, { cause: error });
  }
}

function prepareFile(connection: Connection, path: string): void {
  connection.exec('PRAGMA busy_timeout = 5000');
  const owner = pragmaNumber(connection, 'application_id');
  const tables = numberIn(
    connection.prepare('SELECT count(*) AS tables FROM sqlite_master').get([]),
    'tables',
  );
  if (owner === 0 && tables === 0) {
    create(connection);
    return;
  }
  if (owner !== applicationId) throw new StorageFileError(path, 'it is the database of another program.');
  if (pragmaNumber(connection, 'user_version') !== layoutVersion) {
    throw new StorageFileError(path, 'it was made by another version of this storage service.');
  }
  const verdict = connection.prepare('PRAGMA quick_check(1)').get([]);
  if (textIn(verdict, 'quick_check') !== 'ok') throw new StorageFileError(path, 'it is damaged.');
  keepJournal(connection);
}

function create(connection: Connection): void {
  keepJournal(connection);
  connection.exec(
    `BEGIN; ${layout} PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${layoutVersion}; COMMIT;`,
  );
}

/** A write-ahead log survives the death of the process; only a power cut can cost the last moments, never the file. */
function keepJournal(connection: Connection): void {
  connection.prepare('PRAGMA journal_mode = WAL').get([]);
  connection.exec('PRAGMA synchronous = NORMAL');
}

/** Leaves one file behind: closing alone keeps the write-ahead log beside it while statements are still prepared. */
export function closeDatabase(connection: Connection): void {
  try {
    connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get([]);
  } finally {
    connection.close();
  }
}

function pragmaNumber(connection: Connection, name: string): number {
  return numberIn(connection.prepare(`PRAGMA ${name}`).get([]), name);
}

/** A column of a row; our own statements name their columns, so a missing one is a fault of this code. */
export function column(row: unknown, name: string): unknown {
  if (typeof row !== 'object' || row === null || !(name in row)) throw new Error(`The row has no "${name}".`);
  return (row as Record<string, unknown>)[name];
}

export function numberIn(row: unknown, name: string): number {
  return Number(column(row, name));
}

export function textIn(row: unknown, name: string): string {
  return String(column(row, name));
}
