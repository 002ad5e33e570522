/** What the fleet shows of one hour: the pools of an app, and what each site drew from them. */
import { policyScope } from '../../src/headers/policy';
import type { Enforcement, Product } from '../../src/model';
import type { Rest } from '../estimate/best-figure';
import { isOfFileAlone } from './imported';
import { numberIn, numberOrNullIn, textIn, textOrNullIn, type Row, type Sql } from './sql';
import { hourMs } from '../../src/time';

/** What lines say of the hour, uncorrected. */
interface Called {
  requests: number;
  lowPoints: number;
  likelyPoints: number;
  highPoints: number;
  refused: number;
}

export interface PoolNow extends Called {
  pool: number;
  name: string;
  environment: string;
  product: Product;
  /** Sites with a line of this hour. */
  sites: number;
  /** Sites and requests that Atlassian counted, those with a line included; 0 where no counts were read. */
  countedSites: number;
  countedRequests: number;
  /** Of them, what no line has. */
  rest: Rest;
  /** Atlassian's counter as it was last seen in this hour by any site; `null`: by none. */
  counter: CounterSeen | null;
}

export interface CounterSeen {
  policy: string;
  enforcement: Enforcement;
  /** `null` where no answer named it. */
  quotaPoints: number | null;
  remainingPoints: number;
  atMs: number;
  siteName: string;
}

export interface SiteNow extends Called {
  siteId: string;
  /** Of the gauge's line; the id where no line named it. */
  name: string;
  edition: string | null;
  statedUsers: number | null;
  gaugeVersion: string | null;
  /** When the newest line of this hour was written, epoch milliseconds. */
  asOfMs: number;
}

const points = (milli: number): number => milli / 1_000;

/**
 * Pools of the hour, the largest first. The hours are rolled up.
 * @param sinceHour pools that were drawn on since then are there, too, with what they have of this hour
 */
export async function poolsOfHour(
  sql: Sql,
  app: number,
  hour: number,
  sinceHour: number = hour,
): Promise<PoolNow[]> {
  const rows = await sql.query(
    `select pool.id::float8 as pool, name, environment, product, coalesce(sites, 0)::float8 as sites,
            coalesce(requests, 0)::float8 as requests, coalesce(low, 0)::float8 as low, coalesce(likely, 0)::float8 as likely,
            coalesce(high, 0)::float8 as high, coalesce(refused, 0)::float8 as refused, coalesce(counted_sites, 0)::float8 as counted_sites, coalesce(counted_requests, 0)::float8 as counted_requests,
            coalesce(rest_requests, 0)::float8 as rest_requests, coalesce(rest_low, 0)::float8 as rest_low, rest_likely::float8 as rest_likely,
            coalesce(rest_high, 0)::float8 as rest_high, exists (select from pool_hour as earlier where earlier.pool = pool.id and earlier.hour between $3::int and $2::int) as has_lines
     from pool left join pool_hour on pool_hour.pool = pool.id and hour = $2::int
     where pool.app = $1::int order by coalesce(likely, 0) desc, pool.id`,
    [app, hour, sinceHour],
  );
  const counters = await countersOf(sql, app, hour);
  // A counter that was read before any line of the hour came is the best that is known of its pool.
  const spoken = rows.filter((row) => row['has_lines'] === true || counters.has(numberIn(row, 'pool')));
  return spoken.map((row) => ({
    pool: numberIn(row, 'pool'),
    name: textIn(row, 'name'),
    environment: textIn(row, 'environment'),
    // Lines were read by a schema that takes no other names.
    product: textIn(row, 'product') as Product,
    sites: numberIn(row, 'sites'),
    ...calledIn(row),
    countedSites: numberIn(row, 'counted_sites'),
    countedRequests: numberIn(row, 'counted_requests'),
    rest: restIn(row),
    counter: counters.get(numberIn(row, 'pool')) ?? null,
  }));
}

function calledIn(row: Row): Called {
  return {
    requests: numberIn(row, 'requests'),
    lowPoints: points(numberIn(row, 'low')),
    likelyPoints: points(numberIn(row, 'likely')),
    highPoints: points(numberIn(row, 'high')),
    refused: numberIn(row, 'refused'),
  };
}

