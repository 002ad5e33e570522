import type { UsageSum } from '../usage/usage-sum';
import { dayOf } from '../usage/day';
import { hourOf, startOfHourMs, type HourNumber } from '../usage/hour';
import { poolKey } from '../usage/keys';
import { emptyHourUsage } from '../usage/hour-usage';
import { quotaRefusals } from '../insights/incidents/quota-refusals';
import { addPoints, chargedPoints, noPoints } from '../insights/sums';
import { counterPoints } from '../insights/pools/counter-points';
import { sumsOf } from '../usage/named';
import { chargedToPool } from '../limits/charging';
import { throttleReasons, type PoolId } from '../model';
import type { CallsByReason, HourRow } from './account';
import { isoOf, thousandths } from './figures';
import type { ReportedDay } from './site-days';

/** The pool's rows of these hours, which all are known. */
export function hourRows(
  days: ReadonlyMap<number, ReportedDay>,
  hours: readonly HourNumber[],
  pool: PoolId,
  index: number,
): HourRow[] {
  return hours.map((hour) => hourRow(days.get(dayOf(hour)), hour, pool, index));
}

function hourRow(day: ReportedDay | undefined, hour: HourNumber, pool: PoolId, index: number): HourRow {
  const savable = day?.savable.get(poolKey(pool));
  const usage = day?.hours.get(hour) ?? emptyHourUsage();
  let points = noPoints;
  let [requests, bridge, cache] = [0, 0, 0];
  const [refusedCalls, betaRefusedCalls]: [CallsByReason, CallsByReason] = [{}, {}];
  for (const [id, usageSum] of sumsOf(usage)) {
    if (poolKey(id.pool) !== poolKey(pool)) continue;
    const spent = chargedPoints(id, usageSum);
    points = addPoints(points, spent);
    if (chargedToPool(id.route)) requests += usageSum.requests;
    const parts = savable?.get(id.route) ?? { bridge: 0, cache: 0 };
    bridge += spent.likely * parts.bridge;
    cache += spent.likely * parts.cache;
    addRefusals(usageSum, refusedCalls, betaRefusedCalls);
  }
  const notes = (day?.throttles ?? []).filter(({ atMs }) => hourOf(atMs) === hour);
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
