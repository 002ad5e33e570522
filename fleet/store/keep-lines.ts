/** Lines of sites into tables. A line that is there already, or that a newer one has replaced, changes nothing. */
import { chargedToPool } from '../../src/limits/charging';
import { addSum, emptySum, type HourLine, type LineSum } from '../../src/fleet-line/line';
import type { PoolId, Route } from '../../src/model';
import type { SiteLog } from '../logs/log-page';
import type { SiteLines } from '../logs/site-lines';
import { importedInstallation } from './imported';
import { numberIn, storableJson, textIn, type Row, type Sql } from './sql';

type Numbers = ReadonlyMap<string, number>;

/** Within a transaction of the caller's: the lines and the way that led to them are kept together. */
export async function keepLines(sql: Sql, app: number, lines: SiteLines): Promise<void> {
  const sites = await keepSites(sql, app, lines);
  const all = [...lines.hours, ...lines.readings];
  const pools = await keepPools(sql, app, new Map(all.map(({ line }) => [poolKey(line.pool), line.pool])));
  await keepHours(sql, lines.hours, sites, pools);
  await keepReadings(sql, lines, sites, pools);
}

async function keepSites(
  sql: Sql,
  app: number,
  { sites, hours, readings, named }: SiteLines,
): Promise<Numbers> {
  if (sites.length === 0) return new Map();
  // What a reading cannot tell an hour does, whichever was later.
  const said = new Map(
    [...oldestFirst(readings), ...oldestFirst(hours)].map(({ log, line }) => [log.siteId, line.from]),
  );
  // Only these tell the address, and they tell it alone.
  const newest = oldestFirst(named);
  const hosts = new Map(
    newest.flatMap(({ log, line }) => (line.from.site === null ? [] : [[log.siteId, line.from.site]])),
  );
  const addresses = new Map(
    newest.flatMap(({ log, line }) => (line.noticeUrl === null ? [] : [[log.siteId, line.noticeUrl]])),
  );
  const hostOf = (siteId: string): string | null => said.get(siteId)?.site ?? hosts.get(siteId) ?? null;
  const column = <T>(of: (site: SiteLines['sites'][number]) => T): T[] => sites.map(of);
  const rows = await sql.query(
    `insert into site (app, site_id, product, name, edition, stated_edition, stated_users, app_version, gauge_version, licence,
                       notice_url, first_seen_ms, last_seen_ms)
     select $1::int, one.* from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[], $9::text[],
                                  $10::text[], $11::text[], $12::float8[], $12::float8[])
       as one (site_id, product, name, edition, stated_edition, stated_users, app_version, gauge_version, licence, notice_url, first_seen, last_seen)
     on conflict (app, site_id) do update set
       first_seen_ms = least(site.first_seen_ms, excluded.first_seen_ms),
       product = case when excluded.last_seen_ms >= coalesce(site.last_seen_ms, 0) then excluded.product else site.product end,
       name = case when excluded.last_seen_ms >= coalesce(site.last_seen_ms, 0) then coalesce(excluded.name, site.name) else coalesce(site.name, excluded.name) end,
       edition = case when excluded.last_seen_ms >= coalesce(site.last_seen_ms, 0) then excluded.edition else site.edition end,
       stated_edition = case when excluded.last_seen_ms >= coalesce(site.last_seen_ms, 0) then coalesce(excluded.stated_edition, site.stated_edition) else coalesce(site.stated_edition, excluded.stated_edition) end,
       stated_users = case when excluded.last_seen_ms >= coalesce(site.last_seen_ms, 0) then coalesce(excluded.stated_users, site.stated_users) else coalesce(site.stated_users, excluded.stated_users) end,
       app_version = case when excluded.last_seen_ms >= coalesce(site.last_seen_ms, 0) then excluded.app_version else site.app_version end,
       gauge_version = case when excluded.last_seen_ms >= coalesce(site.last_seen_ms, 0) then coalesce(excluded.gauge_version, site.gauge_version) else site.gauge_version end,
       notice_url = case when excluded.last_seen_ms >= coalesce(site.last_seen_ms, 0) then coalesce(excluded.notice_url, site.notice_url) else coalesce(site.notice_url, excluded.notice_url) end,
       licence = case when excluded.last_seen_ms >= coalesce(site.last_seen_ms, 0) then excluded.licence else site.licence end,
       last_seen_ms = greatest(site.last_seen_ms, excluded.last_seen_ms)
     returning site_id, id::float8 as id`,
    [
      app,
      column(({ siteId }) => siteId),
      column(({ product }) => product),
      column(({ siteId }) => hostOf(siteId)),
      column(({ edition }) => edition),
      column(({ siteId }) => said.get(siteId)?.edition ?? null),
      column(({ siteId }) => said.get(siteId)?.users ?? null),
      column(({ appVersion }) => appVersion),
      column(({ siteId }) => said.get(siteId)?.gauge ?? null),
      column(({ licence }) => licence),
      column(({ siteId }) => addresses.get(siteId) ?? null),
      column(({ atMs }) => atMs),
    ],
  );
  return new Map(rows.map((row) => [textIn(row, 'site_id'), numberIn(row, 'id')]));
}

