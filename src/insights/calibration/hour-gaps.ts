import { hourOf, startOfHourMs, type HourNumber } from '../../usage/hour';
import { poolKey } from '../../usage/keys';
import { emptyHourUsage } from '../../usage/hour-usage';
import { slotMs } from '../../usage/slot-points';
import type { PoolId, Points } from '../../model';
import type { UsageSum } from '../../usage/usage-sum';
import type { Calibration, MeasuredCost } from './calibrate';
import { chargedPoints } from '../sums';
import { sumsOf } from '../../usage/named';
import { lastQuota, policiesOf } from '../pools/level';
import { keyOf } from './measured-prices';
import type { Hours } from '../period';
import { ownSpend } from '../pools/pools';
import type { GapCause, HourGap } from './price-views';
import { priceKey } from '../../costs/overrides';

/** A gap below this share of the counter is none. */
const noGapShare = 0.01;

/** Every hour and pool in which the counter spoke, newest first. */
export function hourGaps(hours: Hours, pools: readonly PoolId[], calibration: Calibration): HourGap[] {
  const gaps = pools.flatMap((pool) =>
    [...hours.keys()].flatMap((hour) => gapOf(hours, pool, hour, calibration)),
  );
  return gaps.sort((a, b) => b.hourStartMs - a.hourStartMs);
}

function gapOf(hours: Hours, pool: PoolId, hour: HourNumber, calibration: Calibration): HourGap[] {
  const account = hours.get(hour);
  if (account === undefined) return [];
  const policies = policiesOf(new Map([[hour, account]]), pool);
  const quota = lastQuota(policies);
  const last = policies.findLast(({ mark }) => mark.remaining !== null)?.mark;
  // Beyond the wall the counter stands still, and says nothing of what was drawn.
  if (quota === null || last?.remaining == null || last.remaining <= 0) return [];
  const { points: own } = ownSpend(hours, pool, hour);
  const counterPoints = Math.max(0, quota - last.remaining);
  const gapPoints = counterPoints - own.likely;
  const { cost, measuredShare } = trueCost(hours, pool, hour, calibration, own);
  const ownError = { low: cost.low - own.likely, high: cost.high - own.likely };
  const others = { low: Math.max(0, gapPoints - ownError.high), high: Math.max(0, gapPoints - ownError.low) };
  return [
    {
      ...{ pool, hourStartMs: startOfHourMs(hour), own, counterPoints, readAtMs: last.lastAtMs, gapPoints },
      ...{ ownError, others, measuredShare },
      cause: causeOf(gapPoints, counterPoints, others),
      othersBySlot: othersBySlot(hours, pool, hour),
    },
  ];
}

function causeOf(gap: number, counter: number, others: { low: number; high: number }): GapCause {
  if (Math.abs(gap) <= counter * noGapShare) return 'none';
  if (gap < 0) return 'prices';
  if (others.low >= gap / 2) return 'others';
  return others.high <= gap / 2 ? 'mostlyPrices' : 'open';
}

/** What the hour's calls cost: by the measured costs where there are, else anywhere within the range that was booked. */
function trueCost(
  hours: Hours,
  pool: PoolId,
  hour: HourNumber,
  { costs }: Calibration,
  own: Points,
): { cost: { low: number; high: number }; measuredShare: number } {
  const measured = new Map(costs.map((cost) => [keyOf(cost), cost]));
  const wanted = poolKey(pool);
  let [low, high, covered] = [0, 0, 0];
  for (const [id, usageSum] of sumsOf(hours.get(hour)?.usage ?? emptyHourUsage())) {
    if (poolKey(id.pool) !== wanted) continue;
    const points = chargedPoints(id, usageSum);
    const cost = measured.get(priceKey(id.pool.product, id.method, id.template));
    const served = usageSum.statuses['2xx'];
    if (cost === undefined || points.high === 0 || served === 0) {
      low += points.low;
      high += points.high;
      continue;
    }
    covered += points.likely;
    const ofHour = costWith(cost, usageSum);
    low += served * ofHour.low;
    high += served * ofHour.high + (usageSum.requests - served);
  }
  return { cost: { low, high }, measuredShare: own.likely === 0 ? 0 : Math.min(1, covered / own.likely) };
}

/**
 * A call's interval, moved to the objects of this hour, since those that it was measured with may have been others, and with the
 * scatter of the mean of so few calls.
 */
export function costWith(
  { points, basePoints, objectPoints, callDeviation }: MeasuredCost,
  usageSum: UsageSum,
): Points {
  const scatter = (1.96 * callDeviation) / Math.sqrt(Math.max(1, usageSum.requests));
  const { likely } = points;
  const low = Math.max(0, likely - Math.hypot(likely - points.low, scatter));
  const high = likely + Math.hypot(points.high - likely, scatter);
  if (usageSum.countedRequests === 0 || likely === 0) return { low, likely, high };
  const factor = (basePoints + (objectPoints * usageSum.objects) / usageSum.countedRequests) / likely;
  return { low: low * factor, likely: likely * factor, high: high * factor };
}

/** The counter's fall from one five minutes' last reading to the next one's, less our own points of the latter. */
function othersBySlot(hours: Hours, pool: PoolId, hour: HourNumber): HourGap['othersBySlot'] {
  const account = hours.get(hour);
  if (account === undefined) return [];
  const own = account.usage.slots.get(poolKey(pool)) ?? [];
  const read = policiesOf(new Map([[hour, account]]), pool).filter(({ mark }) => mark.remaining !== null);
  return read.flatMap(({ id, mark }, i) => {
    const before = read[i - 1];
    // Another policy, or a slot without a reading in between: what was drawn meanwhile is not that of one slot.
    if (before?.id.policy !== id.policy || before.id.slot !== id.slot - 1) return [];
    const drawn = (before.mark.remaining ?? 0) - (mark.remaining ?? 0);
    const points = Math.max(0, Math.round(drawn - (own[id.slot] ?? 0) / 1000));
    return [{ startMs: startOfHourMs(hourOf(mark.lastAtMs)) + id.slot * slotMs, points }];
  });
}
