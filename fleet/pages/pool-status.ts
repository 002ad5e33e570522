/** How a pool is called in this hour. */
import { minuteMs } from '../../src/time';
import type { BestFigure, PoolStatus } from './contract';

const soonMs = 15 * minuteMs;

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
