import { hourOf } from '../../usage/hour';
import type { PoolForecast, PoolState, PoolStatus } from '../views';
import { minuteMs } from '../../time';

/** A wall so near is warned of even where it may not come; one farther away only when the whole band says so. */
const soonMs = 15 * minuteMs;
const verySoonMs = 7 * minuteMs;
/** The low end of the band is a mean rate's: the minutes to come scatter around it by about so much. */
const sureShare = 1.03;
/** What was foreseen is feared until the facts have contradicted it for so long. */
const calmMs = 10 * minuteMs;

/** Whether the pool will run dry within the hour, surely enough for the time that is left. */
export function isWallForeseen(
  forecast: PoolForecast | null,
  quotaPoints: number | null,
  nowMs: number,
): boolean {
  if (forecast === null || quotaPoints === null) return false;
  const { wallAtMs, earliestWallAtMs, endPoints } = forecast;
  if (earliestWallAtMs !== null && earliestWallAtMs - nowMs <= verySoonMs) return true;
  if (wallAtMs === null) return false;
  return wallAtMs - nowMs <= soonMs || endPoints.low >= sureShare * quotaPoints;
}

/** What the facts of the moment say of a pool, whatever was said before. */
export type PoolFacts = Pick<PoolState, 'status' | 'reachedPercent'>;

/**
 * More alarm is believed at once. What was foreseen is given up only after ten minutes or with a new hour, when the pool is full again;
 * what the counter said, or a threshold that an administrator has changed, does not waver, and is believed at once, too.
 * A higher threshold that is reached is an alarm of its own, so that each is told once; a lower one that holds after a change of them is none.
 */
export function settle(before: PoolState | null, facts: PoolFacts, nowMs: number): PoolState {
  const fresh: PoolState = { ...facts, sinceMs: nowMs, calmSinceMs: null };
  // With the hour the pool is full again, and what was true of the last one says nothing any more.
  if (before === null || hourOf(before.sinceMs) < hourOf(nowMs)) return fresh;
  if (before.status === facts.status) {
    if ((facts.reachedPercent ?? 0) > (before.reachedPercent ?? 0)) return fresh;
    const isSame = before.calmSinceMs === null && before.reachedPercent === facts.reachedPercent;
    return isSame ? before : { ...facts, sinceMs: before.sinceMs, calmSinceMs: null };
  }
  if (before.status !== 'watch' || alarm[facts.status] >= alarm[before.status]) return fresh;
  const calmSinceMs = before.calmSinceMs ?? nowMs;
  return nowMs - calmSinceMs >= calmMs ? fresh : { ...before, calmSinceMs };
}

const alarm: Readonly<Record<PoolStatus, number>> = {
  unknown: 0,
  fine: 0,
  recovering: 0,
  watch: 1,
  near: 2,
  exhausted: 3,
};
