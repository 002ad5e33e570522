/** What the store needs of a database: PostgreSQL's SQL, whether it runs in this process or on a server. */

/** Lists go in as arrays: `unnest($1::text[])`. */
export type SqlValue = string | number | boolean | null | readonly (string | number | null)[];
export type Row = Record<string, unknown>;

export interface Sql {
  query(text: string, values?: readonly SqlValue[]): Promise<Row[]>;
}

export interface Database extends Sql {
  /** For a person, without a password: `PGlite in /var/fleet`, `PostgreSQL at db.example.com/fleet`. */
  readonly name: string;
  /** All or nothing; what `work` throws undoes it and is thrown on. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Reads as of one moment, whatever is written meanwhile; it can write nothing. */
  snapshot<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /**
   * Reads, and waits for no snapshot: its questions are answered between those of one, where there is one connection as of the same moment.
   * What waits is what is written.
   */
  readonly reader: Sql;
  /** Runs `work` while nobody else runs under this name, in any process on this database; `null` where somebody does. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T | null>;
  close(): Promise<void>;
}

export const beginSnapshot = 'begin transaction isolation level repeatable read, read only';

/** The database is there and does not do: the message says what to do about it. */
export class DatabaseError extends Error {}

/** A number of a row. Sums and times go through SQL as `float8`: exact up to 2^53, and the same from every client. */
export function numberIn(row: Row | undefined, column: string): number {
  const value = row?.[column];
  if (typeof value === 'number') return value;
  throw new DatabaseError(`The column ${column} holds no number`);
}

export function numberOrNullIn(row: Row, column: string): number | null {
  return row[column] === null ? null : numberIn(row, column);
}

export function textIn(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new DatabaseError(`The column ${column} holds no text`);
}

export function textOrNullIn(row: Row, column: string): string | null {
  return row[column] === null ? null : textIn(row, column);
}

/** PostgreSQL's texts hold every character but one, and that one means nothing. */
export function storable(values: readonly SqlValue[]): unknown[] {
  const whole = (value: string | number | boolean | null): string | number | boolean | null =>
    typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value;
  return values.map((value) =>
    typeof value === 'object' && value !== null ? value.map(whole) : whole(value),
  );
}

/** The same within JSON, where it is written out. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/\\(u0000|.)/g, (written, what) =>
    what === 'u0000' ? '\ufffd' : written,
  );
}
