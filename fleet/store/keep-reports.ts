/** Reported calls into tables: added to what the hour has of their source and tenant, once for each batch. */
import * as v from 'valibot';
import { chargedToPool } from '../../src/limits/charging';
import type { LineSum } from '../../src/fleet-line/line';
import type { Product, Route } from '../../src/model';
import type { TenantLine } from '../reports/report-lines';
import { ownPools } from './keep-counts';
import type { ReportSource } from './report-sources';
import { numberIn, storableJson, textIn, type Sql } from './sql';

/** Tenants that back ends may name; further ones are counted together. */
export const mostTenants = 10_000;
export const otherTenants = 'other tenants';
export const noTenant = 'no tenant named';
/** Endpoints of a tenant's hour that are told apart. */
const mostEndpoints = 100;

export type Sight = 'new' | 'same' | 'other';

export interface BatchKey {
  source: string;
  sender: string;
  n: number;
  digest: string;
}

/** Within the transaction that keeps what is in it: whether this batch was counted before. `other`: under its number another one was. */
export async function rememberReport(
  sql: Sql,
  { source, sender, n, digest }: BatchKey,
  nowMs: number,
): Promise<Sight> {
  const added = await sql.query(
    `insert into report_batch (source, sender, n, digest, taken_at_ms) values ($1, $2, $3::int, $4, $5::float8)
     on conflict do nothing returning n`,
    [source, sender, n, digest, nowMs],
  );
  if (added.length > 0) return 'new';
  const [known] = await sql.query(
    'select digest from report_batch where source = $1 and sender = $2 and n = $3::int',
    [source, sender, n],
  );
  return known?.['digest'] === digest ? 'same' : 'other';
}

const detailSchema = v.object({
  c: v.array(v.tupleWithRest([v.string()], v.number())),
  x: v.record(v.string(), v.number()),
  p: v.array(v.tupleWithRest([v.string(), v.string(), v.string()], v.number())),
});
type Sums = number[];

/** By name: `requests, low, likely, high, refused` in thousandths of a point. */
interface Detail {
  routes: Map<string, Sums>;
  refusals: Record<string, number>;
  endpoints: Map<string, Sums>;
}

export async function keepReports(
  sql: Sql,
  app: number,
  source: ReportSource,
  lines: readonly TenantLine[],
  nowMs: number,
): Promise<void> {
  if (lines.length === 0) return;
  const sites = await keepTenants(sql, app, lines, nowMs);
  const pools = await poolsOf(sql, app, source, lines);
  const rows = new Map<string, { pool: number; site: number; hour: number; added: TenantLine[] }>();
  for (const one of lines) {
    const site = sites.get(one.tenant ?? noTenant) ?? sites.get(otherTenants);
    const pool = pools.get(one.line.pool.product);
    if (site === undefined || pool === undefined) throw new Error('No tenant or pool for a report');
    const key = [pool, one.line.hour, site].join(' ');
    const row = rows.get(key) ?? { pool, site, hour: one.line.hour, added: [] };
    row.added.push(one);
    rows.set(key, row);
  }
  const list = [...rows.values()];
  const installation = source.id.slice(0, 8);
  const known = await detailsOf(sql, list, installation);
  const kept = list.map((row) => {
    const before = known.get([row.pool, row.hour, row.site].join(' ')) ?? {
      number: 0,
      detail: emptyDetail(),
    };
    const detail = row.added.reduce((sum, { line }) => withLine(sum, line), before.detail);
    return { ...row, number: before.number + 1, detail, charged: chargedSum(detail) };
  });
  await sql.query(
    `insert into site_hour (site, installation, pool, hour, number, at_ms, requests, charged_requests, low, likely, high, refused, detail)
     select site, $13, pool, hour, number, at_ms, requests, charged, low, likely, high, refused, detail::jsonb
     from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::float8[], $6::float8[], $7::float8[], $8::float8[], $9::float8[], $10::float8[],
                 $11::float8[], $12::text[]) as one (site, pool, hour, number, at_ms, requests, charged, low, likely, high, refused, detail)
     on conflict (pool, hour, site, installation) do update set number = excluded.number, at_ms = excluded.at_ms, requests = excluded.requests,
       charged_requests = excluded.charged_requests, low = excluded.low, likely = excluded.likely, high = excluded.high,
       refused = excluded.refused, detail = excluded.detail`,
    [
      kept.map(({ site }) => site),
      kept.map(({ pool }) => pool),
      kept.map(({ hour }) => hour),
      kept.map(({ number }) => number),
      kept.map(() => nowMs),
      kept.map(({ detail }) => sumOf([...detail.routes.values()])[0] ?? 0),
      ...[0, 1, 2, 3, 4].map((at) => kept.map(({ charged }) => charged[at] ?? 0)),
      kept.map(({ detail }) => jsonOf(detail)),
      installation,
    ],
  );
  await sql.query(
    `insert into stale_hour (pool, hour) select distinct pool, hour from unnest($1::int[], $2::int[]) as one (pool, hour) order by pool, hour
     on conflict (pool, hour) do update set lines = true`,
    [kept.map(({ pool }) => pool), kept.map(({ hour }) => hour)],
  );
  await keepReadings(sql, list);
}

