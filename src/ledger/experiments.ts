import { kvs } from '@forge/kvs';
import { experimentKey } from './names';

/** One value, overwritten by the next run: it stays far below what storage takes, since a run has 300 steps at most. */
export async function readStoredExperiment(): Promise<unknown> {
  const value: unknown = await kvs.get(experimentKey);
  return value ?? null;
}

export async function writeStoredExperiment(value: object): Promise<void> {
  await kvs.set(experimentKey, value);
}
