/** Thirty days of many sites in a store, written as the roll-ups would have left them, and what the page's longest list then takes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sites as sitesPage } from '../../../fleet/pages/sites';
import { appScope } from '../../../fleet/store/app-scope';
import { openStore } from '../../../fleet/store/open-store';
import { hourMs } from '../../../src/time';
import { freshCollecting } from './collecting';

export interface MonthLoad {
  hoursOfSites: number;
  /** The list of 30 days, first and again, before the database has gathered statistics and after it. */
  firstMs: number;
  againMs: number;
  analyzedMs: number;
}

const days = 30;
const lastDay = 20_775;

/** @param linesADay of a site: hours in which its gauge printed */
export async function loadMonth(sites: number, linesADay: number): Promise<MonthLoad> {
  const folder = mkdtempSync(join(tmpdir(), 'points-gauge-month-'));
  const database = await openStore({ kind: 'folder', folder: join(folder, 'data') });
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
      `insert into site_day (pool, day, site, requests, low, likely, high, refused, peak_likely, peak_hour, rest_requests, rest_low, rest_likely, rest_high)
       select pool.id, $1::int, site.id, 400, 24000, 48000, 72000, 0, 2000 + site.id % 9, $1::int * 24 + 23,
              case when site.id % 4 = 0 then 120 else 0 end, 24000, 48000, 72000 from pool, site`,
      [day],
    );
  }
  const nowMs = (lastDay + 1) * 24 * hourMs - 1;
  const page = async (): Promise<number> => {
    const beganMs = performance.now();
    await sitesPage(database, app, null, 'month', freshCollecting(), nowMs);
    return performance.now() - beganMs;
  };
  const [firstMs, againMs] = [await page(), await page()];
  await database.query('analyze');
  const analyzedMs = await page();
  await database.close();
  rmSync(folder, { recursive: true });
  return { hoursOfSites: sites * days * linesADay, firstMs, againMs, analyzedMs };
}
