/** Jira and Confluence: admission, limits, answer, price and booking of one call, in this order. */
import { type AdmittedCall, book, endpointOf, poolOf, type ProductAddress } from './admitted-call';
import {
  type CloudEndpoint,
  type CloudRequest,
  type CloudResponse,
  jiraError,
  productError,
  reply,
  type Reply,
} from './exchange';
import { type Gateway, unauthorized } from './gateway';
import type { Header } from './limit-headers';
import { findSite, originOf } from './origin';
import { refusalHeaders, refusedFor } from './own/fault-answers';
import { fateOf } from './own/fate';
import type { Routes } from './own/routes';
import { chargedPoints } from './prices';
import { readBody } from './request-body';
import type { Match } from './router';

/** What the emulator does not know: 501 rather than 404, which a client would take for "there is no such page". */
function notEmulated({ method }: CloudRequest, { product, path }: ProductAddress): Reply {
  const message = `${method} ${path} is not emulated. Add it with createCloud({ endpoints: […] }) or a recorded answer with createCloud({ fixtures: […] }): docs/testing.md, "Yours to extend".`;
  return productError(product, 501, 'NOT_IMPLEMENTED', message);
}

const restMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** Confluence's paths do not exist under Jira's address, nor the other way round. */
function routeWithin(routes: Routes, address: ProductAddress, method: string): Match {
  const match = routes(method, address.path, address.query);
  return match.kind === 'endpoint' && match.endpoint.product !== address.product
    ? { kind: 'otherProduct' }
    : match;
}

function answer({ request, address, site, principal, viewer, match, nowMs }: AdmittedCall): Reply {
  const { product, query } = address;
  switch (match.kind) {
    case 'noPath':
      return notEmulated(request, address);
    case 'otherProduct':
      return productError(product, 404, 'NOT_FOUND', 'No resource has this path.');
    case 'noMethod':
      // The real one may take it: only what no resource takes is said to be wrong.
      if (restMethods.has(request.method)) return notEmulated(request, address);
      return productError(product, 405, 'METHOD_NOT_ALLOWED', 'This resource does not take this method.');
    case 'endpoint': {
      const body = readBody(request, match.endpoint.isOwn);
      if (body.kind === 'malformed') {
        const code = body.status === 400 ? 'INVALID_REQUEST' : 'UNSUPPORTED_MEDIA_TYPE';
        return productError(product, body.status, code, body.why);
      }
      const { json, upload } = body;
      if (changesMoreThanAnIssue(match.endpoint)) site.revision += 1;
      return match.endpoint.handle({
        site,
        viewer,
        principal,
        nowMs,
        baseUrl: originOf(request) + address.prefix,
        headers: request.headers,
        apiVersion: match.endpoint.apiVersion ?? 3,
        path: address.path,
        params: match.params,
        query,
        body: json,
        upload,
      });
    }
  }
}

function changesMoreThanAnIssue({ method, writesIssue, isOwn }: CloudEndpoint): boolean {
  return isOwn === true || (method !== 'GET' && writesIssue !== true);
}

/** The issue that the call would change; `null` where it changes none or none that the caller may see. */
function writtenIssueId({ match, site, viewer }: AdmittedCall): string | null {
  if (match.kind !== 'endpoint' || match.endpoint.writesIssue !== true) return null;
  return site.visibleIssue(viewer, match.params[0] ?? '')?.id ?? null;
}

/** Writes an answer with its limits, as the oddities that were asked for have them. */
function write(
  gateway: Gateway,
  call: AdmittedCall,
  answer: Reply,
  limits: readonly Header[],
  delayMs: number,
): CloudResponse {
  const { status } = answer;
  const reason = poolOf(gateway, call)?.reason ?? null;
  const { oddities } = gateway;
  const headers = oddities.bend({ headers: limits, status, reason, nowMs: call.nowMs });
  return gateway.answers.write(answer, headers, oddities.dateMs(call.nowMs), delayMs);
}

function refuse(
  gateway: Gateway,
  call: AdmittedCall,
  reason: string | null,
  headers: readonly Header[],
  delayMs: number,
): CloudResponse {
  book(gateway, call, 429, 0, reason ?? '(no reason)');
  const refused = productError(call.address.product, 429, 'TOO_MANY_REQUESTS', 'Rate limit exceeded.');
  return write(gateway, call, refused, headers, delayMs);
}

function serve(gateway: Gateway, call: AdmittedCall): CloudResponse {
  const { request, address, site, match, nowMs } = call;
  const fate = fateOf(gateway.faults, call);
  if (fate.instead?.kind === 'lost')
    return { ...gateway.answers.write(reply(503, null), [], nowMs), broken: 'reset' };
  if (fate.instead?.kind === 'refused') {
    const { as } = fate.instead;
    return refuse(gateway, call, refusedFor(as), refusalHeaders(as, nowMs), fate.delayMs);
  }
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
    return refuse(gateway, call, reason, headers, fate.delayMs);
  }
  const served = fate.instead === null ? answer(call) : fate.instead.answer;
  const touched = endpoint === null || served.status >= 400 ? null : served;
  const points = pointsOf(gateway, endpoint, served, touched);
  pool?.quota.charge(points);
  book(gateway, call, served.status, pool === null ? 0 : points, null);
  const headers = gateway.limits.headers(pool, verdict.burst, nowMs);
  const whole = request.method === 'HEAD' ? { ...served, body: null } : served;
  const written = write(gateway, call, whole, headers, fate.delayMs);
  return fate.broken === null ? written : { ...written, broken: fate.broken };
}

/** A request that found nothing, or failed, costs what every request costs, unless its endpoint says otherwise. */
function pointsOf(
  gateway: Gateway,
  endpoint: CloudEndpoint | null,
  served: Reply,
  touched: Reply | null,
): number {
  if (served.points !== undefined) return served.points;
  if (touched === null || endpoint === null) return 1;
  return chargedPoints(endpoint.method, endpoint.listedAs ?? endpoint.template, touched, gateway.hiddenCosts);
}

/** As the gateway answers a call whose scope the app has not; seen in public reports up to 2026-06. */
export const scopeRefusal: Reply = {
  ...reply(401, { code: 401, message: 'Unauthorized; scope does not match' }),
  headers: [['x-failure-category', 'FAILURE_CLIENT_SCOPE_CHECK']],
};

/**
 * Whether such a call is charged nobody says: the app is known, and each request costs 1 by the published rule. A token that is no good
 * proves no app, and charges none.
 */
function outOfScope(gateway: Gateway, call: AdmittedCall): CloudResponse {
  const pool = poolOf(gateway, call);
  pool?.quota.moveTo(call.nowMs);
  pool?.quota.charge(1);
  book(gateway, call, 401, pool === null ? 0 : 1, null);
  return gateway.answers.write(scopeRefusal, [], call.nowMs);
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
  const match = routeWithin(gateway.routes, address, request.method);
  if (principal.isOutOfScope)
    return outOfScope(gateway, { request, address, site, principal, viewer, match, nowMs });
  if (viewer.kind === 'nobody' && endpointOf(match)?.anonymous !== true) {
    return unauthorized(gateway, 'Client must be authenticated to access this resource.', nowMs);
  }
  return serve(gateway, { request, address, site, principal, viewer, match, nowMs });
}
