import { migrations } from './migrations';
import { DatabaseError, numberIn, type Database, type Sql } from './sql';

/**
 * Brings the tables to this version's form, once, however many processes begin at the same time.
 * @throws DatabaseError where a later version of Points Gauge has been here
 */
export async function migrate(database: Database, steps: readonly string[] = migrations): Promise<void> {
  await database.transaction(async (sql) => {
    // Of all processes on this database; it ends with the transaction.
    await sql.query(`select pg_advisory_xact_lock(hashtextextended('points-gauge migrate', 0))`);
    await sql.query('create table if not exists fleet_version (version integer not null)');
    const version = await versionOf(sql);
    if (version > steps.length)
      throw new DatabaseError(
        `${database.name} was written by a later Points Gauge (tables ${String(version)}, this one knows ${String(steps.length)}): use that version, or another folder or database.`,
      );
    for (const step of steps.slice(version))
      for (const statement of statementsOf(step)) await sql.query(statement);
    if (version < steps.length)
      await sql.query('insert into fleet_version (version) values ($1)', [steps.length]);
  });
}

async function versionOf(sql: Sql): Promise<number> {
  const [row] = await sql.query('select coalesce(max(version), 0)::float8 as version from fleet_version');
  return numberIn(row, 'version');
}

/** The protocol that takes values takes one statement at a time. No text of ours has a semicolon within. */
function statementsOf(step: string): string[] {
  return step
    .replaceAll(/--[^\n]*/g, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
