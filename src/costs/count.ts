/** Counts objects in a body that the caller has parsed anyway. */
import type { CatalogueEntry } from './entry';
import { countAt, isObject, own } from './place';

/** Names under which Atlassian's lists keep their elements, for an endpoint that the catalogue does not have. */
const usualLists = [
  'values',
  'results',
  'issues',
  'items',
  'users',
  'groups',
  'records',
  'comments',
] as const;

/**
 * Number of objects in a parsed body; `null` when the body is not of the shape that the entry names, which is not the
 * same as none. Give it bodies of successful answers only: an error's body is an object too.
 * Without an entry the usual shapes are tried: a list, an object with a list in it, a single object.
 */
export function countObjects(entry: Pick<CatalogueEntry, 'objectsAt'> | null, body: unknown): number | null {
  if (entry === null) return countUsual(body);
  const where = entry.objectsAt;
  if (where === 'none') return 0;
  if (where === 'unseen') return null;
  if (where === 'body') return Array.isArray(body) ? body.length : isObject(body) ? 1 : null;
  return countAt(body, where);
}

function countUsual(body: unknown): number | null {
  if (Array.isArray(body)) return body.length;
  if (!isObject(body)) return null;
  for (const name of usualLists) {
    const inside = own(body, name);
    if (Array.isArray(inside)) return inside.length;
  }
  return 1;
}
