import { hourOf, type HourNumber } from '../usage/hour';
import type { HourAccount } from '../usage/hour-account';
import { poolViews } from '../insights/pools/pools';
import type { Threshold } from '../insights/pools/thresholds';
import { toldPools } from '../insights/pools/told';
import type { PoolView } from '../insights/views';
import type { StatusChange, StatusLog } from '../insights/forecast/status-log';
import { assessedHours, keepJudgement } from '../ledger/assess';
import { readHours } from '../ledger/read-hours';
import { countedBy, percentsOf, readState } from '../ledger/settings';

/** Whether a pool was in alarm when it was judged last: then it is judged again even when nothing was spent since. */
export function isWatched({ states }: StatusLog): boolean {
  return [...states.values()].some(({ status }) => status !== 'fine' && status !== 'unknown');
}

export interface Watched {
  log: StatusLog;
  /** What this judgement found changed, newest first. */
  changes: readonly StatusChange[];
  pools: readonly PoolView[];
  /** That hold now: they may have been changed since the run began. */
  thresholds: readonly Threshold[];
  /** What the judgement is of, with what still waits to be rolled up. */
  hours: ReadonlyMap<HourNumber, HourAccount>;
}

/**
 * Judges every pool from what is stored, so that a wall is foreseen also while nobody looks at the page. Three storage calls,
 * and one write where something changed.
 */
export async function watchPools(nowMs: number): Promise<Watched> {
  const { settings, statusLog, told } = await readState();
  const { hours } = await readHours(assessedHours(nowMs), countedBy(settings));
  const isRunning = (hour: number): boolean => hour >= hourOf(nowMs) - 1;
  const running = new Map([...hours].filter(([hour]) => isRunning(hour)));
  const past = new Map([...hours].filter(([hour]) => !isRunning(hour)));
  const pools = poolViews(running, nowMs, percentsOf(settings), {
    past,
    states: statusLog.states,
    told: toldPools(told),
  });
  const log = await keepJudgement(statusLog, pools, nowMs);
  return {
    log,
    changes: log === statusLog ? [] : log.changes.filter(({ atMs }) => atMs === nowMs),
    pools,
    thresholds: settings.thresholds,
    hours,
  };
}
