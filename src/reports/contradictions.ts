import { hourMs } from '../time';
import type { HourRow, PointsColumns } from './account';
import { pointsOf } from './figures';
import type { PoolSummary, Report } from './report';
import { simulate } from './simulation';
import { hourText, poolName, range, whole } from './words';

/**
 * What in a report contradicts itself, one sentence each; empty where nothing does. What a reader could hold against it has to be
 * found before it is handed out.
 */
export function contradictionsOf(report: Report): string[] {
  const said = report.pools.flatMap((pool, index) => {
    const summary = report.summaries[index];
    const name = poolName(pool);
    if (summary === undefined) return [`${name}: the pool has no summary.`];
    return ofPool(report, index, summary).map((what) => `${name}: ${what}`);
  });
  const { periodHours, knownHours } = report.coverage;
  if (knownHours > periodHours)
    said.push(`Of ${whole(periodHours)} hours ${whole(knownHours)} are said to be known.`);
  return [...bands(report), ...said];
}

function bands(report: Report): string[] {
  const isBand = ({ lowPoints, likelyPoints, highPoints }: PointsColumns): boolean =>
    lowPoints <= likelyPoints && likelyPoints <= highPoints;
  const tables = {
    hours: report.hours,
    endpoints: report.endpoints,
    routes: report.routes,
    days: report.days,
  };
  return Object.entries(tables).flatMap(([table, rows]) => {
    const row = rows.findIndex((one: PointsColumns) => !isBand(one));
    return row < 0
      ? []
      : [`${table}[${row}]: the likely points do not lie between the low and the high ones.`];
  });
}

function ofPool(report: Report, pool: number, summary: PoolSummary): string[] {
  const hours = report.hours.filter((hour) => hour.pool === pool);
  const found: string[] = [];
  const refused = hours.filter(({ quotaRefusedFrom }) => quotaRefusedFrom !== null);
  const isIn = (list: PoolSummary['hoursFrom100'], { hour }: HourRow): boolean =>
    list.some((full) => full.hour === hour);
  for (const hour of refused) {
    const at = hourText(hour.hour);
    if (!isIn(summary.hoursFrom100, hour))
      found.push(`in the hour of ${at} calls were refused for the quota, and it is not among those at 100%.`);
    const { quotaGlobal = 0, quotaTenant = 0 } = hour.refusedCalls;
    if (quotaGlobal + quotaTenant === 0)
      found.push(`the hour of ${at} has a refusal for the quota, and no call that was refused for it.`);
    const fromMs = Date.parse(hour.quotaRefusedFrom ?? '') - Date.parse(hour.hour);
    if (!(fromMs >= 0 && fromMs < hourMs)) found.push(`the refusal of the hour of ${at} lies outside of it.`);
  }
  for (const { hour } of summary.hoursFrom100)
    if (!summary.hoursFrom80.some((full) => full.hour === hour))
      found.push(`the hour of ${hourText(hour)} is at 100% and not at 80%.`);
  return [...found, ...ofMaximum(report, pool, summary), ...ofSimulation(report, pool, summary, refused)];
}

/** One figure for one maximum: that of the ranked hours, that of the site's peak, and that of the tables. */
function ofMaximum(report: Report, pool: number, { allHours }: PoolSummary): string[] {
  const [site] = report.sites;
  const peak = site?.pools.find((row) => row.pool === pool);
  if (report.sites.length !== 1 || peak === undefined || allHours === null) return [];
  const { peakLowPoints: low, peakLikelyPoints: likely, peakHighPoints: high } = peak;
  const isSame = low === allHours.max.low && likely === allHours.max.likely && high === allHours.max.high;
  return isSame
    ? []
    : [
        `the greatest hour is ${range(allHours.max)} in the ranking and ${range({ low, likely, high })} as the peak.`,
      ];
}

/** Under the quota that they were recorded with, hours that were refused are refused. */
function ofSimulation(
  report: Report,
  pool: number,
  { quota }: PoolSummary,
  refused: readonly HourRow[],
): string[] {
  const advice = { bridge: false, cacheShare: 0, spread: false };
  const replayed = simulate(report, { kind: 'quota', points: quota.points }, advice)[pool];
  const hours = new Map(replayed?.hours.map((hour) => [hour.hour, hour]));
  return refused.flatMap((hour) => {
    const again = hours.get(hour.hour);
    if (again !== undefined && again.blockedMinutes.low > 0) return [];
    return [
      `in the hour of ${hourText(hour.hour)} calls were refused, and the replay with the same quota refuses none (${range(pointsOf(hour))} points).`,
    ];
  });
}
