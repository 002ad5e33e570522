import { addPoints, chargedPoints, noPoints } from '../sums';
import { sumsOf } from '../../usage/named';
import type { Calibration, MeasuredCost } from './calibrate';
import type { Hours } from '../period';
import type { MeasuredPriceView } from './price-views';
import { priceKey } from '../../costs/overrides';
import type { Endpoint, Points } from '../../model';

/** A price in force. */
export interface PriceInForce extends Endpoint {
  basePoints: number;
  objectPoints: number;
  atMs: number;
}

/** What was booked of one endpoint in answered calls that succeeded or not. */
interface Booked {
  requests: number;
  served: number;
  points: Points;
}

export function keyOf({ product, method, template }: Endpoint): string {
  return priceKey(product, method, template);
}

/** What was booked by endpoint in these hours, on pools of the app that runs the gauge and of others alike. */
export function bookedByEndpoint(hours: Hours): Map<string, Booked> {
  const booked = new Map<string, Booked>();
  for (const { usage } of hours.values()) {
    for (const [id, usageSum] of sumsOf(usage)) {
      const key = priceKey(id.pool.product, id.method, id.template);
      const known = booked.get(key) ?? { requests: 0, served: 0, points: noPoints };
      known.requests += usageSum.requests;
      known.served += usageSum.statuses['2xx'];
      known.points = addPoints(known.points, chargedPoints(id, usageSum));
      booked.set(key, known);
    }
  }
  return booked;
}

/** Every measured cost and every price in force, the dearest first. `takeable` and `pins`: by `keyOf`. */
export function measuredPrices(
  { costs }: Calibration,
  takeable: ReadonlySet<string>,
  inForce: readonly PriceInForce[],
  booked: ReadonlyMap<string, Booked>,
  pins: readonly string[] = [],
): MeasuredPriceView[] {
  const measured = new Map(costs.map((cost) => [keyOf(cost), cost]));
  const adopted = new Map(inForce.map((price) => [keyOf(price), price]));
  const all = new Map<string, Endpoint>([...adopted, ...measured]);
  return [...all].map(([key, { product, method, template }]) => {
    const cost: MeasuredCost | undefined = measured.get(key);
    const price = adopted.get(key);
    const of = booked.get(key);
    return {
      ...{ product, method, template, calls: cost?.calls ?? 0 },
      points: cost?.points ?? null,
      parts: cost === undefined ? null : { basePoints: cost.basePoints, objectPoints: cost.objectPoints },
      bookedPoints: of === undefined || of.requests === 0 ? null : of.points.likely / of.requests,
      isSure: takeable.has(key),
      isPinned: pins.includes(key),
      adopted:
        price === undefined
          ? null
          : { basePoints: price.basePoints, objectPoints: price.objectPoints, atMs: price.atMs },
    };
  });
}

/**
 * What the calls of measured endpoints cost, as a factor on what they were booked at: 1.1 where the estimate is a tenth too
 * low. `null` where no endpoint with a booked point was measured.
 */
export function correctionOf(
  { costs }: Calibration,
  booked: ReturnType<typeof bookedByEndpoint>,
): Points | null {
  let total = 0;
  const cost = { low: 0, likely: 0, high: 0 };
  for (const measured of costs) {
    const of = booked.get(keyOf(measured));
    if (of === undefined || of.points.likely === 0) continue;
    total += of.points.likely;
    cost.low += measured.points.low * of.served;
    cost.likely += measured.points.likely * of.served;
    cost.high += measured.points.high * of.served;
  }
  return total === 0 ? null : { low: cost.low / total, likely: cost.likely / total, high: cost.high / total };
}
