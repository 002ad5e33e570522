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
  /** It takes the place of what is stored; else it is added to it. */
  isWhole: boolean;
}

/** Minutes of an hour, a bit each, as PostgreSQL reads them: they are more bits than a number has. */
interface ToldHour {
  hour: number;
  minutes: string;
}

/** Within a transaction of the caller's: the counts and the way that led to them are kept together. */
export async function keepCounts(sql: Sql, app: number, span: CountedSpan): Promise<void> {
  const { fromMinute, toMinute } = span;
  const counts = span.counts.filter(
    ({ minute, remote }) => minute >= fromMinute && minute < toMinute && isCounted(remote),
  );
  const pools = await ownPools(sql, app, new Set(counts.map(({ remote }) => remote as Product)));
  const sites = await keepSites(sql, app, counts);
  const told = toldHours(fromMinute, toMinute);
  const hours = await knownHours(sql, app, span, told);
  for (const count of counts) {
    const product = count.remote as Product;
    const [pool, site] = [pools.get(product), sites.get(count.siteId ?? nowhere)];
    if (pool === undefined || site === undefined)
      throw new Error(`No pool or site for a count of ${product}`);
    const hour = Math.floor(count.minute / 60);
    const key = keyOf(pool, hour, site);
    let known = hours.get(key);
    if (known === undefined) {
      known = { product, pool, site, hour, series: new Map(), isChanged: true, isWhole: false };
      hours.set(key, known);
    }
    add(known, count);
  }
  await write(
    sql,
    [...hours.values()].filter(({ isChanged }) => isChanged),
    new Map(told.map(({ hour, minutes }) => [hour, minutes])),
  );
}

function keyOf(pool: number, hour: number, site: number): string {
  return `${String(pool)} ${String(hour)} ${String(site)}`;
}

function toldHours(fromMinute: number, toMinute: number): ToldHour[] {
  const first = Math.floor(fromMinute / 60);
  return Array.from({ length: Math.floor((toMinute - 1) / 60) - first + 1 }, (_, at) => {
    const from = Math.max(0, fromMinute - (first + at) * 60);
    const to = Math.min(60, toMinute - (first + at) * 60);
    return { hour: first + at, minutes: String(((1n << BigInt(to - from)) - 1n) << BigInt(from)) };
  });
}

/** Of an hour that was kept without its minutes. */
const allMinutes = String((1n << 60n) - 1n);

function isCounted(remote: string): boolean {
  return countedProducts.some((product) => product === remote);
}

function add(known: HourOfSite, { provider, path, status, minute, requests }: RequestCount): void {
  addTo(known.series, provider, path, status, String(minute % 60), requests);
  known.isChanged = true;
}

function addTo(
  all: Map<string, Series>,
  provider: Series[0],
  path: string,
  status: string,
  minute: string,
  requests: number,
): void {
  // Neither of the first two has a space.
  const key = `${provider} ${status} ${path}`;
  let series = all.get(key);
  if (series === undefined) all.set(key, (series = [provider, path, status, {}]));
  series[3][minute] = (series[3][minute] ?? 0) + requests;
}

/** Hours of which something is known of minutes that are told anew, without these. */
async function knownHours(
  sql: Sql,
  app: number,
  { fromMinute, toMinute }: CountedSpan,
  told: readonly ToldHour[],
): Promise<Map<string, HourOfSite>> {
  const rows = await sql.query(
    `select pool.id::float8 as pool, product, request_hour.hour::float8 as hour, site::float8 as site, detail::text as detail
     from pool, unnest($2::int[], $3::text[]) as told (hour, minutes), request_hour
     where pool.app = $1::int and request_hour.pool = pool.id and request_hour.hour = told.hour
       and (request_hour.minutes is null or request_hour.minutes & told.minutes::bigint <> 0)`,
    [app, told.map(({ hour }) => hour), told.map(({ minutes }) => minutes)],
  );
  const hours = new Map<string, HourOfSite>();
  for (const row of rows) {
    const [pool, hour, site] = [numberIn(row, 'pool'), numberIn(row, 'hour'), numberIn(row, 'site')];
    const series = new Map<string, Series>();
    let isChanged = false;
    for (const [provider, path, status, minutes] of seriesOf(textIn(row, 'detail'))) {
      for (const [at, requests] of Object.entries(minutes)) {
        const minute = hour * 60 + Number(at);
        if (minute >= fromMinute && minute < toMinute) isChanged = true;
        else addTo(series, provider, path, status, at, requests);
      }
    }
    const product = textIn(row, 'product') as Product;
    hours.set(keyOf(pool, hour, site), { product, pool, site, hour, series, isChanged, isWhole: true });
  }
  return hours;
}

