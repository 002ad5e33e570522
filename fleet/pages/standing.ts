/** How a pool stands in this hour: one judgement, for the page and for what the sites are told. */
import { hourMs } from '../../src/time';
import { tierQuotas } from '../../src/limits/tiers';
import type { BestFigure } from '../estimate/best-figure';
import { foreseen, type Foreseen } from './foreseen';
import type { PoolNow } from '../store/sites-now';
import type { Sql } from '../store/sql';
import type { PoolStatus } from './contract';
import { pastTotals } from './past-totals';
import { statusOf } from './pool-status';
import type { HoursRead } from './read-so-far';

export interface Standing {
  /** What the figure speaks of, epoch milliseconds. */
  untilMs: number;
  quotaPoints: number;
  /** Whether an answer of this hour named it. */
  quotaIsSaid: boolean;
  end: Foreseen;
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
  best: BestFigure,
  { refusedByPool, wasAtWallLastHour }: WallFacts,
  read: HoursRead,
  nowMs: number,
  nearShare: number,
): Promise<Standing> {
  const hour = Math.floor(nowMs / hourMs);
  const saidQuota = now.counter?.quotaPoints ?? null;
  const quotaPoints = saidQuota ?? tierQuotas.globalPoints;
  // What is estimated ends with the newest look; the counter's own guess goes on until now.
  const looked = best.basis === 'counter' ? nowMs : Math.min(nowMs, read.lookedAtMs ?? nowMs);
  const untilMs = Math.max(looked, hour * hourMs);
  const end = foreseen(best, quotaPoints, untilMs, await pastTotals(sql, now, best, untilMs, read));
  const status = statusOf({
    ...{ best, quotaPoints, nearShare, nowMs, wallAtMs: end.wallAtMs, refusedByPool, wasAtWallLastHour },
    remainingPoints: now.counter?.remainingPoints ?? null,
    isHeard: now.sites > 0 || now.countedRequests > 0 || now.counter !== null,
  });
  return { untilMs, quotaPoints, quotaIsSaid: saidQuota !== null, end, status };
}
