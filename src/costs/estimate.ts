/** What a call costs, as far as anybody outside Atlassian can say. */
import type { Basis, Method, Points, Product } from '../model';
import { pointsPerObject } from './entry';
import { expectedObjects, type ObjectRange } from './expected';
import { fallbackPrice, ruleSource } from './fallback';
import { findEntry, type Found } from './lookup';
import { priceKey, type PriceOverride, type PriceOverrides } from './overrides';
import { priceByRule } from './price';

/** Objects in the answer, as `countObjects` counts them: a whole number from 0. */
export type ObjectCount = number;

export interface PricedCall {
  product: Product;
  method: Method;
  /** As the caller has it. A page size in its query bounds an answer that nobody has read. */
  path: string;
  /** `null`: the caller never read the body, or it had another shape than expected. */
  objects: ObjectCount | null;
  overrides?: PriceOverrides | undefined;
  /** The catalogue's entry of the call, where it was looked up already. */
  found?: Found | undefined;
}

export interface Estimate {
  points: Points;
  /** `assumed` when the objects or their kind had to be guessed. */
  basis: Basis;
  source: string;
  template: string;
}

/**
 * Points of one served call: `low <= likely <= high`, none of them falls when objects grow. The catalogue's rule decides,
 * a user's override before it, the published rule without an entry. Never throws. An impossible count is taken as `null`.
 */
export function estimatePoints(call: PricedCall): Estimate {
  const { product, method, path } = call;
  const { template, entry } = call.found ?? findEntry(product, method, path);
  const { objects: count } = call;
  const isCounted = count !== null && Number.isSafeInteger(count) && count >= 0;
  const objects = isCounted ? exactly(count) : expectedObjects(entry, method, path);
  const isGuess = objects.low !== objects.high;

  const override = call.overrides?.get(priceKey(product, method, template));
  if (override !== undefined) {
    const { points, basis, source } = priceByOverride(override, objects, isGuess);
    return { points, basis, source, template };
  }
  if (entry === null || method === 'HEAD') {
    const { points, basis } = fallbackPrice(method, template, objects);
    return { points, basis, source: ruleSource(product), template };
  }
  const points = priceByRule(entry.rule, pointsPerObject[entry.objectKind], objects);
  return { points, basis: isGuess ? 'assumed' : entry.basis, source: entry.source, template };
}

const exactly = (count: number): ObjectRange => ({ low: count, likely: count, high: count });

function priceByOverride(
  { basePoints, objectPoints, relativeError = 0, basis, source }: PriceOverride,
  objects: ObjectRange,
  isGuess: boolean,
): { points: Points; basis: Basis; source: string } {
  const by = (count: number): number => basePoints + objectPoints * count;
  const points = {
    low: by(objects.low) * Math.max(0, 1 - relativeError),
    likely: by(objects.likely),
    high: by(objects.high) * (1 + relativeError),
  };
  return { points, basis: isGuess && objectPoints > 0 ? 'assumed' : basis, source };
}
