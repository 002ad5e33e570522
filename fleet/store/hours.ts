/** The course of a pool, or of one site in it, hour by hour. */
import type { Points, Route } from '../../src/model';
import { chargedRoutes } from './charged-routes';
import { numberIn, textIn, type Row, type Sql } from './sql';
import { pointsOf } from './uses';

export interface RouteHour {
  hour: number;
  route: Route;
  requests: number;
  points: Points;
  refused: number;
}

const columns = `sum(requests)::float8 as requests, (sum(low) / 1000.0)::float8 as low, (sum(likely) / 1000.0)::float8 as likely,
  (sum(high) / 1000.0)::float8 as high, sum(refused)::float8 as refused`;

/** By route, of all sites; hours of [fromHour, toHour). What draws on no pool is left out. */
export async function routeHoursOfPool(
  sql: Sql,
  pool: number,
  fromHour: number,
  toHour: number,
): Promise<RouteHour[]> {
  const rows = await sql.query(
    `select hour::float8 as hour, route, ${columns} from endpoint_hour
     where pool = $1::int and hour >= $2::int and hour < $3::int and route = any($4::text[])
     group by hour, route order by hour, route`,
    [pool, fromHour, toHour, chargedRoutes],
  );
  return rows.map(routeHour);
}

export async function routeHoursOfSite(
  sql: Sql,
  pool: number,
  site: number,
  fromHour: number,
  toHour: number,
): Promise<RouteHour[]> {
  const rows = await sql.query(
    `with part as (
       select hour, c->>0 as route, (c->>1)::bigint as requests, (c->>2)::bigint as low, (c->>3)::bigint as likely, (c->>4)::bigint as high,
              (c->>5)::bigint as refused
       from site_hour cross join lateral jsonb_array_elements(detail->'c') as c
       where site = $2::int and pool = $1::int and hour >= $3::int and hour < $4::int
     )
     select hour::float8 as hour, route, ${columns} from part where route = any($5::text[])
     group by hour, route order by hour, route`,
    [pool, site, fromHour, toHour, chargedRoutes],
  );
  return rows.map(routeHour);
}

/** Likely points of what is charged, by hour; hours without a line are left out. */
export async function likelyByHour(
  sql: Sql,
  pool: number,
  site: number | null,
  fromHour: number,
): Promise<Map<number, number>> {
  const rows =
    site === null
      ? await sql.query(
          `select hour::float8 as hour, (likely / 1000.0)::float8 as likely from pool_hour where pool = $1::int and hour >= $2::int`,
          [pool, fromHour],
        )
      : await sql.query(
          `select hour::float8 as hour, (sum(likely) / 1000.0)::float8 as likely from site_hour
           where site = $3::int and pool = $1::int and hour >= $2::int group by hour`,
          [pool, fromHour, site],
        );
  return new Map(rows.map((row) => [numberIn(row, 'hour'), numberIn(row, 'likely')]));
}

/** Gauges and what was counted beyond them, by hour; hours without counts, or without one figure for them, are left out. */
export async function learnedByHour(sql: Sql, pool: number, fromHour: number): Promise<Map<number, number>> {
  const rows = await sql.query(
    `select hour::float8 as hour, ((likely + rest_likely) / 1000.0)::float8 as points from pool_hour
     where pool = $1::int and hour >= $2::int and counted_requests > 0 and rest_likely is not null`,
    [pool, fromHour],
  );
  return new Map(rows.map((row) => [numberIn(row, 'hour'), numberIn(row, 'points')]));
}

/** Hours in which calls were refused since the pool of all sites was empty, and how many. */
export async function refusedByPool(sql: Sql, pool: number, fromHour: number): Promise<Map<number, number>> {
  const rows = await sql.query(
    `select hour::float8 as hour, refused_by_pool::float8 as refused from pool_hour
     where pool = $1::int and hour >= $2::int and refused_by_pool > 0`,
    [pool, fromHour],
  );
  return new Map(rows.map((row) => [numberIn(row, 'hour'), numberIn(row, 'refused')]));
}

function routeHour(row: Row): RouteHour {
  return {
    hour: numberIn(row, 'hour'),
    route: textIn(row, 'route') as Route,
    requests: numberIn(row, 'requests'),
    points: pointsOf(row),
    refused: numberIn(row, 'refused'),
  };
}

/** Hours whose sums are to be made anew, since lines of them came. */
export async function staleHours(sql: Sql, pool: number): Promise<Set<number>> {
  const rows = await sql.query('select hour::float8 as hour from stale_hour where pool = $1::int', [pool]);
  return new Set(rows.map((row) => numberIn(row, 'hour')));
}
