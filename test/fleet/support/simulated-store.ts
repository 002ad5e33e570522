/** The simulated app of `npm start` in a store, as the collectors would have put it there, and what its cloud really charged. */
import { lineOf, poolId, readingOf } from '../../../demo/fleet/lines';
import { SimulatedSites, type SiteHour } from '../../../demo/fleet/simulated-sites';
import type { SiteLog } from '../../../fleet/logs/log-page';
import { siteLines } from '../../../fleet/logs/site-lines';
import type { RequestCount } from '../../../fleet/requests/request-count';
import { keepCounts } from '../../../fleet/store/keep-counts';
import { keepLines } from '../../../fleet/store/keep-lines';
import { rollUpHours } from '../../../fleet/store/roll-up';
import type { Database } from '../../../fleet/store/sql';
import { writeLine } from '../../../src/fleet-line/write-line';
import { hourMs, minuteMs, secondMs } from '../../../src/time';

/** As Atlassian's headers speak. */
const spokenFromPoints = 0.8 * 65_000;

export interface SimulatedPast {
  sites: number;
  /** How far back lines go, and counts of requests. */
  hours: number;
  countedHours: number;
}

/** @returns by hour, what all sites really drew */
export async function keepSimulated(
  database: Database,
  app: number,
  nowMs: number,
  { sites, hours, countedHours }: SimulatedPast,
): Promise<Map<number, number>> {
  const last = Math.floor(nowMs / hourMs);
  const world = new SimulatedSites(sites, 1, last);
  const truth = new Map<number, number>();
  const logs: SiteLog[] = [];
  const counts: RequestCount[] = [];
  for (let hour = last - hours + 1; hour <= last; hour += 1) {
    const step = world.hour(hour).steps.findLast(({ atMs }) => atMs <= nowMs);
    if (step === undefined) continue;
    truth.set(hour, step.drawnPoints);
    const atMs = step.atMs - minuteMs;
    for (const one of step.sites) {
      if (one.requests.every((made) => made === 0)) continue;
      if (last - hour < countedHours) counts.push(...countsOf(world, one, atMs));
      if (one.site.gauge === null || !one.site.sharesLogs) continue;
      logs.push(logOf(one, atMs, writeLine(lineOf(one, world.endpoints, hour, 12, atMs))));
      // As the demo prints it: of the step that ends then.
      const readMs = step.atMs - secondMs;
      if (step.drawnPoints >= spokenFromPoints)
        logs.push(logOf(one, readMs, writeLine(readingOf(one.site, step.drawnPoints, readMs))));
    }
  }
  await database.transaction((sql) => keepLines(sql, app, siteLines(logs)));
  await database.transaction((sql) =>
    keepCounts(sql, app, {
      ...{ fromMinute: (last - countedHours + 1) * 60, toMinute: (last + 1) * 60 },
      ...{ counts, malformed: 0, askedAtMs: nowMs },
    }),
  );
  while (await rollUpHours(database));
  return truth;
}

function logOf({ site }: SiteHour, atMs: number, message: string): SiteLog {
  return {
    ...{ atMs, message, siteId: site.cloudId, product: poolId.product, appVersion: '4.2.0' },
    ...{ edition: 'Standard', licence: 'Active' },
  };
}

function countsOf(
  world: SimulatedSites,
  { site, requests, refused }: SiteHour,
  atMs: number,
): RequestCount[] {
  return world.endpoints.flatMap(({ route, template }, at) =>
    [['2xx', (requests[at] ?? 0) - (refused[at] ?? 0)] as const, ['4xx', refused[at] ?? 0] as const].flatMap(
      ([status, made]): RequestCount[] =>
        made === 0
          ? []
          : [
              {
                ...{ minute: Math.floor(atMs / minuteMs), siteId: site.cloudId, status, requests: made },
                ...{ provider: route === 'forge.asApp' ? 'app' : 'user', remote: 'jira', path: template },
              },
            ],
    ),
  );
}
