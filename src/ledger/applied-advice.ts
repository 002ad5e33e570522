import { kvs } from '@forge/kvs';
import { readTakenList, type TakenAdvice } from '../reports/applied-advice';
import { changeValue } from './change-value';
import { takenKey } from './names';

/** The record of advice taken, oldest first. One small value: administrators write it by hand. */
export async function readAppliedAdvice(): Promise<TakenAdvice[]> {
  return readTakenList(await kvs.get<unknown>(takenKey));
}

/** Changes the record so that no other change is lost; gives it as it is then. What `change` throws leaves it as it was. */
export async function changeTakenAdvice(
  change: (taken: TakenAdvice[]) => TakenAdvice[],
): Promise<TakenAdvice[]> {
  return changeValue(takenKey, (stored) => {
    const taken = change(readTakenList(stored));
    return { value: { v: 1, taken }, result: taken };
  });
}
