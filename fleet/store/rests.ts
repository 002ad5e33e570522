/** What Atlassian counted beyond the gauges, as the pages read it. */
import type { Rest } from '../estimate/best-figure';
import type { CountedUse } from '../pages/contract';
import { numberIn, textIn, type Sql } from './sql';
import { restIn } from './sites-now';

const sums = `sum(requests)::float8 as rest_requests, sum(low)::float8 as rest_low, sum(high)::float8 as rest_high,
  (case when bool_or(likely is null) then null else sum(likely) end)::float8 as rest_likely`;

/**
 * By the store's number of a site; sites without any are left out.
 * @param byDays from the sums of days: from a full day on
 */
export async function restsOfSites(
  sql: Sql,
  pool: number,
  fromHour: number,
  toHour: number,
  byDays: boolean,
  sites: readonly number[] | null,
): Promise<Map<number, Rest>> {
  const from = byDays
    ? `(select site, rest_requests as requests, rest_low as low, rest_likely as likely, rest_high as high from site_day
        where pool = $1::int and day >= $2::int / 24 and day <= $3::int / 24 and rest_requests > 0) as part`
    : '(select * from rest_hour where pool = $1::int and hour >= $2::int and hour <= $3::int) as part';
  const rows = await sql.query(
    `select site::float8 as site, ${sums} from ${from} where $4::int[] is null or site = any($4::int[]) group by site`,
    [pool, fromHour, toHour, sites],
  );
  return new Map(rows.map((row) => [numberIn(row, 'site'), restIn(row)]));
}

/** Of one hour, as the list of sites adds it up: sites of whose rest no one figure is known are left out, not the sum. */
export async function restPointsOf(sql: Sql, pool: number, hour: number): Promise<number> {
  const [row] = await sql.query(
    `select (coalesce(sum(likely), 0) / 1000.0)::float8 as points from rest_hour where pool = $1::int and hour = $2::int`,
    [pool, hour],
  );
  return numberIn(row, 'points');
}

/** By hour: its gauge and what was counted beyond it; hours without such are left out. */
export async function learnedOfSite(
  sql: Sql,
  pool: number,
  site: number,
  fromHour: number,
): Promise<Map<number, number>> {
  const rows = await sql.query(
    `select hour::float8 as hour, ((rest_hour.likely + coalesce((
       select sum(likely) from site_hour where site_hour.site = $2::int and site_hour.pool = $1::int and site_hour.hour = rest_hour.hour
     ), 0)) / 1000.0)::float8 as points
     from rest_hour where site = $2::int and pool = $1::int and hour >= $3::int and likely is not null`,
    [pool, site, fromHour],
  );
  return new Map(rows.map((row) => [numberIn(row, 'hour'), numberIn(row, 'points')]));
}

/** By path, the most called first. */
export async function countedOfSite(
  sql: Sql,
  pool: number,
  site: number,
  fromHour: number,
  most: number,
): Promise<CountedUse[]> {
  const rows = await sql.query(
    `with part as (
       select p->>0 as provider, p->>1 as path, (p->>2)::bigint as requests, (p->>3)::bigint as low, (p->>4)::bigint as likely,
              (p->>5)::bigint as high
       from rest_hour cross join lateral jsonb_array_elements(detail) as p
       where site = $2::int and pool = $1::int and hour >= $3::int
     )
     select provider, path, ${sums} from part group by provider, path order by rest_requests desc, provider, path limit $4::int`,
    [pool, site, fromHour, most],
  );
  return rows.map((row) => ({
    ...{ provider: textIn(row, 'provider') === 'user' ? 'user' : 'app', path: textIn(row, 'path') },
    ...restIn(row),
  }));
}
