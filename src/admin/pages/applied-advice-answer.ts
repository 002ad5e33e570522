import { changeTakenAdvice, readAppliedAdvice } from '../../ledger/applied-advice';
import { readTaken, takenBounds, type TakenAdvice } from '../../reports/taken';
import { CannotDo } from './account';
import { BadRequest, readAsk, record } from '../contract/read-ask';
import type { TakenAnswer, TakenAsk, TakenWish } from '../contract/applied-advice-views';
import { isRecord } from '../../object';

/** Throws `BadRequest` when the payload is not what the contract says. */
export function readTakenAsk(payload: unknown): TakenAsk {
  return { ...readAsk(payload), wish: readWish(record(payload, 'The request')['wish'] ?? null) };
}

/** The record of advice taken, after the wish was carried out. Throws `CannotDo` where it is full. */
export async function takenAnswer(wish: TakenWish): Promise<TakenAnswer> {
  if (wish === null) return { taken: await readAppliedAdvice() };
  return { taken: await changeTakenAdvice((before) => changed(before, wish)) };
}

function changed(before: readonly TakenAdvice[], wish: Exclude<TakenWish, null>): TakenAdvice[] {
  const gone = JSON.stringify('remove' in wish ? wish.remove : wish.add);
  const others = before.filter((entry) => JSON.stringify(entry) !== gone);
  if ('remove' in wish) return others;
  if (others.length >= takenBounds.entries)
    throw new CannotDo(`The record holds ${takenBounds.entries} entries. Take one out first.`);
  return [...others, wish.add].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

function readWish(wish: unknown): TakenWish {
  if (wish === null) return null;
  const { add, remove } = isRecord(wish) ? wish : {};
  const [added, removed] = [readTaken(add), readTaken(remove)];
  if (added !== null) return { add: added };
  if (removed !== null) return { remove: removed };
  throw new BadRequest('"wish" must be null, { "add": entry } or { "remove": entry }.');
}
