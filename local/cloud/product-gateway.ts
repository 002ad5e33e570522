/** Jira and Confluence: admission, limits, answer, price and booking of one call, in this order. */
import type { Address } from './address';
import { endpoints } from './endpoints';
import {
  jiraError,
  productError,
  type CloudEndpoint,
  type CloudRequest,
  type CloudResponse,
  type Reply,
} from './exchange';
import { unauthorized, type Gateway } from './gateway';
import type { AppPool } from './pools';
import { chargedPoints } from './prices';
import { isCharged, type Principal } from './principal';
import { readBody } from './request-body';
import { findSite, originOf } from './origin';
import { notEmulated } from './not-emulated';
import { createRouter, type Match } from './router';
import type { Site } from './world/site';
import type { Viewer } from './world/viewer';

type ProductAddress = Extract<Address, { kind: 'product' }>;

/** A call whose caller is known. */
interface AdmittedCall {
  request: CloudRequest;
  address: ProductAddress;
  site: Site;
  principal: Principal;
  viewer: Viewer;
  match: Match;
  nowMs: number;
}

const route = createRouter(endpoints);

/** Confluence's paths do not exist under Jira's address, nor the other way round. */
function routeWithin(address: ProductAddress, method: string): Match {
  const match = route(method, address.path);
  return match.kind === 'endpoint' && match.endpoint.product !== address.product
    ? { kind: 'otherProduct' }
    : match;
}

function endpointOf(match: Match): CloudEndpoint | null {
  return match.kind === 'endpoint' ? match.endpoint : null;
}

function answer({ request, address, site, viewer, match, nowMs }: AdmittedCall): Reply {
  const { product, query } = address;
  switch (match.kind) {
    case 'noPath':
      return notEmulated(request, address);
    case 'otherProduct':
      return productError(product, 404, 'NOT_FOUND', 'No resource has this path.');
    case 'noMethod':
      return productError(product, 405, 'METHOD_NOT_ALLOWED', 'This resource does not take this method.');
    case 'endpoint': {
      const body = readBody(request);
      if (body.kind === 'malformed') return productError(product, 400, 'INVALID_REQUEST', body.why);
      const { json, upload } = body;
      const baseUrl = originOf(request) + address.prefix;
      return match.endpoint.handle({
        ...{ site, viewer, nowMs, baseUrl, query, body: json, upload },
        params: match.params,
      });
    }
  }
}

function book(
  gateway: Gateway,
  call: AdmittedCall,
  status: number,
  points: number,
  refusedFor: string | null,
): void {
  const { principal, site, address, match, request } = call;
  const endpoint = endpointOf(match);
  const name =
    endpoint === null ? `${request.method} (unknown path)` : `${endpoint.method} ${endpoint.template}`;
  gateway.account.book({
    atMs: call.nowMs,
    app: principal.appId,
    environment: principal.environment,
    product: address.product,
    cloudId: site.cloudId,
    route: principal.route,
    endpoint: name,
    status,
    points,
    refusedFor,
  });
}

function poolOf(gateway: Gateway, { principal, address, site }: AdmittedCall): AppPool | null {
  const { appId, environment } = principal;
  if (appId === null || environment === null || !isCharged(principal.route)) return null;
  return gateway.pools.of(appId, environment, address.product, site);
}

/** The issue that the call would change; `null` where it changes none or none that the caller may see. */
function writtenIssueId({ match, site, viewer }: AdmittedCall): string | null {
  if (match.kind !== 'endpoint' || match.endpoint.writesIssue !== true) return null;
  return site.visibleIssue(viewer, match.params[0] ?? '')?.id ?? null;
}

function serve(gateway: Gateway, call: AdmittedCall): CloudResponse {
  const { request, address, site, match, nowMs } = call;
  const pool = poolOf(gateway, call);
  const endpoint = endpointOf(match);
  const verdict = gateway.limits.ask({
    site,
    product: address.product,
    method: request.method,
    endpoint,
    writtenIssueId: writtenIssueId(call),
    pool,
    nowMs,
  });
  if (verdict.kind === 'refused') {
    const { reason, headers } = verdict.refusal;
    book(gateway, call, 429, 0, reason);
    const refused = productError(address.product, 429, 'TOO_MANY_REQUESTS', 'Rate limit exceeded.');
    return gateway.answers.write(refused, headers, nowMs);
  }
  const served = answer(call);
  const touched = endpoint === null || served.status >= 400 ? null : served;
  // A request that found nothing, or failed, costs what every request costs.
  const points =
    touched === null || endpoint === null
      ? 1
      : chargedPoints(endpoint.method, endpoint.template, touched, gateway.hiddenCosts);
  pool?.quota.charge(points);
  book(gateway, call, served.status, pool === null ? 0 : points, null);
  const headers = gateway.limits.headers(pool, verdict.burst, nowMs);
  return gateway.answers.write(
    request.method === 'HEAD' ? { ...served, body: null } : served,
    headers,
    nowMs,
  );
}

export function handleProduct(
  gateway: Gateway,
  request: CloudRequest,
  address: ProductAddress,
  nowMs: number,
): CloudResponse {
  const site = findSite(gateway.sites, address.site, request);
  if (site === undefined) {
    const what = address.site.by === 'host' ? 'no address' : `the ${address.site.by} ${address.site.value}`;
    return gateway.answers.write(jiraError(404, `No site of this cloud has ${what}`), [], nowMs);
  }
  const { authorization } = request.headers;
  const signed = { method: request.method, path: address.path, query: address.query };
  const admission = gateway.authentication.admit(site, authorization, signed, nowMs);
  if (admission.kind === 'refused') return unauthorized(gateway, admission.why, nowMs);
  const { principal, viewer } = admission;
  const match = routeWithin(address, request.method);
  if (viewer.kind === 'nobody' && endpointOf(match)?.anonymous !== true) {
    return unauthorized(gateway, 'Client must be authenticated to access this resource.', nowMs);
  }
  return serve(gateway, { request, address, site, principal, viewer, match, nowMs });
}
