/** What was known of an hour while it ran: lines come late, and no hour is even, so that the clock does not tell how much of it has gone. */
import { hourMs, minuteMs } from '../../src/time';
import { mostToldPools } from '../planning/told-pools';
import { numberIn, numberOrNullIn, type Sql } from './sql';

const slotMs = 5 * minuteMs;

/** Kept of one look in five minutes, of the pools that are told of; the hours are rolled up. */
export async function keepCourse(sql: Sql, app: number, lookedAtMs: number): Promise<void> {
  const hour = Math.floor(lookedAtMs / hourMs);
  await sql.query(
    `insert into hour_course (pool, hour, slot, at_ms, likely, rest_likely)
     select pool_hour.pool, hour, $3::int, $4::float8, likely, case when counted_requests > 0 then rest_likely end
     from pool_hour join pool on pool.id = pool_hour.pool where pool.app = $1::int and hour = $2::int
     order by sites desc, likely desc, pool_hour.pool limit $5::int
     on conflict do nothing`,
    [app, hour, Math.floor((lookedAtMs - hour * hourMs) / slotMs), lookedAtMs, mostToldPools],
  );
}

export interface KnownThen {
  /** Since the hour began. */
  afterMs: number;
  likelyPoints: number;
  /** Beyond the gauges; `null`: no requests were counted by then, or no one figure was known. */
  restPoints: number | null;
}

/** By hour, oldest look first; hours that no look saw while they ran are left out. */
export async function coursesOf(
  sql: Sql,
  pool: number,
  hours: readonly number[],
): Promise<Map<number, KnownThen[]>> {
  const rows = await sql.query(
    `select hour::float8 as hour, at_ms::float8 as at_ms, likely::float8 as likely, rest_likely::float8 as rest from hour_course
     where pool = $1::int and hour = any($2::int[]) order by hour, at_ms`,
    [pool, hours],
  );
  const courses = new Map<number, KnownThen[]>();
  for (const row of rows) {
    const hour = numberIn(row, 'hour');
    const rest = numberOrNullIn(row, 'rest');
    courses.set(hour, [
      ...(courses.get(hour) ?? []),
      {
        afterMs: numberIn(row, 'at_ms') - hour * hourMs,
        likelyPoints: numberIn(row, 'likely') / 1000,
        restPoints: rest === null ? null : rest / 1000,
      },
    ]);
  }
  return courses;
}
