import type { HourNumber } from '../../usage/hour';
import type { HourUsage } from '../../usage/hour-usage';
import type { PoolId } from '../../model';
import { silentBelowShare, policiesOf } from './level';

/** Atlassian's counter at a moment: points of the whole pool that were gone. */
export interface Count {
  atMs: number;
  usedPoints: number;
  /** The answer kept silent, which says no more than that so much was gone at most. */
  isAtMost?: true;
}

/** What each answer of the hour with a figure said, oldest first, after the last one that kept silent: then at most 80% were gone. */
export function countsOf(usage: HourUsage, hour: HourNumber, pool: PoolId, quotaPoints: number): Count[] {
  const marks = policiesOf(new Map([[hour, { usage }]]), pool).map(({ mark }) => mark);
  const counts = marks.flatMap(({ lastAtMs, remaining, leastRemaining }) => {
    const points = remaining ?? leastRemaining;
    return points === null ? [] : [{ atMs: lastAtMs, usedPoints: quotaPoints - points }];
  });
  const silent = marks.findLast(({ leastRemaining, near }) => leastRemaining === null && !near);
  const first = counts[0];
  if (first === undefined || silent === undefined || silent.lastAtMs >= first.atMs) return counts;
  return [{ atMs: silent.lastAtMs, usedPoints: quotaPoints * silentBelowShare, isAtMost: true }, ...counts];
}
