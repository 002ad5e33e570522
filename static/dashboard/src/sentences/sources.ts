import type { SourceView } from '../../../../src/admin/contract/contract';
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
  return format.list(
    most.map((answer) => text.sources.answers[answer]({ n: format.count(batches[answer] ?? 0) })),
  );
}

type Faults = SourceView['faults'];
type Fault = keyof Faults;

/** What was not taken and why: `3: 2 unknown route, 1 no HTTP status`; a fault of a call that was taken all the same is named, too. */
export function badCallWords({ badCalls, faults }: SourceView, { text, format }: Words): string {
  const found = (Object.keys(faults) as Fault[]).filter((fault) => (faults[fault] ?? 0) > 0);
  const most = found.sort((a, b) => (faults[b] ?? 0) - (faults[a] ?? 0));
  const said = most.map((fault) => text.sources.faults[fault]({ n: format.count(faults[fault] ?? 0) }));
  return said.length === 0 ? format.count(badCalls) : `${format.count(badCalls)}: ${format.list(said)}`;
}

/** A difference that matters to waits and hours; below it, it may be the way here. */
const clockSlackMs = 60_000;

/** `null` where its clock is right, or nothing is known of it. */
export function clockWords({ clockAheadMs }: SourceView, { text, format }: Words): string | null {
  if (clockAheadMs === null || Math.abs(clockAheadMs) < clockSlackMs) return null;
  const time = format.duration(Math.abs(clockAheadMs));
  return clockAheadMs > 0 ? text.sources.clockFast({ time }) : text.sources.clockSlow({ time });
}

/** Whether a source is named as the copy of an app, in either of the page's languages: a hint for a person, by which nothing is counted. */
export const isCopyName = (app: string): boolean =>
  /\b(?:copy|copies|clone|duplicate|fork|kopie|klon|duplikat)\b/i.test(app);
