import type { HourUsage } from '../../usage/hour-usage';
import { poolKey } from '../../usage/keys';
import { sumsOf } from '../../usage/named';
import type { UsageSum } from '../../usage/usage-sum';
import { isQuotaRefusal, type ThrottleNote } from '../../usage/throttle-note';
import { throttleReasons, type PoolId } from '../../model';

/** What one hour's quota refused of a pool. */
export interface QuotaRefusals {
  calls: number;
  /** The first that is known of, and the last. */
  firstAtMs: number;
  lastAtMs: number;
}

/**
 * `null` where no call was refused for the quota.
 * @param notes where more of the hour's calls are noted than in its usage: those of its day
 */
export function quotaRefusals(
  usage: Pick<HourUsage, 'refusals' | 'sums' | 'throttles'>,
  pool: PoolId,
  notes: readonly ThrottleNote[] = [],
): QuotaRefusals | null {
  const key = poolKey(pool);
  const lastAtMs = usage.refusals.get(key);
  if (lastAtMs === undefined) return null;
  const times = [...usage.throttles, ...notes]
    .filter((note) => isQuotaRefusal(note) && poolKey(note.pool) === key)
    .map(({ atMs }) => atMs);
  let calls = 0;
  for (const [id, sum] of sumsOf(usage)) if (poolKey(id.pool) === key) calls += quotaRefusedCalls(sum);
  return { calls, firstAtMs: Math.min(lastAtMs, ...times), lastAtMs };
}

export function quotaRefusedCalls({ throttles }: Pick<UsageSum, 'throttles'>): number {
  return throttleReasons
    .filter((reason) => isQuotaRefusal({ reason, enforcement: 'enforced' }))
    .reduce((calls, reason) => calls + (throttles.get(reason) ?? 0), 0);
}
