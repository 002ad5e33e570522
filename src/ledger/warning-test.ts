import { kvs } from '@forge/kvs';
import { minuteMs } from '../time';
import { isConflict } from './conflict';
import { warningTestPrefix } from './names';

/** A test writes to Jira and calls the app's listeners, so one at a time is enough for any number of administrators. */
const everyMs = 5 * minuteMs;

/**
 * Takes the one test of these five minutes.
 * @returns whether it is this caller's, and from when on there may be another
 */
export async function claimWarningTest(nowMs: number): Promise<{ isMine: boolean; againAtMs: number }> {
  const slot = Math.floor(nowMs / everyMs);
  const againAtMs = (slot + 1) * everyMs;
  try {
    const ttl = { value: 1, unit: 'DAYS' } as const;
    await kvs.set(`${warningTestPrefix}${slot}`, nowMs, { keyPolicy: 'FAIL_IF_EXISTS', ttl });
    return { isMine: true, againAtMs };
  } catch (error) {
    if (isConflict(error)) return { isMine: false, againAtMs };
    throw error;
  }
}
