import type { NamedSite } from './address';
import { reply, type CloudRequest, type CloudResponse } from './exchange';
import { unauthorized, type Gateway } from './gateway';
import { findSite } from './origin';
import { readPrincipal } from './principal';

/** Asked by an app alone; a person's API token has no installation. */
export function handleLicense(
  gateway: Gateway,
  request: CloudRequest,
  { site: named, query }: { site: NamedSite; query: URLSearchParams },
  nowMs: number,
): CloudResponse {
  const { authorization } = request.headers;
  const bound = readPrincipal(authorization)?.cloudId ?? null;
  const site = findSite(gateway.sites, bound === null ? named : { by: 'cloudId', value: bound }, request);
  if (site === undefined) return unauthorized(gateway, 'No site of this cloud has this name', nowMs);
  const signed = { method: request.method, path: request.url.split('?', 1)[0] ?? '', query };
  const admission = gateway.authentication.admit(site, authorization, signed, nowMs);
  if (admission.kind === 'refused') return unauthorized(gateway, admission.why, nowMs);
  const { appId, environment } = admission.principal;
  if (appId === null || environment === null) return unauthorized(gateway, 'Unauthorized', nowMs);
  if (request.method !== 'GET')
    return gateway.answers.write(reply(405, { code: 405, message: 'Method Not Allowed' }), [], nowMs);
  return gateway.licenses.handle({ appId, environment, cloudId: site.cloudId, query, nowMs });
}
