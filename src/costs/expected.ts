/** How many objects an answer probably held that nobody has looked into. */
import type { Method } from '../model';
import { askedObjects, asksForIds } from './asked';
import type { CatalogueEntry } from './entry';

export interface ObjectRange {
  low: number;
  likely: number;
  high: number;
}

/** Largest page that any list of the catalogue documents (ids alone from a JQL search). */
const largestPage = 5000;
/** Bound for a list without pages. The largest that partners reported held about 1,000 elements. */
const largestUnpaged = 1000;
/** Most lists page by 50, and a page asked for in one larger piece is seldom full. */
const typicalPage = 50;
/** A list without pages is mostly configuration: statuses, components, roles. */
const typicalUnpaged = 10;

/**
 * Low is always 0: the list may be empty, the object may be missing. High is what the call could return at most: what it asks for, or
 * the page it gets by default; a POST asks in its body, and where that was not at hand its high is the largest page. Likely errs on
 * the dear side within reason, because the quota is a wall: ids that are asked for mostly exist, a large page is seldom full.
 */
export function expectedObjects(entry: CatalogueEntry | null, method: Method, path: string): ObjectRange {
  if (entry?.objectsAt === 'none') return { low: 0, likely: 0, high: 0 };
  if (entry?.objectsAt === 'body') return { low: 0, likely: 1, high: 1 };
  const asked = askedObjects(path, entry);
  if (entry === null) {
    // One object is as usual as a list; only a page size in the query says that it is a list.
    if (asked === null) return { low: 0, likely: 1, high: largestUnpaged };
    const high = Math.min(asked, largestPage);
    return { low: 0, likely: Math.min(high, typicalPage), high };
  }
  if (asksForIds(entry)) return namedObjects(entry, asked);
  if (entry.objectsAt === 'unseen') return { low: 0, likely: 1, high: largestUnpaged };
  if (entry.page === null) return { low: 0, likely: typicalUnpaged, high: largestUnpaged };
  const max = entry.page.maxObjects ?? largestPage;
  const usual = entry.page.defaultObjects;
  const high = Math.min(asked ?? (method === 'POST' ? max : (usual ?? max)), max);
  return { low: 0, likely: Math.min(asked ?? usual ?? typicalPage, typicalPage, high), high };
}

/** What a call asks for by ids. Where each may bring several objects, only the page bounds them. */
function namedObjects({ asks, page }: CatalogueEntry, asked: number | null): ObjectRange {
  const most = page?.maxObjects ?? largestUnpaged;
  if (asked === null) return { low: 0, likely: Math.min(typicalPage, most), high: most };
  const likely = Math.min(asked, most);
  return { low: 0, likely, high: (asks?.objectsEach ?? 1) > 1 ? most : likely };
}