async function detailsOf(
  sql: Sql,
  rows: readonly { pool: number; hour: number; site: number }[],
  installation: string,
): Promise<Map<string, { number: number; detail: Detail }>> {
  const found = await sql.query(
    `select pool::float8 as pool, hour::float8 as hour, site::float8 as site, number::float8 as number, detail::text as detail
     from site_hour join unnest($1::int[], $2::int[], $3::int[]) as one (pool, hour, site) using (pool, hour, site)
     where installation = $4 for update of site_hour`,
    [rows.map(({ pool }) => pool), rows.map(({ hour }) => hour), rows.map(({ site }) => site), installation],
  );
  return new Map(
    found.map((row) => {
      const { c, x, p } = v.parse(detailSchema, JSON.parse(textIn(row, 'detail')));
      const detail: Detail = {
        routes: new Map(c.map(([route, ...sums]) => [route, sums])),
        refusals: x,
        endpoints: new Map(
          p.map(([route, method, path, ...sums]) => [JSON.stringify([route, method, path]), sums]),
        ),
      };
      const key = [numberIn(row, 'pool'), numberIn(row, 'hour'), numberIn(row, 'site')].join(' ');
      return [key, { number: numberIn(row, 'number'), detail }];
    }),
  );
}

function emptyDetail(): Detail {
  return { routes: new Map(), refusals: {}, endpoints: new Map() };
}

function withLine(into: Detail, { routes, refusals, endpoints }: TenantLine['line']): Detail {
  for (const [route, sum] of Object.entries(routes)) addTo(into.routes, route, sum);
  for (const [reason, count] of Object.entries(refusals))
    into.refusals[reason] = (into.refusals[reason] ?? 0) + count;
  for (const { route, method, template, ...sum } of endpoints)
    addTo(into.endpoints, JSON.stringify([route, method, template]), sum);
  return into;
}

function addTo(map: Map<string, Sums>, key: string, sum: LineSum): void {
  const { requests, lowMilli, likelyMilli, highMilli, refused } = sum;
  const known = map.get(key) ?? [];
  map.set(key, sumOf([known, [requests, lowMilli, likelyMilli, highMilli, refused]]));
}

function sumOf(all: readonly Sums[]): Sums {
  return [0, 1, 2, 3, 4].map((at) => all.reduce((sum, one) => sum + (one[at] ?? 0), 0));
}

function chargedSum({ routes }: Detail): Sums {
  return sumOf([...routes].filter(([route]) => chargedToPool(route as Route)).map(([, sums]) => sums));
}

/** The dearest endpoints by name; what is left out of them is in their route's sum. */
function jsonOf({ routes, refusals, endpoints }: Detail): string {
  const named = [...endpoints]
    .sort(([, a], [, b]) => (b[2] ?? 0) - (a[2] ?? 0) || (b[0] ?? 0) - (a[0] ?? 0))
    .slice(0, mostEndpoints)
    .map(([key, sums]) => [...(JSON.parse(key) as string[]), ...sums]);
  return storableJson({ c: [...routes].map(([route, sums]) => [route, ...sums]), x: refusals, p: named });
}

