import { StorageRefusal, invalidRequest } from './errors';
import { type Item } from './items';
import { type Answer } from './job';
import { type MetadataField } from './options';
import { itemBytes, itemJson } from './target';

/** Source: developer.atlassian.com/platform/forge/runtime-reference/storage-api-query, read 2026-10. */
const defaultLimit = 10;
const maxLimit = 100;

/** @throws StorageRefusal 400 COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE outside 1 to 100 */
export function readLimit(value: unknown): number {
  if (value === undefined) return defaultLimit;
  if (!Number.isInteger(value) || Number(value) < 1 || Number(value) > maxLimit) {
    throw new StorageRefusal(
      400,
      'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE',
      `The page limit must be a whole number between 1 and ${maxLimit}.`,
    );
  }
  return Number(value);
}

/** A cursor is opaque to clients: the position after which the next page begins, and what was asked. */
export function writeCursor(question: string, position: unknown[]): string {
  return Buffer.from(JSON.stringify([question, ...position])).toString('base64url');
}

/** The position, `null` without a cursor. @throws StorageRefusal 400 for one that another query gave */
export function readCursor(value: unknown, question: string): unknown[] | null {
  if (value === undefined) return null;
  const [asked, ...position] = typeof value === 'string' ? decode(value) : [];
  if (asked !== question) throw invalidRequest('The cursor does not belong to this query.');
  return position;
}

function decode(cursor: string): unknown[] {
  try {
    const decoded: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(decoded) ? decoded : [];
  } catch {
    return [];
  }
}

export function pageAnswer(
  items: Item[],
  fields: readonly MetadataField[],
  cursor: string | null,
  scannedBytes: number,
): Answer {
  const data = items.map((item) => itemJson(item, fields)).join();
  const end = cursor === null ? '' : `,"cursor":${JSON.stringify(cursor)}`;
  return { status: 200, body: `{"data":[${data}]${end}}`, readBytes: scannedBytes };
}

export function bytesOf(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + itemBytes(item), 0);
}
