import type { Advice } from '../../../../src/admin/contract';
import type { Words } from '../words';

/** What to do, and what it would save at most where the account can tell. */
export function adviceSentence({ kind, calls, savesPointsADay }: Advice, { text, format }: Words): string {
  const what = text.detail.advices[kind](format.count(calls));
  return savesPointsADay === null ? what : `${what} ${text.detail.saves(format.about(savesPointsADay))}`;
}
