/** Paging by startAt and maxResults, as Jira's older resources do it. */
import { wholeNumber } from './untrusted';

export interface Page<T> {
  startAt: number;
  maxResults: number;
  total: number;
  isLast: boolean;
  values: T[];
}

export function pageOf<T>(query: URLSearchParams, all: readonly T[], most: number, usual = 50): Page<T> {
  const startAt = wholeNumber(query, 'startAt', 0, 1_000_000_000);
  const maxResults = wholeNumber(query, 'maxResults', Math.min(usual, most), most);
  const values = all.slice(startAt, startAt + maxResults);
  return { startAt, maxResults, total: all.length, isLast: startAt + values.length >= all.length, values };
}
