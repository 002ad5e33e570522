import { readClause } from './conditions';
import { invalidRequest } from './errors';
import { type Job, type Site, readJob } from './job';
import { fieldsOf, listOf } from './json';
import { readGetOptions } from './options';
import { bytesOf, pageAnswer, readCursor, readLimit, writeCursor } from './page';
import { plainSpace } from './spaces';

/** Lists plain values by the beginning of their keys, in key order. Secrets and entities are never listed here. */
export function queryJob(site: Site, body: unknown): Job {
  const fields = fieldsOf(body, 'The query');
  const limit = readLimit(fields['limit']);
  const metadata = readGetOptions(fields['options']);
  const prefix = readPrefix(fields['where']);
  const position = readCursor(fields['after'], questionOf(prefix));
  const afterKey = typeof position?.[0] === 'string' ? position[0] : '';
  return readJob(() => {
    const place = { installationId: site.installationId, space: plainSpace, prefix, afterKey };
    const found = site.items.list(place, limit + 1, site.nowMs);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const cursor = found.length > limit && last !== undefined ? cursorAfter(prefix, last.key) : null;
    return pageAnswer(page, metadata, cursor, bytesOf(page));
  });
}

/** Where the page that follows a key begins. */
export function cursorAfter(prefix: string, key: string): string {
  return writeCursor(questionOf(prefix), [key]);
}

function questionOf(prefix: string): string {
  return `key ${prefix}`;
}

/** '' when nothing is asked of the key. */
function readPrefix(value: unknown): string {
  const [where, ...others] = listOf(value, '"where"');
  if (where === undefined) return '';
  if (others.length > 0) throw invalidRequest('A query can have one condition.');
  if (fieldsOf(where, 'The condition')['property'] !== 'key') {
    throw invalidRequest('A query of plain values can only ask for the key.');
  }
  const [prefix] = readClause(where, ['BEGINS_WITH'], 'the query').values;
  if (typeof prefix !== 'string') throw invalidRequest('The beginning of a key must be a string.');
  return prefix;
}
