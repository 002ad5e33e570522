import { priceKey } from '../../costs/overrides';
import type { HourNumber } from '../../usage/hour';
import type { Hours } from '../period';
import { chargedPoints } from '../sums';
import { sumsOf } from '../../usage/named';
import { calibrate } from './calibrate';
import { costWith } from './hour-gaps';
import { keyOf } from './measured-prices';

/** Whether the band that an hour's calls were booked with held what they cost by that hour's own readings of the counter. */
export interface BandScore {
  hour: HourNumber;
  isHeld: boolean;
}

export const keptScores = 100;

/** Fewer pairs, less of the hour's points or a wider interval than this say nothing of a band. */
const scoredFrom = { pairs: 30, share: 0.5, halfWidthShare: 0.1 } as const;

/**
 * A forecast that is scored: the hour's prices were taken over before it, and its own pairs say what its calls cost. `null` where the
 * counter did not speak, or too little.
 */
export function bandScore(hours: Hours, hour: HourNumber): BandScore | null {
  const usage = hours.get(hour)?.usage;
  if (usage === undefined || usage.pairs.length < scoredFrom.pairs) return null;
  const measured = new Map(calibrate(usage.pairs).costs.map((cost) => [keyOf(cost), cost]));
  let [all, covered, low, high, cost, half] = [0, 0, 0, 0, 0, 0];
  for (const [id, sum] of sumsOf(usage)) {
    const points = chargedPoints(id, sum);
    all += points.likely;
    const of = measured.get(priceKey(id.pool.product, id.method, id.template));
    const served = sum.statuses['2xx'];
    // What failed or was refused is booked otherwise, and by no price.
    if (of === undefined || points.high === 0 || served < sum.requests) continue;
    covered += points.likely;
    low += points.low;
    high += points.high;
    const ofHour = costWith(of, sum);
    cost += served * ofHour.likely;
    half += (served * (ofHour.high - ofHour.low)) / 2;
  }
  if (covered < scoredFrom.share * all || cost === 0 || half > scoredFrom.halfWidthShare * cost) return null;
  const outside = Math.max(0, low - cost, cost - high);
  return { hour, isHeld: outside <= half };
}

/** How fast a miss widens the bands that follow, and by how much at most. */
const step = 0.2;
const widest = 3;
const promisedMisses = 0.05;

/**
 * By how much bands are to be wider than their model says, so that they hold as often as they promise: each miss widens the next by a
 * fifth, each hour that held takes a twentieth of that back (adaptive conformal inference, Gibbs and Candès 2021). At least 1.
 * @param scores newest first
 */
export function wideningOf(scores: readonly BandScore[]): number {
  return scores.reduceRight(
    (wide, { isHeld }) => Math.min(widest, Math.max(1, wide + step * ((isHeld ? 0 : 1) - promisedMisses))),
    1,
  );
}
