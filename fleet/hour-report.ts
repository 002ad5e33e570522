/** What the fleet knows of one hour: data, from which table and JSON are written. */
import { hourMs } from '../src/time';
import type { BestFigure } from './estimate/best-figure';
import { gapsIn, type CollectorState } from './planning/collector-state';
import { logRules } from './logs/ask-logs';
import { lengthMs } from './planning/spans';
import { bestFigureOf } from './store/best-figures';
import { poolsOfHour, sitesHeardOf, sitesOfHour, type PoolNow, type SiteNow } from './store/sites-now';
import type { Sql } from './store/sql';

export interface HourReport {
  appId: string;
  environmentId: string;
  /** Start of the hour, ISO 8601. */
  hour: string;
  asOfMs: number;
  pools: (Omit<PoolNow, 'pool'> & {
    sitesInIt: SiteNow[];
    drawnByCounter: number | null;
    best: BestFigure;
  })[];
  coverage: {
    /** Sites whose line was ever read, and those of the last day. Others are in no figure. */
    sitesHeardOf: number;
    sitesLastDay: number;
    /** Share of the last 14 days that was read for good, 0 to 1. */
    readShare: number;
    /** What of them was not, hours; what is not read before it is 14 days old stays a gap. */
    missingHours: number;
  };
}

export interface ReportScope {
  app: number;
  appId: string;
  environmentId: string;
}

export async function hourReport(
  sql: Sql,
  { app, appId, environmentId }: ReportScope,
  state: CollectorState,
  nowMs: number,
): Promise<HourReport> {
  const hour = Math.floor(nowMs / hourMs);
  const pools: HourReport['pools'] = [];
  for (const { pool, ...known } of await poolsOfHour(sql, app, hour)) {
    const sitesInIt = await sitesOfHour(sql, pool, hour);
    const best = await bestFigureOf(sql, pool, hour, known, nowMs);
    pools.push({ ...known, sitesInIt, drawnByCounter: drawn(known), best });
  }
  const { all, lastDay } = await sitesHeardOf(sql, app, nowMs);
  const missingMs = lengthMs(gapsIn(state, logRules, nowMs));
  return {
    ...{ appId, environmentId, hour: new Date(hour * hourMs).toISOString(), asOfMs: nowMs, pools },
    coverage: {
      sitesHeardOf: all,
      sitesLastDay: lastDay,
      readShare: 1 - missingMs / logRules.reachMs,
      missingHours: missingMs / hourMs,
    },
  };
}

/** What all sites together had drawn when a site last saw the counter; `null` where none did, or none was told the quota. */
function drawn({ counter }: Pick<PoolNow, 'counter'>): number | null {
  return counter === null || counter.quotaPoints === null
    ? null
    : counter.quotaPoints - counter.remainingPoints;
}
