/** Back ends that may report: each with a secret that is made here, shown once and kept for the check of signatures. */
import { randomBytes } from 'node:crypto';
import { textIn, type Sql } from './sql';

export interface ReportSource {
  id: string;
  name: string;
  /** Its calls draw on the app's own pool; else on one of its own, which bears its name. */
  isOwn: boolean;
  secret: string;
}

export const mostSources = 100;

/** `null`: there is one of this name, whose secret stays what it is. */
export async function addSource(
  sql: Sql,
  app: number,
  name: string,
  isOwn: boolean,
  nowMs: number,
): Promise<ReportSource | null> {
  const source = { id: randomBytes(8).toString('hex'), name, isOwn, secret: newSecret() };
  const rows = await sql.query(
    `insert into report_source (id, app, name, is_own, secret, made_at_ms)
     select $1, $2::int, $3, $4::boolean, $5, $6::float8
     where (select count(*) from report_source where app = $2::int) < ${String(mostSources)}
     on conflict (app, name) do nothing returning id`,
    [source.id, app, name, isOwn, source.secret, nowMs],
  );
  return rows.length === 0 ? null : source;
}

/** The old one holds no more: batches that it signed wait at the back end until it knows the new one. `null`: there is no such source. */
export async function replaceSecret(sql: Sql, app: number, name: string): Promise<ReportSource | null> {
  const [row] = await sql.query(
    'update report_source set secret = $3 where app = $1::int and name = $2 returning id, name, is_own, secret',
    [app, name, newSecret()],
  );
  return row === undefined ? null : sourceOf(row);
}

export async function sourcesOf(sql: Sql, app: number): Promise<ReportSource[]> {
  const rows = await sql.query(
    'select id, name, is_own, secret from report_source where app = $1::int order by name',
    [app],
  );
  return rows.map(sourceOf);
}

function sourceOf(row: Record<string, unknown>): ReportSource {
  const [id, name, secret] = [textIn(row, 'id'), textIn(row, 'name'), textIn(row, 'secret')];
  return { id, name, secret, isOwn: row['is_own'] === true };
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
