import { calibrate, type MeasuredCost } from '../../src/insights/calibration/calibrate';
import { priceFrom } from '../../src/insights/calibration/measured-price';
import { keyOf } from '../../src/insights/calibration/measured-prices';
import { takeablePrices } from '../../src/insights/calibration/price-gate';
import { ownSpend } from '../../src/insights/pools/pools';
import { estimatePoints } from '../../src/costs/estimate';
import { priceOverrides } from '../../src/costs/overrides';
import { CalibrationWorld, firstHour, type WorldOptions } from './calibration-world';

export interface CalibrationResult {
  /** Endpoints of 30 calls or more, each with whether the interval holds what was charged. */
  endpoints: {
    name: string;
    calls: number;
    cost: MeasuredCost;
    truePoints: number;
    /** By the published rule, of as many objects. */
    publishedPoints: number;
    holds: boolean;
  }[];
  /** Of the five that cost most: width of the interval as a part of the cost. */
  widths: number[];
  pairs: number;
  adopted: number;
  /** Of each hour after the prices were taken over: our total as a part of what was charged, and whether its band holds it. */
  hours: { ratio: number; holds: boolean }[];
  /** The same of the hours before. */
  before: number[];
}

const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' } as const;
const leastCalls = 30;

/** So many near-limit minutes over two hours, then hours at the measured prices. */
export async function runCalibration(
  options: WorldOptions & { minutes: number; hoursAfter: number },
): Promise<CalibrationResult> {
  const { minutes, hoursAfter } = options;
  const world = new CalibrationWorld(options);
  const measuring = [firstHour, firstHour + 1];
  for (const hour of measuring) await world.play(hour, minutes / measuring.length);
  const charged = structuredClone(world.charged);
  const pairs = measuring.flatMap((hour) => world.hours.get(hour)?.usage.pairs ?? []);
  const { costs } = calibrate(pairs);
  const endpoints = costs.flatMap((cost) => {
    const name = `${cost.method} ${cost.template}`;
    const truth = charged.get(name);
    if (truth === undefined || truth.calls < leastCalls) return [];
    const { points, basePoints, objectPoints } = cost;
    // What our price says of the very calls that were charged: they may have had other objects than those in the pairs.
    const ours = basePoints + (objectPoints * truth.objects) / truth.calls;
    const truePoints = truth.points / truth.calls;
    const off = ours - truePoints;
    const holds = off <= points.likely - points.low + 1e-6 && -off <= points.high - points.likely + 1e-6;
    const { method, product, template: path } = cost;
    const objects = Math.round(truth.objects / truth.calls);
    const publishedPoints = estimatePoints({ product, method, path, objects }).points.likely;
    return [{ name, calls: truth.calls, cost, truePoints, publishedPoints, holds }];
  });
  const dearest = [...endpoints].sort((a, b) => b.truePoints * b.calls - a.truePoints * a.calls).slice(0, 5);
  // As the app takes prices over.
  const { costs: forHours, takeable } = takeablePrices(world.hours);
  const taken = forHours.filter((cost) => takeable.has(keyOf(cost)));
  world.adopt(priceOverrides(taken.map((cost) => priceFrom(cost, 'measured here'))));
  const after = Array.from({ length: hoursAfter }, (_, i) => firstHour + 2 + i);
  for (const hour of after) await world.play(hour, 10);
  const compared = (hour: number): { ratio: number; holds: boolean } => {
    const { points } = ownSpend(world.hours, pool, hour);
    const truth = world.chargedPoints(hour);
    return { ratio: points.likely / truth, holds: points.low <= truth && truth <= points.high };
  };
  return {
    endpoints,
    widths: dearest.map(({ cost }) => (cost.points.high - cost.points.low) / cost.points.likely),
    pairs: pairs.length,
    adopted: taken.length,
    hours: after.map(compared),
    before: measuring.map((hour) => compared(hour).ratio),
  };
}
