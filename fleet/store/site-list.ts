/** The sites of a pool with their sums of a period, for the Sites page and for one site's. */
import { editions, hourlyQuota, type Edition } from '../../src/limits/tiers';
import { hourMs } from '../../src/time';
import type { FleetPool, SiteRow, SiteState } from '../pages/contract';
import type { Product } from '../../src/model';
import { numberIn, numberOrNullIn, textIn, textOrNullIn, type Row, type Sql, type SqlValue } from './sql';
import type { Rest } from '../estimate/best-figure';
import { importedInstallation, isOfFileAlone } from './imported';
import { restsOfSites } from './rests';
import { pointsOf } from './uses';
import { textOrder } from '../../src/text-order';

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
  firstSeenMs: number | null;
  appVersion: string | null;
  licence: string | null;
}

/**
 * Sites that ever drew on the pool, the largest first, and those that were heard of and drew on none.
 * @param hours of the period, the running one with them; more than a day: full days, of many sites from the sums of days
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
  // Joined here: a database that has gathered no statistics yet would walk all sites for each of them.
  const known = await sql.query(
    `select id::float8 as id, site_id, shown_name as name, edition, stated_edition, stated_users::float8 as stated_users, gauge_version, app_version,
            licence, first_seen_ms::float8 as first_seen, last_seen_ms::float8 as last_seen, ${isOfFileAlone} as is_of_file
     from site where app = $1::int and ($2::text is null or site_id = $2::text)`,
    [app, siteId],
  );
  const one = siteId === null ? null : known.map((row) => numberIn(row, 'id'));
  // More than a day is full days with the running one.
  const today = Math.floor(hour / dayHours);
  const from = hours <= dayHours ? hour - hours + 1 : (today - hours / dayHours + 1) * dayHours;
  const peaks = await bySite(sql, sumsAndPeaksSql(siteId !== null), [
    ...[pool, (today - peakDays + 1) * dayHours, hour, from, one],
  ]);
  const spent =
    hours > dayHours
      ? peaks
      : await bySite(
          sql,
          `select site::float8 as site, ${sumColumns('charged_requests')} from site_hour
           where pool = $1::int and hour >= $2::int and hour <= $3::int and ($4::int[] is null or site = any($4::int[])) group by site`,
          [pool, from, hour, one],
        );
  const heard = await bySite(
    sql,
    `select site::float8 as site, count(distinct hour)::float8 as hours, max(hour)::float8 as last_hour from site_hour
     where pool = $1::int and hour > $2::int and hour <= $3::int and installation <> '${importedInstallation}' and ($4::int[] is null or site = any($4::int[])) group by site`,
    [pool, hour - dayHours, hour, one],
  );
  const rests = await restsOfSites(sql, pool, from, hour, hours > dayHours && siteId === null, one);
  const elsewhere = await bySite(
    sql,
    // By pool, so that an app with one reads nothing.
    `select distinct site::float8 as site from site_day where pool = any(array(select id from pool where app = $3::int and id <> $1::int))
       and ($2::int[] is null or site = any($2::int[]))`,
    [pool, one, app],
  );
  return known
    .map((row) => {
      const site = numberIn(row, 'id');
      const [sum, lines, peak] = [spent.get(site), heard.get(site), peaks.get(site)];
      const rest = rests.get(site) ?? null;
      const isOfOther = elsewhere.has(site) && sum === undefined && peak === undefined && rest === null;
      return isOfOther ? null : siteOf(row, { sum, lines, peak, rest }, hour, nowMs);
    })
    .filter((site) => site !== null)
    .sort(byPoints);
}

function sumColumns(requests: string, filter = ''): string {
  const sum = (column: string): string => `sum(${column})${filter}`;
  const points = ['low', 'likely', 'high'].map(
    (name) => `(coalesce(${sum(name)}, 0) / 1000.0)::float8 as ${name}`,
  );
  return [
    `coalesce(${sum(requests)}, 0)::float8 as requests`,
    ...points,
    `coalesce(${sum('refused')}, 0)::float8 as refused`,
  ].join(', ');
}

/**
 * Sums from hour $4 on and the highest hour from $2 on, of pool $1 until hour $3. Of many sites they come from the sums of days; a day whose
 * sums are to be made anew is read from its hours, so that the list, a site's page and the charts say the same at any moment.
 */
