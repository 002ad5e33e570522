import { pointsOfSum, emptySum, mergeSum, type UsageSum } from '../../usage/usage-sum';
import { emptySketch, estimateDistinct, mergeSketches, type DistinctSketch } from '../../usage/distinct';
import { peopleKey, poolKey } from '../../usage/keys';
import { latencyPercentileMs } from '../../usage/latency';
import type { HourUsage } from '../../usage/hour-usage';
import { isSaidByBrowser, voucherOf } from '../../usage/vouching';
import { routeCharges } from '../../limits/charging';
import { routes, throttleReasons, triggers, type PoolId, type Route, type Trigger } from '../../model';
import { addPoints, noPoints } from '../sums';
import { sumsOf } from '../../usage/named';
import type { PoolRoutes, RouteView } from './route-views';

/** Fewer calls than this are anecdotes: one slow call would be the p95, one large page the price. */
export const leastCallsToCompare = 30;

interface RouteSum {
  pool: PoolId;
  route: Route;
  usageSum: UsageSum;
  triggers: Map<Trigger, number>;
  people: DistinctSketch | null;
  peakCallsASecond: number | null;
}

/** The routes of each pool over all these usages, the pool with most calls first. */
export function compareRoutes(usages: readonly HourUsage[]): PoolRoutes[] {
  const pools = new Map<string, RouteView[]>();
  const ids = new Map<string, PoolId>();
  for (const sum of routeSums(usages)) {
    const key = poolKey(sum.pool);
    ids.set(key, sum.pool);
    pools.set(key, [...(pools.get(key) ?? []), viewOf(sum)]);
  }
  return [...ids]
    .map(([key, pool]) => compared(pool, pools.get(key) ?? []))
    .sort((a, b) => b.requests - a.requests);
}

/** The same people call by several routes, so the largest crowd is the least that there can be. `null`: none was told apart. */
export function leastPeople(pools: readonly PoolRoutes[]): number | null {
  const counted = pools.flatMap(({ routes: views }) => views.flatMap(({ people }) => people ?? []));
  return counted.length === 0 ? null : Math.max(...counted);
}

function routeSums(usages: readonly HourUsage[]): RouteSum[] {
  const sums = new Map<string, RouteSum>();
  for (const usage of usages) {
    for (const [{ pool, route, trigger }, usageSum] of sumsOf(usage)) {
      const key = peopleKey(pool, route);
      const sum = sums.get(key) ?? {
        ...{ pool, route, usageSum: emptySum(), triggers: new Map<Trigger, number>() },
        ...{ people: null, peakCallsASecond: null },
      };
      mergeSum(sum.usageSum, usageSum);
      sum.triggers.set(trigger, (sum.triggers.get(trigger) ?? 0) + usageSum.requests);
      sums.set(key, sum);
    }
    for (const [key, sketch] of usage.people) {
      const sum = sums.get(key);
      if (sum !== undefined) mergeSketches((sum.people ??= emptySketch()), sketch);
    }
    for (const [key, calls] of usage.peaks) {
      const sum = sums.get(key);
      if (sum !== undefined) sum.peakCallsASecond = Math.max(calls, sum.peakCallsASecond ?? 0);
    }
  }
  return [...sums.values()];
}

function viewOf({ route, usageSum, people, peakCallsASecond, ...sum }: RouteSum): RouteView {
  const { charged, budget, basis, why, source } = routeCharges[route];
  const answers = usageSum.latency.reduce((all, calls) => all + calls, 0);
  const isEnough = answers >= leastCallsToCompare;
  const worth = pointsOfSum(usageSum);
  return {
    route,
    vouchedBy: voucherOf(sum.pool, route),
    isCharged: charged,
    charge: { basis, why, source },
    budget,
    requests: usageSum.requests,
    points: charged ? worth : noPoints,
    worth,
    share: null,
    triggers: triggers
      .map((trigger) => ({ trigger, requests: sum.triggers.get(trigger) ?? 0 }))
      .filter(({ requests }) => requests > 0)
      .sort((a, b) => b.requests - a.requests),
    throttles: throttleReasons.flatMap((reason) =>
      [
        { reason, isBeta: false, calls: usageSum.throttles.get(reason) ?? 0 },
        { reason, isBeta: true, calls: usageSum.throttles.get(`~${reason}`) ?? 0 },
      ].filter(({ calls }) => calls > 0),
    ),
    p50Ms: isEnough ? latencyPercentileMs(usageSum.latency, 0.5) : null,
    p95Ms: isEnough ? latencyPercentileMs(usageSum.latency, 0.95) : null,
    answers,
    people: people === null ? null : estimateDistinct(people),
    peakCallsASecond,
    isComparable: usageSum.requests >= leastCallsToCompare,
  };
}

function compared(pool: PoolId, views: readonly RouteView[]): PoolRoutes {
  const isRanked = views.filter(({ isComparable }) => isComparable).length >= 2;
  const points = views.reduce((sum, view) => addPoints(sum, view.points), noPoints);
  const place = ({ route }: RouteView): number => routes.indexOf(route);
  const requestsOf = (isSaid: boolean): number =>
    views.reduce((sum, { route, requests }) => (isSaidByBrowser(route) === isSaid ? sum + requests : sum), 0);
  return {
    pool,
    requests: requestsOf(false),
    saidRequests: requestsOf(true),
    points,
    routes: views
      .map((view) => ({
        ...view,
        share: isRanked && points.likely > 0 ? view.points.likely / points.likely : null,
      }))
      .sort((a, b) => (isRanked ? b.points.likely - a.points.likely : 0) || place(a) - place(b)),
    isRanked,
  };
}