/** New ones as far as there is room. */
async function keepTenants(
  sql: Sql,
  app: number,
  lines: readonly TenantLine[],
  nowMs: number,
): Promise<ReadonlyMap<string, number>> {
  const wanted = [...new Set([...lines.map(({ tenant }) => tenant ?? noTenant)])];
  const [row] = await sql.query(
    `select count(*) filter (where is_reported)::float8 as reported from site where app = $1::int`,
    [app],
  );
  const known = new Set(
    (
      await sql.query('select site_id from site where app = $1::int and site_id = any($2::text[])', [
        app,
        wanted,
      ])
    ).map((one) => textIn(one, 'site_id')),
  );
  const room = Math.max(0, mostTenants - numberIn(row, 'reported'));
  const fresh = wanted.filter((tenant) => !known.has(tenant));
  const taken = [...wanted.filter((tenant) => known.has(tenant)), ...fresh.slice(0, room)];
  if (fresh.length > room) taken.push(otherTenants);
  const products = new Map(lines.map(({ tenant, line }) => [tenant ?? noTenant, line.pool.product]));
  const rows = await sql.query(
    `insert into site (app, site_id, product, name, first_seen_ms, last_seen_ms, is_reported)
     select $1::int, one.site_id, one.product, one.name, $5::float8, $5::float8, true
     from unnest($2::text[], $3::text[], $4::text[]) as one (site_id, product, name)
     on conflict (app, site_id) do update set last_seen_ms = greatest(site.last_seen_ms, excluded.last_seen_ms),
       first_seen_ms = least(site.first_seen_ms, excluded.first_seen_ms), name = coalesce(site.name, excluded.name)
     returning site_id, id::float8 as id`,
    [
      app,
      taken,
      taken.map((tenant) => products.get(tenant) ?? 'jira'),
      taken.map((tenant) => (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(tenant) ? tenant : null)),
      nowMs,
    ],
  );
  return new Map(rows.map((one) => [textIn(one, 'site_id'), numberIn(one, 'id')]));
}

async function poolsOf(
  sql: Sql,
  app: number,
  { name, isOwn }: ReportSource,
  lines: readonly TenantLine[],
): Promise<ReadonlyMap<Product, number>> {
  const products = new Set(lines.map(({ line }) => line.pool.product));
  if (isOwn) return ownPools(sql, app, products);
  const rows = await sql.query(
    `insert into pool (app, name, environment, product) select $1::int, $2, 'PRODUCTION', product from unnest($3::text[]) as one (product)
     on conflict (app, name, environment, product) do update set name = excluded.name returning product, id::float8 as id`,
    [app, name, [...products]],
  );
  return new Map(rows.map((row) => [textIn(row, 'product') as Product, numberIn(row, 'id')]));
}

async function keepReadings(
  sql: Sql,
  rows: readonly { pool: number; site: number; added: TenantLine[] }[],
): Promise<void> {
  const list = rows.flatMap(({ pool, site, added }) =>
    added.flatMap(({ line }) => line.readings.map((reading) => ({ pool, site, reading }))),
  );
  if (list.length === 0) return;
  await sql.query(
    `insert into reading (pool, policy, enforcement, at_ms, site, quota, remaining)
     select * from unnest($1::int[], $2::text[], $3::text[], $4::float8[], $5::int[], $6::int[], $7::int[]) as one
     on conflict do nothing`,
    [
      list.map(({ pool }) => pool),
      list.map(({ reading }) => reading.policy),
      list.map(({ reading }) => reading.enforcement),
      list.map(({ reading }) => reading.atMs),
      list.map(({ site }) => site),
      list.map(({ reading }) => reading.quotaPoints),
      list.map(({ reading }) => reading.remainingPoints),
    ],
  );
}
