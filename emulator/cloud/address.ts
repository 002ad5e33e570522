/** Reads a request's address: which product of which site, and what there. */
import type { LimitedProduct } from './pools';

/** How a caller names a site: by its cloudId, by its name, or not at all, by the address of the cloud itself. */
export type NamedSite = { by: 'cloudId' | 'name'; value: string } | { by: 'host' };

export type Address =
  | {
      kind: 'product';
      product: LimitedProduct;
      site: NamedSite;
      /** What stands before `path`, as the caller wrote it: the site's own address begins with it. */
      prefix: string;
      path: string;
      query: URLSearchParams;
    }
  | { kind: 'backlog' | 'oneStack'; path: string; query: URLSearchParams }
  | { kind: 'graphql' }
  /** Where a Connect app gets a token to act for a user. */
  | { kind: 'token' }
  /** The sites that a token reaches. */
  | { kind: 'resources' }
  /** The cloudId of a site, for anybody. */
  | { kind: 'tenantInfo'; site: NamedSite }
  /** Forge's licence API, of the site that the token is for, or that the address names. */
  | { kind: 'license'; site: NamedSite; query: URLSearchParams }
  | { kind: 'account' }
  /** What an app printed on all sites, for its owner. */
  | { kind: 'appLogs'; app: string; query: URLSearchParams }
  /** The emulator's own: makes a token for whoever asks. */
  | { kind: 'newToken'; query: URLSearchParams }
  | { kind: 'nowhere'; path: string };

const noQuery = new URLSearchParams();

/** `/ex/jira/{cloudId}/rest/…` and `/ex/confluence/{cloudId}/wiki/…`, as api.atlassian.com has them. */
const gatewayPath = /^(\/ex\/(jira|confluence)\/([^/]+))(\/.*)$/;

/** Each site below its name; at the root is the first one, or the one that the host's first label names. */
const sitePath = /^(\/site\/([^/]+))?(\/(?:wiki|rest|secure|browse|_edge|forge)(?:\/.*)?)$/;

const licensePath = /^\/forge\/(?:app|installation)\/v1\/license$/;

/** The other systems that an app may sync with, each below a name of its own. */
const otherPath = /^\/(backlog|onestack)(\/.*)$/;

export function readAddress(url: string): Address {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = mark < 0 ? noQuery : new URLSearchParams(url.slice(mark + 1));
  return (
    ownAddress(path, query) ?? gatewayAddress(path, query) ?? siteAddress(path, query) ?? others(path, query)
  );
}

function ownAddress(path: string, query: URLSearchParams): Address | null {
  if (path === '/graphql') return { kind: 'graphql' };
  if (path === '/oauth2/token') return { kind: 'token' };
  if (path === '/oauth/token/accessible-resources') return { kind: 'resources' };
  const logsOf = /^\/v1\/app\/logs\/([^/]+)$/.exec(path)?.[1];
  if (logsOf !== undefined) return { kind: 'appLogs', app: logsOf, query };
  if (path === '/__cloud/account') return { kind: 'account' };
  if (path === '/__cloud/token') return { kind: 'newToken', query };
  return null;
}

function gatewayAddress(url: string, query: URLSearchParams): Address | null {
  const [, prefix, product, cloudId, path] = gatewayPath.exec(url) ?? [];
  if (prefix === undefined || cloudId === undefined || path === undefined) return null;
  const site: NamedSite = { by: 'cloudId', value: cloudId };
  return { kind: 'product', product: product === 'jira' ? 'jira' : 'confluence', site, prefix, path, query };
}

function siteAddress(url: string, query: URLSearchParams): Address | null {
  const [, prefix = '', name, path] = sitePath.exec(url) ?? [];
  if (path === undefined) return null;
  const site: NamedSite = name === undefined ? { by: 'host' } : { by: 'name', value: name };
  if (path.startsWith('/_edge'))
    return path === '/_edge/tenant_info' ? { kind: 'tenantInfo', site } : { kind: 'nowhere', path: url };
  if (path.startsWith('/forge/'))
    return licensePath.test(path) ? { kind: 'license', site, query } : { kind: 'nowhere', path: url };
  const product = /^\/wiki(\/|$)/.test(path) ? 'confluence' : 'jira';
  return { kind: 'product', product, site, prefix, path, query };
}

function others(url: string, query: URLSearchParams): Address {
  const [, system, path] = otherPath.exec(url) ?? [];
  if (path === undefined) return { kind: 'nowhere', path: url };
  return { kind: system === 'backlog' ? 'backlog' : 'oneStack', path, query };
}