/** The API's order is its own: of several lines of a site on a page the newest holds. */
function oldestFirst<T extends { log: SiteLog }>(lines: readonly T[]): T[] {
  return [...lines].sort((a, b) => a.log.atMs - b.log.atMs);
}

export async function keepPools(sql: Sql, app: number, pools: ReadonlyMap<string, PoolId>): Promise<Numbers> {
  if (pools.size === 0) return new Map();
  const list = [...pools.values()];
  const columns = [
    list.map((pool) => pool.app),
    list.map(({ environment }) => environment),
    list.map(({ product }) => product),
  ];
  const named = 'unnest($2::text[], $3::text[], $4::text[]) as one (name, environment, product)';
  // Nearly always: each page names the same ones.
  const known = numbersOf(
    await sql.query(
      `select name, environment, product, id::float8 as id from pool join ${named} using (name, environment, product) where app = $1::int`,
      [app, ...columns],
    ),
  );
  if (known.size === pools.size) return known;
  // Counts of requests, which do not tell what the environment is called, may have been first.
  await sql.query(
    `update pool set environment = one.environment from ${named}
     where pool.app = $1::int and pool.name = one.name and pool.product = one.product and pool.environment = '' and one.environment <> ''
       and not exists (select from pool as other where other.app = $1::int and other.name = one.name and other.product = one.product
                       and other.environment = one.environment)`,
    [app, ...columns],
  );
  return numbersOf(
    await sql.query(
      `insert into pool (app, name, environment, product) select $1::int, one.* from ${named}
       on conflict (app, name, environment, product) do update set name = excluded.name
       returning name, environment, product, id::float8 as id`,
      [app, ...columns],
    ),
  );
}

function numbersOf(rows: readonly Row[]): Map<string, number> {
  const keyOf = (row: Row): string =>
    JSON.stringify([textIn(row, 'name'), textIn(row, 'environment'), textIn(row, 'product')]);
  return new Map(rows.map((row) => [keyOf(row), numberIn(row, 'id')]));
}

/**
 * Of several lines of an hour the highest number holds; a gauge's own word goes before what a file brought, and an account's before a report's.
 * @returns how many lines changed something
 */
