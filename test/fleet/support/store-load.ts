/** A day of many sites into an empty store, lines and counted requests, and the pages after it; what each took. */
import { hourReport } from '../../../fleet/hour-report';
import { freshCollector } from '../../../fleet/planning/collector-state';
import type { SiteLog } from '../../../fleet/logs/log-page';
import { siteLines } from '../../../fleet/logs/site-lines';
import { overview } from '../../../fleet/pages/overview';
import { site as sitePage, sites as sitesPage } from '../../../fleet/pages/sites';
import { appScope } from '../../../fleet/store/app-scope';
import { keepLines } from '../../../fleet/store/keep-lines';
import type { Database } from '../../../fleet/store/sql';
import { rollUpHours } from '../../../fleet/store/roll-up';
import { writeLine } from '../../../src/fleet-line/write-line';
import { hourMs } from '../../../src/time';
import { freshCollecting } from './collecting';
import { loadCounts } from './counts-load';

export interface StoreLoad {
  lines: number;
  /** Data points of Atlassian's counts. */
  counts: number;
  /** Reading, storing and rolling up, of the lines and of the counts: the API's own pace is not in it. */
  seconds: number;
  /** Of the processor meanwhile, by all threads of this process: what others do on the machine is not in it. */
  cpuSeconds: number;
  countsCpuSeconds: number;
  reportMs: number;
  /** The page's answers: all sites, the sites of 30 days, and one site. */
  overviewMs: number;
  sitesMs: number;
  siteMs: number;
  /** Of the process, with PGlite in it where that is the store. */
  memoryMb: number;
}

const firstHour = 498_592;
const linesAPage = 100;
const endpointsALine = 12;

/** @param requests of the day that Atlassian counted, of sites with a gauge and without; 0: no counts are read */
export async function loadStore(
  database: Database,
  sites: number,
  hours: number,
  requests: number,
): Promise<StoreLoad> {
  const { app } = await appScope(database, 'app', 'environment');
  let [lines, spentMs, cpuMs, memoryBytes] = [0, 0, 0, 0];
  const work = async <T>(does: () => Promise<T>): Promise<T> => {
    const [beganMs, cpu] = [performance.now(), process.cpuUsage()];
    const done = await does();
    spentMs += performance.now() - beganMs;
    const { user, system } = process.cpuUsage(cpu);
    cpuMs += (user + system) / 1_000;
    memoryBytes = Math.max(memoryBytes, process.memoryUsage.rss());
    return done;
  };
  for (let hour = firstHour; hour < firstHour + hours; hour += 1) {
    const logs = Array.from({ length: sites }, (_, site) => logOf(site, hour));
    await work(async () => {
      for (let at = 0; at < logs.length; at += linesAPage) {
        const page = siteLines(logs.slice(at, at + linesAPage));
        lines += page.hours.length;
        await database.transaction((sql) => keepLines(sql, app, page));
      }
      while (await rollUpHours(database));
    });
  }
  const linesCpuMs = cpuMs;
  const counts = requests === 0 ? 0 : await loadCounts(database, app, { sites, requests, firstHour }, work);
  const scope = { app, appId: 'app', environmentId: 'environment' };
  const nowMs = (firstHour + hours) * hourMs - 1;
  const collecting = freshCollecting();
  return {
    ...{ lines, counts, seconds: spentMs / 1_000, memoryMb: memoryBytes / 1e6 },
    ...{ cpuSeconds: cpuMs / 1_000, countsCpuSeconds: (cpuMs - linesCpuMs) / 1_000 },
    reportMs: await timed(() => hourReport(database, scope, freshCollector, nowMs)),
    overviewMs: await timed(() => overview(database, scope, collecting, nowMs)),
    sitesMs: await timed(() => sitesPage(database, app, null, 'month', collecting, nowMs)),
    siteMs: await timed(() => sitePage(database, app, null, 'site-7', collecting, nowMs)),
  };
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
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
