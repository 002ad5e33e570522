import type { BooksView } from '../../../../src/admin/contract';
import type { Words } from '../words';

/** What is wrong with the account, one sentence each, worst first; empty when the books are in order. */
export function booksProblems(books: BooksView, missingHours: number, { text, format }: Words): string[] {
  const found: [number, (n: number, shown: string) => string][] = [
    [missingHours, text.books.missingHours],
    [books.lostRecords, text.books.lostRecords],
    [books.missingRecords, text.books.missingRecords],
    [books.unreadableValues, text.books.unreadableValues],
    [books.writeFailures, text.books.writeFailures],
  ];
  return found.filter(([n]) => n > 0).map(([n, say]) => say(n, format.count(n)));
}
