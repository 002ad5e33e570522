/** PostgreSQL on a server, by the client `pg`, which the user installs. */
import { createRequire } from 'node:module';
import type * as Pg from 'pg';
import { peerFile } from './optional-peer';
import {
  beginSnapshot,
  DatabaseError,
  numberIn,
  storable,
  textIn,
  type Database,
  type Row,
  type Sql,
  type SqlValue,
} from './sql';

const longestConnectMs = 10_000;

/** As PostgreSQL numbers itself. Earlier ones have no `bit_count`. */
const leastServer = 140_000;

type Asks = Pick<Pg.PoolClient, 'query'>;

/** @param address `postgres://user:password@host:port/database` */
export async function openPostgres(address: string): Promise<Database> {
  const { Pool } = createRequire(__filename)(peerFile('pg')) as typeof Pg;
  const name = `PostgreSQL at ${shown(address)}`;
  const pool = new Pool({
    connectionString: address,
    max: 4,
    connectionTimeoutMillis: longestConnectMs,
    application_name: 'points-gauge fleet',
  });
  // A connection that breaks is replaced by the next, and who uses it is told by its query; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await demandVersion(pool, name);
  } catch (error) {
    await pool.end();
    if (error instanceof DatabaseError) throw error;
    throw new DatabaseError(`${name} does not answer: ${messageOf(error)}`, { cause: error });
  }
  return {
    name,
    query: (text, values) => run(pool, text, values),
    transaction: (work) => withClient(pool, (client) => inTransaction(client, 'begin', work)),
    snapshot: (work) => withClient(pool, (client) => inTransaction(client, beginSnapshot, work)),
    reader: { query: (text, values) => run(pool, text, values) },
    alone: (lock, work) =>
      withClient(pool, async (client) => {
        const [row] = await run(client, 'select pg_try_advisory_lock(hashtextextended($1, 0)) as got', [
          lock,
        ]);
        if (row?.['got'] !== true) return null;
        try {
          return await work();
        } finally {
          await run(client, 'select pg_advisory_unlock(hashtextextended($1, 0))', [lock]);
        }
      }),
    close: () => pool.end(),
  };
}

async function demandVersion(pool: Pg.Pool, name: string): Promise<void> {
  const [row] = await run(
    pool,
    `select current_setting('server_version_num')::float8 as number, current_setting('server_version') as version`,
  );
  if (row === undefined || numberIn(row, 'number') >= leastServer) return;
  throw new DatabaseError(
    `${name} is of version ${textIn(row, 'version')}: the fleet needs PostgreSQL ${String(leastServer / 10_000)} or later. Nothing was changed there.`,
  );
}

/** A client whose work failed may be in any state: it is not used again, and its locks end with it. */
async function withClient<T>(pool: Pg.Pool, work: (client: Pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function inTransaction<T>(
  client: Pg.PoolClient,
  begin: string,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  await client.query(begin);
  try {
    const result = await work({ query: (text, values) => run(client, text, values) });
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function run(client: Asks, text: string, values: readonly SqlValue[] = []): Promise<Row[]> {
  const { rows } = await client.query<Row>(text, storable(values));
  return rows;
}

/** Without the password. */
function shown(address: string): string {
  if (!URL.canParse(address)) return 'the given address';
  const { host, pathname } = new URL(address);
  // A password with a slash that nobody encoded is read as a port and a path.
  return pathname.includes('@') ? 'the given address' : `${host}${pathname}`;
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
