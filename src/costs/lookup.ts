/** Finds the catalogue's entry of a call. */
import { products, type Method, type Product } from '../model';
import { catalogue } from './catalogue';
import type { CatalogueEntry } from './entry';
import { asCalled, calledPath } from './path';
import { findNode, growTree, type PathNode } from './path-tree';
import { reducePath, wordsOf } from './reduce';

export interface Found {
  /** Path template in the version that was called, without ids, keys, names or query values. */
  template: string;
  /** `null`: the catalogue has no entry for this method and path. */
  entry: CatalogueEntry | null;
}

const trees = new Map<Product, PathNode>(
  products.map((product) => [product, growTree(catalogue.filter((entry) => entry.product === product))]),
);
const words = wordsOf(catalogue.map((entry) => entry.template));

/** Never throws; costs a few map reads. `HEAD` is looked up as `GET`. */
export function findEntry(product: Product, method: Method, path: string): Found {
  const called = calledPath(product, path);
  const root = trees.get(product) ?? growTree([]);
  const node = findNode(root, called.segments);
  if (node?.template == null) {
    return { template: asCalled(reducePath(root, words, called.segments), called), entry: null };
  }
  return {
    template: asCalled(node.template, called),
    entry: node.byMethod.get(method === 'HEAD' ? 'GET' : method) ?? null,
  };
}

/**
 * The name under which a call is kept, for example `/rest/api/3/issue/{issueIdOrKey}`. Takes a path as the caller has
 * it: with a host, a cloud id, a query or without. `known` is `false` where the catalogue has no such method and path;
 * the template is then a reduction in which everything that is not a word of an API has become `{id}`.
 */
export function templateOf(
  product: Product,
  method: Method,
  path: string,
): { template: string; known: boolean } {
  const { template, entry } = findEntry(product, method, path);
  return { template, known: entry !== null };
}
