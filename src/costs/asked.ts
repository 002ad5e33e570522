/** How many objects a call asks for, by its query or by the body that its caller sends. */
import type { Asks, CatalogueEntry } from './entry';
import { countAt, own } from './place';

const sizeInQuery = /[?&](?:maxResults|limit)=(-?\d+)(?=[&#]|$)/g;

/** A larger number is taken for this one: it is no count of ids that anybody sends. */
const mostAsked = 999_999;

/**
 * Objects that the path asks for: its page size, or so many ids as its query names; `null` when it does not say. Of several sizes the
 * largest, and a negative one is no bound: who reads the query may take either.
 */
export function askedObjects(path: string, entry: Pick<CatalogueEntry, 'asks'> | null): number | null {
  const ids = entry?.asks?.at.startsWith('?') === true ? idsInQuery(path, entry.asks.at.slice(1)) : null;
  if (ids !== null) return ids;
  // Each call comes here, and few name a size.
  if (!path.includes('maxResults=') && !path.includes('limit=')) return null;
  let largest: number | null = null;
  for (const [, digits] of path.matchAll(sizeInQuery)) {
    const size = Number(digits);
    largest = Math.max(largest ?? 0, size < 0 ? mostAsked : Math.min(size, mostAsked));
  }
  return largest;
}

/** The same of a parsed body of the request; `null` where the entry expects nothing there, or nothing is. */
export function askedInBody(entry: Pick<CatalogueEntry, 'asks'> | null, body: unknown): number | null {
  const asks = entry?.asks;
  if (asks == null || asks.at.startsWith('?')) return null;
  return objectsOf(asks, isList(asks.at) ? countAt(body, asks.at) : own(body, asks.at));
}

/** The same of a body that only its sender saw. @param lists how much is at each of its places, for example `{ 'issueIds[]': 300 }` */
export function askedInLists(
  entry: Pick<CatalogueEntry, 'asks'> | null,
  lists: Readonly<Record<string, number>>,
): number | null {
  const asks = entry?.asks;
  if (asks == null || asks.at.startsWith('?')) return null;
  const places = asks.at.split(' + ').filter((place) => Object.hasOwn(lists, place));
  if (places.length === 0) return null;
  return objectsOf(
    asks,
    places.reduce((sum, place) => sum + Number(lists[place]), 0),
  );
}

function objectsOf({ objectsEach = 1 }: Asks, asked: unknown): number | null {
  if (typeof asked !== 'number' || !Number.isSafeInteger(asked) || asked < 0) return null;
  return Math.min(mostAsked, asked * objectsEach);
}

/** The path of a call that asks for so many objects, for {@link askedObjects} to read. */
export const pathAsking = (path: string, objects: number): string =>
  `${path}${path.includes('?') ? '&' : '?'}maxResults=${objects}`;

/** Whether what is asked for are ids, most of which exist, and not the size of a page that may stay empty. */
export const asksForIds = ({ asks }: Pick<CatalogueEntry, 'asks'>): boolean =>
  asks !== null && (asks.at.startsWith('?') || isList(asks.at));

const isList = (at: string): boolean => at.endsWith('[]');

function idsInQuery(path: string, name: string): number | null {
  const query = path.split('#')[0]?.split('?')[1] ?? '';
  const values = query.split('&').filter((one) => one.startsWith(`${name}=`));
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value.split(/,|%2C/i).length, 0);
}
