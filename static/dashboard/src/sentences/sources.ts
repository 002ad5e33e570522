import type { SourceView } from '../../../../src/admin/contract';
import type { Words } from '../words';

type Batches = SourceView['batches'];
type BatchAnswer = keyof Batches;

/** What ends well for the sender: it may forget the batch. */
const taken: readonly BatchAnswer[] = ['counted', 'alreadyCounted', 'meteringOff'];

const answersOf = (batches: Batches): BatchAnswer[] =>
  (Object.keys(batches) as BatchAnswer[]).filter((answer) => (batches[answer] ?? 0) > 0);

const sum = (batches: Batches, answers: readonly BatchAnswer[]): number =>
  answers.reduce((all, answer) => all + (batches[answer] ?? 0), 0);

export const takenBatches = (batches: Batches): number => sum(batches, taken);

export function refusedBatches(batches: Batches): number {
  return sum(
    batches,
    answersOf(batches).filter((answer) => !taken.includes(answer)),
  );
}

/** Why batches were not taken, most frequent first: `2 malformed, 1 expired`. Empty when all were. */
export function refusalWords(batches: Batches, { text, format }: Words): string {
  const refused = answersOf(batches).filter((answer) => !taken.includes(answer));
  const most = refused.sort((a, b) => (batches[b] ?? 0) - (batches[a] ?? 0));
  return format.list(most.map((answer) => text.sources.answers[answer](format.count(batches[answer] ?? 0))));
}
