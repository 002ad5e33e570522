import { estimatePoints } from '../../costs/estimate';
import type { PriceOverrides } from '../../costs/overrides';
import type { Method, Points, Product } from '../../model';

/** A read of one object and the call that reads many of them. */
interface BulkPair {
  product: Product;
  single: string;
  method: Method;
  bulk: string;
  /** Objects in one bulk call, as the reference allows. */
  objects: number;
}

/** Source: the catalogue's references of both calls. */
const pairs: readonly BulkPair[] = [
  {
    product: 'jira',
    single: '/rest/api/3/issue/{issueIdOrKey}',
    method: 'POST',
    bulk: '/rest/api/3/issue/bulkfetch',
    // More only with its fields named, few and plain (CHANGE-3413): what every caller may count on.
    objects: 100,
  },
  {
    product: 'jira',
    single: '/rest/api/3/issue/{issueIdOrKey}/changelog',
    method: 'POST',
    bulk: '/rest/api/3/changelog/bulkfetch',
    objects: 1000,
  },
  { product: 'jira', single: '/rest/api/3/user', method: 'GET', bulk: '/rest/api/3/user/bulk', objects: 200 },
  {
    product: 'confluence',
    single: '/wiki/api/v2/pages/{id}',
    method: 'GET',
    bulk: '/wiki/api/v2/pages',
    objects: 250,
  },
];

/** A write of one object and the call that writes many of them, by the same references. */
const writePairs: readonly (BulkPair & { singleMethod: Method })[] = (
  [
    ['POST', '/rest/api/3/issue', '/rest/api/3/issue/bulk', 50],
    ['PUT', '/rest/api/3/issue/{issueIdOrKey}', '/rest/api/3/bulk/issues/fields', 1000],
    ['POST', '/rest/api/3/issue/{issueIdOrKey}/transitions', '/rest/api/3/bulk/issues/transition', 1000],
    ['DELETE', '/rest/api/3/issue/{issueIdOrKey}', '/rest/api/3/bulk/issues/delete', 1000],
    ['POST', '/rest/api/3/issue/{issueIdOrKey}/watchers', '/rest/api/3/bulk/issues/watch', 1000],
  ] as const
).map(([singleMethod, single, bulk, objects]) => ({
  ...{ product: 'jira', singleMethod, single, method: 'POST', bulk, objects },
}));

export interface BulkPrice {
  template: string;
  objects: number;
  /** One call for one object. */
  single: Points;
  /** One bulk call with as many objects as it takes. */
  together: Points;
}

/** The bulk call in place of this read, with both prices, measured ones before the catalogue's; `null` when there is none. */
export function bulkFor(
  product: Product,
  method: Method,
  template: string,
  overrides?: PriceOverrides,
): BulkPrice | null {
  const pair = pairs.find((known) => known.product === product && known.single === template);
  if (pair === undefined || method !== 'GET') return null;
  const { bulk, objects } = pair;
  const single = estimatePoints({ product, method, path: template, objects: 1, overrides }).points;
  const together = estimatePoints({ product, method: pair.method, path: bulk, objects, overrides }).points;
  return { template: bulk, objects, single, together };
}

/** The bulk call in place of this write, with both prices; `null` when there is none. */
export function bulkWriteFor(
  product: Product,
  method: Method,
  template: string,
  overrides?: PriceOverrides,
): BulkPrice | null {
  const pair = writePairs.find(
    (known) => known.product === product && known.singleMethod === method && known.single === template,
  );
  if (pair === undefined) return null;
  const { bulk, objects } = pair;
  const single = estimatePoints({ product, method, path: template, objects: 0, overrides }).points;
  const together = estimatePoints({ product, method: 'POST', path: bulk, objects, overrides }).points;
  return { template: bulk, objects, single, together };
}
