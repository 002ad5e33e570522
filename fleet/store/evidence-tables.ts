/** What the evidence of the whole app is made of: sums of the hours of [from, to), as the roll-ups and the sites' own hours have them. */
import type { PointsColumns } from '../../src/reports/account';
import { hourMs } from '../../src/time';
import { chargedRoutes } from './charged-routes';
import { numberIn, numberOrNullIn, textIn, textOrNullIn, type Row, type Sql } from './sql';
import { restIn } from './sites-now';
import type { Rest } from '../estimate/best-figure';

export interface EvidencePool {
  pool: number;
  app: string;
  environment: string;
  product: string;
  /** As Atlassian's counter of all sites last named it; `null`: no site saw it. */
  quotaPoints: number | null;
  /** Most sites with a line or a counted request in one of the hours. */
  sites: number;
}

const sumColumns = (of = ''): string =>
  ['low', 'likely', 'high']
    .map((name) => `(coalesce(sum(${name})${of}, 0) / 1000.0)::float8 as ${name}`)
    .join(', ');
const inSpan = 'pool = $1::int and hour >= $2::int and hour < $3::int';

/** Of whole days, from the sums of days: `site_hour` has a row for each of their hours. */
const daysInSpan = 'day >= $2::int / 24 and day <= ($3::int - 1) / 24 and pool = $1::int';

/** Begins with a day and ends in the one that runs: what is known of days has no hour after it. */
export interface Span {
  fromHour: number;
  toHour: number;
}

/** Pools that anything is known of in the span, those with most points first. */
export async function evidencePools(
  sql: Sql,
  app: number,
  { fromHour, toHour }: Span,
): Promise<EvidencePool[]> {
  const rows = await sql.query(
    `select pool.id::float8 as pool, name, environment, product,
            (select quota from reading where reading.pool = pool.id and quota is not null and lower(policy) = 'global-app-quota'
               and at_ms >= $2::int * ${String(hourMs)}::bigint and at_ms < $3::int * ${String(hourMs)}::bigint
             order by at_ms desc limit 1)::float8 as quota, spent.sites::float8 as sites
     from pool join lateral (
       select sum(likely) as likely, max(greatest(sites, counted_sites)) as sites from pool_hour
       where pool = pool.id and hour >= $2::int and hour < $3::int
     ) as spent on spent.likely is not null
     where pool.app = $1::int order by spent.likely desc, pool.id`,
    [app, fromHour, toHour],
  );
  return rows.map((row) => ({
    pool: numberIn(row, 'pool'),
    ...{ app: textIn(row, 'name'), environment: textIn(row, 'environment'), product: textIn(row, 'product') },
    ...{ quotaPoints: numberOrNullIn(row, 'quota'), sites: numberIn(row, 'sites') },
  }));
}

export interface EvidenceHour extends PointsColumns {
  hour: number;
  sites: number;
  requests: number;
  countedSites: number;
  countedRequests: number;
  rest: Rest;
}

export async function evidenceHours(
  sql: Sql,
  pool: number,
  { fromHour, toHour }: Span,
): Promise<EvidenceHour[]> {
  const rows = await sql.query(
    `select hour::float8 as hour, sites::float8 as sites, requests::float8 as requests, (low / 1000.0)::float8 as low,
            (likely / 1000.0)::float8 as likely, (high / 1000.0)::float8 as high, counted_sites::float8 as counted_sites,
            counted_requests::float8 as counted_requests, rest_requests::float8 as rest_requests, rest_low::float8 as rest_low,
            rest_likely::float8 as rest_likely, rest_high::float8 as rest_high
     from pool_hour where ${inSpan} order by hour`,
    [pool, fromHour, toHour],
  );
  return rows.map((row) => ({
    ...{ hour: numberIn(row, 'hour'), sites: numberIn(row, 'sites'), requests: numberIn(row, 'requests') },
    ...columnsIn(row),
    ...{ countedSites: numberIn(row, 'counted_sites'), countedRequests: numberIn(row, 'counted_requests') },
    rest: restIn(row),
  }));
}

