/** What the sites are told, of what the page shows of the same moment. */
import { hourMs } from '../../src/time';
import { inBands } from '../../src/pool-notice/bands';
import { mostNoticePools, type NoticePool } from '../../src/pool-notice/notice';
import { fitsNotice } from '../../src/pool-notice/read-notice';
import type { HoursRead } from '../pages/read-so-far';
import type { BestFigure } from '../estimate/best-figure';
import { standingOf, type Standing } from '../pages/standing';
import { bestFigureOf } from '../store/best-figures';
import { counterHours } from '../store/counter-hours';
import { refusedByPool } from '../store/hours';
import { poolsOfHour, type PoolNow } from '../store/sites-now';
import { toldPools } from '../planning/told-pools';
import type { Sql } from '../store/sql';
import { wallHours } from '../store/wall-hours';
import type { PoolMoment } from '../planning/when-to-tell';
import { withFigure, type PoolCourse } from '../planning/pool-course';

/** Customers of an app need not learn its owner's volume: bands unless the owner wants figures told. */
export type ToldForm = 'bands' | 'figures';

export interface Composed {
  moments: PoolMoment[];
  pools: NoticePool[];
  courses: Record<string, PoolCourse>;
}

export async function composePools(
  sql: Sql,
  app: number,
  form: ToldForm,
  before: Readonly<Record<string, PoolCourse>>,
  read: HoursRead,
  nowMs: number,
  nearShare: number,
): Promise<Composed> {
  const hour = Math.floor(nowMs / hourMs);
  const composed: Composed = { moments: [], pools: [], courses: {} };
  for (const now of toldPools(await poolsOfHour(sql, app, hour))) {
    if (composed.pools.length === mostNoticePools) break;
    const key = JSON.stringify([now.name, now.environment, now.product]);
    const best = await bestFigureOf(sql, now.pool, hour, now, nowMs);
    const walls = await wallFacts(sql, now, hour);
    const standing = await standingOf(sql, now, best, walls, read, nowMs, nearShare);
    const { untilMs, quotaPoints, end, status } = standing;
    // Of a low and a high alone nobody is told: a site would take its middle for a figure.
    if (best.likelyPoints === null) continue;
    const course = withFigure(before[key], untilMs, best.likelyPoints);
    const figure = figureOf(now, best, standing, course);
    const told = form === 'bands' ? inBands(figure) : figure;
    // A pool that no message can hold is left out of it: beside it the sites would refuse the others, too.
    if (!fitsNotice(told)) continue;
    composed.courses[key] = course;
    composed.moments.push({
      ...{ key, status, usedShare: best.likelyPoints / quotaPoints },
      endShare: end.endPoints === null ? null : end.endPoints.likely / quotaPoints,
    });
    composed.pools.push(told);
  }
  return composed;
}

async function wallFacts(
  sql: Sql,
  { pool }: PoolNow,
  hour: number,
): Promise<{ refusedByPool: number; wasAtWallLastHour: boolean }> {
  const refused = await refusedByPool(sql, pool, hour - 1);
  const counted = await counterHours(sql, pool, hour - 1, hour);
  return {
    refusedByPool: refused.get(hour) ?? 0,
    wasAtWallLastHour: wallHours(counted, refused).has(hour - 1),
  };
}

function figureOf(
  { name, environment, product, sites, counter }: PoolNow,
  best: BestFigure,
  { untilMs, quotaPoints, status }: Standing,
  { points }: PoolCourse,
): NoticePool {
  // The counter never falls within an hour: what it said is gone for certain.
  const counted = counter?.quotaPoints == null ? 0 : counter.quotaPoints - counter.remainingPoints;
  const likely = Math.round(best.likelyPoints ?? best.lowPoints);
  return {
    pool: { app: name, environment, product },
    ...{ asOfMs: Math.floor(untilMs), quotaPoints, enforcement: counter?.enforcement ?? null, status, sites },
    lowPoints: Math.min(likely, Math.max(counted, Math.floor(best.lowPoints))),
    likelyPoints: likely,
    // Of those alone who print nothing bounds the pool from above.
    highPoints: best.ofAllSites ? Math.max(likely, Math.ceil(best.highPoints)) : null,
    course: points,
  };
}
