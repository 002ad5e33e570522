/** The report of all sites of an app: that of their tables, with the best that is known of all of them together. */
import type { HourRow, ReportAccount } from './account';
import { completeReport, sharedMethod } from './complete';
import { hourText, poolName, whole } from './words';
import type { Report } from './report';
import { wholeAppBases, type WholeApp, type WholeAppSummary, type WholeHour } from './whole-app';
import { textOrder } from '../text-order';

export type WholeAppReport = Report & { wholeApp: WholeApp; wholeAppSummaries: WholeAppSummary[] };

export function wholeAppReport(account: ReportAccount, wholeApp: WholeApp): WholeAppReport {
  const report = completeReport(account);
  return {
    ...report,
    title: 'Suggested evidence for a Tier 2 review: all sites of the app',
    method: [...method],
    wholeApp,
    wholeAppSummaries: wholeAppSummaries(report, wholeApp),
  };
}

/** Of each pool of the report. */
export function wholeAppSummaries(
  { pools, summaries, hours: rows }: Pick<Report, 'pools' | 'summaries' | 'hours'>,
  { hours }: WholeApp,
): WholeAppSummary[] {
  return pools.map((_, pool) => {
    const own = hours.filter((hour) => hour.pool === pool);
    const quota = summaries[pool]?.quota.points ?? 1;
    const tables = new Map(rows.filter((row) => row.pool === pool).map((row) => [row.hour, row]));
    const full = own
      .map((hour) => fullness(hour, tables.get(hour.hour), quota))
      .sort((a, b) => textOrder(a.hour, b.hour));
    return {
      ...{ pool, hours: own.length },
      byBasis: wholeAppBases
        .map((basis) => ({ basis, hours: own.filter((hour) => hour.basis === basis).length }))
        .filter((one) => one.hours > 0),
      highest: own.reduce<WholeHour | null>(
        (most, hour) => (most === null || figureOf(hour) > figureOf(most) ? hour : most),
        null,
      ),
      hoursFrom80: full.filter(({ percent }) => percent >= 80),
      hoursFrom100: full.filter(({ percent }) => percent >= 100),
    };
  });
}

/** Where the counter spoke an hour is as full as it said, and not as the guess for the minutes after it; where calls were refused for the quota it is full. */
function fullness(
  best: WholeHour,
  row: HourRow | undefined,
  quota: number,
): WholeAppSummary['hoursFrom80'][number] {
  const counter = row?.counterPoints ?? null;
  const isRefused = row !== undefined && row.quotaRefusedFrom !== null;
  const percent = (100 * (counter ?? figureOf(best))) / quota;
  return {
    hour: best.hour,
    percent: isRefused ? Math.max(100, percent) : percent,
    basis: isRefused ? 'refusal' : best.basis,
  };
}

/** What is there at least where no one figure is known. */
function figureOf({ likelyPoints, lowPoints }: WholeHour): number {
  return likelyPoints ?? lowPoints;
}

/** What of the whole app contradicts itself or the tables, one sentence each. */
export function wholeAppContradictions(report: Report, { hours, counted, sites }: WholeApp): string[] {
  const wrong: string[] = [];
  const seen = new Set<string>();
  const counters = new Map(
    report.hours.map(({ pool, hour, counterPoints }) => [`${pool} ${hour}`, counterPoints]),
  );
  for (const row of hours) {
    const pool = report.pools[row.pool];
    const at = `all sites, ${pool === undefined ? 'no pool' : poolName(pool)}, hour of ${hourText(row.hour)}`;
    const key = `${row.pool} ${row.hour}`;
    const counter = counters.get(key) ?? null;
    if (seen.has(key)) wrong.push(`${at}: it is there twice.`);
    seen.add(key);
    if (!counters.has(key)) wrong.push(`${at}: the tables do not have it.`);
    const { lowPoints: low, likelyPoints: likely, highPoints: high, basis } = row;
    if (low > high || (likely !== null && (likely < low || likely > high)))
      wrong.push(`${at}: the likely points do not lie between the low and the high ones.`);
    if ((likely === null) !== (basis === 'counts'))
      wrong.push(`${at}: counted requests alone have no one figure, and all else has.`);
    if ((basis === 'counter') !== (counter !== null))
      wrong.push(`${at}: it is said to be Atlassian’s counter, and the tables have none, or the other way.`);
    if (counter !== null && high < counter)
      wrong.push(`${at}: Atlassian’s counter said ${whole(counter)}, and the best figure ends below it.`);
    if (basis !== 'counter' && row.countedShare > 0)
      wrong.push(`${at}: Atlassian’s counter is said to vouch for a figure that it is not in.`);
  }
  for (const row of counted)
    if (row.lowPoints > row.highPoints)
      wrong.push(`counted requests of site ${row.site}: the low points are over the high ones.`);
  if (report.sites.length !== sites.told)
    wrong.push(
      `${whole(sites.told)} sites are said to have told something, and ${whole(report.sites.length)} are listed.`,
    );
  return wrong;
}

/** How the figures of all sites came about. */
const method: readonly string[] = [
  sharedMethod.suggested,
  'The tables of hours, endpoints, routes and sites are sums of what the gauges of the app’s sites printed into the app’s logs, hour by hour, of what its back ends reported, and of reports of single sites that were read in. They are estimates, uncorrected: at least (low), likely, and at most (high). None of these points are Atlassian’s word; counterPoints are what its counter said.',
  'The best figure of all sites together in an hour says what it stands on. counter: Atlassian’s own counter, as some site saw it, and a guess for the minutes after it was last seen. scaled: the gauges’ estimate with factors that hours with a counter taught. learned: the gauges’ estimate, and what Atlassian counted of requests beyond it at what metered calls spend. counts: counted requests by the catalogue, a low and a high and never one figure. estimate: of those that told something only, and no word of the others.',
  sharedMethod.percentiles,
  'An hour is at or over 80% or 100% of the quota if Atlassian’s own counter said so, if a call was refused for the quota in it, or if the likely points of the sites together reach it.',
  sharedMethod.quota,
  'Refused calls are those that the gauges and back ends met. Minutes lost run from when Atlassian’s counter first said that nothing was left, or from when the refusals were told of, to the end of the hour; the true first one may be earlier.',
  sharedMethod.tier2,
  'Where a price comes from, failed calls and what could be saved are in no gauge’s line; they are left blank. A site without a line in an hour is not counted as known in it, whether it rested or its logs are not shared: the share of hours with data is the least.',
  'Not seen: sites that print nothing, but for what Atlassian counts of their requests, calls that go past the meter, and other apps. Calls of the browser bridge are not charged; where they are listed they cost 0.',
  'Hours whose logs were not read are unknown. They are left out of every figure, not counted as 0.',
];
