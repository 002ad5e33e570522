import { hourOf } from '../../usage/hour';
import { poolKey } from '../../usage/keys';
import { isSaidByBrowser } from '../../usage/vouching';
import { policyScope } from '../../headers/policy';
import { nextHourMs } from '../../limits/hour';
import { isMinuteProduct } from '../../limits/systems';
import type { Points, PoolId } from '../../model';
import { addPoints, chargedPoints, noPoints } from '../sums';
import { sumsOf } from '../../usage/named';
import { culpritOf } from './culprit';
import { recurringOutsideUse } from '../forecast/recurring-outside-use';
import { forecastOf } from '../forecast/forecast';
import { lastQuota, poolLevel, silentBelowShare, policiesOf } from './level';
import type { Hours } from '../period';
import { isWallForeseen, settle, type PoolFacts } from './pool-state';
import { usualPercents } from './thresholds';
import { toldOf, toldRate, withTold, type ToldPool } from './told';
import type { PoolLevel, PoolState, PoolView } from '../views';
import { textOrder } from '../../text-order';

/** What was known before, for the forecast and for a status that does not flap. */
export interface Known {
  /** The same hour of past days. */
  past?: Hours;
  /** By `poolKey`: how a pool was judged last. */
  states?: ReadonlyMap<string, PoolState>;
  /** What the app's owner said of its pools. */
  told?: readonly ToldPool[];
}

/**
 * Every pool that a call of these hours drew on, the most spending one first.
 * @param thresholdPercents from which shares of the quota on a pool is `near`; the headers' own word always counts
 */
export function poolViews(
  hours: Hours,
  nowMs: number,
  thresholdPercents: readonly number[] = usualPercents,
  known: Known = {},
): PoolView[] {
  const pools = new Map<string, { pool: PoolId; spentLikely: number }>();
  for (const { usage } of hours.values()) {
    for (const [id, usageSum] of sumsOf(usage)) {
      // Backlog and One Stack have requests a minute and no points that a pool could hold.
      if (isMinuteProduct(id.pool.product)) continue;
      const key = poolKey(id.pool);
      const sum = pools.get(key) ?? { pool: id.pool, spentLikely: 0 };
      sum.spentLikely += chargedPoints(id, usageSum).likely;
      pools.set(key, sum);
    }
  }
  return [...pools.entries()]
    .sort(([keyA, a], [keyB, b]) => b.spentLikely - a.spentLikely || textOrder(keyA, keyB))
    .map(([, { pool }]) => {
      const view = judgedPool(hours, pool, nowMs, thresholdPercents, known);
      const all = new Map([...(known.past ?? []), ...hours]);
      const drains = recurringOutsideUse(all, pool, nowMs, view.quotaPoints);
      return { ...view, drains, culprit: culpritOf(hours.get(hourOf(nowMs))?.usage, view) };
    });
}

/** How one pool stands and will stand, without what needs a day of hours. */
export function judgedPool(
  hours: Hours,
  pool: PoolId,
  nowMs: number,
  thresholdPercents: readonly number[],
  { past = new Map(), states, told: all }: Known,
): Omit<PoolView, 'drains' | 'culprit'> {
  const hour = hourOf(nowMs);
  const { points: own, requests: ownRequests } = ownSpend(hours, pool, hour);
  const policies = policiesOf(hours, pool);
  const proof = policies.at(-1) ?? null;
  const tier = tierOf(proof?.id.policy ?? null);
  const told = toldOf(all, pool, tier, nowMs);
  const level = withTold(poolLevel(hours, pool, nowMs, own), told, own.low, nowMs);
  const quotaPoints = lastQuota(policies) ?? (level.basis === 'told' ? (told?.quotaPoints ?? null) : null);
  const forecast = forecastOf({
    hours: new Map([...past, ...hours]),
    pool,
    nowMs,
    level,
    ownPoints: own.likely,
    quotaPoints,
    toldOthers: level.basis === 'told' ? toldRate(told, hours.get(hour)?.usage, nowMs) : null,
  });
  const facts = factsOf(hours, pool, hour, level, quotaPoints, thresholdPercents);
  const isForeseen =
    (facts.status === 'fine' || facts.status === 'recovering' || facts.status === 'unknown') &&
    isWallForeseen(forecast, quotaPoints, nowMs);
  const state = settle(states?.get(poolKey(pool)) ?? null, isForeseen ? { status: 'watch' } : facts, nowMs);
  return {
    pool,
    ...state,
    tier,
    enforcement: proof?.id.enforcement ?? null,
    quotaPoints,
    policySeenAtMs: proof?.mark.lastAtMs ?? null,
    own,
    ownRequests,
    level,
    forecast,
    thresholdPercents,
    resetAtMs: nextHourMs(nowMs),
  };
}

/** What this site's metered calls of one hour drew from the pool. */
export function ownSpend(hours: Hours, pool: PoolId, hour: number): { points: Points; requests: number } {
  const key = poolKey(pool);
  const usage = hours.get(hour)?.usage;
  let points = noPoints;
  let requests = 0;
  for (const [id, usageSum] of usage === undefined ? [] : sumsOf(usage)) {
    if (poolKey(id.pool) !== key) continue;
    points = addPoints(points, chargedPoints(id, usageSum));
    if (!isSaidByBrowser(id.route)) requests += usageSum.requests;
  }
  return { points, requests };
}

/** The name of the policy is the only proof of the tier. */
export function tierOf(policy: string | null): 1 | 2 | null {
  if (policy === null) return null;
  const scope = policyScope(policy);
  return scope === 'global' ? 1 : scope === 'tenant' ? 2 : null;
}

/** What the facts of the hour say. `watch` is the forecast's word: the headers of one moment cannot see ahead. */
function factsOf(
  hours: Hours,
  pool: PoolId,
  hour: number,
  level: PoolLevel,
  quota: number | null,
  thresholdPercents: readonly number[],
): PoolFacts {
  const isCounted = level.basis === 'reading' || level.basis === 'told';
  if (level.basis === 'refused' || (isCounted && level.lowPoints >= (quota ?? Infinity)))
    return { status: 'exhausted' };
  const word = level.told?.isGood === true ? level.told.status : null;
  if (word === 'exhausted') return { status: 'exhausted' };
  const saidNear = policiesOf(hours, pool).some((policy) => policy.hour === hour && policy.mark.near);
  // A silent answer says that less than 80% is gone, whatever our own estimate is.
  const isBounded = level.basis === 'silent' || level.basis === 'told';
  const isBelow = isBounded && (level.highPoints ?? Infinity) <= silentBelowShare * (quota ?? 0);
  const most = isBelow ? silentBelowShare * 100 : Infinity;
  const isSaid = saidNear || word === 'near';
  // Who says "near" says that 80% is gone.
  const isReached = (percent: number): boolean =>
    (isSaid && percent <= silentBelowShare * 100) ||
    (quota !== null && percent < most && level.likelyPoints >= (quota * percent) / 100);
  const reachedPercent = thresholdPercents.findLast(isReached);
  if (reachedPercent !== undefined) return { status: 'near', reachedPercent };
  if (isSaid) return { status: 'near' };
  // Of some sites alone the owner's word bounds nothing from above.
  if (level.highPoints === null) return { status: 'unknown' };
  const hasRunDry = hours.get(hour - 1)?.usage.refusals.has(poolKey(pool)) === true;
  return { status: hasRunDry ? 'recovering' : 'fine' };
}