/** Calls that were refused, by hour and reason, as the lines have them; hours without any are left out. */
export async function refusedByReason(
  sql: Sql,
  pool: number,
  { fromHour, toHour }: Span,
): Promise<Map<number, { refused: number; byReason: Record<string, number>; toldAtMs: number }>> {
  const rows = await sql.query(
    `select hour::float8 as hour, sum(refused)::float8 as refused from endpoint_hour where ${inSpan} group by hour having sum(refused) > 0`,
    [pool, fromHour, toHour],
  );
  const refused = new Map(rows.map((row) => [numberIn(row, 'hour'), numberIn(row, 'refused')]));
  // Of those hours alone: reasons are in the lines.
  const reasons = await sql.query(
    `select hour::float8 as hour, key as reason, sum(value::bigint)::float8 as calls, min(at_ms)::float8 as told
     from site_hour cross join lateral jsonb_each_text(detail->'x') where pool = $1::int and hour = any($2::int[]) group by hour, key`,
    [pool, [...refused.keys()]],
  );
  const byHour = new Map<number, { refused: number; byReason: Record<string, number>; toldAtMs: number }>(
    [...refused].map(([hour, calls]) => [hour, { refused: calls, byReason: {}, toldAtMs: Infinity }]),
  );
  for (const row of reasons) {
    const hour = byHour.get(numberIn(row, 'hour'));
    if (hour === undefined) continue;
    hour.byReason[textIn(row, 'reason')] = numberIn(row, 'calls');
    if (textIn(row, 'reason') === 'quotaGlobal') hour.toldAtMs = numberIn(row, 'told');
  }
  return byHour;
}

/** When the counter of all sites first said that nothing is left, by hour. */
export async function emptiedAt(
  sql: Sql,
  pool: number,
  { fromHour, toHour }: Span,
): Promise<Map<number, number>> {
  const rows = await sql.query(
    `select (at_ms / ${String(hourMs)})::float8 as hour, min(at_ms)::float8 as at_ms from reading
     where pool = $1::int and at_ms >= $2::float8 and at_ms < $3::float8 and remaining = 0 and enforcement = 'enforced'
       and lower(policy) = 'global-app-quota' group by 1`,
    [pool, fromHour * hourMs, toHour * hourMs],
  );
  return new Map(rows.map((row) => [numberIn(row, 'hour'), numberIn(row, 'at_ms')]));
}

export interface EvidenceEndpoint extends PointsColumns {
  /** `''`: endpoints that no line named. */
  method: string;
  template: string;
  requests: number;
  refused: number;
  routes: string[];
}

/** All calls, and the points of what is charged; the dearest first. */
export async function evidenceEndpoints(
  sql: Sql,
  pool: number,
  { fromHour, toHour }: Span,
): Promise<EvidenceEndpoint[]> {
  const rows = await sql.query(
    `select method, template, sum(requests)::float8 as requests, sum(refused)::float8 as refused,
            string_agg(distinct route, ' ' order by route) as routes, ${sumColumns(' filter (where route = any($4::text[]))')}
     from endpoint_hour where ${inSpan} group by method, template order by likely desc, requests desc, method, template`,
    [pool, fromHour, toHour, chargedRoutes],
  );
  return rows.map((row) => ({
    ...{ method: textIn(row, 'method'), template: textIn(row, 'template') },
    ...{ requests: numberIn(row, 'requests'), refused: numberIn(row, 'refused') },
    routes: textIn(row, 'routes').split(' '),
    ...columnsIn(row),
  }));
}

export interface EvidenceRoute extends PointsColumns {
  route: string;
  requests: number;
}

export async function evidenceRoutes(
  sql: Sql,
  pool: number,
  { fromHour, toHour }: Span,
): Promise<EvidenceRoute[]> {
  const rows = await sql.query(
    `select route, sum(requests)::float8 as requests, ${sumColumns()} from endpoint_hour where ${inSpan} group by route order by route`,
    [pool, fromHour, toHour],
  );
  return rows.map((row) => ({
    route: textIn(row, 'route'),
    requests: numberIn(row, 'requests'),
    ...columnsIn(row),
  }));
}

export interface EvidenceSite extends PointsColumns {
  /** The store's number. */
  site: number;
  requests: number;
  peak: PointsColumns;
  peakHour: number;
}

