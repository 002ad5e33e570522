/** Calls of endpoints by route, and whose they are: of all sites, of one site, or of those that drew most in an hour. */
import type { Method, Points, Route } from '../../src/model';
import type { Driver, EndpointUse } from '../pages/contract';
import { chargedRoutes } from './charged-routes';
import { linePartsSql } from './line-parts';
import { numberIn, textIn, textOrNullIn, type Row, type Sql } from './sql';

const milli = 1_000;
const figureColumns = `sum(requests)::float8 as requests, (sum(low) / ${milli}.0)::float8 as low, (sum(likely) / ${milli}.0)::float8 as likely,
  (sum(high) / ${milli}.0)::float8 as high, sum(refused)::float8 as refused`;

/** Endpoints of all sites in the hours of [fromHour, toHour), the dearest first. What draws on no pool is left out. */
export async function endpointsOfPool(
  sql: Sql,
  pool: number,
  fromHour: number,
  toHour: number,
  most: number,
): Promise<EndpointUse[]> {
  const rows = await sql.query(
    `select route, method, template, ${figureColumns} from endpoint_hour
     where pool = $1::int and hour >= $2::int and hour < $3::int and route = any($4::text[])
     group by route, method, template order by likely desc, requests desc, route, method, template limit $5::int`,
    [pool, fromHour, toHour, chargedRoutes, most],
  );
  return rows.map(useOf);
}

/** The same of one site. */
export async function endpointsOfSite(
  sql: Sql,
  pool: number,
  site: number,
  fromHour: number,
  most: number,
): Promise<EndpointUse[]> {
  const rows = await sql.query(
    `with line as (select detail from site_hour where site = $2::int and pool = $1::int and hour >= $3::int),
       part as (${linePartsSql('1 as one', 'line')})
     select route, method, template, ${figureColumns} from part where route = any($5::text[])
     group by route, method, template having sum(requests) > 0
     order by likely desc, requests desc, route, method, template limit $4::int`,
    [pool, site, fromHour, most, chargedRoutes],
  );
  return rows.map(useOf);
}

/** Who drew most in each of the hours: a site's calls of one endpoint by one route, `most` an hour. */
export async function driversOf(
  sql: Sql,
  pool: number,
  hours: readonly number[],
  most: number,
): Promise<Map<number, Driver[]>> {
  const drivers = new Map<number, Driver[]>();
  if (hours.length === 0) return drivers;
  const rows = await sql.query(
    `with line as (select hour, site, detail from site_hour where pool = $1::int and hour = any($2::int[])),
       part as (${linePartsSql('hour, site', 'line')}),
       used as (
         select hour, site, route, method, template, ${figureColumns} from part where route = any($3::text[])
         group by hour, site, route, method, template having sum(requests) > 0
       ), ranked as (
         select used.*, row_number() over (partition by hour order by likely desc, requests desc, site, route, method, template) as rank
         from used
       )
     select hour::float8 as hour, site_id, shown_name as name, route, method, template, requests, low, likely, high, refused
     from ranked join site on site.id = ranked.site where rank <= $4::int order by hour, rank`,
    [pool, hours, chargedRoutes, most],
  );
  for (const row of rows) {
    const hour = numberIn(row, 'hour');
    const list = drivers.get(hour) ?? [];
    list.push({ siteId: textIn(row, 'site_id'), siteName: textOrNullIn(row, 'name'), ...useOf(row) });
    drivers.set(hour, list);
  }
  return drivers;
}

export function pointsOf(row: Row): Points {
  return { low: numberIn(row, 'low'), likely: numberIn(row, 'likely'), high: numberIn(row, 'high') };
}

function useOf(row: Row): EndpointUse {
  const method = textIn(row, 'method');
  return {
    // Lines were read by a schema that takes no other names.
    route: textIn(row, 'route') as Route,
    endpoint: method === '' ? null : { method: method as Method, template: textIn(row, 'template') },
    requests: numberIn(row, 'requests'),
    points: pointsOf(row),
    refused: numberIn(row, 'refused'),
  };
}
