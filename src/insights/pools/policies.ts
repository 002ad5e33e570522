import type { HourNumber } from '../../usage/hour';
import { poolKey, type PolicySlotId } from '../../usage/keys';
import type { PolicyMark } from '../../usage/policy-mark';
import type { HourUsage } from '../../usage/hour-usage';
import type { PoolId } from '../../model';
import { policyMarksOf } from '../../usage/named';

export interface MarkedPolicy {
  id: PolicySlotId;
  mark: PolicyMark;
  hour: HourNumber;
}

/** What the headers said of this pool's hourly quota, oldest first. */
export function policiesOf(
  hours: ReadonlyMap<HourNumber, { usage: HourUsage }>,
  pool: PoolId,
): MarkedPolicy[] {
  const wanted = poolKey(pool);
  const found: MarkedPolicy[] = [];
  for (const [hour, { usage }] of hours) {
    for (const { id, mark } of policyMarksOf(usage)) {
      if (poolKey(id.pool) === wanted && isHourly(mark)) found.push({ id, mark, hour });
    }
  }
  return found.sort((a, b) => a.mark.lastAtMs - b.mark.lastAtMs);
}

/** At r=0 the policy header may vanish, and the window with it: a mark without one counts as hourly. */
function isHourly({ windowSeconds }: PolicyMark): boolean {
  return windowSeconds === null || windowSeconds === 3600;
}
