/** Counts objects in a body that the caller has parsed anyway. */
import type { CatalogueEntry } from './entry';

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
  const inside = valueAt(body, where.slice(0, -2));
  if (where.endsWith('[]')) return Array.isArray(inside) ? inside.length : null;
  return isObject(inside) && !Array.isArray(inside) ? Object.keys(inside).length : null;
}

function countUsual(body: unknown): number | null {
  if (Array.isArray(body)) return body.length;
  if (!isObject(body)) return null;
  for (const name of usualLists) {
    const inside = valueAt(body, name);
    if (Array.isArray(inside)) return inside.length;
  }
  return 1;
}

function valueAt(body: unknown, dotted: string): unknown {
  let value = body;
  for (const name of dotted === '' ? [] : dotted.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
