/** What `/metrics` asks of the store beside the page's own answer. */
import { hourMs } from '../../src/time';
import type { Route } from '../../src/model';
import type { EndpointUse } from '../pages/contract';
import { chargedRoutes } from '../store/charged-routes';
import { numberIn, textIn, textOrNullIn, type Database, type Row, type Sql } from '../store/sql';
import { pointsOf } from '../store/uses';
import type { Figures } from './chosen';

const dayHours = 24;
/** Lines of an hour come for so long; what is older changes no more. */
const openHours = 16 * dayHours;

export interface SiteFigures extends Figures {
  siteId: string;
  name: string | null;
}

/** Sites with a line of this hour or sums of today or yesterday, the largest of those days first, with what they drew in this hour. */
export async function siteFigures(sql: Sql, pool: number, nowMs: number): Promise<SiteFigures[]> {
  const hour = Math.floor(nowMs / hourMs);
  const rows = await sql.query(
    `with ranked as (
       select site, sum(likely) as rank from site_day where pool = $1::int and day >= $2::int group by site
     ), now as (
       select site, sum(charged_requests)::float8 as requests, (sum(low) / 1000.0)::float8 as low, (sum(likely) / 1000.0)::float8 as likely,
              (sum(high) / 1000.0)::float8 as high, sum(refused)::float8 as refused
       from site_hour where pool = $1::int and hour = $3::int group by site
     )
     select site_id, shown_name as name, coalesce(requests, 0) as requests, coalesce(low, 0) as low, coalesce(likely, 0) as likely,
            coalesce(high, 0) as high, coalesce(refused, 0) as refused
     from ranked full join now using (site) join site on site.id = site order by coalesce(rank, likely * 1000) desc, site_id`,
    [pool, Math.floor(hour / dayHours) - 1, hour],
  );
  return rows.map((row) => ({
    siteId: textIn(row, 'site_id'),
    name: textOrNullIn(row, 'name'),
    ...figuresIn(row),
  }));
}

export type EndpointFigures = Figures & Pick<EndpointUse, 'route' | 'endpoint'>;

/** Endpoints by route that were called in the last 24 hours, the dearest of them first, with what they drew in this hour. */
export async function endpointFigures(sql: Sql, pool: number, nowMs: number): Promise<EndpointFigures[]> {
  const hour = Math.floor(nowMs / hourMs);
  const of = (column: string, by = ''): string =>
    `(coalesce(sum(${column}) filter (where hour = $3::int), 0)${by})::float8 as ${column}`;
  const rows = await sql.query(
    `select route, method, template, ${of('requests')}, ${of('low', ' / 1000.0')}, ${of('likely', ' / 1000.0')},
            ${of('high', ' / 1000.0')}, ${of('refused')}
     from endpoint_hour where pool = $1::int and hour > $2::int and hour <= $3::int and route = any($4::text[])
     group by route, method, template order by sum(endpoint_hour.likely) desc, route, method, template`,
    [pool, hour - dayHours, hour, chargedRoutes],
  );
  return rows.map((row) => {
    const method = textIn(row, 'method');
    return {
      // Lines were read by a schema that takes no other names.
      route: textIn(row, 'route') as Route,
      endpoint:
        method === ''
          ? null
          : ({ method, template: textIn(row, 'template') } as NonNullable<EndpointUse['endpoint']>),
      ...figuresIn(row),
    };
  });
}

export interface Counted {
  route: Route;
  requests: number;
  points: number;
  refused: number;
  sinceMs: number;
}

/**
 * Totals that never fall, by route: of all hours since somebody first asked for them, the past before it left out, since it comes in newest
 * first. What is older than lines come is carried forward, so that the totals outlive the hours; what was shown is the least that is shown again.
 */
export async function counted(database: Database, pool: number, nowMs: number): Promise<Counted[]> {
  const hour = Math.floor(nowMs / hourMs);
  return database.transaction(async (sql) => {
    await sql.query(
      `insert into counted (pool, route, since_hour, until_hour) select $1::int, route, $2::int, $2::int
       from unnest($3::text[]) as one (route) on conflict (pool, route) do nothing`,
      [pool, hour, chargedRoutes],
    );
    await sql.query(
      `update counted set until_hour = $2::int, carried_requests = carried_requests + sums.requests,
         carried_likely = carried_likely + sums.likely, carried_refused = carried_refused + sums.refused
       from (
         select counted.route, coalesce(sum(requests), 0) as requests, coalesce(sum(likely), 0) as likely, coalesce(sum(refused), 0) as refused
         from (select pool, route, until_hour from counted where pool = $1::int and until_hour < $2::int - 24) as counted
         left join endpoint_hour as old on old.pool = counted.pool and old.route = counted.route and old.hour >= counted.until_hour and old.hour < $2::int
         group by counted.route
       ) as sums where counted.pool = $1::int and counted.route = sums.route`,
      [pool, hour - openHours],
    );
    const rows = await sql.query(
      `update counted set shown_requests = greatest(shown_requests, carried_requests + sums.requests),
         shown_likely = greatest(shown_likely, carried_likely + sums.likely), shown_refused = greatest(shown_refused, carried_refused + sums.refused)
       from (
         select counted.route, coalesce(sum(requests), 0) as requests, coalesce(sum(likely), 0) as likely, coalesce(sum(refused), 0) as refused
         from (select pool, route, until_hour from counted where pool = $1::int) as counted
         left join endpoint_hour as one on one.pool = counted.pool and one.route = counted.route and one.hour >= counted.until_hour and one.hour <= $2::int
         group by counted.route
       ) as sums where counted.pool = $1::int and counted.route = sums.route
       returning counted.route, since_hour::float8 as since_hour, shown_requests::float8 as requests,
         (shown_likely / 1000.0)::float8 as likely, shown_refused::float8 as refused`,
      [pool, hour],
    );
    return rows.map((row) => ({
      route: textIn(row, 'route') as Route,
      requests: numberIn(row, 'requests'),
      points: numberIn(row, 'likely'),
      refused: numberIn(row, 'refused'),
      sinceMs: numberIn(row, 'since_hour') * hourMs,
    }));
  });
}

function figuresIn(row: Row): Figures {
  return {
    requests: numberIn(row, 'requests'),
    points: pointsOf(row),
    refused: numberIn(row, 'refused'),
  };
}
