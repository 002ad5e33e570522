/** Where the hour ends if it goes on as it went until now: a straight line, which says so, and no forecast. */
import { hourMs } from '../../src/time';
import type { BestFigure, Points, PoolStatus } from './contract';

const minuteMs = 60_000;
/** Before it a burst looks like an hour. */
const leastElapsedMs = 10 * minuteMs;
const soonMs = 15 * minuteMs;

export interface AtThisPace {
  /** `null`: too early in the hour, or no one figure is known. */
  endPoints: Points | null;
  /** Within this hour; `null`: not on that line, or nothing is refused there. */
  wallAtMs: number | null;
}

/** @param untilMs what the figure speaks of: a line is older than the moment in which it is read */
export function atThisPace(
  best: Pick<BestFigure, 'lowPoints' | 'likelyPoints' | 'highPoints'>,
  quotaPoints: number,
  untilMs: number,
): AtThisPace {
  const startMs = Math.floor(untilMs / hourMs) * hourMs;
  const elapsedMs = untilMs - startMs;
  const { likelyPoints } = best;
  if (elapsedMs < leastElapsedMs || likelyPoints === null) return { endPoints: null, wallAtMs: null };
  const grown = hourMs / elapsedMs;
  const endPoints = {
    low: best.lowPoints * grown,
    likely: likelyPoints * grown,
    high: best.highPoints * grown,
  };
  const isWallSeen = endPoints.likely >= quotaPoints && likelyPoints > 0;
  const wallAtMs = isWallSeen ? startMs + (elapsedMs * quotaPoints) / likelyPoints : null;
  return { endPoints, wallAtMs: wallAtMs === null ? null : Math.max(untilMs, wallAtMs) };
}

export interface PoolFacts {
  best: Pick<BestFigure, 'lowPoints' | 'likelyPoints' | 'highPoints' | 'ofAllSites'>;
  quotaPoints: number;
  /** From this share of it on the pool is near its limit. */
  nearShare: number;
  /** As the counter last said; `null`: it was not seen. */
  remainingPoints: number | null;
  /** Calls of this hour that were refused since the pool of all sites was empty. */
  refusedByPool: number;
  wasAtWallLastHour: boolean;
  /** A site said something of this hour, or Atlassian counted its requests. Before that nothing is known of it. */
  isHeard: boolean;
  wallAtMs: number | null;
  nowMs: number;
}

/** Nothing is called fine of which only a part is known. */
export function statusOf(facts: PoolFacts): PoolStatus {
  const { best, quotaPoints, nearShare, remainingPoints, refusedByPool, wallAtMs, nowMs } = facts;
  if (remainingPoints === 0 || refusedByPool > 0) return 'exhausted';
  // Of a low and a high the low alone proves that it is near, and the high alone that it is not.
  if ((best.likelyPoints ?? best.lowPoints) >= quotaPoints * nearShare) return 'near';
  if (wallAtMs !== null && wallAtMs <= nowMs + soonMs) return 'watch';
  if (facts.wasAtWallLastHour) return 'recovering';
  const isBelow = best.likelyPoints !== null || best.highPoints < quotaPoints * nearShare;
  return facts.isHeard && best.ofAllSites && isBelow ? 'fine' : 'unknown';
}
