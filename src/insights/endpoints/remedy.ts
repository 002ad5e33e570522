import { startOfHourMs } from '../../usage/hour';
import { poolKey } from '../../usage/keys';
import type { Endpoint, Method, PoolId } from '../../model';
import { chargedPoints } from '../sums';
import { sumsOf } from '../../usage/named';
import type { Hours } from '../period';
import type { Advice, AdviceKind } from './advice-views';

/** The one change that saves most, and what it would have made of the fullest hour. */
export interface Remedy {
  pool: PoolId;
  kind: AdviceKind;
  method: Method;
  template: string;
  /** Points a day that it saves at most. */
  savesPointsADay: number;
  /** Of these hours the one in which this site spent most of the pool: likely points, as they were and with the change. */
  fullest: { hourStartMs: number; points: number; pointsWith: number };
}

/** The change must save this part of the fullest hour, or it is none to speak of first. */
const leastShare = 0.05;

/**
 * @param advice what these hours suggest, largest saving first
 * @param days that the hours cover, fractions included
 */
export function remedyOf(hours: Hours, advice: readonly Advice[], days: number): Remedy | null {
  for (const { kind, endpoint, savesPointsADay } of advice) {
    if (endpoint === null || savesPointsADay === null || savesPointsADay <= 0) continue;
    const { pool, method, template } = endpoint;
    const spent = [...hours].map(([hour, { usage }]) => {
      let [all, own] = [0, 0];
      for (const [id, usageSum] of sumsOf(usage)) {
        if (poolKey(id.pool) !== poolKey(pool)) continue;
        const { likely } = chargedPoints(id, usageSum);
        all += likely;
        if (isSame(id, endpoint)) own += likely;
      }
      return { hourStartMs: startOfHourMs(hour), all, own };
    });
    const total = spent.reduce((sum, { own }) => sum + own, 0);
    const [fullest] = [...spent].sort((a, b) => b.all - a.all);
    if (fullest === undefined || total <= 0) continue;
    const saved = fullest.own * Math.min(1, (savesPointsADay * days) / total);
    if (saved < leastShare * fullest.all) continue;
    return {
      ...{ pool, kind, method, template, savesPointsADay },
      fullest: {
        hourStartMs: fullest.hourStartMs,
        points: Math.round(fullest.all),
        pointsWith: Math.round(fullest.all - saved),
      },
    };
  }
  return null;
}

function isSame(
  id: Pick<Endpoint, 'method' | 'template'>,
  of: Pick<Endpoint, 'method' | 'template'>,
): boolean {
  return id.method === of.method && id.template === of.template;
}
