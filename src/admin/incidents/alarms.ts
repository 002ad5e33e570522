import { parsePoolKey } from '../../usage/keys';
import { alarmsOf } from '../../insights/forecast/status-log';
import { setsOff } from '../../insights/pools/thresholds';
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
  const alarms = alarmsOf(statusLog, nowMs).flatMap(([key, alarm]) => {
    const { status, sinceMs, reachedPercent } = alarm;
    const pool = parsePoolKey(key);
    if (pool === null || !setsOff(state.settings.thresholds, alarm, 'banner')) return [];
    const last = statusLog.changes.find((change) => change.atMs === sinceMs && change.to === status);
    const reached = reachedPercent === undefined ? {} : { reachedPercent };
    return [{ pool, status, sinceMs, ...reached, enforcement: last?.enforcement ?? null }];
  });
  return { alarms, resetAtMs: nextHourMs(nowMs) };
}
