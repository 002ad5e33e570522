/**
 * What counted requests may have cost: a low and a high, and never one number, since neither the method nor how long the lists were is told.
 */
import { estimatePoints } from '../../src/costs/estimate';
import type { Method, Product } from '../../src/model';

export interface PointsBounds {
  lowPoints: number;
  highPoints: number;
}

const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'DELETE'];
const known = new Map<string, PointsBounds>();
const mostKnown = 10_000;

/** Of one request. */
export function boundsOf(product: Product, path: string, status: string): PointsBounds {
  switch (status) {
    // Refused ones (429) are told together with failed ones: a refused call costs nothing, a failed one a point.
    case '4xx':
    case '5xx':
      return { lowPoints: 0, highPoints: 1 };
    case '2xx':
    case '3xx':
      return servedBounds(product, path);
    default:
      return { ...servedBounds(product, path), lowPoints: 0 };
  }
}

/** Over all methods that the path may have been called by. */
function servedBounds(product: Product, path: string): PointsBounds {
  const key = `${product} ${path}`;
  const bounds = known.get(key);
  if (bounds !== undefined) return bounds;
  const prices = methods.map((method) => estimatePoints({ product, method, path, objects: null }).points);
  const made = {
    lowPoints: Math.min(...prices.map(({ low }) => low)),
    highPoints: Math.max(...prices.map(({ high }) => high)),
  };
  if (known.size >= mostKnown) known.clear();
  known.set(key, made);
  return made;
}
