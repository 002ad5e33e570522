/** Paging by limit and cursor, as Confluence's version 2 API does it. */
import { wholeNumber } from '../untrusted';

interface CursorPage<T> {
  results: T[];
  _links: { next?: string; base: string };
}

/** @param path of the list, without its query; the next link repeats limit and cursor only. */
export function cursorPage<T>(
  query: URLSearchParams,
  path: string,
  base: string,
  total: number,
  at: (position: number) => T,
): CursorPage<T> {
  const limit = Math.max(1, wholeNumber(query, 'limit', 25, 250));
  const from = readCursor(query.get('cursor'));
  const count = Math.max(0, Math.min(limit, total - from));
  const results = Array.from({ length: count }, (_, n) => at(from + n));
  if (from + count >= total) return { results, _links: { base } };
  const cursor = Buffer.from(String(from + count)).toString('base64url');
  return { results, _links: { next: `${path}?limit=${limit}&cursor=${cursor}`, base } };
}

function readCursor(cursor: string | null): number {
  const position = Number(Buffer.from(cursor ?? '', 'base64url').toString());
  return Number.isSafeInteger(position) && position > 0 ? position : 0;
}
