import { kvs } from '@forge/kvs';
import { readAppliedAdviceList, type AppliedAdvice } from '../reports/applied-advice';
import { changeValue } from './change-value';
import { appliedAdviceKey } from './names';

/** The record of advice taken, oldest first. One small value: administrators write it by hand. */
export async function readAppliedAdvice(): Promise<AppliedAdvice[]> {
  return readAppliedAdviceList(await kvs.get<unknown>(appliedAdviceKey));
}

/** Changes the record so that no other change is lost; gives it as it is then. What `change` throws leaves it as it was. */
export async function changeAppliedAdvice(
  change: (taken: AppliedAdvice[]) => AppliedAdvice[],
): Promise<AppliedAdvice[]> {
  return changeValue(appliedAdviceKey, (stored) => {
    const taken = change(readAppliedAdviceList(stored));
    return { value: { v: 1, taken }, result: taken };
  });
}
