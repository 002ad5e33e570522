/** Thirty days of many sites in a store, written as the roll-ups would have left them, and what the pages and the evidence then take. */
import { evidenceOf } from '../../../fleet/evidence/evidence';
import { overview } from '../../../fleet/pages/overview';
import { site as sitePage, sites as sitesPage } from '../../../fleet/pages/sites';
import { appScope } from '../../../fleet/store/app-scope';
import type { Database } from '../../../fleet/store/sql';
import { hourMs } from '../../../src/time';
import { freshCollecting } from './collecting';
import { timed } from './store-load';

export interface MonthLoad {
  hoursOfSites: number;
  /** The list of 30 days, first and again, before the database has gathered statistics and after it. */
  firstMs: number;
  againMs: number;
  analyzedMs: number;
  overviewMs: number;
  siteMs: number;
  evidence: EvidenceLoad[];
}

export interface EvidenceLoad {
  days: number;
  ms: number;
  /** The longest that the page of all sites, asked again and again meanwhile, was waited for. */
  longestWaitMs: number;
}

const days = 30;
const lastDay = 20_775;

/** @param linesADay of a site: hours in which its gauge printed */
export async function loadMonth(database: Database, sites: number, linesADay: number): Promise<MonthLoad> {
  const { app } = await appScope(database, 'app', 'environment');
  await database.query(
    `insert into pool (app, name, environment, product) values ($1::int, 'own', 'PRODUCTION', 'jira')`,
    [app],
  );
  await database.query(
    `insert into site (app, site_id, product, first_seen_ms, last_seen_ms)
     select $1::int, 'site-' || n, 'jira', 0, $3::float8 from generate_series(1, $2::int) as n`,
    [app, sites, (lastDay + 1) * 24 * hourMs],
  );
  for (let day = lastDay - days + 1; day <= lastDay; day += 1) {
    await database.query(
      `insert into site_hour (pool, hour, site, installation, number, at_ms, requests, charged_requests, low, likely, high, refused, detail)
       select pool.id, $1::int * 24 + hour, site.id, '00000001', 1, ($1::int * 24 + hour) * 3600000::bigint, 10, 10, 1000, 2000, 3000, 0,
              '{}'::jsonb
       from pool, site, generate_series(24 - $2::int, 23) as hour`,
      [day, linesADay],
    );
    await database.query(
      `insert into rest_hour (pool, hour, site, requests, low, likely, high, detail)
       select pool.id, $1::int * 24 + hour, site.id, 5, 1000, 2000, 3000, '[]'::jsonb
       from pool, site, generate_series(24 - $2::int, 23) as hour where site.id % 4 = 0`,
      [day, linesADay],
    );
    await database.query(
      `insert into site_day (pool, day, site, requests, low, likely, high, refused, peak_low, peak_likely, peak_high, peak_hour, known_hours,
                             rest_requests, rest_low, rest_likely, rest_high)
       select pool.id, $1::int, site.id, 10 * $2::int, 1000 * $2::int, 2000 * $2::int, 3000 * $2::int, 0, 1000, 2000, 3000,
              ($1::int + 1) * 24 - $2::int, (1 << 24) - (1 << (24 - $2::int)), case when site.id % 4 = 0 then 5 * $2::int else 0 end,
              1000 * $2::int, 2000 * $2::int, 3000 * $2::int
       from pool, site`,
      [day, linesADay],
    );
  }
  await database.query(
    `insert into pool_hour (pool, hour, sites, requests, low, likely, high, refused, counted_sites, counted_requests, rest_requests, rest_low,
                            rest_likely, rest_high)
     select site_hour.pool, site_hour.hour, count(*), sum(charged_requests), sum(site_hour.low), sum(site_hour.likely), sum(site_hour.high), 0,
            count(rest_hour.site), coalesce(sum(rest_hour.requests), 0) * 2, coalesce(sum(rest_hour.requests), 0), coalesce(sum(rest_hour.low), 0),
            coalesce(sum(rest_hour.likely), 0), coalesce(sum(rest_hour.high), 0)
     from site_hour left join rest_hour using (pool, hour, site) group by site_hour.pool, site_hour.hour`,
  );
  await database.query(
    `insert into endpoint_hour (pool, hour, route, method, template, requests, low, likely, high, refused)
     select pool, hour, 'forge.asApp', 'GET', '/rest/api/3/thing-' || n, requests / 40, low / 40, likely / 40, high / 40, 0
     from pool_hour, generate_series(1, 40) as n`,
  );
  const nowMs = (lastDay + 1) * 24 * hourMs - 1;
  const collecting = freshCollecting();
  const scope = { app, appId: 'app', environmentId: 'environment' };
  const page = () => timed(() => sitesPage(database, app, null, 'month', collecting, nowMs));
  const [firstMs, againMs] = [await page(), await page()];
  await database.query('analyze');
  const analyzedMs = await page();
  const overviewMs = await timed(() => overview(database, scope, collecting, nowMs));
  const siteMs = await timed(() => sitePage(database, app, null, 'site-7', collecting, nowMs));
  const evidence: EvidenceLoad[] = [];
  for (const spanDays of [7, 14, 30]) {
    const asked = { days: spanDays, names: false, appName: null };
    let [isMade, longestWaitMs] = [false, 0];
    const made = timed(() => evidenceOf(database, scope, asked, nowMs)).finally(() => (isMade = true));
    while (!isMade)
      longestWaitMs = Math.max(
        longestWaitMs,
        await timed(() => overview(database.reader, scope, collecting, nowMs)),
      );
    evidence.push({ days: spanDays, ms: await made, longestWaitMs });
  }
  return {
    ...{ hoursOfSites: sites * days * linesADay, firstMs, againMs, analyzedMs, overviewMs, siteMs, evidence },
  };
}
