import type { IntegrityView, UnreadView } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';

/** What is wrong with an answer's figures, one sentence each, worst first; empty when the books are in order. */
export function integrityProblems(
  { integrity, unread }: { integrity: IntegrityView | null; unread: UnreadView | null },
  missingHours: number,
  words: Words,
): string[] {
  const { text, format } = words;
  const newest = unread === null ? [] : [unreadSentence(unread, words)];
  if (integrity === null) return newest;
  const found: [number, (values: { n: number; shown: string }) => string][] = [
    [missingHours - integrity.newerValues, text.integrity.missingHours],
    [integrity.newerValues, text.integrity.newerValues],
    [integrity.unbalancedHours, text.integrity.unbalancedHours],
    [integrity.lostRecords, text.integrity.lostRecords],
    [integrity.missingRecords, text.integrity.missingRecords],
    [integrity.refusedRecords, text.integrity.refusedRecords],
    [integrity.cappedRecords, text.integrity.cappedRecords],
    [integrity.unreadableValues, text.integrity.unreadableValues],
    [integrity.writeFailures, text.integrity.writeFailures],
  ];
  return [...newest, ...found.filter(([n]) => n > 0).map(([n, say]) => say({ n, shown: format.count(n) }))];
}

/** One line: whether every number that a writer gave out is accounted for, merged or waiting to be. */
export function integrityLine(integrity: IntegrityView, { text, format }: Words): string {
  const accounted = integrity.mergedRecords + integrity.waitingRecords;
  const isClosed = accounted === integrity.numberedRecords && integrity.unbalancedHours === 0;
  const say = isClosed ? text.integrity.closed : text.integrity.open;
  return say({ accounted: format.count(accounted), numbered: format.count(integrity.numberedRecords) });
}

/** Why the newest calls may be in none of the figures. */
export function unreadSentence({ waitingRecords }: UnreadView, { text, format }: Words): string {
  return waitingRecords === null
    ? text.integrity.unlisted
    : text.integrity.unread({ shown: format.count(waitingRecords) });
}
