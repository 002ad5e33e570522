import { parsePoolKey } from '../../usage/keys';
import { alarmsOf } from '../../insights/forecast/status-log';
import { readState } from '../../ledger/settings';
import { nextHourMs } from '../../limits/hour';
import type { AlarmsView } from '../contract/contract';

/**
 * What was judged last; one storage call, beside those of the page's own answer. `null` when storage does not give it: the page
 * must not fail for want of its warning.
 */
export async function alarmsNow(nowMs: number): Promise<AlarmsView | null> {
  const state = await readState().catch(() => null);
  if (state === null) return null;
  const { statusLog } = state;
  const alarms = alarmsOf(statusLog, nowMs).flatMap(([key, { status, sinceMs }]) => {
    const pool = parsePoolKey(key);
    if (pool === null) return [];
    const last = statusLog.changes.find((change) => change.atMs === sinceMs && change.to === status);
    return [{ pool, status, sinceMs, enforcement: last?.enforcement ?? null }];
  });
  return { alarms, resetAtMs: nextHourMs(nowMs) };
}