function sumsAndPeaksSql(isOfOneSite: boolean): string {
  const days = `hour / ${String(dayHours)}`;
  // Points and their hour in one number, which a database compares several times as fast as a pair: the hour has room until the year 2089.
  const peak = 'max((peak_likely << 20) + coalesce(peak_hour, 0))';
  const isWanted = isOfOneSite ? 'true' : `${days} in (select day from stale)`;
  return `
    with stale as (select distinct ${days} as day from stale_hour where pool = $1::int),
    part as (
      select site, hour, sum(charged_requests)::bigint as requests, sum(low)::bigint as low, sum(likely)::bigint as likely,
             sum(high)::bigint as high, sum(refused)::bigint as refused, sum(likely)::bigint as peak_likely, hour as peak_hour
      from site_hour where pool = $1::int and hour >= $2::int and hour <= $3::int and ${isWanted} and ($5::int[] is null or site = any($5::int[]))
      group by site, hour
      union all
      select site, day * ${String(dayHours)}, requests, low, likely, high, refused, peak_likely, peak_hour from site_day
      where pool = $1::int and day >= $2::int / ${String(dayHours)} and day <= $3::int / ${String(dayHours)}
        and not ${isOfOneSite ? 'true' : '(day in (select day from stale))'}
    )
    select site::float8 as site, ${sumColumns('requests', ' filter (where hour >= $4::int)')},
           ((${peak} >> 20) / 1000.0)::float8 as peak, nullif(${peak} & 1048575, 0)::float8 as peak_hour
    from part group by site`;
}

async function bySite(sql: Sql, text: string, values: readonly SqlValue[]): Promise<Map<number, Row>> {
  return new Map((await sql.query(text, values)).map((row) => [numberIn(row, 'site'), row]));
}

function byPoints({ row: a }: KnownSite, { row: b }: KnownSite): number {
  return (
    b.points.likely + (b.rest?.likelyPoints ?? 0) - a.points.likely - (a.rest?.likelyPoints ?? 0) ||
    (b.rest?.highPoints ?? 0) - (a.rest?.highPoints ?? 0) ||
    (b.peak?.points ?? -1) - (a.peak?.points ?? -1) ||
    textOrder(a.siteId, b.siteId)
  );
}

interface SiteSums {
  sum: Row | undefined;
  lines: Row | undefined;
  peak: Row | undefined;
  rest: Rest | null;
}

function siteOf(row: Row, { sum, lines, peak, rest }: SiteSums, hour: number, nowMs: number): KnownSite {
  const stated = editionNamed(textOrNullIn(row, 'stated_edition'));
  const edition = stated ?? editionNamed(textOrNullIn(row, 'edition'));
  const users = numberOrNullIn(row, 'stated_users');
  const lastSeenMs = numberOrNullIn(row, 'last_seen');
  const peakHour = peak === undefined ? null : numberOrNullIn(peak, 'peak_hour');
  const lastHour = lines === undefined ? null : numberIn(lines, 'last_hour');
  return {
    site: numberIn(row, 'id'),
    row: {
      siteId: textIn(row, 'site_id'),
      name: textOrNullIn(row, 'name'),
      state:
        lastSeenMs === null
          ? row['is_of_file'] === true
            ? 'file'
            : 'counted'
          : stateOf(lastHour === hour, lastSeenMs, nowMs),
      points: sum === undefined ? { low: 0, likely: 0, high: 0 } : pointsOf(sum),
      requests: sum === undefined ? 0 : numberIn(sum, 'requests'),
      rest,
      refused: sum === undefined ? 0 : numberIn(sum, 'refused'),
      edition,
      editionIsStated: stated !== null,
      statedUsers: users,
      peak:
        peak === undefined || numberIn(peak, 'peak') === 0
          ? null
          : { points: numberIn(peak, 'peak'), hourStartMs: peakHour === null ? null : peakHour * hourMs },
      gauge: textOrNullIn(row, 'gauge_version'),
      hoursHeard: lines === undefined ? 0 : numberIn(lines, 'hours'),
      lastSeenMs,
      tier2Points: edition === null ? null : hourlyQuota({ tier: 2, edition, users }),
    },
    firstSeenMs: numberOrNullIn(row, 'first_seen'),
    appVersion: textOrNullIn(row, 'app_version'),
    licence: textOrNullIn(row, 'licence'),
  };
}

function stateOf(isOfThisHour: boolean, lastSeenMs: number, nowMs: number): SiteState {
  if (isOfThisHour) return 'now';
  return lastSeenMs >= nowMs - dayHours * hourMs ? 'day' : 'silent';
}

/** Atlassian's logs write `Standard`. */
export function editionNamed(text: string | null): Edition | null {
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

/** What the owner calls sites; of those that are not among them it is taken back. */
export async function nameSites(sql: Sql, app: number, names: ReadonlyMap<string, string>): Promise<void> {
  await sql.query(
    `update site set owner_name = given.name
     from (select id, one.name from site left join unnest($2::text[], $3::text[]) as one (site_id, name) using (site_id) where app = $1::int)
       as given
     where site.id = given.id and site.owner_name is distinct from given.name`,
    [app, [...names.keys()], [...names.values()]],
  );
}
