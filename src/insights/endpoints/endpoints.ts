import { callsByOutcome, emptySum, mergeSum, throttleCount, type UsageSum } from '../../usage/usage-sum';
import { endpointKey, type SumId } from '../../usage/keys';
import { latencyPercentileMs } from '../../usage/latency';
import { bases, type Basis, type Route } from '../../model';
import { chargedToPool } from '../../limits/charging';
import { byName } from '../../usage/named';
import { everything, isChosen, type Choice } from '../choose';
import type { Step } from '../period';
import type { EndpointView } from '../views';
import { textOrder } from '../../text-order';
import { emptySketch, estimateDistinct, mergeSketches } from '../../usage/distinct';

interface EndpointSum {
  id: SumId;
  usageSum: UsageSum;
  /** What of it is charged, in whole thousandths of a point. */
  lowMilli: number;
  likelyMilli: number;
  highMilli: number;
  routes: Set<Route>;
  /** Charged points by step. */
  trend: number[];
}

/** Every endpoint of these steps, most expensive first; of equal ones in the order of their names. */
export function endpointViews(
  steps: readonly Step[],
  choice: Choice = everything,
  earlier: readonly Step[] | null = null,
): EndpointView[] {
  const before = earlier === null ? null : pointsOf(earlier.slice(0, -1), choice);
  const sums = new Map<string, EndpointSum>();
  const placeOf = byName<Place>((id) => {
    if (!isChosen(id, choice)) return null;
    const key = endpointKey(id);
    const sum = sums.get(key) ?? emptyEndpoint(id, steps.length);
    sums.set(key, sum);
    sum.routes.add(id.route);
    return { sum, isCharged: chargedToPool(id.route) };
  });
  steps.forEach(({ usage }, step) => {
    if (usage === null || usage === 'empty') return;
    for (const [key, usageSum] of usage.sums) {
      const place = placeOf(key);
      if (place !== null) addStep(place, step, usageSum);
    }
  });
  return [...sums.entries()]
    .sort(([keyA, a], [keyB, b]) => b.likelyMilli - a.likelyMilli || textOrder(keyA, keyB))
    .map(([key, sum]) => viewOf(sum, steps, before === null ? null : Math.round(before.get(key) ?? 0)));
}

/** Where a sum of a step is counted. */
interface Place {
  sum: EndpointSum;
  isCharged: boolean;
}

function emptyEndpoint(id: SumId, steps: number): EndpointSum {
  return {
    ...{ id, usageSum: emptySum(), lowMilli: 0, likelyMilli: 0, highMilli: 0 },
    ...{ routes: new Set(), trend: new Array<number>(steps).fill(0) },
  };
}

function addStep({ sum, isCharged }: Place, step: number, usageSum: UsageSum): void {
  mergeSum(sum.usageSum, usageSum);
  if (!isCharged) return;
  sum.lowMilli += usageSum.lowMilli;
  sum.likelyMilli += usageSum.likelyMilli;
  sum.highMilli += usageSum.highMilli;
  sum.trend[step] = (sum.trend[step] ?? 0) + usageSum.likelyMilli / 1000;
}

/** Charged points by endpoint; `null` where a step could not be read. */
function pointsOf(steps: readonly Step[], choice: Choice): Map<string, number> | null {
  const points = new Map<string, number>();
  const chargedTo = byName((id) =>
    isChosen(id, choice) && chargedToPool(id.route) ? endpointKey(id) : null,
  );
  for (const { usage } of steps) {
    if (usage === null) return null;
    if (usage === 'empty') continue;
    for (const [key, { likelyMilli }] of usage.sums) {
      const endpoint = chargedTo(key);
      if (endpoint !== null) points.set(endpoint, (points.get(endpoint) ?? 0) + likelyMilli / 1000);
    }
  }
  return points;
}

function viewOf(
  { id, usageSum, lowMilli, likelyMilli, highMilli, routes, trend }: EndpointSum,
  steps: readonly Step[],
  earlierPoints: number | null,
): EndpointView {
  const { pool, method, template } = id;
  return {
    product: pool.product,
    pool,
    method,
    template,
    requests: usageSum.requests,
    points: { low: lowMilli / 1000, likely: likelyMilli / 1000, high: highMilli / 1000 },
    throttles: throttleCount(usageSum),
    failures: usageSum.statuses.none + usageSum.statuses['5xx'],
    bases: basesOf(usageSum),
    assumedServed: callsByOutcome(usageSum).estimated,
    routes: [...routes].sort(),
    p50Ms: latencyPercentileMs(usageSum.latency, 0.5),
    p95Ms: latencyPercentileMs(usageSum.latency, 0.95),
    // Whole points: a line of a few pixels' height has no use for thousandths, and 150 of them have to travel.
    trend: trend.map((points, i) => (steps[i]?.usage === null ? null : Math.round(points))),
    earlierPoints,
  };
}

function basesOf(usageSum: UsageSum): Partial<Record<Basis, number>> {
  return Object.fromEntries(
    bases.filter((basis) => usageSum.bases[basis] > 0).map((basis) => [basis, usageSum.bases[basis]]),
  );
}

/** About how many endpoints are summed up as `{other}` in these steps; `null` when none is. */
export function foldedEndpoints(steps: readonly Pick<Step, 'usage'>[]): number | null {
  const all = emptySketch();
  let isFolded = false;
  for (const { usage } of steps) {
    if (usage === null || usage === 'empty' || usage.folded === null) continue;
    mergeSketches(all, usage.folded);
    isFolded = true;
  }
  return isFolded ? estimateDistinct(all) : null;
}
