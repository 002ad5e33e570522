/** Pages of any origin may call, since a page that is being developed has one of its own. */
import { reply, type CloudRequest, type Reply } from './exchange';
import type { Header } from './limit-headers';

const exposed = [
  ...['Link', 'Location', 'Retry-After', 'RateLimit', 'RateLimit-Policy', 'RateLimit-Reason'],
  ...['Beta-RateLimit', 'Beta-RateLimit-Policy', 'Beta-Retry-After', 'X-RateLimit-Limit'],
  ...['X-RateLimit-Remaining', 'X-RateLimit-Reset', 'X-RateLimit-NearLimit'],
].join(', ');

/** Headers of every answer to a request that came from a page. */
export function crossOriginHeaders(request: CloudRequest): Header[] {
  const { origin } = request.headers;
  if (origin === undefined) return [];
  return [
    ['Access-Control-Allow-Origin', origin],
    ['Access-Control-Allow-Credentials', 'true'],
    ['Access-Control-Expose-Headers', exposed],
    ['Vary', 'Origin'],
  ];
}

/** The answer to a browser that asks beforehand whether a page may; `null` for any other request. */
export function preflight(request: CloudRequest): Reply | null {
  const method = request.headers['access-control-request-method'];
  if (request.method !== 'OPTIONS' || method === undefined) return null;
  const headers: [string, string][] = [
    ['Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'],
    ['Access-Control-Allow-Headers', request.headers['access-control-request-headers'] ?? '*'],
    ['Access-Control-Max-Age', '600'],
  ];
  return { ...reply(204, null), headers };
}
