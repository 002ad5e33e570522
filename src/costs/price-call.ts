import { estimatePoints } from './estimate';
import type { Found } from './lookup';
import type { PriceOverrides } from './overrides';
import { isMinuteProduct, requestTypePath } from '../limits/systems';
import type { Basis, Method, Points, Product } from '../model';

export interface SettledCall {
  product: Product;
  method: Method;
  path: string;
  /** `null`: no answer came. */
  status: number | null;
  /** Objects of the answer; `null`: the caller did not read the body. */
  objects: number | null;
  /** The price that the answer itself named, as GraphQL answers may; `null` otherwise. */
  named: NamedPrice | null;
  /** Prices that this installation measured and took over. */
  overrides?: PriceOverrides | undefined;
  /** The catalogue's entry of the call, where it was looked up already. */
  found?: Found | undefined;
}

export interface NamedPrice {
  points: Points;
  basis: Basis;
}

export interface PricedCall {
  points: Points;
  basis: Basis;
  template: string;
}

/** Prices a call by how it ended. Only a served call has a price that somebody published. */
export function priceCall(call: SettledCall): PricedCall {
  const { product, method, path, status, named } = call;
  if (isMinuteProduct(product)) {
    const points = { low: 0, likely: 0, high: 0 };
    return { points, basis: 'documented', template: requestTypePath(product, method, path) };
  }
  const estimate = estimatePoints(call);
  const { template } = estimate;
  // The call may have been served and charged before its answer was lost.
  if (status === null)
    return { points: { low: 0, likely: 0, high: estimate.points.high }, basis: 'assumed', template };
  // The server's own word holds however the call ended: a GraphQL answer may refuse a part and charge for the rest.
  if (named !== null) return { points: named.points, basis: named.basis, template };
  // Whether a refused call is charged is nowhere said; an empty pool has nothing left to charge.
  if (status === 429) return { points: { low: 0, likely: 0, high: 1 }, basis: 'assumed', template };
  // A failed request is a request, and touches no object that it could show; gateway refusals carry no quota at all.
  if (status >= 400) return { points: { low: 0, likely: 1, high: 1 }, basis: 'assumed', template };
  if (status === 304)
    return { points: { low: 1, likely: 1, high: estimate.points.high }, basis: 'assumed', template };
  return { points: estimate.points, basis: estimate.basis, template };
}
