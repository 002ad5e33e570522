import { hourOf, type HourNumber } from '../../usage/hour';
import { poolKey, type PolicySlotId } from '../../usage/keys';
import type { Points, PoolId } from '../../model';
import type { Hours } from '../period';
import type { PoolLevel } from '../views';
import type { HourUsage } from '../../usage/hour-usage';
import { policyMarksOf, type PolicyMark } from '../../usage/policy-mark';

/** The hourly quotas leave `r` out below about this share of use. Source: Jira rate limiting, 2026-10. */
export const silentBelowShare = 0.8;

/**
 * Between which bounds the whole pool stands in the running hour. Only the latest word of the headers counts: each
 * response tells all that was spent before it, other sites and other processes included.
 */
export function poolLevel(hours: Hours, pool: PoolId, nowMs: number, own: Points): PoolLevel {
  const hour = hourOf(nowMs);
  const refusedAtMs = hours.get(hour)?.usage.refusals.get(poolKey(pool)) ?? null;
  return levelOf(policiesOf(hours, pool), { hour, refusedAtMs, own });
}

/** The same of any hour. @param policies of the pool, oldest first: those of the hour, and others that name the quota */
export function levelOf(
  policies: readonly MarkedPolicy[],
  { hour, refusedAtMs, own }: { hour: HourNumber; refusedAtMs: number | null; own: Points },
): PoolLevel {
  const latest = policies.filter((policy) => policy.hour === hour).at(-1) ?? null;
  const quota = lastQuota(policies);
  if (
    refusedAtMs !== null &&
    refusedAtMs >= (latest === null || !isRoom(latest) ? 0 : latest.mark.lastAtMs)
  ) {
    if (quota !== null) return { ...exactly(quota), basis: 'refused', readAtMs: refusedAtMs };
    return { ...ownOf(own, Infinity), highPoints: null, basis: 'refused', readAtMs: refusedAtMs };
  }
  if (latest === null) return { ...ownOf(own, Infinity), highPoints: null, basis: 'none', readAtMs: null };
  const { remaining, lastAtMs: readAtMs } = latest.mark;
  if (remaining !== null && quota !== null) {
    return { ...exactly(Math.max(0, quota - remaining)), basis: 'reading', readAtMs };
  }
  if (quota === null) return { ...ownOf(own, Infinity), highPoints: null, basis: 'none', readAtMs };
  const highPoints = quota * silentBelowShare;
  // The header is the truth: where it says "below 80%" and the estimate says more, the estimate is too high.
  return { ...ownOf(own, highPoints), highPoints, basis: 'silent', readAtMs };
}

function exactly(points: number): Pick<PoolLevel, 'lowPoints' | 'likelyPoints' | 'highPoints'> {
  return { lowPoints: points, likelyPoints: points, highPoints: points };
}

/** Where no counter speaks, this site's own calls are the least that is gone. */
function ownOf({ low, likely }: Points, most: number): Pick<PoolLevel, 'lowPoints' | 'likelyPoints'> {
  return { lowPoints: Math.min(low, most), likelyPoints: Math.min(likely, most) };
}

/** Points an hour as the last policy header that named them said; `null` when none ever did. */
export function lastQuota(policies: readonly MarkedPolicy[]): number | null {
  return policies.findLast(({ mark }) => mark.quotaPoints !== null)?.mark.quotaPoints ?? null;
}

function isRoom({ mark }: MarkedPolicy): boolean {
  return mark.remaining !== null && mark.remaining > 0;
}

interface MarkedPolicy {
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
