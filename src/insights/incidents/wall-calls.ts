import { chargedToPool } from '../../limits/charging';
import type { HourUsage } from '../../usage/hour-usage';
import { poolKey } from '../../usage/keys';
import { sumsOf } from '../../usage/named';
import type { PoolId } from '../../model';
import { addPoints, chargedPoints, noPoints } from '../sums';
import { quotaRefusedCalls } from './quota-refusals';
import type { Largest, WallCalls, WallShare } from './wall-view';
import { textOrder } from '../../text-order';

const mostRows = 12;

/** The pool's calls of one hour, those that are alike together. */
export function wallCalls(usage: HourUsage, pool: PoolId): WallCalls[] {
  const key = poolKey(pool);
  return [...sumsOf(usage)].flatMap(([id, sum]): WallCalls[] => {
    if (poolKey(id.pool) !== key) return [];
    const { method, template, route, trigger, tag: feature } = id;
    const refusedCalls = quotaRefusedCalls(sum);
    const points = chargedPoints(id, sum);
    return [{ method, template, route, trigger, feature, requests: sum.requests, points, refusedCalls }];
  });
}

/** What calls drew together, and how many of them the pool is charged for. */
export function drawnBy(
  calls: readonly WallCalls[],
): Pick<WallCalls, 'points' | 'requests' | 'refusedCalls'> {
  return {
    points: calls.reduce((sum, { points }) => addPoints(sum, points), noPoints),
    requests: calls.reduce((sum, { route, requests }) => sum + (chargedToPool(route) ? requests : 0), 0),
    refusedCalls: calls.reduce((sum, { refusedCalls }) => sum + refusedCalls, 0),
  };
}

/** Those that are more than nothing by a figure, most first, and the rest of them together. */
export function largest(calls: readonly WallCalls[], of: (call: WallCalls) => number): Largest<WallCalls> {
  const some = calls
    .filter((call) => of(call) > 0)
    .sort((a, b) => of(b) - of(a) || textOrder(nameOf(a), nameOf(b)));
  const rest = some.slice(mostRows);
  return {
    rows: some.slice(0, mostRows),
    further: {
      rows: rest.length,
      requests: rest.reduce((sum, { requests }) => sum + requests, 0),
      points: rest.reduce((sum, { points }) => addPoints(sum, points), noPoints).likely,
      refusedCalls: rest.reduce((sum, { refusedCalls }) => sum + refusedCalls, 0),
    },
  };
}

/** The calls by one of their names, the name that drew most first, and among equals the one that was refused most. */
export function sharesBy<Name extends string | null>(
  calls: readonly WallCalls[],
  name: (call: WallCalls) => Name,
): WallShare<Name>[] {
  const shares = new Map<Name, WallShare<Name>>();
  for (const call of calls) {
    const share = shares.get(name(call)) ?? { name: name(call), requests: 0, points: 0, refusedCalls: 0 };
    share.requests += call.requests;
    share.points = Math.round((share.points + call.points.likely) * 1000) / 1000;
    share.refusedCalls += call.refusedCalls;
    shares.set(share.name, share);
  }
  return [...shares.values()].sort(
    (a, b) => b.points - a.points || b.refusedCalls - a.refusedCalls || textOrder(a.name ?? '', b.name ?? ''),
  );
}

function nameOf({ method, template, route, trigger, feature }: WallCalls): string {
  return [template, method, route, trigger, feature ?? ''].join(' ');
}
