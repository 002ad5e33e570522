/** Makes anew, of an hour's counts and lines, what the counts have beyond the gauges: by site, for the pool, and for the days. */
import type { Product } from '../../src/model';
import {
  pathKey,
  restOf,
  sumOfRests,
  type CountedPath,
  type LearnedPrices,
  type MeteredPath,
  type PointsACall,
  type Provider,
  type RestPath,
} from '../estimate/rest';
import { boundsOf } from '../requests/price-requests';
import { chargedRoutes } from './charged-routes';
import { requestsIn, seriesOf } from './keep-counts';
import { numberIn, storableJson, textIn, textOrNullIn, type Sql } from './sql';

const learnedHours = 14 * 24;
/** Fewer calls of an endpoint say too little. */
const leastCalls = 20;

/** Routes that Atlassian's counts have, by whose call they are: those of back ends elsewhere are not seen by the platform. */
const providers: Readonly<Record<string, Provider>> = {
  'forge.asApp': 'app',
  'forge.asUser': 'user',
  'forge.asUserOffline': 'user',
};

export async function makeRests(sql: Sql, pools: readonly number[], hours: readonly number[]): Promise<void> {
  const counted = await sql.query(
    `select request_hour.pool::float8 as pool, product, request_hour.hour::float8 as hour, request_hour.site::float8 as site,
            request_hour.detail::text as counted, coalesce(line.detail, '[]')::text as lines
     from request_hour join unnest($1::int[], $2::int[]) as one (pool, hour) using (pool, hour) join pool on pool.id = request_hour.pool
     left join lateral (
       select jsonb_agg(jsonb_build_array(site_hour.detail->'c', site_hour.detail->'p')) as detail from site_hour
       where site_hour.pool = request_hour.pool and site_hour.hour = request_hour.hour and site_hour.site = request_hour.site
     ) as line on true`,
    [pools, hours],
  );
  await sql.query(
    `delete from rest_hour using unnest($1::int[], $2::int[]) as one (pool, hour) where rest_hour.pool = one.pool and rest_hour.hour = one.hour`,
    [pools, hours],
  );
  const prices = new Map<number, LearnedPrices>();
  const rests: Rest[] = [];
  for (const row of counted) {
    const [pool, hour] = [numberIn(row, 'pool'), numberIn(row, 'hour')];
    const known = prices.get(pool) ?? (await learnedPrices(sql, pool, Math.max(...hours)));
    prices.set(pool, known);
    const paths = countedPaths(textIn(row, 'product') as Product, textIn(row, 'counted'));
    rests.push({
      ...{ pool, hour, site: numberIn(row, 'site') },
      counted: paths.reduce((sum, { requests }) => sum + requests, 0),
      paths: restOf(paths, meteredPaths(textIn(row, 'lines')), known),
    });
  }
  await writeSites(sql, rests);
  await writePools(sql, pools, hours, rests);
  await writeDays(sql, pools, hours);
}

interface Rest {
  pool: number;
  hour: number;
  site: number;
  counted: number;
  paths: RestPath[];
}

async function writeSites(sql: Sql, rests: readonly Rest[]): Promise<void> {
  const some = rests.filter(({ paths }) => paths.length > 0);
  if (some.length === 0) return;
  const sums = some.map(({ paths }) => plainSum(paths));
  await sql.query(
    `insert into rest_hour (pool, hour, site, requests, low, likely, high, detail)
     select pool, hour, site, requests, low, likely, high, detail::jsonb
     from unnest($1::int[], $2::int[], $3::int[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::text[])
       as one (pool, hour, site, requests, low, likely, high, detail)`,
    [
      some.map(({ pool }) => pool),
      some.map(({ hour }) => hour),
      some.map(({ site }) => site),
      ...milliColumns(sums),
      some.map(({ paths }) => storableJson(paths.map(detailOf))),
    ],
  );
}

