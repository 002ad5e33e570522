import type { PoolState } from '../views';
import { silentBelowShare } from './level';

/** What a threshold sets off beside the status `near`: the banner of the page, the work item in Jira, the listeners of an app that embeds the gauge. */
export const thresholdActions = ['banner', 'workItem', 'listener'] as const;
export type ThresholdAction = (typeof thresholdActions)[number];

/** From this share of the quota on a pool is called near its limit, and what that sets off. */
export interface Threshold {
  /** Whole, 1 to 100. */
  percent: number;
  actions: readonly ThresholdAction[];
}

export const mostThresholds = 4;
export const percentBounds = [1, 100] as const;

/** As long as nobody decided otherwise: where Atlassian's own headers begin to speak. */
export const usualPercents: readonly number[] = [silentBelowShare * 100];

/** Whether each is above the one before, so that none is there twice. */
export function isRising(thresholds: readonly Pick<Threshold, 'percent'>[]): boolean {
  return thresholds.every(({ percent }, index) => percent > (thresholds[index - 1]?.percent ?? 0));
}

/** What is done about an alarm. A pool that is foreseen to run dry or empty sets off everything; one that is near what its thresholds say. */
export function setsOff(
  thresholds: readonly Threshold[],
  { status, reachedPercent = 0 }: Pick<PoolState, 'status' | 'reachedPercent'>,
  action: ThresholdAction,
): boolean {
  if (status !== 'near') return true;
  return thresholds.some(({ percent, actions }) => percent <= reachedPercent && actions.includes(action));
}
