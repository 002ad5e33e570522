/** What the sites were told, and who is to be told: kept beside the ways through the APIs. */
import * as v from 'valibot';
import { freshToldState, type ToldState } from '../planning/when-to-tell';
import type { PoolCourse } from '../planning/pool-course';
import { hourMs } from '../../src/time';
import { storableJson, textIn, textOrNullIn, type Sql } from './sql';

const source = 'tell';

export interface TellState {
  told: ToldState;
  /** By pool. */
  courses: Record<string, PoolCourse>;
}

const course = v.object({
  hour: v.number(),
  last: v.nullable(v.object({ atMs: v.number(), points: v.number() })),
  points: v.array(v.nullable(v.number())),
});
const state = v.object({
  told: v.object({
    sequence: v.number(),
    hour: v.number(),
    statuses: v.record(v.string(), v.string()),
    sentMs: v.array(v.number()),
  }),
  courses: v.record(v.string(), course),
});

export async function readTellState(sql: Sql, app: number): Promise<TellState> {
  const [row] = await sql.query('select state::text as state from way where app = $1::int and source = $2', [
    app,
    source,
  ]);
  const text = row?.['state'];
  // A state of another form begins anew: the number of the next message is at least the time.
  const read = v.safeParse(state, typeof text === 'string' ? JSON.parse(text) : null);
  return read.success ? read.output : { told: freshToldState, courses: {} };
}

export async function keepTellState(sql: Sql, app: number, next: TellState): Promise<void> {
  await sql.query(
    `insert into way (app, source, state) values ($1::int, $2, $3::jsonb)
     on conflict (app, source) do update set state = excluded.state`,
    [app, source, storableJson(next)],
  );
}

/** Sites that drew on any pool in this hour or the one before it, and where their lines said that they take messages. */
export async function activeSites(
  sql: Sql,
  app: number,
  nowMs: number,
): Promise<{ siteId: string; address: string | null }[]> {
  const rows = await sql.query(
    `select site_id, notice_url from site where app = $1::int
     and exists (select from site_hour where site_hour.site = site.id and hour >= $2::int and charged_requests > 0)
     order by site_id`,
    [app, Math.floor(nowMs / hourMs) - 1],
  );
  return rows.map((row) => ({ siteId: textIn(row, 'site_id'), address: textOrNullIn(row, 'notice_url') }));
}
