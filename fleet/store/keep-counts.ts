/**
 * Counts of requests into tables. What a query told of its minutes takes the place of what was known of them, so that a time may be read as often
 * as one likes and is counted once.
 */
import type { Product } from '../../src/model';
import { minuteMs } from '../../src/time';
import { boundsOf } from '../requests/price-requests';
import type { CountedSpan, RequestCount } from '../requests/request-count';
import { numberIn, storableJson, textIn, type Sql } from './sql';

/** What draws on a pool; storage, queues and other hosts do not. */
export const countedProducts = ['jira', 'confluence', 'bitbucket'] as const satisfies readonly Product[];

/** Requests that were told of no site. */
export const nowhere = 'unknown';

/** `[provider, path, status class, { minute of the hour: requests }]`. */
export type Series = [
  provider: 'app' | 'user',
  path: string,
  status: string,
  requestsByMinute: Record<string, number>,
];

interface HourOfSite {
  product: Product;
  pool: number;
  site: number;
  hour: number;
  series: Map<string, Series>;
  isChanged: boolean;
}

/** Within a transaction of the caller's: the counts and the way that led to them are kept together. */
export async function keepCounts(sql: Sql, app: number, span: CountedSpan): Promise<void> {
  const { fromMinute, toMinute } = span;
  const counts = span.counts.filter(
    ({ minute, remote }) => minute >= fromMinute && minute < toMinute && isCounted(remote),
  );
  const pools = await ownPools(sql, app, new Set(counts.map(({ remote }) => remote as Product)));
  const sites = await keepSites(sql, app, counts);
  const hours = await knownHours(sql, app, fromMinute, toMinute);
  for (const count of counts) {
    const product = count.remote as Product;
    const [pool, site] = [pools.get(product), sites.get(count.siteId ?? nowhere)];
    if (pool === undefined || site === undefined)
      throw new Error(`No pool or site for a count of ${product}`);
    const hour = Math.floor(count.minute / 60);
    const key = [pool, hour, site].join(' ');
    const known = hours.get(key) ?? { product, pool, site, hour, series: new Map(), isChanged: true };
    hours.set(key, known);
    add(known, count);
  }
  await write(
    sql,
    [...hours.values()].filter(({ isChanged }) => isChanged),
  );
}

function isCounted(remote: string): boolean {
  return countedProducts.some((product) => product === remote);
}

function add(known: HourOfSite, { provider, path, status, minute, requests }: RequestCount): void {
  const key = JSON.stringify([provider, path, status]);
  const series = known.series.get(key) ?? ([provider, path, status, {}] satisfies Series);
  const at = String(minute % 60);
  series[3][at] = (series[3][at] ?? 0) + requests;
  known.series.set(key, series);
  known.isChanged = true;
}

/** Hours of the span as they are known, without the minutes that are told anew. */
async function knownHours(
  sql: Sql,
  app: number,
  fromMinute: number,
  toMinute: number,
): Promise<Map<string, HourOfSite>> {
  const rows = await sql.query(
    `select pool.id::float8 as pool, product, hour::float8 as hour, site::float8 as site, detail::text as detail
     from request_hour join pool on pool.id = request_hour.pool
     where pool.app = $1::int and hour >= $2::int and hour <= $3::int`,
    [app, Math.floor(fromMinute / 60), Math.floor((toMinute - 1) / 60)],
  );
  const hours = new Map<string, HourOfSite>();
  for (const row of rows) {
    const [pool, hour, site] = [numberIn(row, 'pool'), numberIn(row, 'hour'), numberIn(row, 'site')];
    const series = new Map<string, Series>();
    let isChanged = false;
    for (const [provider, path, status, minutes] of seriesOf(textIn(row, 'detail'))) {
      const kept = Object.entries(minutes).filter(([at]) => {
        const minute = hour * 60 + Number(at);
        return minute < fromMinute || minute >= toMinute;
      });
      isChanged ||= kept.length < Object.keys(minutes).length;
      if (kept.length > 0)
        series.set(JSON.stringify([provider, path, status]), [
          ...([provider, path, status] as const),
          Object.fromEntries(kept),
        ]);
    }
    const product = textIn(row, 'product') as Product;
    hours.set([pool, hour, site].join(' '), { product, pool, site, hour, series, isChanged });
  }
  return hours;
}

/** @param detail as this file wrote it; what came from outside was read by a schema before */
export function seriesOf(detail: string): Series[] {
  return JSON.parse(detail) as Series[];
}