/** One may come in parts, of some minutes each. @param detail as this file wrote it; what came from outside was read by a schema before */
export function seriesOf(detail: string): Series[] {
  return JSON.parse(detail) as Series[];
}

async function write(
  sql: Sql,
  hours: readonly HourOfSite[],
  told: ReadonlyMap<number, string>,
): Promise<void> {
  const gone = hours.filter(({ series }) => series.size === 0);
  const kept = hours.filter(({ series }) => series.size > 0);
  const column = (rows: readonly HourOfSite[], of: (row: HourOfSite) => number): number[] => rows.map(of);
  if (gone.length > 0)
    await sql.query(
      `delete from request_hour using unnest($1::int[], $2::int[], $3::int[]) as one (pool, hour, site)
       where request_hour.pool = one.pool and request_hour.hour = one.hour and request_hour.site = one.site`,
      [column(gone, ({ pool }) => pool), column(gone, ({ hour }) => hour), column(gone, ({ site }) => site)],
    );
  const [whole, more] = [kept.filter(({ isWhole }) => isWhole), kept.filter(({ isWhole }) => !isWhole)];
  await put(
    sql,
    whole,
    told,
    `requests = excluded.requests, unserved = excluded.unserved, low = excluded.low, high = excluded.high, detail = excluded.detail,
     minutes = coalesce(request_hour.minutes, ${allMinutes}) | excluded.minutes`,
  );
  await put(
    sql,
    more,
    told,
    `requests = request_hour.requests + excluded.requests, unserved = request_hour.unserved + excluded.unserved,
     low = request_hour.low + excluded.low, high = request_hour.high + excluded.high, detail = request_hour.detail || excluded.detail,
     minutes = request_hour.minutes | excluded.minutes`,
  );
  const touched = new Map(hours.map(({ pool, hour }) => [`${String(pool)} ${String(hour)}`, [pool, hour]]));
  if (touched.size > 0)
    await sql.query(
      `insert into stale_hour (pool, hour, lines)
       select pool, hour, false from unnest($1::int[], $2::int[]) as one (pool, hour) order by pool, hour
       on conflict (pool, hour) do update set lines = stale_hour.lines`,
      [[...touched.values()].map(([pool = 0]) => pool), [...touched.values()].map(([, hour = 0]) => hour)],
    );
}

/** @param onConflict what becomes of an hour that is there */
async function put(
  sql: Sql,
  hours: readonly HourOfSite[],
  told: ReadonlyMap<number, string>,
  onConflict: string,
): Promise<void> {
  if (hours.length === 0) return;
  const sums = hours.map(sumOf);
  await sql.query(
    `insert into request_hour (pool, hour, site, requests, unserved, low, high, detail, minutes)
     select pool, hour, site, requests, unserved, low, high, detail::jsonb, minutes::bigint
     from unnest($1::int[], $2::int[], $3::int[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::text[], $9::text[])
       as one (pool, hour, site, requests, unserved, low, high, detail, minutes)
     on conflict (pool, hour, site) do update set ${onConflict}`,
    [
      ...[hours.map(({ pool }) => pool), hours.map(({ hour }) => hour), hours.map(({ site }) => site)],
      ...[sums.map(({ requests }) => requests), sums.map(({ unserved }) => unserved)],
      ...[sums.map(({ lowMilli }) => lowMilli), sums.map(({ highMilli }) => highMilli)],
      hours.map(({ series }) => storableJson([...series.values()])),
      hours.map(({ hour }) => told.get(hour) ?? allMinutes),
    ],
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
  const known = await knownPools(sql, app, list);
  if (known.size === list.length) return known;
  await sql.query(
    `insert into pool (app, name, environment, product)
     select $1::int, 'own', coalesce((select min(environment) from pool where app = $1::int and name = 'own'), ''), one.product
     from unnest($2::text[]) as one (product)
     where not exists (select from pool where pool.app = $1::int and name = 'own' and pool.product = one.product)
     on conflict do nothing`,
    [app, list],
  );
  return knownPools(sql, app, list);
}

async function knownPools(
  sql: Sql,
  app: number,
  products: readonly Product[],
): Promise<Map<Product, number>> {
  const rows = await sql.query(
    `select product, min(id)::float8 as id from pool where app = $1::int and name = 'own' and product = any($2::text[]) group by product`,
    [app, products],
  );
  return new Map(rows.map((row) => [textIn(row, 'product') as Product, numberIn(row, 'id')]));
}
