import { hourMs } from '../time';
import { hourlyQuota, tierQuotas } from '../limits/tiers';
import { bases, type Points } from '../model';
import type { EndpointRow, HourRow, PointsColumns, ReportAccount } from './account';
import { dayRows, patternRows, throttleRows } from './derived-tables';
import { addColumns, namedQuota, noColumns, pointsOf } from './figures';
import {
  type DayRow,
  type ForeignShare,
  type FullHour,
  type HourFigures,
  type PoolSummary,
  type Report,
  reportFormat,
  reportVersion,
  type Tier2Row,
} from './report';
import { percentile } from '../insights/percentile';
import { textOrder } from '../text-order';

/** Hours at or over so many percent of the quota, oldest first. Atlassian's counter goes before this account's estimate. */
function fullHours(hours: readonly HourRow[], quotaPoints: number, fromPercent: number): FullHour[] {
  return hours
    .map((hour) => fullness(hour, quotaPoints))
    .filter(({ percent }) => percent >= fromPercent)
    .sort((a, b) => textOrder(a.hour, b.hour));
}

function fullness({ hour, counterPoints, likelyPoints, quotaRefusedFrom }: HourRow, quota: number): FullHour {
  const counted = counterPoints ?? -1;
  const percent = (100 * Math.max(counted, likelyPoints)) / quota;
  // A refused call proves a full pool, whatever was counted here: others spend from it too.
  if (quotaRefusedFrom !== null) return { hour, percent: Math.max(percent, 100), basis: 'refusal' };
  return { hour, percent, basis: counted >= likelyPoints ? 'counter' : 'estimate' };
}

/** `null` where Atlassian's counter never spoke. */
function foreignShare(hours: readonly HourRow[]): ForeignShare | null {
  const counted = hours.filter((hour) => hour.counterPoints !== null);
  const sum = (of: (hour: HourRow) => number): number => counted.reduce((total, hour) => total + of(hour), 0);
  const counterPoints = sum((hour) => hour.counterPoints ?? 0);
  if (counterPoints === 0) return null;
  // The counter was read within the hour and the account holds all of it, so the difference is the least there was.
  const foreign = sum((hour) => Math.max(0, (hour.counterPoints ?? 0) - hour.highPoints));
  return {
    hours: counted.length,
    counterPoints,
    ownLikelyPoints: sum((hour) => hour.likelyPoints),
    foreignAtLeast: foreign / counterPoints,
  };
}

/**
 * `null` without hours.
 * @param begun the running hour: it is not ranked, since it is not over, but what it has reached is reached
 */
function hourFigures(hours: readonly PointsColumns[], begun: readonly PointsColumns[]): HourFigures | null {
  const ranked = {
    low: ascending(hours.map((hour) => hour.lowPoints)),
    likely: ascending(hours.map((hour) => hour.likelyPoints)),
    high: ascending(hours.map((hour) => hour.highPoints)),
  };
  const most = greatest([...hours, ...begun]);
  const at = (percent: number): Points => ({
    low: percentile(ranked.low, percent) ?? 0,
    likely: percentile(ranked.likely, percent) ?? 0,
    high: percentile(ranked.high, percent) ?? 0,
  });
  if (hours.length === 0) return null;
  return { hours: hours.length, p50: at(50), p75: at(75), p90: at(90), p99: at(99), max: most };
}

function ascending(values: number[]): number[] {
  return values.sort((a, b) => a - b);
}

/** What holds for one site and for all of an app alike. */
export const sharedMethod = {
  suggested:
    'This is suggested evidence. Atlassian has not published the form of its review, and decides by its own telemetry.',
  percentiles:
    'Points an hour are ranked over all known hours that are over, hours without a call counted as 0; a second line ranks the hours in which points were spent. P75 is the smallest recorded hour that at least 75% of the hours do not exceed (nearest rank, no interpolation); P50, P90 and P99 likewise. Low, likely and high are ranked each by itself. The maximum counts the running hour, too: what it has reached is reached.',
  quota:
    'The quota is the one that Atlassian’s headers last named; where none did, the published 65,000 points of Tier 1.',
  tier2:
    'The Tier 2 quota follows the published formula for the edition and the number of users as stated. A peak that was cut off by refusals would have been higher.',
} as const;

/** How the figures came about, as every report of sites says it. */
const method: readonly string[] = [
  sharedMethod.suggested,
  'Every metered call of the app was booked in the UTC hour in which its answer came, with what it cost in points: at least (low), likely, and at most (high).',
  'A price rests on a header of Atlassian (header), on field measurements (measured), on the published rule (documented), or on an assumption where the endpoint or the number of objects was not known (assumed).',
  sharedMethod.percentiles,
  'An hour is at or over 80% or 100% of the quota if Atlassian’s own counter said so, if a call was refused for the quota in it, or if the likely points of this account reach it.',
  sharedMethod.quota,
  'Refused calls are counted exactly. Minutes lost run from the first refusal that is known of to the end of its hour; the true first one may be earlier.',
  sharedMethod.tier2,
  'The app numbers its records without gaps. A number that is missing between two of one process on one day is a record that was lost, or is not stored yet; its calls are in no figure. A gap over midnight is not noticed.',
  'Not seen: calls that go past the meter, other apps, and other sites than those in this report. Calls of the browser bridge are not charged; where they are listed they cost 0.',
  'Hours and days that could not be read, or lie before recording began, are unknown. They are left out of every figure, not counted as 0. The share of hours with data is one of the hours since recording began.',
];

