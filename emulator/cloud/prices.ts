/** What a call really costs. Written apart from the gauge's own price list, so that each can show the other wrong. */

/** `flat`: the same whatever comes back. `asRead`: a POST that is priced like a read. */
type HiddenCost =
  { kind: 'flat'; points: number } | { kind: 'asRead' } | { kind: 'perObject'; points: number };

/** By method and template, for example `GET /rest/api/3/user/search`. */
export type HiddenCosts = Readonly<Record<string, HiddenCost>>;

/**
 * Where field measurements differ from the published rule. Read 2026-10. That the list of all versions is as flat as its pages nobody
 * has measured: it stands for a price that only a measurement finds.
 * Source: community.developer.atlassian.com/t/2026-point-based-rate-limits/97828, posts 151 and 157.
 */
export const measuredCosts: HiddenCosts = {
  'GET /rest/api/3/project/{}/version': { kind: 'flat', points: 1 },
  'GET /rest/api/3/project/{}/versions': { kind: 'flat', points: 1 },
  'POST /rest/api/3/permissions/project': { kind: 'flat', points: 1 },
  'GET /rest/api/3/user/search': { kind: 'flat', points: 1 },
  'GET /wiki/api/v2/spaces/{}/permissions': { kind: 'perObject', points: 2 },
};

interface Touched {
  coreObjects: number;
  identityObjects: number;
}

function readPoints(touched: Touched): number {
  return 1 + touched.coreObjects + 2 * touched.identityObjects;
}

/**
 * POSTs that change nothing, by the documentation of each. The only one that anybody measured (search/jql, same thread, post 154) is
 * charged as a read, so all of them are. Read 2026-11-27.
 */
const readingPosts: ReadonlySet<string> = new Set([
  '/rest/api/3/search',
  '/rest/api/3/search/jql',
  '/rest/api/3/search/approximate-count',
  '/rest/api/3/issue/bulkfetch',
  '/rest/api/3/issue/{}/changelog/list',
  '/rest/api/3/changelog/bulkfetch',
  '/rest/api/3/comment/list',
  '/rest/api/3/worklog/list',
  '/rest/api/3/issue/watching',
  '/rest/api/3/permissions/check',
  '/rest/api/3/permissions/project',
  '/rest/api/3/jql/parse',
  '/rest/api/3/jql/match',
  '/rest/api/3/jql/sanitize',
  '/rest/api/3/jql/autocompletedata',
  '/rest/api/3/expression/evaluate',
  '/rest/api/3/expression/eval',
  '/rest/api/3/expression/analyse',
  '/rest/api/3/workflows',
  '/rest/api/3/workflowscheme/read',
  '/wiki/rest/api/content/{}/permission/check',
  '/wiki/api/v2/users-bulk',
  '/wiki/api/v2/user/access/check-access-by-email',
  '/wiki/api/v2/content/convert-ids-to-types',
]);

/** Points of the published rule: a write costs 1; a read 1, and 1 a core object, and 2 an identity object. */
export function publishedPoints(method: string, template: string, touched: Touched): number {
  const isRead = method === 'GET' || (method === 'POST' && readingPosts.has(template));
  return isRead ? readPoints(touched) : 1;
}

/** Points charged for a call that was answered; a request that found nothing still costs 1. */
export function chargedPoints(
  method: string,
  template: string,
  touched: Touched,
  hidden: HiddenCosts,
): number {
  const cost = hidden[`${method} ${template}`];
  if (cost === undefined) return publishedPoints(method, template, touched);
  switch (cost.kind) {
    case 'flat':
      return cost.points;
    case 'asRead':
      return readPoints(touched);
    case 'perObject':
      return Math.max(1, cost.points * (touched.coreObjects + touched.identityObjects));
  }
}