async function write(sql: Sql, hours: readonly HourOfSite[]): Promise<void> {
  const gone = hours.filter(({ series }) => series.size === 0);
  const kept = hours.filter(({ series }) => series.size > 0);
  const column = (rows: readonly HourOfSite[], of: (row: HourOfSite) => number): number[] => rows.map(of);
  if (gone.length > 0)
    await sql.query(
      `delete from request_hour using unnest($1::int[], $2::int[], $3::int[]) as one (pool, hour, site)
       where request_hour.pool = one.pool and request_hour.hour = one.hour and request_hour.site = one.site`,
      [column(gone, ({ pool }) => pool), column(gone, ({ hour }) => hour), column(gone, ({ site }) => site)],
    );
  if (kept.length > 0) {
    const sums = kept.map(sumOf);
    await sql.query(
      `insert into request_hour (pool, hour, site, requests, unserved, low, high, detail)
       select pool, hour, site, requests, unserved, low, high, detail::jsonb
       from unnest($1::int[], $2::int[], $3::int[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::text[])
         as one (pool, hour, site, requests, unserved, low, high, detail)
       on conflict (pool, hour, site) do update set requests = excluded.requests, unserved = excluded.unserved, low = excluded.low,
         high = excluded.high, detail = excluded.detail`,
      [
        ...[
          column(kept, ({ pool }) => pool),
          column(kept, ({ hour }) => hour),
          column(kept, ({ site }) => site),
        ],
        ...[sums.map(({ requests }) => requests), sums.map(({ unserved }) => unserved)],
        ...[sums.map(({ lowMilli }) => lowMilli), sums.map(({ highMilli }) => highMilli)],
        kept.map(({ series }) => storableJson([...series.values()])),
      ],
    );
  }
  const touched = new Map(hours.map(({ pool, hour }) => [`${String(pool)} ${String(hour)}`, [pool, hour]]));
  if (touched.size > 0)
    await sql.query(
      `insert into stale_hour (pool, hour) select * from unnest($1::int[], $2::int[]) as one (pool, hour) order by pool, hour
       on conflict (pool, hour) do update set hour = excluded.hour`,
      [[...touched.values()].map(([pool = 0]) => pool), [...touched.values()].map(([, hour = 0]) => hour)],
    );
}

function sumOf({ product, series }: HourOfSite) {
  const sum = { requests: 0, unserved: 0, lowMilli: 0, highMilli: 0 };
  for (const [, path, status, minutes] of series.values()) {
    const requests = requestsIn(minutes);
    const { lowPoints, highPoints } = boundsOf(product, path, status);
    sum.requests += requests;
    if (status !== '2xx' && status !== '3xx') sum.unserved += requests;
    sum.lowMilli += Math.floor(requests * lowPoints * 1_000);
    sum.highMilli += Math.ceil(requests * highPoints * 1_000);
  }
  return sum;
}

export function requestsIn(minutes: Readonly<Record<string, number>>): number {
  return Object.values(minutes).reduce((sum, requests) => sum + requests, 0);
}

async function keepSites(
  sql: Sql,
  app: number,
  counts: readonly RequestCount[],
): Promise<ReadonlyMap<string, number>> {
  const called = new Map<string, RequestCount>();
  for (const count of counts) {
    const siteId = count.siteId ?? nowhere;
    const known = called.get(siteId);
    if (known === undefined || known.minute < count.minute) called.set(siteId, count);
  }
  if (called.size === 0) return new Map();
  const list = [...called];
  const rows = await sql.query(
    `insert into site (app, site_id, product, last_called_ms)
     select $1::int, one.* from unnest($2::text[], $3::text[], $4::float8[]) as one
     on conflict (app, site_id) do update set last_called_ms = greatest(site.last_called_ms, excluded.last_called_ms)
     returning site_id, id::float8 as id`,
    [
      app,
      list.map(([siteId]) => siteId),
      list.map(([, { remote }]) => remote),
      list.map(([, { minute }]) => minute * minuteMs),
    ],
  );
  return new Map(rows.map((row) => [textIn(row, 'site_id'), numberIn(row, 'id')]));
}

/** The app's own pools: counts name no pool and no environment's name. Until a line tells the name it is `''`. */
export async function ownPools(
  sql: Sql,
  app: number,
  products: ReadonlySet<Product>,
): Promise<ReadonlyMap<Product, number>> {
  const list = [...products];
  if (list.length === 0) return new Map();
  await sql.query(
    `insert into pool (app, name, environment, product)
     select $1::int, 'own', coalesce((select min(environment) from pool where app = $1::int and name = 'own'), ''), one.product
     from unnest($2::text[]) as one (product)
     where not exists (select from pool where pool.app = $1::int and name = 'own' and pool.product = one.product)
     on conflict do nothing`,
    [app, list],
  );
  const rows = await sql.query(
    `select product, min(id)::float8 as id from pool where app = $1::int and name = 'own' and product = any($2::text[]) group by product`,
    [app, list],
  );
  return new Map(rows.map((row) => [textIn(row, 'product') as Product, numberIn(row, 'id')]));
}
