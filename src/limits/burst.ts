/** Requests a second to one endpoint on one site, shared by all apps and API tokens there. */
import type { Endpoint, Method } from '../model';

export const burstLimits = {
  source: 'https://developer.atlassian.com/cloud/jira/platform/rate-limiting/',
  readOn: '2026-11-22',
  /** Refill of the bucket, requests a second. Nothing is published for the other methods. */
  byMethod: { GET: 100, POST: 100, PUT: 50, DELETE: 50 } as Readonly<Partial<Record<Method, number>>>,
  /** Endpoints with their own refill, as the page lists them. It lists some of Confluence too. */
  byEndpoint: [
    ['GET', '/api/content/{id}/state', 400],
    ['GET', '/api/group/by-id', 400],
    ['GET', '/api/{version}/pages/{id}/descendants', 300],
    ['GET', '/servicedeskapi/servicedesk/{id}/customer', 5],
    ['GET', '/api/{version}/issuetype/{id}/properties/{key}', 300],
    ['GET', '/api/{version}/issuesecurityschemes/{id}', 200],
    ['GET', '/api/analytics/content/{id}/views', 200],
    ['GET', '/api/user/email', 200],
    ['GET', '/api/{version}/issuetype/{id}/properties', 200],
    ['GET', '/api/{version}/attachment/thumbnail/{id}', 200],
    ['GET', '/api/{version}/component', 200],
    ['GET', '/api/{version}/project/{id}/role/{id}', 200],
    ['GET', '/api/content/{id}/child/attachment', 200],
    ['GET', '/api/search/user', 200],
    ['GET', '/api/{version}/issue/{id}/changelog', 200],
    ['GET', '/api/{version}/attachment/content/{id}', 300],
    ['GET', '/api/{version}/issue/{id}', 150],
    ['GET', '/api/{version}/user', 150],
    ['POST', '/api/{version}/search/approximate-count', 150],
    ['POST', '/api/{version}/expression/evaluate', 150],
    ['POST', '/gira/{version}', 150],
    ['POST', '/api/{version}/permissionscheme/{id}/permission', 100],
    ['POST', '/security/{version}/bulk', 100],
    ['PUT', '/api/relation/{id}/from/{id}/{id}/to/{id}/{id}', 300],
    ['PUT', '/api/{version}/component/{id}', 500],
    ['DELETE', '/api/content/{id}', 500],
    ['DELETE', '/api/{version}/custom-content/{id}', 300],
    ['DELETE', '/api/relation/{id}/from/{id}/{id}/to/{id}/{id}', 200],
    ['DELETE', '/devinfo/{version}/repository/{id}', 200],
    ['DELETE', '/builds/{version}/bulkbyproperties', 100],
  ] as readonly (readonly [Method, string, number])[],
} as const;

const version = /^(?:v?\d+(?:\.\d+)*|latest)$/;

/** The page writes paths in lower case, without `/rest` and `/wiki`, and with its own names for parameters. */
function shapeOf(method: Method, template: string): string {
  const segments = template.split('/').filter((segment) => segment !== '');
  const start = segments.findIndex((segment) => segment !== 'rest' && segment !== 'wiki');
  const shape = segments.slice(Math.max(start, 0)).map((segment, index) => {
    // Only the second segment is a version; `{version}` is how the page writes it.
    if (index === 1 && (version.test(segment) || segment === '{version}')) return '<version>';
    return segment.startsWith('{') ? '{}' : segment.toLowerCase();
  });
  return `${method} ${shape.join('/')}`;
}

const byShape = new Map(
  burstLimits.byEndpoint.map(([method, template, perSecond]) => [shapeOf(method, template), perSecond]),
);

/**
 * Requests a second that an endpoint sustains: its own figure, else the default of its method. `null` where nothing is
 * published: Confluence and the other products but for the endpoints that Jira's page lists, and PATCH, HEAD, OPTIONS.
 */
export function burstPerSecond({ product, method, template }: Endpoint): number | null {
  const own = byShape.get(shapeOf(method, template));
  if (own !== undefined && (product === 'jira' || product === 'confluence')) return own;
  return product === 'jira' ? (burstLimits.byMethod[method] ?? null) : null;
}
