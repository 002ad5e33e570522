/** A call whose caller is known: what it is, where it is booked and which pool it draws on. */
import type { Address } from './address';
import type { CloudEndpoint, CloudRequest } from './exchange';
import { featureOf, type Gateway } from './gateway';
import type { AppPool } from './pools';
import { isCharged, type Principal } from './principal';
import type { Match } from './router';
import type { Site } from './world/site';
import type { Viewer } from './world/viewer';

export type ProductAddress = Extract<Address, { kind: 'product' }>;

export interface AdmittedCall {
  request: CloudRequest;
  address: ProductAddress;
  site: Site;
  principal: Principal;
  viewer: Viewer;
  match: Match;
  nowMs: number;
}

export function endpointOf(match: Match): CloudEndpoint | null {
  return match.kind === 'endpoint' ? match.endpoint : null;
}

export function book(
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
    feature: featureOf(gateway, request, principal),
  });
}

export function poolOf(gateway: Gateway, { principal, address, site }: AdmittedCall): AppPool | null {
  const { appId, environment } = principal;
  if (appId === null || environment === null || !isCharged(principal.route)) return null;
  return gateway.pools.of(appId, environment, address.product, site);
}
