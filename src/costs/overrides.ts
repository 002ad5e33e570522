/** Prices that a user knows better than the catalogue. */
import type { Basis, Endpoint, Method, Product } from '../model';

export interface PriceOverride extends Endpoint {
  /** Points of a request before objects. */
  basePoints: number;
  /** Points for each object in the answer; 0 for a flat price. */
  objectPoints: number;
  /** How far off the price may be to either side, as a part of it: 0.03 for 3%. Left out: not at all. */
  relativeError?: number;
  basis: Basis;
  /** Where the price comes from, shown beside the figure. */
  source: string;
}

/** By method and template, made once with {@link priceOverrides}. */
export type PriceOverrides = ReadonlyMap<string, PriceOverride>;

export const priceKey = (product: Product, method: Method, template: string): string =>
  `${product} ${method} ${template}`;

/** A later override of the same endpoint wins. Throws a `RangeError` that names a price which is no price. */
export function priceOverrides(overrides: readonly PriceOverride[]): PriceOverrides {
  const byKey = new Map<string, PriceOverride>();
  for (const override of overrides) {
    const key = priceKey(override.product, override.method, override.template);
    for (const field of ['basePoints', 'objectPoints'] as const) {
      const points = override[field];
      if (!Number.isFinite(points) || points < 0) {
        throw new RangeError(`Price of ${key}: ${field} is ${points}, but points are 0 or more.`);
      }
    }
    byKey.set(key, override);
  }
  return byKey;
}
