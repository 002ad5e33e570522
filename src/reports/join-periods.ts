import type { HourRow, PoolRow, ReportAccount } from './account';
import { isoOf, noColumns } from './figures';
import { dayMs, hourMs } from '../time';
import { SiteMerger } from './merge';
import { sitePools } from './site-pools';
import { withPools } from './statement';

/** One site's tables over a part of a period. */
export interface PeriodPart {
  account: ReportAccount;
  /** Hours of which something is known, also where no pool spent anything and so has no rows. */
  knownHours: readonly string[];
}

/**
 * One site's tables over a whole period, of those over its parts, oldest first. A long period travels in parts, since a
 * page receives no more than the platform lets it. `null` without parts.
 */
export function joinPeriods(parts: readonly PeriodPart[]): ReportAccount | null {
  const merger = new SiteMerger();
  for (const { account } of parts) merger.add(account);
  const joined = merger.result();
  const [first] = parts;
  const site = parts.at(-1)?.account.sites[0];
  if (joined === null || first === undefined || site === undefined) return null;
  const hours = joined.pools.flatMap((pool, index) => parts.flatMap((part) => hoursOf(part, pool, index)));
  const account: ReportAccount = {
    ...joined,
    pools: joined.pools.map((pool) => lastSeen(parts, pool)),
    hours,
    sites: [
      {
        ...site,
        periodHours: parts.reduce((sum, part) => sum + (part.account.sites[0]?.periodHours ?? 0), 0),
        pools: sitePools(hours, joined.pools.length),
      },
    ],
    drivers: [],
  };
  const spent = account.sites[0]?.pools.map((row) => row.likelyPoints) ?? [];
  const bySpending = joined.pools.map((_, pool) => pool).sort((a, b) => (spent[b] ?? 0) - (spent[a] ?? 0));
  return withPools(account, bySpending);
}

function hoursOf({ account, knownHours }: PeriodPart, wanted: PoolRow, index: number): HourRow[] {
  const pool = account.pools.findIndex((one) => isSame(one, wanted));
  if (pool >= 0)
    return account.hours.filter((row) => row.pool === pool).map((row) => ({ ...row, pool: index }));
  return knownHours.map((hour) => quietHour(hour, index));
}

/** Known, and nothing happened in it. */
function quietHour(hour: string, pool: number): HourRow {
  return {
    ...{ hour, pool, knownSites: 1, requests: 0, ...noColumns(), refusedCalls: {}, betaRefusedCalls: {} },
    ...{ quotaRefusedFrom: null, counterPoints: null, bridgePoints: 0, cachePoints: 0 },
  };
}

/** The tier and the quota as the newest header named them, whatever they were before. */
function lastSeen(parts: readonly PeriodPart[], wanted: PoolRow): PoolRow {
  const rows = parts.flatMap(({ account }) => account.pools.filter((pool) => isSame(pool, wanted)));
  const tier = rows.findLast((row) => row.tier !== null)?.tier ?? null;
  const quotaPoints = rows.findLast((row) => row.quotaPoints !== null)?.quotaPoints ?? null;
  return { ...wanted, tier, quotaPoints };
}

function isSame(a: PoolRow, b: PoolRow): boolean {
  return a.app === b.app && a.environment === b.environment && a.product === b.product;
}

/** Whole UTC days, both included: `2026-10-01`. */
export interface DaySpan {
  fromDay: string;
  toDay: string;
}

/** The same tables, which say of which days of the period they have nothing: no file may pass over them. */
export function withUnreadDays(account: ReportAccount, spans: readonly DaySpan[]): ReportAccount {
  const [site] = account.sites;
  if (spans.length === 0 || site === undefined) return account;
  const fromMs = (span: DaySpan): number => Date.parse(`${span.fromDay}T00:00:00Z`);
  const endMs = (span: DaySpan): number => Date.parse(`${span.toDay}T00:00:00Z`) + dayMs;
  const list = spans.map(({ fromDay, toDay }) => (fromDay === toDay ? fromDay : `${fromDay} to ${toDay}`));
  const { from, to } = account.period;
  const made = Date.parse(account.madeAt);
  const toMs = (span: DaySpan): number => Math.min(endMs(span), made);
  // Of today the hours that have begun, as a part that was read counts them.
  const unreadHours = spans.reduce((sum, span) => sum + Math.ceil((toMs(span) - fromMs(span)) / hourMs), 0);
  return {
    ...account,
    period: {
      from: isoOf(Math.min(Date.parse(from), ...spans.map(fromMs))),
      to: isoOf(Math.max(Date.parse(to), ...spans.map(toMs))),
    },
    sites: [{ ...site, periodHours: site.periodHours + unreadHours }],
    notes: [
      ...account.notes,
      `Could not be read when this report was made, and is in no figure of it: ${list.join(', ')}.`,
    ],
  };
}
