import { throttleCount } from '../../usage/usage-sum';
import { startOfHourMs, type HourNumber } from '../../usage/hour';
import { poolKey } from '../../usage/keys';
import type { PoolId } from '../../model';
import { lastQuota, poolLevel, policiesOf } from './level';
import { ownSpend } from './pools';
import { addPoints, chargedPoints } from '../sums';
import { sumsOf } from '../../usage/named';
import type { Hours } from '../period';
import type { HourCell, HourLevel, HourReading, HourView } from '../views';
import { textOrder } from '../../text-order';

/** The wanted hours in their order, each with its spend by pool (an index into `pools`) and route. */
export function hourViews(hours: Hours, wanted: readonly HourNumber[], pools: readonly PoolId[]): HourView[] {
  const indexes = new Map(pools.map((pool, i) => [poolKey(pool), i]));
  return wanted.map((hour) => ({
    hourStartMs: startOfHourMs(hour),
    cells: hourCells(hours, hour, indexes),
    levels: pools.flatMap((pool, index) => hourLevel(hours, hour, pool, index)),
    readings: pools.flatMap((pool, index) => lastReading(hours, hour, pool, index)),
  }));
}

/** As the gauge judges the running hour, so each that is over: by the last word of its answers. */
function hourLevel(hours: Hours, hour: HourNumber, pool: PoolId, index: number): HourLevel[] {
  if (!hours.has(hour)) return [];
  const { points } = ownSpend(hours, pool, hour);
  const { lowPoints, highPoints, basis } = poolLevel(hours, pool, startOfHourMs(hour + 1) - 1, points);
  return basis === 'none' && points.high === 0 ? [] : [{ pool: index, lowPoints, highPoints, basis }];
}

function hourCells(hours: Hours, hour: HourNumber, indexes: ReadonlyMap<string, number>): HourCell[] {
  const usage = hours.get(hour)?.usage;
  const cells = new Map<string, HourCell>();
  for (const [id, sum] of usage === undefined ? [] : sumsOf(usage)) {
    const pool = indexes.get(poolKey(id.pool));
    if (pool === undefined) continue;
    const key = `${pool}|${id.route}`;
    const known = cells.get(key);
    const points = chargedPoints(id, sum);
    const throttles = throttleCount(sum);
    if (known === undefined)
      cells.set(key, { pool, route: id.route, requests: sum.requests, points, throttles });
    else {
      known.requests += sum.requests;
      known.points = addPoints(known.points, points);
      known.throttles += throttles;
    }
  }
  return [...cells.entries()].sort(([a], [b]) => textOrder(a, b)).map(([, cell]) => cell);
}

function lastReading(hours: Hours, hour: HourNumber, pool: PoolId, index: number): HourReading[] {
  const account = hours.get(hour);
  if (account === undefined) return [];
  const policies = policiesOf(new Map([[hour, account]]), pool);
  const quota = lastQuota(policies);
  const last = policies.findLast(({ mark }) => mark.remaining !== null)?.mark;
  if (quota === null || last === undefined || last.remaining === null) return [];
  return [{ pool: index, usedPoints: Math.max(0, quota - last.remaining), atMs: last.lastAtMs }];
}
