import { parsePoolKey } from '../account/keys';
import { alarmsOf } from '../analysis/statusLog';
import { readState } from '../ledger/settings';
import { nextHourMs } from '../limits/hour';
import type { WarningsAnswer } from './contract';

/** What was judged last; one storage call, since every page asks it. */
export async function warningsAnswer(nowMs: number): Promise<WarningsAnswer> {
  const { statusLog } = await readState();
  const alarms = alarmsOf(statusLog, nowMs).flatMap(([key, { status, sinceMs }]) => {
    const pool = parsePoolKey(key);
    if (pool === null) return [];
    const last = statusLog.changes.find((change) => change.atMs === sinceMs && change.to === status);
    return [{ pool, status, sinceMs, enforcement: last?.enforcement ?? null }];
  });
  return { readAtMs: nowMs, alarms, resetAtMs: nextHourMs(nowMs) };
}
