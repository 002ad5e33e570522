import { callsByOutcome, emptySum, mergeSum, throttleCount, type UsageSum } from '../../usage/usage-sum';
import { poolKey, type SumId } from '../../usage/keys';
import { latencyPercentileMs } from '../../usage/latency';
import { bases, type Basis, type Points, type PoolId, type Route } from '../../model';
import { addPoints, chargedPoints, noPoints } from '../sums';
import { sumsOf } from '../../usage/named';
import { everything, isChosen, type Choice } from '../choose';
import type { Step } from '../period';
import type { EndpointView } from '../views';

interface EndpointSum {
  id: SumId;
  usageSum: UsageSum;
  charged: Points;
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
  steps.forEach(({ usage }, step) => {
    if (usage === null || usage === 'empty') return;
    for (const [id, usageSum] of sumsOf(usage)) {
      if (!isChosen(id, choice)) continue;
      const key = endpointKey(id);
      const known = sums.get(key) ?? {
        id,
        usageSum: emptySum(),
        charged: noPoints,
        routes: new Set(),
        trend: steps.map(() => 0),
      };
      const points = chargedPoints(id, usageSum);
      mergeSum(known.usageSum, usageSum);
      known.charged = addPoints(known.charged, points);
      known.routes.add(id.route);
      known.trend[step] = (known.trend[step] ?? 0) + points.likely;
      sums.set(key, known);
    }
  });
  return [...sums.entries()]
    .sort(([keyA, a], [keyB, b]) => b.charged.likely - a.charged.likely || (keyA < keyB ? -1 : 1))
    .map(([key, sum]) => viewOf(sum, steps, before === null ? null : Math.round(before.get(key) ?? 0)));
}

/** Charged points by endpoint; `null` where a step could not be read. */
function pointsOf(steps: readonly Step[], choice: Choice): Map<string, number> | null {
  const points = new Map<string, number>();
  for (const { usage } of steps) {
    if (usage === null) return null;
    if (usage === 'empty') continue;
    for (const [id, usageSum] of sumsOf(usage)) {
      if (!isChosen(id, choice)) continue;
      const key = endpointKey(id);
      points.set(key, (points.get(key) ?? 0) + chargedPoints(id, usageSum).likely);
    }
  }
  return points;
}

export function endpointKey(of: { pool: PoolId; method: string; template: string }): string {
  return `${poolKey(of.pool)}|${of.method} ${of.template}`;
}

function viewOf(
  { id, usageSum, charged, routes, trend }: EndpointSum,
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
    points: charged,
    throttles: throttleCount(usageSum),
    failures: usageSum.statuses.none + usageSum.statuses['5'],
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
