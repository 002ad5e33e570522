/** How far the past was read, of the logs and of the counts. */
import { logRules } from '../logs/ask-logs';
import { metricsRules } from '../requests/ask-metrics';
import { gapsIn, type CollectorState } from '../planning/collector-state';
import { readOf } from '../planning/plan';
import { leastBetweenLinesMs } from '../../src/fleet-line/line';
import { hourMs } from '../../src/time';
import { lengthMs, missingIn } from '../planning/spans';
import type { FleetThreshold } from '../thresholds';
import type { RequestsCollecting } from '../requests/requests-collector';
import { sitesCounted } from '../store/sites-now';
import type { Sql } from '../store/sql';
import type { CountedRequests, PastRead } from './contract';
import type { Progress } from './progress';

export interface Collecting {
  /** Of the logs. */
  state: CollectorState;
  progress: Progress;
  trouble: string | null;
  requests: RequestsCollecting;
  /** Those of the page; left out: the usual ones. */
  thresholds?: readonly FleetThreshold[];
}

/** How far the logs and the counts were read, for whoever judges the running hour by those that are over. */
export interface HoursRead {
  lookedAtMs: number | null;
  /** Whether all of an hour's lines were read: its last ones are printed after it. */
  isRead: (hour: number) => boolean;
  isCounted: (hour: number) => boolean;
}

export function hoursRead(logs: CollectorState, requests: CollectorState): HoursRead {
  return {
    lookedAtMs: logs.plan.lookedAtMs,
    isRead: wholeHours(logs, leastBetweenLinesMs),
    isCounted: wholeHours(requests, 0),
  };
}

function wholeHours({ plan }: CollectorState, afterMs: number): (hour: number) => boolean {
  const read = readOf(plan);
  return (hour) =>
    missingIn(read, { fromMs: hour * hourMs, toMs: (hour + 1) * hourMs + afterMs }).length === 0;
}

export function pastRead(
  { state, progress }: Pick<Collecting, 'state' | 'progress'>,
  nowMs: number,
): PastRead {
  const missingMs = lengthMs(gapsIn(state, logRules, nowMs));
  return {
    ...{ readShare: 1 - missingMs / logRules.reachMs, missingHours: missingMs / hourMs },
    doneAtMs: progress.doneAtMs(state, nowMs),
  };
}

export async function countedRequests(
  sql: Sql,
  app: number,
  { state, trouble, isStopped, delay }: RequestsCollecting,
  nowMs: number,
): Promise<CountedRequests> {
  const missingMs = lengthMs(gapsIn(state, metricsRules, nowMs));
  return {
    ...{ trouble, isStopped, lookedAtMs: state.plan.lookedAtMs },
    ...{ readShare: 1 - missingMs / metricsRules.reachMs, missingHours: missingMs / hourMs },
    delay: delay === null ? null : { firstMs: delay.firstMs, grewMs: delay.grewMs },
    sitesLastDay: await sitesCounted(sql, app, nowMs),
  };
}
