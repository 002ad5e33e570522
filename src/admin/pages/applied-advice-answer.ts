import { changeTakenAdvice, readAppliedAdvice } from '../../ledger/applied-advice';
import { takenBounds, type TakenAdvice } from '../../reports/applied-advice';
import { CannotDo } from './account';
import type { TakenAnswer } from '../contract/applied-advice-views';
import type { TakenWish } from '../contract/record-asks';

/** The record of advice taken, after the wish was carried out. Throws `CannotDo` where it is full. */
export async function takenAnswer(wish: TakenWish): Promise<TakenAnswer> {
  if (wish === null) return { taken: await readAppliedAdvice() };
  return { taken: await changeTakenAdvice((before) => changed(before, wish)) };
}

function changed(before: readonly TakenAdvice[], wish: Exclude<TakenWish, null>): TakenAdvice[] {
  const gone = JSON.stringify('remove' in wish ? wish.remove : wish.add);
  const others = before.filter((entry) => JSON.stringify(entry) !== gone);
  if ('remove' in wish) return others;
  if (wish.add.kind === 'other' && wish.add.note === '')
    throw new CannotDo('Say in the note what was done: no advice says it.');
  if (others.length >= takenBounds.entries)
    throw new CannotDo(`The record holds ${takenBounds.entries} entries. Take one out first.`);
  return [...others, wish.add].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}
