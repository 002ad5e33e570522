import { kvs } from '@forge/kvs';
import { readTakenList, type TakenAdvice } from '../reports/taken';
import { takenKey } from './names';

/** The record of advice taken, oldest first. One small value: administrators write it by hand. */
export async function readTakenAdvice(): Promise<TakenAdvice[]> {
  return readTakenList(await kvs.get<unknown>(takenKey));
}

export async function writeTakenAdvice(taken: readonly TakenAdvice[]): Promise<void> {
  await kvs.set(takenKey, { v: 1, taken });
}
