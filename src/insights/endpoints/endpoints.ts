import { emptyCell, mergeCell, throttleCount, type Cell } from '../../usage/usage-sum';
import { poolKey, type CellId } from '../../usage/keys';
import { latencyPercentileMs } from '../../usage/latency';
import { bases, type Basis, type Points, type PoolId, type Route } from '../../model';
import { addPoints, cellsOf, chargedPoints, noPoints } from '../cells';
import { everything, isChosen, type Choice } from '../choose';
import type { Step } from '../period';
import type { EndpointView } from '../views';

interface EndpointSum {
  id: CellId;
  cell: Cell;
  charged: Points;
  routes: Set<Route>;
  /** Charged points by step. */
  trend: number[];
}

/** Every endpoint of these steps, most expensive first; of equal ones in the order of their names. */
export function endpointViews(steps: readonly Step[], choice: Choice = everything): EndpointView[] {
  const sums = new Map<string, EndpointSum>();
  steps.forEach(({ sheet }, step) => {
    if (sheet === null || sheet === 'empty') return;
    for (const [id, cell] of cellsOf(sheet)) {
      if (!isChosen(id, choice)) continue;
      const key = endpointKey(id);
      const known = sums.get(key) ?? {
        id,
        cell: emptyCell(),
        charged: noPoints,
        routes: new Set(),
        trend: steps.map(() => 0),
      };
      const points = chargedPoints(id, cell);
      mergeCell(known.cell, cell);
      known.charged = addPoints(known.charged, points);
      known.routes.add(id.route);
      known.trend[step] = (known.trend[step] ?? 0) + points.likely;
      sums.set(key, known);
    }
  });
  return [...sums.entries()]
    .sort(([keyA, a], [keyB, b]) => b.charged.likely - a.charged.likely || (keyA < keyB ? -1 : 1))
    .map(([, sum]) => viewOf(sum, steps));
}

export function endpointKey(of: { pool: PoolId; method: string; template: string }): string {
  return `${poolKey(of.pool)}|${of.method} ${of.template}`;
}

function viewOf({ id, cell, charged, routes, trend }: EndpointSum, steps: readonly Step[]): EndpointView {
  const { pool, method, template } = id;
  return {
    product: pool.product,
    pool,
    method,
    template,
    requests: cell.requests,
    points: charged,
    throttles: throttleCount(cell),
    failures: cell.statuses.none + cell.statuses['5'],
    bases: basesOf(cell),
    routes: [...routes].sort(),
    p50Ms: latencyPercentileMs(cell.latency, 0.5),
    p95Ms: latencyPercentileMs(cell.latency, 0.95),
    // Whole points: a line of a few pixels' height has no use for thousandths, and 150 of them have to travel.
    trend: trend.map((points, i) => (steps[i]?.sheet === null ? null : Math.round(points))),
  };
}

function basesOf(cell: Cell): Partial<Record<Basis, number>> {
  return Object.fromEntries(
    bases.filter((basis) => cell.bases[basis] > 0).map((basis) => [basis, cell.bases[basis]]),
  );
}
