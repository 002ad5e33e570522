import type { HourUsage } from '../../usage/hour-usage';
import { poolKey } from '../../usage/keys';
import { policyMarksOf } from '../../usage/policy-mark';
import type { PoolId } from '../../model';

/** Most points of the whole pool that Atlassian's counter showed in an hour; `null` where it kept silent, as below about 80%. */
export function counterPoints(usage: HourUsage, pool: PoolId): number | null {
  let most: number | null = null;
  for (const { id, mark } of policyMarksOf(usage)) {
    if (poolKey(id.pool) !== poolKey(pool)) continue;
    const { quotaPoints, leastRemaining, windowSeconds } = mark;
    if (quotaPoints === null || leastRemaining === null) continue;
    if (windowSeconds !== null && windowSeconds !== 3600) continue;
    most = Math.max(most ?? 0, quotaPoints - leastRemaining);
  }
  return most;
}