export function restIn(row: Row): Rest {
  const likely = numberOrNullIn(row, 'rest_likely');
  return {
    requests: numberIn(row, 'rest_requests'),
    lowPoints: points(numberIn(row, 'rest_low')),
    likelyPoints: likely === null ? null : points(likely),
    highPoints: points(numberIn(row, 'rest_high')),
  };
}

/** Of all sites together: the counter of one site's own pool (Tier 2) is none of theirs. */
async function countersOf(sql: Sql, app: number, hour: number): Promise<Map<number, CounterSeen>> {
  const rows = await sql.query(
    `select distinct on (reading.pool, policy) reading.pool::float8 as pool, policy, enforcement, quota::float8 as quota,
            remaining::float8 as remaining, at_ms::float8 as at_ms, coalesce(site.shown_name, site.site_id) as site
     from reading join pool on pool.id = reading.pool join site on site.id = reading.site
     where pool.app = $1::int and at_ms >= $2::float8 and at_ms < $3::float8
     order by reading.pool, policy, at_ms desc, remaining, site.id`,
    [app, hour * hourMs, (hour + 1) * hourMs],
  );
  return new Map(
    rows
      .filter((row) => policyScope(textIn(row, 'policy')) === 'global')
      .map((row) => [
        numberIn(row, 'pool'),
        {
          policy: textIn(row, 'policy'),
          enforcement: textIn(row, 'enforcement') as Enforcement,
          quotaPoints: numberOrNullIn(row, 'quota'),
          remainingPoints: numberIn(row, 'remaining'),
          atMs: numberIn(row, 'at_ms'),
          siteName: textIn(row, 'site'),
        },
      ]),
  );
}

/** The sites of one pool in one hour, the largest first. */
export async function sitesOfHour(sql: Sql, pool: number, hour: number): Promise<SiteNow[]> {
  const rows = await sql.query(
    `select site_id, coalesce(shown_name, site_id) as name, edition, stated_users::float8 as stated_users, gauge_version,
            sum(charged_requests)::float8 as requests, sum(low)::float8 as low, sum(likely)::float8 as likely, sum(high)::float8 as high,
            sum(refused)::float8 as refused, max(at_ms)::float8 as as_of
     from site_hour join site on site.id = site_hour.site
     where pool = $1::int and hour = $2::int
     group by site.id order by likely desc, name`,
    [pool, hour],
  );
  return rows.map((row) => ({
    siteId: textIn(row, 'site_id'),
    name: textIn(row, 'name'),
    edition: textOrNullIn(row, 'edition'),
    statedUsers: numberOrNullIn(row, 'stated_users'),
    gaugeVersion: textOrNullIn(row, 'gauge_version'),
    ...calledIn(row),
    asOfMs: numberIn(row, 'as_of'),
  }));
}

/** Sites that Atlassian counted requests of in the last day. */
export async function sitesCounted(sql: Sql, app: number, nowMs: number): Promise<number> {
  const [row] = await sql.query(
    `select count(*)::float8 as sites from site where app = $1::int and last_called_ms >= $2::float8`,
    [app, nowMs - 24 * hourMs],
  );
  return row === undefined ? 0 : numberIn(row, 'sites');
}

/** Sites that files alone tell of. */
export async function sitesOfFiles(sql: Sql, app: number): Promise<number> {
  const [row] = await sql.query(
    `select count(*)::float8 as sites from site where app = $1::int and ${isOfFileAlone}`,
    [app],
  );
  return row === undefined ? 0 : numberIn(row, 'sites');
}

/** Sites of the app that were ever heard of, and how many of them in the last day. */
export async function sitesHeardOf(
  sql: Sql,
  app: number,
  nowMs: number,
): Promise<{ all: number; lastDay: number }> {
  const [row] = await sql.query(
    `select count(last_seen_ms)::float8 as all_sites, (count(*) filter (where last_seen_ms >= $2::float8))::float8 as last_day
     from site where app = $1::int`,
    [app, nowMs - 24 * hourMs],
  );
  return { all: numberIn(row, 'all_sites'), lastDay: numberIn(row, 'last_day') };
}
