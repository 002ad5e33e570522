import type { PriceOverride } from '../../costs/overrides';
import type { Points } from '../../model';
import type { MeasuredCost } from './calibrate';

/**
 * When a measured cost is sure enough to take a price's place: from so many calls, and with an interval no wider than so
 * large a part of the cost, or than this many points where the call costs next to nothing.
 */
export const sureFrom = { calls: 30, widthShare: 0.2, widthPoints: 1.5 } as const;

export function isSure({ calls, points }: MeasuredCost): boolean {
  if (calls < sureFrom.calls || points.likely <= 0) return false;
  return points.high - points.low <= Math.max(sureFrom.widthShare * points.likely, sureFrom.widthPoints);
}

/** A band so wide beside its middle says nothing that somebody could act on. */
const widestBand = 1;

/**
 * Whether a measured cost is a figure to show and to keep, rather than noise around one. What may take a price's place is always one,
 * however wide a band of a point or two is beside a cheap call.
 */
export function isKnownCost({ points, isSure }: { points: Points | null; isSure: boolean }): boolean {
  if (points === null || points.likely <= 0) return false;
  return isSure || isNarrow(points);
}

/** Whether the band says more than that nothing is known. */
export function isNarrow({ low, likely, high }: Points): boolean {
  return likely > 0 && high - low <= widestBand * likely;
}

/**
 * The cost with the interval of the mean of an hour's calls, which is what a price is used for: the price's own interval; how far so
 * few calls scatter by themselves; and, since of n calls none was seen that costs more in a way nobody counts, that such may be 3/n
 * of all and cost half as much again (the rule of three).
 * @param callsAnHour in a quiet hour
 * @param wide by how much past hours say that this is too narrow: 1 for not at all
 */
export function forAnHour(cost: MeasuredCost, callsAnHour: number, wide = 1): MeasuredCost {
  const { calls, points, callDeviation } = cost;
  const scatter = (1.96 * callDeviation) / Math.sqrt(Math.max(1, callsAnHour));
  const unseen = Math.min(1, unseenCalls / calls) * unseenShare * points.likely;
  const half = (own: number): number => wide * (Math.hypot(own, scatter) + unseen);
  const low = points.likely - half(points.likely - points.low);
  const high = points.likely + half(points.high - points.likely);
  return { ...cost, points: { low: Math.max(0, low), likely: points.likely, high } };
}

const unseenCalls = 3;
const unseenShare = 0.5;

/** How far a price may be off at most, as a part of it: to one side it may be less, since no price lies below 0. */
export function relativeErrorOf({ low, likely, high }: Points): number {
  return Math.max(high - likely, likely - low) / likely;
}

/** The price that calls are booked at from now on. */
export function priceFrom(cost: MeasuredCost, source: string): PriceOverride {
  const { product, method, template, basePoints, objectPoints, points } = cost;
  const rounded = (value: number): number => Math.round(value * 1000) / 1000;
  return {
    ...{ product, method, template, basis: 'measured', source },
    basePoints: rounded(basePoints),
    objectPoints: rounded(objectPoints),
    relativeError: Math.ceil(relativeErrorOf(points) * 10_000) / 10_000,
  };
}
