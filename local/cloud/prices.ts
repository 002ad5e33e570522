/** What a call really costs. Written apart from the gauge's own price list, so that each can show the other wrong. */

/** `flat`: the same whatever comes back. `asRead`: a POST that is priced like a read. */
type HiddenCost =
  { kind: 'flat'; points: number } | { kind: 'asRead' } | { kind: 'perObject'; points: number };

/** By method and template, for example `GET /rest/api/3/user/search`. */
export type HiddenCosts = Readonly<Record<string, HiddenCost>>;

/**
 * Where field measurements differ from the published rule. Read 2026-10.
 * Source: community.developer.atlassian.com/t/2026-point-based-rate-limits/97828, posts 151, 154 and 157.
 */
export const measuredCosts: HiddenCosts = {
  'GET /rest/api/3/project/{}/version': { kind: 'flat', points: 1 },
  'GET /rest/api/3/project/{}/versions': { kind: 'flat', points: 1 },
  'POST /rest/api/3/permissions/project': { kind: 'flat', points: 1 },
  'GET /rest/api/3/user/search': { kind: 'flat', points: 1 },
  'POST /rest/api/3/search/jql': { kind: 'asRead' },
  'GET /wiki/api/v2/spaces/{}/permissions': { kind: 'perObject', points: 2 },
};

interface Touched {
  coreObjects: number;
  identityObjects: number;
}

function readPoints(touched: Touched): number {
  return 1 + touched.coreObjects + 2 * touched.identityObjects;
}

/** Points of the published rule: a write costs 1; a read 1, and 1 a core object, and 2 an identity object. */
export function publishedPoints(method: string, touched: Touched): number {
  return method === 'GET' ? readPoints(touched) : 1;
}

/** Points charged for a call that was answered; a request that found nothing still costs 1. */
export function chargedPoints(
  method: string,
  template: string,
  touched: Touched,
  hidden: HiddenCosts,
): number {
  const cost = hidden[`${method} ${template}`];
  if (cost === undefined) return publishedPoints(method, touched);
  switch (cost.kind) {
    case 'flat':
      return cost.points;
    case 'asRead':
      return readPoints(touched);
    case 'perObject':
      return Math.max(1, cost.points * (touched.coreObjects + touched.identityObjects));
  }
}
