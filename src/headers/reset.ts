import type { QuotaScope } from '../model';
import { nextHourMs } from '../limits/hour';
import { hourMeant, isHourly } from './hour';
import { isoTime, longestDeltaSeconds } from './instant';
import type { ProblemList } from './problems';

/**
 * When a quota's window ends. The points quotas end at the full hour, so `t` is read as the hour that it means, without its
 * rounding and travel time. A `t` that means no full hour was seen in the field (700 s off, while the reset date was right):
 * then the hour is taken, and the problem says so.
 */
export function quotaReset(
  seconds: number | null,
  scope: QuotaScope,
  windowSeconds: number | null,
  header: string,
  receivedAtMs: number,
  problems: ProblemList,
): number | null {
  if (seconds === null) return null;
  if (!isHourly(scope, windowSeconds)) {
    if (seconds <= longestDeltaSeconds) return receivedAtMs + seconds * 1000;
    problems.add(header, `t=${seconds}`, 'the reset lies more than a year ahead', null);
    return null;
  }
  const hour = hourMeant(receivedAtMs, seconds);
  if (hour !== null) return hour;
  const next = nextHourMs(receivedAtMs);
  const offSeconds = Math.round((receivedAtMs + seconds * 1000 - next) / 1000);
  const side = offSeconds > 0 ? 'after' : 'before';
  const problem = `t ends ${Math.abs(offSeconds)} s ${side} the full hour, when this quota is renewed`;
  problems.add(header, `t=${seconds}`, problem, isoTime(next));
  return next;
}
