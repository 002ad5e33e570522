/** Carries a whole store to another place, all of it or nothing: from a folder to a server when one machine is no longer enough, or back. */
import { DatabaseError, numberIn, textIn, type Database, type Sql } from './sql';

/** Rows at a time: some megabytes of lines. */
const batchRows = 2_000;

export interface Moved {
  table: string;
  rows: number;
}

/** What each store makes for itself. */
const ownTables = new Set(['fleet_version']);

/**
 * Both have this version's tables. @throws DatabaseError where the target holds figures already, or holds other ones than the source
 * afterwards: then nothing of it stays there
 */
export async function moveStore(from: Database, to: Database): Promise<Moved[]> {
  return from.transaction(async (source) => {
    // Nobody writes to it meanwhile, and what is read is of one moment.
    await source.query('set transaction isolation level repeatable read');
    return to.transaction(async (target) => {
      const tables = await tablesOf(source);
      for (const { name } of tables)
        if ((await countOf(target, name)) > 0)
          throw new DatabaseError(
            `${to.name} holds figures already (table ${name}): move into an empty database or folder.`,
          );
      const moved: Moved[] = [];
      for (const table of tables) moved.push(await copyTable(source, target, table));
      for (const { name, columns } of tables)
        if ((await digestOf(source, name, columns)) !== (await digestOf(target, name, columns)))
          throw new DatabaseError(`The table ${name} of ${to.name} is not what it is in ${from.name}.`);
      return moved;
    });
  });
}

interface Table {
  name: string;
  /** Those that are written; others are computed from them. */
  columns: string[];
  /** Counted up by the database. */
  identity: string | null;
}

/** In the order in which they were made: what others refer to comes first. */
async function tablesOf(sql: Sql): Promise<Table[]> {
  const rows = await sql.query(
    `select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' order by oid`,
  );
  const tables: Table[] = [];
  for (const name of rows.map((row) => textIn(row, 'name')).filter((one) => !ownTables.has(one))) {
    const columns = await sql.query(
      `select column_name as name, is_identity from information_schema.columns
       where table_schema = current_schema() and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
      [name],
    );
    const identity = columns.find((row) => row['is_identity'] === 'YES');
    tables.push({
      name,
      columns: columns.map((row) => textIn(row, 'name')),
      identity: identity === undefined ? null : textIn(identity, 'name'),
    });
  }
  return tables;
}

async function copyTable(source: Sql, target: Sql, { name, columns, identity }: Table): Promise<Moved> {
  const list = columns.join(', ');
  await source.query(
    `declare moving no scroll cursor for select row_to_json(one)::text as row from ${name} as one`,
  );
  let rows = 0;
  for (;;) {
    const batch = await source.query(`fetch ${String(batchRows)} from moving`);
    if (batch.length === 0) break;
    await target.query(
      `insert into ${name} (${list}) overriding system value
       select ${list} from jsonb_populate_recordset(null::${name}, $1::jsonb)`,
      [`[${batch.map((row) => textIn(row, 'row')).join(',')}]`],
    );
    rows += batch.length;
  }
  await source.query('close moving');
  if (identity !== null)
    await target.query(
      `select setval(pg_get_serial_sequence('${name}', '${identity}'), greatest(1, coalesce(max(${identity}), 1)), count(*) > 0) from ${name}`,
    );
  return { table: name, rows };
}

async function countOf(sql: Sql, table: string): Promise<number> {
  const [row] = await sql.query(`select count(*)::float8 as rows from (select from ${table} limit 1) as one`);
  return numberIn(row, 'rows');
}

/** Of all its rows, whatever their order. */
async function digestOf(sql: Sql, table: string, columns: readonly string[]): Promise<string> {
  const [row] = await sql.query(
    `select count(*)::text || ' ' || coalesce(sum(hashtextextended(one::text, 0)::numeric), 0)::text as digest
     from (select ${columns.join(', ')} from ${table}) as one`,
  );
  return row === undefined ? '' : textIn(row, 'digest');
}
