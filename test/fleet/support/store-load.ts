/** A day of many sites into an empty store, and the pages after it; what each took. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hourReport } from '../../../fleet/hour-report';
import { freshCollector } from '../../../fleet/planning/collector-state';
import type { SiteLog } from '../../../fleet/logs/log-page';
import { siteLines } from '../../../fleet/logs/site-lines';
import { overview } from '../../../fleet/pages/overview';
import { site as sitePage, sites as sitesPage } from '../../../fleet/pages/sites';
import { appScope } from '../../../fleet/store/app-scope';
import { keepLines } from '../../../fleet/store/keep-lines';
import { openStore } from '../../../fleet/store/open-store';
import { rollUpHours } from '../../../fleet/store/roll-up';
import { writeLine } from '../../../src/fleet-line/write-line';
import { hourMs } from '../../../src/time';
import { freshCollecting } from './collecting';

export interface StoreLoad {
  lines: number;
  /** Reading, storing and rolling up: the API's own pace is not in it. */
  seconds: number;
  reportMs: number;
  /** The page's answers: all sites, the sites of 30 days, and one site. */
  overviewMs: number;
  sitesMs: number;
  siteMs: number;
  /** Of the process, with PGlite in it. */
  memoryMb: number;
}

const firstHour = 498_592;
const linesAPage = 100;
const endpointsALine = 12;

export async function loadStore(sites: number, hours: number): Promise<StoreLoad> {
  const folder = mkdtempSync(join(tmpdir(), 'points-gauge-load-'));
  const database = await openStore({ kind: 'folder', folder: join(folder, 'data') });
  const { app } = await appScope(database, 'app', 'environment');
  let [lines, spentMs, memoryBytes] = [0, 0, 0];
  for (let hour = firstHour; hour < firstHour + hours; hour += 1) {
    const logs = Array.from({ length: sites }, (_, site) => logOf(site, hour));
    const beganMs = performance.now();
    for (let at = 0; at < logs.length; at += linesAPage) {
      const page = siteLines(logs.slice(at, at + linesAPage));
      lines += page.hours.length;
      await database.transaction((sql) => keepLines(sql, app, page));
    }
    while (await rollUpHours(database));
    spentMs += performance.now() - beganMs;
    memoryBytes = Math.max(memoryBytes, process.memoryUsage.rss());
  }
  const beganMs = performance.now();
  const scope = { app, appId: 'app', environmentId: 'environment' };
  await hourReport(database, scope, freshCollector, (firstHour + hours) * hourMs - 1);
  const reportMs = performance.now() - beganMs;
  const nowMs = (firstHour + hours) * hourMs - 1;
  const collecting = freshCollecting();
  const overviewMs = await timed(() => overview(database, scope, collecting, nowMs));
  const sitesMs = await timed(() => sitesPage(database, app, null, 'month', collecting, nowMs));
  const siteMs = await timed(() => sitePage(database, app, null, 'site-7', collecting, nowMs));
  await database.close();
  rmSync(folder, { recursive: true });
  return {
    lines,
    seconds: spentMs / 1_000,
    reportMs,
    overviewMs,
    sitesMs,
    siteMs,
    memoryMb: memoryBytes / 1e6,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const beganMs = performance.now();
  await work();
  return performance.now() - beganMs;
}

function logOf(site: number, hour: number): SiteLog {
  const requests = 1 + ((site * 7 + hour) % 35);
  const sum = (count: number) => ({
    ...{
      requests: count,
      lowMilli: count * 1_000,
      likelyMilli: count * 2_000,
      highMilli: count * 3_000,
      refused: 0,
    },
  });
  const endpoints = Array.from({ length: endpointsALine }, (_, at) => ({
    ...({
      route: 'forge.asApp',
      method: 'GET',
      template: `/rest/api/3/thing-${(site + at) % 40}/{id}`,
    } as const),
    ...sum(requests),
  }));
  const atMs = hour * hourMs + 3_500_000;
  const message = writeLine({
    ...{ kind: 'hour', hour, number: 3, atMs, endpoints, refusals: {}, readings: [] },
    from: { installation: '00000001', gauge: '0.1.0', site: null, edition: null, users: null },
    pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
    routes: { 'forge.asApp': sum(requests * endpointsALine) },
  });
  const platform = { appVersion: '1.0.0', edition: 'Standard', licence: 'Active' };
  return { atMs, siteId: `site-${site}`, product: 'jira', ...platform, message };
}
