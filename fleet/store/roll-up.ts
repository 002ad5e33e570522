/** Sums for the pages, made anew of an hour's lines whenever one of them changed: never added to, so never counted twice. */
import { importedInstallation } from './imported';
import { linePartsSql } from './line-parts';
import { makeRests } from './rest-hours';
import { numberIn, type Database, type Row, type Sql } from './sql';

/** Bounded, so that a page never waits for long. */
const hoursARun = 50;

/** @returns whether hours are left for another run */
export async function rollUpHours(database: Database): Promise<boolean> {
  return database.transaction(async (sql) => {
    // One roll-up at a time, so that none writes a day's sum after another that has seen more. Hours that lines are being put into are left to the next.
    await sql.query(`select pg_advisory_xact_lock(hashtextextended('points-gauge roll-up', 0))`);
    const taken = await sql.query(
      `delete from stale_hour where (pool, hour) in
         (select pool, hour from stale_hour order by hour desc limit ${String(hoursARun)} for update skip locked)
       returning pool::float8 as pool, hour::float8 as hour, lines`,
    );
    if (taken.length === 0) return false;
    const ofLines = hoursIn(taken.filter(({ lines }) => lines === true));
    if (ofLines[0].length > 0) {
      await rollUpPool(sql, ofLines);
      await rollUpEndpoints(sql, ofLines);
      await rollUpDays(sql, ofLines);
    }
    await makeRests(sql, ...hoursIn(taken));
    return taken.length === hoursARun;
  });
}

export interface StillHours {
  app: number;
  /** Hours since 1970, the end excluded. */
  fromHour: number;
  toHour: number;
}

/**
 * Reads as of one moment at which all that was read of the hours is in the sums, so that all tables add up.
 * @param rollUp before each try
 * @returns `null`: at each try something had been read meanwhile
 */
export async function readStill<T>(
  database: Database,
  hours: StillHours,
  tries: number,
  rollUp: () => Promise<unknown>,
  read: (sql: Sql) => Promise<T>,
): Promise<T | null> {
  for (let n = 0; n < tries; n += 1) {
    await rollUp();
    const found = await database.snapshot(async (sql) =>
      (await isStale(sql, hours)) ? null : { read: await read(sql) },
    );
    if (found !== null) return found.read;
  }
  return null;
}

/** Whether something was read of them that no sum has yet. */
async function isStale(sql: Sql, { app, fromHour, toHour }: StillHours): Promise<boolean> {
  const rows = await sql.query(
    `select from stale_hour join pool on pool.id = stale_hour.pool
     where pool.app = $1::int and hour >= $2::int and hour < $3::int limit 1`,
    [app, fromHour, toHour],
  );
  return rows.length > 0;
}

type Hours = readonly [pools: number[], hours: number[]];

function hoursIn(rows: readonly Row[]): Hours {
  return [rows.map((row) => numberIn(row, 'pool')), rows.map((row) => numberIn(row, 'hour'))];
}

async function rollUpPool(sql: Sql, hours: Hours): Promise<void> {
  await sql.query(
    `insert into pool_hour (pool, hour, sites, requests, low, likely, high, refused, refused_by_pool)
     select pool, hour, count(distinct site), sum(charged_requests), sum(low), sum(likely), sum(high), sum(refused),
            sum(coalesce((detail->'x'->>'quotaGlobal')::bigint, 0))
     from site_hour join unnest($1::int[], $2::int[]) as one (pool, hour) using (pool, hour)
     group by pool, hour
     on conflict (pool, hour) do update set sites = excluded.sites, requests = excluded.requests, low = excluded.low,
       likely = excluded.likely, high = excluded.high, refused = excluded.refused, refused_by_pool = excluded.refused_by_pool`,
    hours,
  );
}

/** Endpoints that no line names are under `{other}`, by route, so that the endpoints of an hour add up to it. */
async function rollUpEndpoints(sql: Sql, hours: Hours): Promise<void> {
  await sql.query(
    `delete from endpoint_hour using unnest($1::int[], $2::int[]) as one (pool, hour)
     where endpoint_hour.pool = one.pool and endpoint_hour.hour = one.hour`,
    hours,
  );
  await sql.query(
    `with line as (
       select site_hour.pool, site_hour.hour, detail from site_hour
       join unnest($1::int[], $2::int[]) as one (pool, hour) using (pool, hour)
     ), part as (${linePartsSql('pool, hour', 'line')}
     )
     insert into endpoint_hour (pool, hour, route, method, template, requests, low, likely, high, refused)
     select pool, hour, route, method, template, sum(requests), sum(low), sum(likely), sum(high), sum(refused)
     from part group by pool, hour, route, method, template having sum(requests) > 0 or sum(high) > 0`,
    hours,
  );
}

async function rollUpDays(sql: Sql, hours: Hours): Promise<void> {
  await sql.query(
    `with touched as (
       select distinct pool, hour / 24 as day from unnest($1::int[], $2::int[]) as one (pool, hour)
     ), by_hour as (
       select site_hour.pool, hour / 24 as day, hour, site, sum(charged_requests)::bigint as requests, sum(low)::bigint as low,
              sum(likely)::bigint as likely, sum(high)::bigint as high, sum(refused) as refused, bool_or(installation = $3) as is_imported
       from site_hour join touched on touched.pool = site_hour.pool and site_hour.hour between touched.day * 24 and touched.day * 24 + 23
       group by site_hour.pool, hour, site
     )
     insert into site_day (pool, day, site, requests, low, likely, high, refused, peak_low, peak_likely, peak_high, peak_hour, known_hours,
                           imported_hours)
     select pool, day, site, sum(requests), sum(low), sum(likely), sum(high), sum(refused), max(low), max(likely), max(high),
            -- Of equal hours the first.
            -(max(array[likely, -hour]))[2], bit_or(1 << (hour % 24)), coalesce(bit_or(1 << (hour % 24)) filter (where is_imported), 0)
     from by_hour group by pool, day, site
     on conflict (pool, day, site) do update set requests = excluded.requests, low = excluded.low, likely = excluded.likely,
       high = excluded.high, refused = excluded.refused, peak_low = excluded.peak_low, peak_likely = excluded.peak_likely,
       peak_high = excluded.peak_high, peak_hour = excluded.peak_hour, known_hours = excluded.known_hours,
       imported_hours = excluded.imported_hours`,
    [...hours, importedInstallation],
  );
}
