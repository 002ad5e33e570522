import { hourMs } from '../limits/hour';
import { hourlyQuota, tierQuotas } from '../limits/tiers';
import { bases, type Points } from '../model';
import type { EndpointRow, HourRow, ReportAccount } from './account';
import { dayRows, patternRows, throttleRows } from './derived-tables';
import { addColumns, noColumns, pointsOf } from './figures';
import { foreignShare, fullHours } from './full-hours';
import { hourFigures } from './hour-figures';
import { method } from './method';
import {
  reportFormat,
  reportVersion,
  type DayRow,
  type PoolSummary,
  type Report,
  type Tier2Row,
} from './report';

/** The report of these tables. It is made of them alone, so that joined sites are reported as one site is. */
export function completeReport(account: ReportAccount): Report {
  const { hours, pools } = account;
  const days = dayRows(hours);
  const { from, to } = account.period;
  const periodHours = account.sites.length * Math.round((Date.parse(to) - Date.parse(from)) / hourMs);
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
  const over = hours.filter((hour) => Date.parse(hour.hour) + hourMs <= madeAtMs);
  const total = noColumns();
  for (const hour of hours) addColumns(total, hour);
  const seen = account.pools[pool]?.quotaPoints ?? null;
  const quotaPoints = seen ?? tierQuotas.globalPoints;
  const ownDays = days.filter((day) => day.pool === pool);
  return {
    pool,
    quota: { points: quotaPoints, basis: seen === null ? 'tier 1 rule' : 'header' },
    total: pointsOf(total),
    requests: hours.reduce((sum, hour) => sum + hour.requests, 0),
    foundedShare: foundedShare(account.endpoints.filter((endpoint) => endpoint.pool === pool)),
    knownHours: hours.length,
    allHours: hourFigures(over),
    activeHours: hourFigures(over.filter((hour) => hour.highPoints > 0)),
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
