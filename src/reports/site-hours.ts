import type { UsageSum } from '../usage/usage-sum';
import { dayOf } from '../usage/day';
import type { DayAccount } from '../usage/day-account';
import { hourOf, startOfHourMs, type HourNumber } from '../usage/hour';
import { poolKey } from '../usage/keys';
import { emptyHourUsage, type HourUsage } from '../usage/hour-usage';
import { quotaRefusals } from '../insights/incidents/quota-refusals';
import { addPoints, chargedPoints, noPoints } from '../insights/sums';
import { counterPoints } from '../insights/pools/counter-points';
import { sumsOf } from '../usage/named';
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
  return hours.map((hour) => {
    const day = days.get(dayOf(hour));
    const known = savable.get(dayOf(hour)) ?? savableOf(day?.usage ?? emptyHourUsage(), pool);
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

function savableOf(usage: HourUsage, pool: PoolId): SavableByRoute {
  const sums = new Map<Route, { all: number; bridge: number; cache: number }>();
  for (const [id, usageSum] of sumsOf(usage)) {
    if (poolKey(id.pool) !== poolKey(pool)) continue;
    const sum = sums.get(id.route) ?? { all: 0, bridge: 0, cache: 0 };
    const points = chargedPoints(id, usageSum).likely;
    const isRead = id.method === 'GET' || id.method === 'HEAD';
    sum.all += points;
    // The same calls that the advice on an endpoint names: a person waits for them, and may see what they read.
    if (isRead && id.trigger === 'person' && id.route === 'forge.asUser') sum.bridge += points;
    else if (isRead) sum.cache += points;
    sums.set(id.route, sum);
  }
  const part = (some: number, all: number): number => (all === 0 ? 0 : some / all);
  return new Map(
    [...sums].map(([route, { all, bridge, cache }]) => [
      route,
      { bridge: part(bridge, all), cache: part(cache, all) },
    ]),
  );
}
