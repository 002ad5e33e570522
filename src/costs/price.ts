/** From a rule and a number of objects to points. */
import type { Points } from '../model';
import type { CostRule } from './entry';
import type { ObjectRange } from './expected';

/** `weight`: points for each object. All results are at least 1, the base cost of any request. */
export function priceByRule(rule: CostRule, weight: number, objects: ObjectRange): Points {
  const by = (count: number): number => 1 + weight * count;
  switch (rule) {
    case 'confirmed':
      return { low: by(objects.low), likely: by(objects.likely), high: by(objects.high) };
    case 'published':
    case 'readByPost':
      return { low: 1, likely: by(objects.likely), high: by(objects.high) };
    case 'flat':
      return { low: 1, likely: 1, high: by(objects.high) };
    case 'objectsOnly':
      return { low: Math.max(1, weight * objects.low), likely: by(objects.likely), high: by(objects.high) };
    case 'write':
      return { low: 1, likely: 1, high: 1 };
    case 'bulkWrite':
      return { low: 1, likely: 1, high: Math.max(1, objects.high) };
  }
}
