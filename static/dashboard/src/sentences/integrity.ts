import type { IntegrityView, UnreadView } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';

/** What is wrong with an answer's figures, one sentence each, worst first; empty when the books are in order. */
export function booksProblems(
  { books, unread }: { books: IntegrityView | null; unread: UnreadView | null },
  missingHours: number,
  words: Words,
): string[] {
  const { text, format } = words;
  const newest = unread === null ? [] : [unreadSentence(unread, words)];
  if (books === null) return newest;
  const found: [number, (values: { n: number; shown: string }) => string][] = [
    [missingHours - books.newerValues, text.books.missingHours],
    [books.newerValues, text.books.newerValues],
    [books.unbalancedHours, text.books.unbalancedHours],
    [books.lostRecords, text.books.lostRecords],
    [books.missingRecords, text.books.missingRecords],
    [books.refusedRecords, text.books.refusedRecords],
    [books.cappedRecords, text.books.cappedRecords],
    [books.unreadableValues, text.books.unreadableValues],
    [books.writeFailures, text.books.writeFailures],
  ];
  return [...newest, ...found.filter(([n]) => n > 0).map(([n, say]) => say({ n, shown: format.count(n) }))];
}

/** One line: whether every number that a writer gave out is accounted for, merged or waiting to be. */
export function booksLine(books: IntegrityView, { text, format }: Words): string {
  const accounted = books.mergedRecords + books.waitingRecords;
  const isClosed = accounted === books.numberedRecords && books.unbalancedHours === 0;
  const say = isClosed ? text.books.closed : text.books.open;
  return say({ accounted: format.count(accounted), numbered: format.count(books.numberedRecords) });
}

/** Why the newest calls may be in none of the figures. */
export function unreadSentence({ waitingRecords }: UnreadView, { text, format }: Words): string {
  return waitingRecords === null
    ? text.books.unlisted
    : text.books.unread({ shown: format.count(waitingRecords) });
}