/** `[provider, path, requests, low, likely, high]`, points in thousandths, likely `null` where it is not known. */
function detailOf({ provider, path, requests, lowPoints, likelyPoints, highPoints }: RestPath): unknown[] {
  const [low, likely, high] = [lowPoints, likelyPoints, highPoints].map((points) =>
    points === null ? null : Math.round(points * 1_000),
  );
  return [provider, path, Math.round(requests), low, likely, high];
}

type RestSum = Omit<RestPath, 'provider' | 'path'>;

/** Of one site: its paths may all be off in one direction. */
function plainSum(paths: readonly RestPath[]): RestSum {
  const of = (value: (path: RestPath) => number): number => paths.reduce((sum, path) => sum + value(path), 0);
  return {
    requests: of(({ requests }) => requests),
    lowPoints: of(({ lowPoints }) => lowPoints),
    likelyPoints: paths.some(({ likelyPoints }) => likelyPoints === null)
      ? null
      : of(({ likelyPoints }) => likelyPoints ?? 0),
    highPoints: of(({ highPoints }) => highPoints),
  };
}

function milliColumns(sums: readonly RestSum[]) {
  const milli = (points: number): number => Math.round(points * 1_000);
  return [
    sums.map(({ requests }) => Math.round(requests)),
    sums.map(({ lowPoints }) => milli(lowPoints)),
    sums.map(({ likelyPoints }) => (likelyPoints === null ? null : milli(likelyPoints))),
    sums.map(({ highPoints }) => milli(highPoints)),
  ] as const;
}

async function writePools(
  sql: Sql,
  pools: readonly number[],
  hours: readonly number[],
  rests: readonly Rest[],
): Promise<void> {
  const rows = pools.map((pool, at) => {
    const hour = hours[at] ?? 0;
    const own = rests.filter((rest) => rest.pool === pool && rest.hour === hour);
    const rest = sumOfRests(own.filter(({ paths }) => paths.length > 0).map(({ paths }) => plainSum(paths)));
    return { pool, hour, sites: own.length, counted: own.reduce((sum, one) => sum + one.counted, 0), rest };
  });
  await sql.query(
    `insert into pool_hour (pool, hour, sites, requests, low, likely, high, refused, counted_sites, counted_requests, rest_requests, rest_low,
                            rest_likely, rest_high)
     select pool, hour, 0, 0, 0, 0, 0, 0, counted_sites, counted, requests, low, likely, high
     from unnest($1::int[], $2::int[], $3::int[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::float8[])
       as one (pool, hour, counted_sites, counted, requests, low, likely, high)
     where counted_sites > 0 or exists (select from pool_hour as known where known.pool = one.pool and known.hour = one.hour)
     on conflict (pool, hour) do update set counted_sites = excluded.counted_sites, counted_requests = excluded.counted_requests,
       rest_requests = excluded.rest_requests, rest_low = excluded.rest_low, rest_likely = excluded.rest_likely, rest_high = excluded.rest_high`,
    [
      rows.map(({ pool }) => pool),
      rows.map(({ hour }) => hour),
      rows.map(({ sites }) => sites),
      rows.map(({ counted }) => counted),
      ...milliColumns(rows.map(({ rest }) => rest)),
    ],
  );
}

async function writeDays(sql: Sql, pools: readonly number[], hours: readonly number[]): Promise<void> {
  await sql.query(
    `with touched as (
       select distinct pool, hour / 24 as day from unnest($1::int[], $2::int[]) as one (pool, hour)
     ), by_site as (
       select touched.pool, day, site, sum(requests) as requests, sum(low) as low, sum(high) as high,
              case when bool_or(likely is null) then null else sum(likely) end as likely
       from touched join rest_hour on rest_hour.pool = touched.pool and hour between day * 24 and day * 24 + 23
       group by touched.pool, day, site
     ), cleared as (
       update site_day set rest_requests = 0, rest_low = 0, rest_likely = 0, rest_high = 0 from touched
       where site_day.pool = touched.pool and site_day.day = touched.day and rest_requests > 0
         and not exists (select from by_site where by_site.pool = site_day.pool and by_site.day = site_day.day and by_site.site = site_day.site)
     )
     insert into site_day (pool, day, site, requests, low, likely, high, refused, peak_likely, rest_requests, rest_low, rest_likely, rest_high)
     select pool, day, site, 0, 0, 0, 0, 0, 0, requests, low, likely, high from by_site
     on conflict (pool, day, site) do update set rest_requests = excluded.rest_requests, rest_low = excluded.rest_low,
       rest_likely = excluded.rest_likely, rest_high = excluded.rest_high`,
    [pools, hours],
  );
}

