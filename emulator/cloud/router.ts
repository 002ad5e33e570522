/** Finds the endpoint of a path. A written-out segment is preferred to a `{}`, so `/project/search` is no project. */
import type { CloudEndpoint } from './exchange';

interface Node {
  next: Map<string, Node>;
  any: Node | null;
  endpoints: Map<string, CloudEndpoint>;
}

export type Match =
  | { kind: 'endpoint'; endpoint: CloudEndpoint; params: string[] }
  | { kind: 'noMethod' }
  | { kind: 'noPath' }
  /** The path is one of the product that the address does not name. */
  | { kind: 'otherProduct' };

function node(): Node {
  return { next: new Map(), any: null, endpoints: new Map() };
}

function grow(root: Node, endpoint: CloudEndpoint): void {
  let at = root;
  for (const segment of endpoint.template.slice(1).split('/')) {
    if (segment === '{}') {
      at.any ??= node();
      at = at.any;
    } else {
      const child = at.next.get(segment) ?? node();
      at.next.set(segment, child);
      at = child;
    }
  }
  at.endpoints.set(endpoint.method, endpoint);
}

function decode(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export function createRouter(endpoints: readonly CloudEndpoint[]): (method: string, path: string) => Match {
  const root = node();
  for (const endpoint of endpoints) grow(root, endpoint);
  return (method, path) => {
    const params: string[] = [];
    let at = root;
    for (const segment of path.slice(1).split('/')) {
      const literal = at.next.get(segment);
      if (literal === undefined) {
        if (at.any === null || segment === '') return { kind: 'noPath' };
        params.push(decode(segment));
        at = at.any;
      } else {
        at = literal;
      }
    }
    if (at.endpoints.size === 0) return { kind: 'noPath' };
    const endpoint = at.endpoints.get(method === 'HEAD' ? 'GET' : method);
    return endpoint === undefined ? { kind: 'noMethod' } : { kind: 'endpoint', endpoint, params };
  };
}
