/** How a pool stands in this hour: one judgement, for the page and for what the sites are told. */
import { hourMs } from '../../src/time';
import { tierQuotas } from '../../src/limits/tiers';
import { bestFigure, type BestFigure } from '../estimate/best-figure';
import { learn } from '../estimate/learn';
import { anchoredHours, hourFacts } from '../store/estimate-facts';
import type { PoolNow } from '../store/sites-now';
import type { Sql } from '../store/sql';
import { atThisPace, statusOf, type AtThisPace } from './at-this-pace';
import type { PoolStatus } from './contract';

export interface Standing {
  best: BestFigure;
  /** What the figure speaks of, epoch milliseconds. */
  untilMs: number;
  quotaPoints: number;
  /** Whether an answer of this hour named it. */
  quotaIsSaid: boolean;
  line: AtThisPace;
  status: PoolStatus;
}

/** What of the hour and the one before the caller knows. */
export interface WallFacts {
  refusedByPool: number;
  wasAtWallLastHour: boolean;
}

export async function standingOf(
  sql: Sql,
  now: PoolNow,
  { refusedByPool, wasAtWallLastHour }: WallFacts,
  lookedAtMs: number | null,
  nowMs: number,
  nearShare: number,
): Promise<Standing> {
  const hour = Math.floor(nowMs / hourMs);
  const best = bestFigure(
    await hourFacts(sql, now.pool, hour, nowMs, now),
    learn(await anchoredHours(sql, now.pool, nowMs)),
  );
  const saidQuota = now.counter?.quotaPoints ?? null;
  const quotaPoints = saidQuota ?? tierQuotas.globalPoints;
  // What is estimated ends with the newest look; the counter's own guess goes on until now.
  const looked = best.basis === 'counter' ? nowMs : Math.min(nowMs, lookedAtMs ?? nowMs);
  const untilMs = Math.max(looked, hour * hourMs);
  const line = atThisPace(best, quotaPoints, untilMs);
  const status = statusOf({
    ...{ best, quotaPoints, nearShare, nowMs, wallAtMs: line.wallAtMs, refusedByPool, wasAtWallLastHour },
    remainingPoints: now.counter?.remainingPoints ?? null,
    isHeard: now.sites > 0 || now.countedRequests > 0 || now.counter !== null,
  });
  return { best, untilMs, quotaPoints, quotaIsSaid: saidQuota !== null, line, status };
}
