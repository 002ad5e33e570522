import { isHourly } from '../headers/hour';
import { hourMs } from '../time';
import type { Observation, QuotaReading } from '../model';
import { hourOf, startOfHourMs, type HourNumber } from './hour';
import { windowOf } from './policy-mark';

/** So near a full hour the time at which an answer came does not say in which hour its call was charged. */
const edgeMs = 5_000;

/**
 * The call in the hour in which it was charged. One that was charged in an hour's last moments comes with the next hour's first,
 * and its counter, which is all but empty, would speak for the whole of that hour. What the answer itself says decides where two
 * of its words agree. Else, so near a full hour, its readings belong to no hour; its points stay where it came.
 */
export function placed(seen: Observation): Observation {
  const call = byServersClock(seen);
  const { atMs, limits } = call;
  const quota = limits?.quotas.find(({ scope, windowSeconds }) => isHourly(scope, windowSeconds)) ?? null;
  const hour = hourOf(atMs);
  const isAtEdge = isFullHour(atMs);
  const named = windowOf(atMs, quota?.resetAtMs ?? null);
  if (limits === null || (!isAtEdge && named === hour)) return call;
  const meant = agreed(witnesses(call, quota));
  if (meant !== null) return meant === hour ? call : { ...call, atMs: within(atMs, meant) };
  return isAtEdge && (quota !== null || limits.throttle !== null) ? { ...call, isUnplaced: true } : call;
}

/** Hours are the server's: a clock that is off by more than an answer's travel would put calls beside their counter. */
function byServersClock(call: Observation): Observation {
  const { limits } = call;
  if (limits?.clockAheadMs === undefined || Math.abs(limits.clockAheadMs) <= edgeMs) return call;
  return { ...call, atMs: call.atMs - limits.clockAheadMs, limits: { ...limits, clockAheadMs: 0 } };
}

/** Each of an answer's own words for the hour in which it was charged, `t` first. */
function witnesses(call: Observation, quota: QuotaReading | null): HourNumber[] {
  const { atMs, limits, status } = call;
  const said: HourNumber[] = [];
  if (quota?.resetAtMs != null) said.push(windowOf(atMs, quota.resetAtMs));
  const retryAtMs = status === 429 ? (limits?.throttle?.retryAtMs ?? null) : null;
  if (retryAtMs !== null && isFullHour(retryAtMs)) said.push(windowOf(atMs, retryAtMs));
  if (limits?.clockAheadMs !== undefined) said.push(hourOf(atMs - limits.clockAheadMs));
  // Four fifths of a pool are not drawn within its first seconds: such a counter is the ended hour's.
  const sinceMs = atMs - startOfHourMs(hourOf(atMs));
  if (quota?.remaining != null && sinceMs <= edgeMs) said.push(hourOf(atMs) - 1);
  return said;
}

function agreed(said: readonly HourNumber[]): HourNumber | null {
  return said.find((hour, i) => said.indexOf(hour) < i) ?? null;
}

/** The moment of that hour that is nearest. */
function within(atMs: number, hour: HourNumber): number {
  return Math.min(Math.max(atMs, startOfHourMs(hour)), startOfHourMs(hour + 1) - 1);
}

function isFullHour(atMs: number): boolean {
  return Math.abs(atMs - Math.round(atMs / hourMs) * hourMs) <= edgeMs;
}
