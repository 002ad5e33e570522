import type { BooksView } from '../../../../src/admin/contract';
import type { Words } from '../words';

/** What is wrong with the account, one sentence each, worst first; empty when the books are in order. */
export function booksProblems(books: BooksView, missingHours: number, { text, format }: Words): string[] {
  const found: [number, (n: number, shown: string) => string][] = [
    [missingHours, text.books.missingHours],
    [books.unbalancedHours, text.books.unbalancedHours],
    [books.lostRecords, text.books.lostRecords],
    [books.missingRecords, text.books.missingRecords],
    [books.refusedRecords, text.books.refusedRecords],
    [books.unreadableValues, text.books.unreadableValues],
    [books.writeFailures, text.books.writeFailures],
  ];
  return found.filter(([n]) => n > 0).map(([n, say]) => say(n, format.count(n)));
}

/** One line: whether every number that a writer gave out is accounted for, merged or waiting to be. */
export function booksLine(books: BooksView, { text, format }: Words): string {
  const accounted = books.mergedRecords + books.waitingRecords;
  const isClosed = accounted === books.numberedRecords && books.unbalancedHours === 0;
  const say = isClosed ? text.books.closed : text.books.open;
  return say(format.count(accounted), format.count(books.numberedRecords));
}
