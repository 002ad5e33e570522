/** How far the past was read, of the logs and of the counts. */
import { logRules } from '../logs/ask-logs';
import { metricsRules } from '../requests/ask-metrics';
import { gapsIn, type CollectorState } from '../planning/collector-state';
import { hourMs } from '../../src/time';
import { lengthMs } from '../planning/spans';
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
