import type { Method, Product } from '../model';
import { findEntry } from './lookup';

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
