import { changeAppliedAdvice, readAppliedAdvice } from '../../ledger/applied-advice';
import { appliedAdviceBounds, type AppliedAdvice } from '../../reports/applied-advice';
import { CannotDo } from './account';
import type { AppliedAdviceAnswer } from '../contract/applied-advice-views';
import type { AppliedAdviceCommand } from '../contract/record-asks';
import { textOrder } from '../../text-order';

/** The record of advice taken, after the command was carried out. Throws `CannotDo` where it is full. */
export async function appliedAdviceAnswer(command: AppliedAdviceCommand): Promise<AppliedAdviceAnswer> {
  if (command === null) return { taken: await readAppliedAdvice() };
  return { taken: await changeAppliedAdvice((before) => changed(before, command)) };
}

function changed(
  before: readonly AppliedAdvice[],
  command: Exclude<AppliedAdviceCommand, null>,
): AppliedAdvice[] {
  const gone = JSON.stringify('remove' in command ? command.remove : command.add);
  const others = before.filter((entry) => JSON.stringify(entry) !== gone);
  if ('remove' in command) return others;
  if (command.add.kind === 'other' && command.add.note === '')
    throw new CannotDo('Say in the note what was done: no advice says it.');
  if (others.length >= appliedAdviceBounds.entries)
    throw new CannotDo(`The record holds ${appliedAdviceBounds.entries} entries. Take one out first.`);
  return [...others, command.add].sort((a, b) => textOrder(a.day, b.day));
}