function countedPaths(product: Product, detail: string): CountedPath[] {
  const paths = new Map<string, CountedPath>();
  for (const [provider, path, status, minutes] of seriesOf(detail)) {
    const requests = requestsIn(minutes);
    const { lowPoints, highPoints } = boundsOf(product, path, status);
    const known = paths.get(pathKey(provider, path));
    paths.set(pathKey(provider, path), {
      ...{ provider, path, requests: (known?.requests ?? 0) + requests },
      lowPoints: (known?.lowPoints ?? 0) + requests * lowPoints,
      highPoints: (known?.highPoints ?? 0) + requests * highPoints,
    });
  }
  return [...paths.values()];
}

/** Lines were read by a schema before they were kept. */
type Lines = [routes: [string, number][], endpoints: [string, string, string, number][]][];

function meteredPaths(lines: string): MeteredPath[] {
  const metered: MeteredPath[] = [];
  for (const [routes, endpoints] of JSON.parse(lines) as Lines) {
    for (const [route, method, path, requests] of endpoints) {
      const provider = providers[route];
      if (provider !== undefined && method !== '') metered.push({ provider, path, requests });
    }
    for (const [route, requests] of routes) {
      const provider = providers[route];
      const named = endpoints.filter(([of]) => of === route).reduce((sum, [, , , n]) => sum + n, 0);
      if (provider !== undefined)
        metered.push({ provider, path: null, requests: Math.max(0, requests - named) });
    }
  }
  return metered;
}

/** Points a call of the app's metered sites, over two weeks. */
export async function learnedPrices(sql: Sql, pool: number, lastHour: number): Promise<LearnedPrices> {
  const rows = await sql.query(
    `select route, case when method = '' then null else template end as path, sum(requests)::float8 as requests,
            (sum(low) / 1000.0)::float8 as low, (sum(likely) / 1000.0)::float8 as likely, (sum(high) / 1000.0)::float8 as high
     from endpoint_hour where pool = $1::int and hour > $2::int and hour <= $3::int and route = any($4::text[])
     group by 1, 2 having sum(requests) > 0`,
    [pool, lastHour - learnedHours, lastHour, chargedRoutes],
  );
  const sums = new Map<string, PointsACall & { calls: number }>();
  const all = { calls: 0, low: 0, likely: 0, high: 0 };
  for (const row of rows) {
    const provider = providers[textIn(row, 'route')];
    if (provider === undefined) continue;
    const path = textOrNullIn(row, 'path');
    const keys = path === null ? [] : [pathKey(provider, path)];
    const [calls, low, likely, high] = ['requests', 'low', 'likely', 'high'].map((name) =>
      numberIn(row, name),
    );
    for (const sum of [all, ...keys.map((key) => sumAt(sums, key))]) {
      sum.calls += calls ?? 0;
      sum.low += low ?? 0;
      sum.likely += likely ?? 0;
      sum.high += high ?? 0;
    }
  }
  const aCall = ({ calls, low, likely, high }: PointsACall & { calls: number }): PointsACall => ({
    ...{ low: low / calls, likely: likely / calls, high: high / calls },
  });
  return {
    byPath: new Map(
      [...sums].filter(([, { calls }]) => calls >= leastCalls).map(([key, sum]) => [key, aCall(sum)]),
    ),
    all: all.calls >= leastCalls ? aCall(all) : null,
  };
}

function sumAt(
  sums: Map<string, PointsACall & { calls: number }>,
  key: string,
): PointsACall & { calls: number } {
  const known = sums.get(key) ?? { calls: 0, low: 0, likely: 0, high: 0 };
  sums.set(key, known);
  return known;
}