export async function keepHours(
  sql: Sql,
  hours: readonly { log: Pick<SiteLog, 'siteId'>; line: HourLine }[],
  sites: Numbers,
  pools: Numbers,
): Promise<number> {
  if (hours.length === 0) return 0;
  const sums = hours.map(({ line }) => chargedSum(line));
  const [row] = await sql.query(
    `with line as (
       select * from unnest($1::int[], $2::text[], $3::int[], $4::int[], $5::int[], $6::float8[], $7::float8[], $8::float8[],
                            $9::float8[], $10::float8[], $11::float8[], $12::float8[], $13::text[])
         as one (site, installation, pool, hour, number, at_ms, requests, charged_requests, low, likely, high, refused, detail)
     ), kept as (
       insert into site_hour (site, installation, pool, hour, number, at_ms, requests, charged_requests, low, likely, high, refused, detail)
       select site, installation, pool, hour, number, at_ms, requests, charged_requests, low, likely, high, refused, detail::jsonb from line
       on conflict (pool, hour, site, installation) do update set
         number = excluded.number, at_ms = excluded.at_ms, requests = excluded.requests,
         charged_requests = excluded.charged_requests, low = excluded.low, likely = excluded.likely, high = excluded.high,
         refused = excluded.refused, detail = excluded.detail
       where (excluded.number, excluded.at_ms) > (site_hour.number, site_hour.at_ms)
       returning pool, hour
     ), displaced as (
       delete from site_hour using line where site_hour.installation = '${importedInstallation}' and line.installation <> '${importedInstallation}'
         and site_hour.pool = line.pool and site_hour.hour = line.hour and site_hour.site = line.site
       returning site_hour.pool, site_hour.hour
     ), stale as (
       insert into stale_hour (pool, hour) select pool, hour from kept union select pool, hour from displaced order by pool, hour
       -- Holds the row until these lines can be seen: a roll-up that took it now would make its sums without them.
       on conflict (pool, hour) do update set lines = true
     )
     select count(*)::float8 as changed from kept`,
    [
      hours.map(({ log }) => idOf(sites, log.siteId)),
      hours.map(({ line }) => line.from.installation),
      hours.map(({ line }) => idOf(pools, poolKey(line.pool))),
      hours.map(({ line }) => line.hour),
      hours.map(({ line }) => line.number),
      hours.map(({ line }) => line.atMs),
      hours.map(({ line }) => Object.values(line.routes).reduce((sum, { requests }) => sum + requests, 0)),
      sums.map(({ requests }) => requests),
      sums.map(({ lowMilli }) => lowMilli),
      sums.map(({ likelyMilli }) => likelyMilli),
      sums.map(({ highMilli }) => highMilli),
      sums.map(({ refused }) => refused),
      hours.map(({ line }) => detailOf(line)),
    ],
  );
  return numberIn(row, 'changed');
}

async function keepReadings(
  sql: Sql,
  { hours, readings }: SiteLines,
  sites: Numbers,
  pools: Numbers,
): Promise<void> {
  const list = [
    ...hours.flatMap(({ log, line }) => line.readings.map((reading) => ({ log, line, reading }))),
    ...readings.map(({ log, line }) => ({ log, line, reading: line.reading })),
  ];
  if (list.length === 0) return;
  await sql.query(
    `insert into reading (pool, policy, enforcement, at_ms, site, quota, remaining)
     select * from unnest($1::int[], $2::text[], $3::text[], $4::float8[], $5::int[], $6::int[], $7::int[]) as one
     on conflict do nothing`,
    [
      list.map(({ line }) => idOf(pools, poolKey(line.pool))),
      list.map(({ reading }) => reading.policy),
      list.map(({ reading }) => reading.enforcement),
      list.map(({ reading }) => reading.atMs),
      list.map(({ log }) => idOf(sites, log.siteId)),
      list.map(({ reading }) => reading.quotaPoints),
      list.map(({ reading }) => reading.remainingPoints),
    ],
  );
}

/** What drew on the pool: a person's own traffic through the bridge does not. */
function chargedSum({ routes }: HourLine): LineSum {
  const sum = emptySum();
  for (const [route, part] of Object.entries(routes)) if (chargedToPool(route as Route)) addSum(sum, part);
  return sum;
}

/** Short names, as in the line: this is most of what the store holds. */
function detailOf({ routes, refusals, endpoints }: HourLine): string {
  const part = ({ requests, lowMilli, likelyMilli, highMilli, refused }: LineSum): number[] => [
    requests,
    lowMilli,
    likelyMilli,
    highMilli,
    refused,
  ];
  const rows = endpoints.map((one) => [one.route, one.method, one.template, ...part(one)]);
  const byRoute = Object.entries(routes).map(([route, sum]) => [route, ...part(sum)]);
  return storableJson({ c: byRoute, x: refusals, p: rows });
}

export function poolKey({ app, environment, product }: PoolId): string {
  return JSON.stringify([app, environment, product]);
}

function idOf(ids: Numbers, key: string): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`Nothing was stored under ${key}`);
  return id;
}
