/** Reads a request's address: which product of which site, and what there. */
import type { LimitedProduct } from './pools';

export type Address =
  | { kind: 'product'; product: LimitedProduct; cloudId: string; path: string; query: URLSearchParams }
  | { kind: 'backlog' | 'oneStack'; path: string; query: URLSearchParams }
  | { kind: 'graphql' }
  /** Where a Connect app gets a token to act for a user. */
  | { kind: 'token' }
  | { kind: 'account' }
  | { kind: 'nowhere' };

const noQuery = new URLSearchParams();

/** `/ex/jira/{cloudId}/rest/…` and `/ex/confluence/{cloudId}/wiki/…`, as api.atlassian.com has them. */
const productPath = /^\/ex\/(jira|confluence)\/([^/]+)(\/.*)$/;

/** The other systems that an app may sync with, each below a name of its own. */
const otherPath = /^\/(backlog|onestack)(\/.*)$/;

export function readAddress(url: string): Address {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  if (path === '/graphql') return { kind: 'graphql' };
  if (path === '/oauth2/token') return { kind: 'token' };
  if (path === '/__cloud/account') return { kind: 'account' };
  const query = mark < 0 ? noQuery : new URLSearchParams(url.slice(mark + 1));
  const other = otherPath.exec(path);
  if (other?.[2] !== undefined)
    return { kind: other[1] === 'backlog' ? 'backlog' : 'oneStack', path: other[2], query };
  const found = productPath.exec(path);
  const cloudId = found?.[2];
  const rest = found?.[3];
  if (cloudId === undefined || rest === undefined) return { kind: 'nowhere' };
  return {
    kind: 'product',
    product: found?.[1] === 'jira' ? 'jira' : 'confluence',
    cloudId,
    path: rest,
    query,
  };
}
