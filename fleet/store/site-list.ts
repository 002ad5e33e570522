/** The sites of a pool with their sums of a period, for the Sites page and for one site's. */
import { editions, hourlyQuota, type Edition } from '../../src/limits/tiers';
import { hourMs } from '../../src/time';
import type { FleetPool, SiteRow, SiteState } from '../pages/contract';
import type { Product } from '../../src/model';
import { numberIn, numberOrNullIn, textIn, textOrNullIn, type Row, type Sql } from './sql';
import { pointsOf } from './uses';

const dayHours = 24;
/** The peak is looked for in so many days. */
const peakDays = 30;

export async function poolsOf(sql: Sql, app: number): Promise<FleetPool[]> {
  const rows = await sql.query(
    `select pool.id::float8 as id, name, environment, product from pool where app = $1::int
     order by (select coalesce(sum(likely), 0) from pool_hour where pool_hour.pool = pool.id) desc, pool.id`,
    [app],
  );
  return rows.map((row) => ({
    id: numberIn(row, 'id'),
    app: textIn(row, 'name'),
    environment: textIn(row, 'environment'),
    product: textIn(row, 'product') as Product,
  }));
}

export interface KnownSite {
  /** The store's number. */
  site: number;
  row: SiteRow;
  firstSeenMs: number;
  appVersion: string | null;
  licence: string | null;
}

/**
 * Sites that ever drew on the pool, the largest first, and those that were heard of and drew on none.
 * @param hours of the period, the running one with them: of many sites and more than a day from the sums of days
 * @param siteId that one alone; `null` for all
 */
export async function sitesOfPool(
  sql: Sql,
  app: number,
  pool: number,
  hours: number,
  nowMs: number,
  siteId: string | null = null,
): Promise<KnownSite[]> {
  const hour = Math.floor(nowMs / hourMs);
  const spent =
    hours <= dayHours || siteId !== null
      ? `select site, sum(charged_requests) as requests, sum(low) as low, sum(likely) as likely, sum(high) as high, sum(refused) as refused
         from site_hour where pool = $2::int and hour > $3::int - $4::int and hour <= $3::int and site in (select id from wanted) group by site`
      : `select site, sum(requests) as requests, sum(low) as low, sum(likely) as likely, sum(high) as high, sum(refused) as refused
         from site_day where pool = $2::int and day > ($3::int - $4::int) / ${String(dayHours)} and day <= $3::int / ${String(dayHours)} and site in (select id from wanted) group by site`;
  const rows = await sql.query(
    `with wanted as (select id from site where app = $1::int and ($5::text is null or site_id = $5::text)),
       spent as (${spent}),
       heard as (
         select site, count(distinct hour) as hours, max(hour) as last_hour from site_hour
         where pool = $2::int and hour > $3::int - ${String(dayHours)} and hour <= $3::int and site in (select id from wanted) group by site
       ), peak as (
         select distinct on (site) site, peak_likely, peak_hour from site_day
         where pool = $2::int and day > $3::int / ${String(dayHours)} - ${String(peakDays)} and site in (select id from wanted) order by site, peak_likely desc, day desc
       )
     select site.id::float8 as id, site_id, name, edition, stated_edition, stated_users::float8 as stated_users, gauge_version, app_version,
            licence, first_seen_ms::float8 as first_seen, last_seen_ms::float8 as last_seen,
            coalesce(spent.requests, 0)::float8 as requests, (coalesce(spent.low, 0) / 1000.0)::float8 as low,
            (coalesce(spent.likely, 0) / 1000.0)::float8 as likely, (coalesce(spent.high, 0) / 1000.0)::float8 as high,
            coalesce(spent.refused, 0)::float8 as refused, coalesce(heard.hours, 0)::float8 as hours_heard,
            coalesce(heard.last_hour, 0)::float8 as last_hour, (peak_likely / 1000.0)::float8 as peak, peak_hour::float8 as peak_hour
     from site left join spent on spent.site = site.id left join heard on heard.site = site.id left join peak on peak.site = site.id
     where site.id in (select id from wanted)
       and (peak.site is not null or spent.site is not null or not exists (select from site_day where site_day.site = site.id and site_day.pool <> $2::int))
     order by likely desc, peak desc nulls last, site_id`,
    [app, pool, hour, hours, siteId],
  );
  return rows.map((row) => siteOf(row, hour, nowMs));
}

function siteOf(row: Row, hour: number, nowMs: number): KnownSite {
  const stated = editionNamed(textOrNullIn(row, 'stated_edition'));
  const edition = stated ?? editionNamed(textOrNullIn(row, 'edition'));
  const users = numberOrNullIn(row, 'stated_users');
  const [peak, peakHour] = [numberOrNullIn(row, 'peak'), numberOrNullIn(row, 'peak_hour')];
  const lastSeenMs = numberIn(row, 'last_seen');
  return {
    site: numberIn(row, 'id'),
    row: {
      siteId: textIn(row, 'site_id'),
      name: textOrNullIn(row, 'name'),
      state: stateOf(numberIn(row, 'last_hour') === hour, lastSeenMs, nowMs),
      points: pointsOf(row),
      requests: numberIn(row, 'requests'),
      refused: numberIn(row, 'refused'),
      edition,
      editionIsStated: stated !== null,
      statedUsers: users,
      peak:
        peak === null ? null : { points: peak, hourStartMs: peakHour === null ? null : peakHour * hourMs },
      gauge: textOrNullIn(row, 'gauge_version'),
      hoursHeard: numberIn(row, 'hours_heard'),
      lastSeenMs,
      tier2Points: edition === null ? null : hourlyQuota({ tier: 2, edition, users }),
    },
    firstSeenMs: numberIn(row, 'first_seen'),
    appVersion: textOrNullIn(row, 'app_version'),
    licence: textOrNullIn(row, 'licence'),
  };
}

function stateOf(isOfThisHour: boolean, lastSeenMs: number, nowMs: number): SiteState {
  if (isOfThisHour) return 'now';
  return lastSeenMs >= nowMs - dayHours * hourMs ? 'day' : 'silent';
}

/** Atlassian's logs write `Standard`. */
function editionNamed(text: string | null): Edition | null {
  return editions.find((edition) => edition === text?.toLowerCase()) ?? null;
}

/** Sites of the last day by the version of their gauge, most first. */
export async function versionsOf(
  sql: Sql,
  app: number,
  nowMs: number,
): Promise<{ gauge: string | null; sites: number }[]> {
  const rows = await sql.query(
    `select gauge_version, count(*)::float8 as sites from site where app = $1::int and last_seen_ms >= $2::float8
     group by gauge_version order by sites desc, gauge_version`,
    [app, nowMs - dayHours * hourMs],
  );
  return rows.map((row) => ({ gauge: textOrNullIn(row, 'gauge_version'), sites: numberIn(row, 'sites') }));
}

/** Names of the owner's for sites that no line has named. */
export async function nameSites(sql: Sql, app: number, names: ReadonlyMap<string, string>): Promise<void> {
  if (names.size === 0) return;
  await sql.query(
    `update site set name = one.name from unnest($2::text[], $3::text[]) as one (site_id, name)
     where site.app = $1::int and site.site_id = one.site_id and site.name is null`,
    [app, [...names.keys()], [...names.values()]],
  );
}
