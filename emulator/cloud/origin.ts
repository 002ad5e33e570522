/** Where the emulator stands, as its caller sees it: what its links begin with. */
import type { CloudRequest } from './exchange';
import type { NamedSite } from './address';
import type { Site } from './world/site';

/** Links of an answer that nobody asked for over HTTP. */
export const inProcessOrigin = 'http://localhost';

/** A host and port that are nothing else: what a caller sends as `Host` comes back in links. */
const plainHost = /^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:]{2,45}\])(?::\d{1,5})?$/i;

/** Without a slash at the end. */
export function originOf(request: CloudRequest): string {
  const { host } = request.headers;
  return host !== undefined && plainHost.test(host) ? `http://${host}` : inProcessOrigin;
}

/** The site that is meant; `undefined` where none is. At the root it is the first unless the host names another. */
export function findSite(sites: readonly Site[], named: NamedSite, request: CloudRequest): Site | undefined {
  switch (named.by) {
    case 'cloudId':
      return sites.find((site) => site.cloudId === named.value);
    case 'name':
      return sites.find((site) => site.name === named.value);
    case 'host': {
      const [label] = (request.headers.host ?? '').split('.', 1);
      return sites.find((site) => site.name === label) ?? sites[0];
    }
  }
}

/** Where a site can be opened, as `accessible-resources` tells it. */
export function siteUrl(sites: readonly Site[], site: Site, request: CloudRequest): string {
  const origin = originOf(request);
  return findSite(sites, { by: 'host' }, request) === site ? origin : `${origin}/site/${site.name}`;
}