/** The report of these tables. It is made of them alone, so that joined sites are reported as one site is. */
export function completeReport(account: ReportAccount): Report {
  const { hours, pools } = account;
  const days = dayRows(hours);
  const periodHours = account.sites.reduce((sum, site) => sum + site.periodHours, 0);
  // Every pool of a site has the same hours.
  const knownHours = account.sites.reduce((sum, site) => sum + (site.pools[0]?.knownHours ?? 0), 0);
  return {
    format: reportFormat,
    version: reportVersion,
    title: 'Suggested evidence for a Tier 2 review',
    ...account,
    method: [...method],
    coverage: { periodHours, knownHours, share: periodHours === 0 ? null : knownHours / periodHours },
    summaries: pools.map((_, pool) => summaryOf(account, pool, days)),
    days,
    throttles: throttleRows(hours, pools.length),
    patterns: patternRows(hours, pools.length),
    tier2: tier2Rows(account),
  };
}

function summaryOf(account: ReportAccount, pool: number, days: readonly DayRow[]): PoolSummary {
  const hours = account.hours.filter((hour) => hour.pool === pool);
  const madeAtMs = Date.parse(account.madeAt);
  const isOver = (hour: HourRow): boolean => Date.parse(hour.hour) + hourMs <= madeAtMs;
  const over = hours.filter(isOver);
  const begun = hours.filter((hour) => !isOver(hour));
  const isActive = (hour: HourRow): boolean => hour.highPoints > 0;
  const total = noColumns();
  for (const hour of hours) addColumns(total, hour);
  const seen = namedQuota(account.pools[pool]);
  const quotaPoints = seen ?? tierQuotas.globalPoints;
  const ownDays = days.filter((day) => day.pool === pool);
  return {
    pool,
    quota: { points: quotaPoints, basis: seen === null ? 'tier 1 rule' : 'header' },
    total: pointsOf(total),
    requests: hours.reduce((sum, hour) => sum + hour.requests, 0),
    foundedShare: foundedShare(account.endpoints.filter((endpoint) => endpoint.pool === pool)),
    knownHours: hours.length,
    allHours: hourFigures(over, begun),
    activeHours: hourFigures(over.filter(isActive), begun.filter(isActive)),
    meanPointsADay:
      hours.length === 0 ? null : eachOf(pointsOf(total), (points) => (24 * points) / hours.length),
    maxPointsADay: ownDays.length === 0 ? null : greatest(ownDays),
    hoursFrom80: fullHours(hours, quotaPoints, 80),
    hoursFrom100: fullHours(hours, quotaPoints, 100),
    foreign: foreignShare(hours),
  };
}

function foundedShare(endpoints: readonly EndpointRow[]): number | null {
  const requestsBy = (wanted: readonly (typeof bases)[number][]): number =>
    endpoints.reduce(
      (sum, row) => sum + wanted.reduce((calls, basis) => calls + (row.bases[basis] ?? 0), 0),
      0,
    );
  const all = requestsBy(bases);
  return all === 0 ? null : requestsBy(bases.filter((basis) => basis !== 'assumed')) / all;
}

function tier2Rows({ sites }: ReportAccount): Tier2Row[] {
  return sites.flatMap(({ id, edition, users, pools }) =>
    pools.map((row) => {
      const peak = { low: row.peakLowPoints, likely: row.peakLikelyPoints, high: row.peakHighPoints };
      const quotaPoints = edition === null ? null : hourlyQuota({ tier: 2, edition, users });
      return { site: id, pool: row.pool, quotaPoints, peak, verdict: verdictOf(peak, quotaPoints) };
    }),
  );
}

function verdictOf(peak: Points, quotaPoints: number | null): Tier2Row['verdict'] {
  if (quotaPoints === null) return null;
  if (peak.high <= quotaPoints) return 'fits';
  return peak.likely <= quotaPoints ? 'likely fits' : 'exceeds';
}

function greatest(days: readonly Pick<HourRow, 'lowPoints' | 'likelyPoints' | 'highPoints'>[]): Points {
  const most = (of: (day: (typeof days)[number]) => number): number =>
    days.reduce((max, day) => Math.max(max, of(day)), 0);
  return {
    low: most((day) => day.lowPoints),
    likely: most((day) => day.likelyPoints),
    high: most((day) => day.highPoints),
  };
}

function eachOf({ low, likely, high }: Points, change: (points: number) => number): Points {
  return { low: change(low), likely: change(likely), high: change(high) };
}
