import { kvs } from '@forge/kvs';
import { isConflict } from './conflict';
import { experimentClaimPrefix, experimentKey } from './names';

/** One value, overwritten by the next run: it stays far below what storage takes, since a run has 300 steps at most. */
export async function readStoredExperiment(): Promise<unknown> {
  const value: unknown = await kvs.get(experimentKey);
  return value ?? null;
}

export async function writeStoredExperiment(value: object): Promise<void> {
  await kvs.set(experimentKey, value);
}

/**
 * Takes a step of a run, or its end, for whoever asks first. The same request sent twice at once meets a run that says the
 * same to both, so the run alone cannot keep a call from being made twice.
 * @returns `false` when it was taken already
 */
export async function claimOfExperiment(runId: string, what: string): Promise<boolean> {
  try {
    const ttl = { value: 1, unit: 'DAYS' } as const;
    await kvs.set(claimKey(runId, what), 1, { keyPolicy: 'FAIL_IF_EXISTS', ttl });
    return true;
  } catch (error) {
    if (isConflict(error)) return false;
    throw error;
  }
}

export async function isClaimedOfExperiment(runId: string, what: string): Promise<boolean> {
  return (await kvs.get(claimKey(runId, what))) !== undefined;
}

function claimKey(runId: string, what: string): string {
  return `${experimentClaimPrefix}${runId}.${what}`;
}