export async function evidenceSites(
  sql: Sql,
  pool: number,
  { fromHour, toHour }: Span,
): Promise<EvidenceSite[]> {
  const rows = await sql.query(
    `select site::float8 as site, sum(requests)::float8 as requests, ${sumColumns()}, (max(peak_low) / 1000.0)::float8 as peak_low,
            (max(peak_likely) / 1000.0)::float8 as peak_likely, (max(peak_high) / 1000.0)::float8 as peak_high,
            -- Of equal hours the first, in one number with their points: a database compares it several times as fast as a pair.
            -- Bounded, since a shift that leaves 64 bits says nothing of it.
            (1048575 - (max((least(peak_likely, 4398046511103) << 20) + 1048575 - peak_hour) & 1048575))::float8 as peak_hour
     from site_day where ${daysInSpan} and known_hours <> 0 group by site`,
    [pool, fromHour, toHour],
  );
  return rows.map((row) => ({
    ...{ site: numberIn(row, 'site'), requests: numberIn(row, 'requests') },
    ...columnsIn(row),
    peak: {
      lowPoints: numberIn(row, 'peak_low'),
      likelyPoints: numberIn(row, 'peak_likely'),
      highPoints: numberIn(row, 'peak_high'),
    },
    peakHour: numberIn(row, 'peak_hour'),
  }));
}

/** Who drew most in each of the hours, `most` an hour. */
export async function topSites(
  sql: Sql,
  pool: number,
  hours: readonly number[],
  most: number,
): Promise<{ hour: number; site: number; likelyPoints: number }[]> {
  const all: { hour: number; site: number; likelyPoints: number }[] = [];
  // One after the other, so that nobody who asks something else meanwhile waits for all of them.
  for (const hour of [...hours].sort((a, b) => a - b)) {
    const rows = await sql.query(
      `select site::float8 as site, (sum(likely) / 1000.0)::float8 as likely from site_hour where pool = $1::int and hour = $2::int
       group by site having sum(likely) > 0 order by sum(likely) desc, site limit $3::int`,
      [pool, hour, most],
    );
    for (const row of rows)
      all.push({ hour, site: numberIn(row, 'site'), likelyPoints: numberIn(row, 'likely') });
  }
  return all;
}

export interface SiteFacts {
  siteId: string;
  name: string | null;
  edition: string | null;
  statedEdition: string | null;
  statedUsers: number | null;
  gauge: string | null;
  /** Hours of the span with a line or a reported call, and the first of them; `null`: none. */
  knownHours: number;
  firstHour: number | null;
  /** Those that a file brought, as the import counts them: an hour of two pools is two. */
  importedHours: number;
  lastHour: number | null;
}

/** The hour of a day's highest bit. */
const hourIn = (column: string): string =>
  `((${column} >> 24) * 24 + length(ltrim((${column} & 16777215)::int::bit(24)::text, '0')) - 1)::float8`;

/** Of all sites of the app, with what they have of these pools; by the store's number. */
export async function siteFacts(
  sql: Sql,
  app: number,
  pools: readonly number[],
  { fromHour, toHour }: Span,
): Promise<Map<number, SiteFacts>> {
  const rows = await sql.query(
    `select id::float8 as site, site_id, shown_name as name, edition, stated_edition, stated_users::float8 as users, gauge_version,
            coalesce(known, 0)::float8 as known, coalesce(imported, 0)::float8 as imported, ${hourIn('first')} as first_hour, ${hourIn('last')} as last_hour
     from site left join (
       -- A day's hours are bits, the first the lowest: a day and its hours in one number are compared at once.
       select site, sum(bit_count(known::bit(24))) as known, sum(imported) as imported,
              min((day::bigint << 24) + (known & -known)) as first, max((day::bigint << 24) + known) as last
       from (
         select site, day, bit_or(known_hours) as known, sum(bit_count(imported_hours::bit(24))) as imported from site_day
         where pool = any($2::int[]) and day >= $3::int / 24 and day <= ($4::int - 1) / 24 and known_hours <> 0 group by site, day
       ) as of_day group by site
     ) as heard on heard.site = site.id where app = $1::int order by site_id`,
    [app, pools, fromHour, toHour],
  );
  return new Map(
    rows.map((row) => [
      numberIn(row, 'site'),
      {
        ...{ siteId: textIn(row, 'site_id'), name: textOrNullIn(row, 'name') },
        ...{ edition: textOrNullIn(row, 'edition'), statedEdition: textOrNullIn(row, 'stated_edition') },
        ...{ statedUsers: numberOrNullIn(row, 'users'), gauge: textOrNullIn(row, 'gauge_version') },
        ...{ knownHours: numberIn(row, 'known'), firstHour: numberOrNullIn(row, 'first_hour') },
        ...{ lastHour: numberOrNullIn(row, 'last_hour'), importedHours: numberIn(row, 'imported') },
      },
    ]),
  );
}

function columnsIn(row: Row): PointsColumns {
  return {
    lowPoints: numberIn(row, 'low'),
    likelyPoints: numberIn(row, 'likely'),
    highPoints: numberIn(row, 'high'),
  };
}
