import { emptyCell, mergeCell, throttleCount, type Cell } from '../account/cell';
import { poolKey, type CellId } from '../account/keys';
import { latencyPercentileMs } from '../account/latency';
import { bases, type Basis, type Points, type Route } from '../model';
import { addPoints, cellsOf, chargedPoints, noPoints } from './cells';
import type { Hours } from './period';
import type { EndpointView } from './views';

interface EndpointSum {
  id: CellId;
  cell: Cell;
  charged: Points;
  routes: Set<Route>;
}

/** Every endpoint of these hours, most expensive first; of equal ones in the order of their names. */
export function endpointViews(hours: Hours): EndpointView[] {
  const sums = new Map<string, EndpointSum>();
  for (const { sheet } of hours.values()) {
    for (const [id, cell] of cellsOf(sheet)) {
      const key = `${poolKey(id.pool)}|${id.method} ${id.template}`;
      const known = sums.get(key) ?? { id, cell: emptyCell(), charged: noPoints, routes: new Set() };
      mergeCell(known.cell, cell);
      known.charged = addPoints(known.charged, chargedPoints(id, cell));
      known.routes.add(id.route);
      sums.set(key, known);
    }
  }
  return [...sums.entries()]
    .sort(([keyA, a], [keyB, b]) => b.charged.likely - a.charged.likely || (keyA < keyB ? -1 : 1))
    .map(([, sum]) => viewOf(sum));
}

function viewOf({ id, cell, charged, routes }: EndpointSum): EndpointView {
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
  };
}

function basesOf(cell: Cell): Partial<Record<Basis, number>> {
  return Object.fromEntries(
    bases.filter((basis) => cell.bases[basis] > 0).map((basis) => [basis, cell.bases[basis]]),
  );
}
