import type { PriceOverride } from '../../costs/overrides';
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

/** The price that calls are booked at from now on. */
export function priceFrom(cost: MeasuredCost, source: string): PriceOverride {
  const { product, method, template, basePoints, objectPoints, points } = cost;
  const relativeError = Math.max(points.high - points.likely, points.likely - points.low) / points.likely;
  const rounded = (value: number): number => Math.round(value * 1000) / 1000;
  return {
    ...{ product, method, template, basis: 'measured', source },
    basePoints: rounded(basePoints),
    objectPoints: rounded(objectPoints),
    relativeError: Math.ceil(relativeError * 10_000) / 10_000,
  };
}
