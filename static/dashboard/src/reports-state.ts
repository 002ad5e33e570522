/** What the page of reports keeps in its address. */
import { longestPeriodDays, longestReportDays, type Period } from '../../../src/admin/contract/contract';
import type { PoolRow, ReportAccount } from '../../../src/reports/account';
import { dayMs } from '../../../src/time';

/** What is asked of the app in one answer. */
export type AskedPeriod = Extract<Period, '7d' | '30d' | object>;
/** `recorded`: everything since recording began, as far as days are kept. */
export type ReportPeriod = AskedPeriod | 'recorded';

/** Whatever the address does not say, or says wrongly, is all that is recorded. */
export function readPeriod(query: URLSearchParams): ReportPeriod {
  const [fromDay, toDay] = [query.get('from') ?? '', query.get('to') ?? ''];
  const days = (dayMsOf(toDay) - dayMsOf(fromDay)) / dayMs + 1;
  if (days >= 1 && days <= longestReportDays) return { fromDay, toDay };
  const named = query.get('period');
  return named === '7d' || named === '30d' ? named : 'recorded';
}

/** The values of the bare page are left out of the address. */
export function periodQuery(period: ReportPeriod): Record<string, string | null> {
  const own = typeof period === 'object' ? period : null;
  return {
    period: period === '7d' || period === '30d' ? period : null,
    from: own?.fromDay ?? null,
    to: own?.toDay ?? null,
  };
}

/** The period in parts of at most so many days, oldest first. */
export function partsOf(period: AskedPeriod, days = longestPeriodDays): AskedPeriod[] {
  if (typeof period === 'string') return [period];
  const parts: AskedPeriod[] = [];
  const lastMs = dayMsOf(period.toDay);
  for (let ms = dayMsOf(period.fromDay); ms <= lastMs; ms += days * dayMs)
    parts.push({ fromDay: dayText(ms), toDay: dayText(Math.min(lastMs, ms + (days - 1) * dayMs)) });
  return parts;
}

/**
 * What was recorded before the last 30 days, in parts, oldest first; empty where nothing was.
 * @param newest those 30 days: as long as what they hold lets an answer be, so that few are needed
 */
export function earlierParts(
  sinceMs: number | null,
  newest: Pick<ReportAccount, 'period' | 'pools' | 'endpoints'>,
): AskedPeriod[] {
  const lastMs = Math.floor(Date.parse(newest.period.from) / dayMs) * dayMs - dayMs;
  if (sinceMs === null || !(sinceMs < lastMs + dayMs)) return [];
  const firstMs = Math.max(Math.floor(sinceMs / dayMs) * dayMs, lastMs - (longestReportDays - 31) * dayMs);
  return partsOf({ fromDay: dayText(firstMs), toDay: dayText(lastMs) }, daysAPart(newest));
}

/**
 * An hour is some 300 bytes for each pool, and 5 MB may travel, the endpoints among them. And the app adds up what each endpoint spent on
 * each day within 25 seconds, for which this leaves it some three.
 */
const [mostHourRows, mostEndpointDays] = [10_000, 200_000];

function daysAPart({ pools, endpoints }: Pick<ReportAccount, 'pools' | 'endpoints'>): number {
  const days = Math.min(mostHourRows / 24 / (pools.length || 1), mostEndpointDays / (endpoints.length || 1));
  return Math.max(longestPeriodDays, Math.floor(days));
}

/** The days of a part, where it is not one that moves with the clock. */
export function daysOfPart(part: AskedPeriod, nowMs: number): { fromDay: string; toDay: string } {
  if (typeof part === 'object') return part;
  const back = part === '7d' ? 6 : 29;
  return { fromDay: dayText(nowMs - back * dayMs), toDay: dayText(nowMs) };
}

/** Pools by a name that stays the same when others come or go; the address has those that are left out. */
export function poolKey({ app, environment, product }: PoolRow): string {
  return JSON.stringify([app, environment, product]);
}

export function readLeftOut(query: URLSearchParams): string[] {
  return query.getAll('without').flatMap((text) => {
    try {
      const keys: unknown = JSON.parse(text);
      return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [];
    } catch {
      return [];
    }
  });
}

export function leftOutQuery(keys: readonly string[]): Record<string, string | null> {
  return { without: keys.length === 0 ? null : JSON.stringify(keys) };
}

function dayMsOf(day: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  return Number.isNaN(ms) || dayText(ms) !== day ? NaN : ms;
}

function dayText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
