import type { UsageSum } from '../usage/usage-sum';
import { dayOf } from '../usage/day';
import type { DayAccount } from '../usage/day-account';
import { hourOf, startOfHourMs, type HourNumber } from '../usage/hour';
import { poolKey } from '../usage/keys';
import { emptyHourUsage, type HourUsage } from '../usage/hour-usage';
import { quotaRefusals } from '../insights/incidents/quota-refusals';
import { addPoints, chargedPoints, noPoints } from '../insights/sums';
import { counterPoints } from '../insights/pools/counter-points';
import { byName, sumsOf } from '../usage/named';
import { chargedToPool } from '../limits/charging';
import { throttleReasons, type PoolId, type Route } from '../model';
import type { CallsByReason, HourRow } from './account';
import { isoOf, thousandths } from './figures';

/** What part of a route's points of a day went to reads that could be saved. Hours do not say; their day does. */
type SavableByRoute = Map<Route, { bridge: number; cache: number }>;

/** The pool's rows of these hours, which all are known. */
export function hourRows(
  days: ReadonlyMap<number, DayAccount>,
  hours: readonly HourNumber[],
  pool: PoolId,
  index: number,
): HourRow[] {
  const savable = new Map<number, SavableByRoute>();
  const savableOf = savableOfPool(pool);
  return hours.map((hour) => {
    const day = days.get(dayOf(hour));
    const known = savable.get(dayOf(hour)) ?? savableOf(day?.usage ?? emptyHourUsage());
    savable.set(dayOf(hour), known);
    return hourRow(day, hour, pool, index, known);
  });
}

function hourRow(
  day: DayAccount | undefined,
  hour: HourNumber,
  pool: PoolId,
  index: number,
  savable: SavableByRoute,
): HourRow {
  const usage = day?.hours.get(hour) ?? emptyHourUsage();
  let points = noPoints;
  let [requests, bridge, cache] = [0, 0, 0];
  const [refusedCalls, betaRefusedCalls]: [CallsByReason, CallsByReason] = [{}, {}];
  for (const [id, usageSum] of sumsOf(usage)) {
    if (poolKey(id.pool) !== poolKey(pool)) continue;
    const spent = chargedPoints(id, usageSum);
    points = addPoints(points, spent);
    if (chargedToPool(id.route)) requests += usageSum.requests;
    const parts = savable.get(id.route) ?? { bridge: 0, cache: 0 };
    bridge += spent.likely * parts.bridge;
    cache += spent.likely * parts.cache;
    addRefusals(usageSum, refusedCalls, betaRefusedCalls);
  }
  const notes = (day?.usage.throttles ?? []).filter(({ atMs }) => hourOf(atMs) === hour);
  const refused = quotaRefusals(usage, pool, notes);
  return {
    hour: isoOf(startOfHourMs(hour)),
    pool: index,
    knownSites: 1,
    requests,
    lowPoints: points.low,
    likelyPoints: points.likely,
    highPoints: points.high,
    refusedCalls,
    betaRefusedCalls,
    quotaRefusedFrom: refused === null ? null : isoOf(refused.firstAtMs),
    counterPoints: counterPoints(usage, pool),
    bridgePoints: thousandths(bridge),
    cachePoints: thousandths(cache),
  };
}

function addRefusals({ throttles }: UsageSum, refused: CallsByReason, beta: CallsByReason): void {
  for (const reason of throttleReasons) {
    const [calls, wouldBe] = [throttles.get(reason) ?? 0, throttles.get(`~${reason}`) ?? 0];
    if (calls > 0) refused[reason] = (refused[reason] ?? 0) + calls;
    if (wouldBe > 0) beta[reason] = (beta[reason] ?? 0) + wouldBe;
  }
}

/** Of one day after the other. */
function savableOfPool(pool: PoolId): (usage: HourUsage) => SavableByRoute {
  const wayOf = byName((id) => {
    if (poolKey(id.pool) !== poolKey(pool)) return null;
    const isRead = id.method === 'GET' || id.method === 'HEAD';
    // The same calls that the advice on an endpoint names: a person waits for them, and may see what they read.
    const isBridge = isRead && id.trigger === 'person' && id.route === 'forge.asUser';
    return { id, isBridge, isCache: isRead && !isBridge };
  });
  const part = (some: number, all: number): number => (all === 0 ? 0 : some / all);
  return (usage) => {
    const sums = new Map<Route, { all: number; bridge: number; cache: number }>();
    for (const [key, usageSum] of usage.sums) {
      const way = wayOf(key);
      if (way === null) continue;
      const sum = sums.get(way.id.route) ?? { all: 0, bridge: 0, cache: 0 };
      const points = chargedPoints(way.id, usageSum).likely;
      sum.all += points;
      if (way.isBridge) sum.bridge += points;
      if (way.isCache) sum.cache += points;
      sums.set(way.id.route, sum);
    }
    return new Map(
      [...sums].map(([route, { all, bridge, cache }]) => [
        route,
        { bridge: part(bridge, all), cache: part(cache, all) },
      ]),
    );
  };
}
