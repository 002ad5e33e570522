import type { Hours } from '../period';
import { calibrate, type Calibration, type MeasuredCost } from './calibrate';
import { forAnHour, isSure } from './measured-price';
import { keyOf } from './measured-prices';
import { sumsOf } from '../../usage/named';
import { priceKey } from '../../costs/overrides';
import { estimatePoints } from '../../costs/estimate';
import type { CounterSample } from '../../usage/counter-sample';

/** More pairs than this make no interval narrower that anybody would notice, and the page has to be answered. */
const mostPairs = 3000;

/** The pairs of the newest hours, whole hours at a time. */
function recentPairs(hours: Hours): CounterSample[] {
  const pairs: CounterSample[] = [];
  for (const [, { usage }] of [...hours].sort(([a], [b]) => b - a)) {
    if (pairs.length + usage.pairs.length > mostPairs) break;
    pairs.push(...usage.pairs);
  }
  return pairs;
}

/**
 * The costs of so many calls each are taken over together once they make so large a part of what all calls cost, and their
 * half-widths so small a part of it: a sum is no better for the cheap half of it being right.
 */
const portfolioFrom = { calls: 5, costShare: 0.8, halfWidthShare: 0.15 } as const;

/** What calls cost by now, and which of it may take a price's place. */
export interface Takeable extends Calibration {
  /** By `keyOf`. */
  takeable: ReadonlySet<string>;
  /** Whether the gate of the portfolio let them through, or each its own. */
  isPortfolio: boolean;
}

/** What calls cost in these hours, each by itself: the one way from the counter's readings to costs. */
export function measuredCosts(hours: Hours): Calibration {
  return calibrate(recentPairs(hours));
}

/** The same for the calls of hours to come. @param wide by how much past hours say that intervals are too narrow */
export function takeablePrices(hours: Hours, wide = 1, measured = measuredCosts(hours)): Takeable {
  const usual = callsInQuietHours(hours);
  const costs = measured.costs.map((cost) => forAnHour(cost, usual.get(keyOf(cost)) ?? 1, wide));
  return { ...measured, costs, ...gate(measured.costs) };
}

/** Calls of each endpoint in an hour that has any, by `keyOf`: a quarter of these hours have fewer. */
function callsInQuietHours(hours: Hours): Map<string, number> {
  const byEndpoint = new Map<string, number[]>();
  for (const { usage } of hours.values()) {
    const inHour = new Map<string, number>();
    for (const [{ pool, method, template }, { requests }] of sumsOf(usage)) {
      const key = priceKey(pool.product, method, template);
      inHour.set(key, (inHour.get(key) ?? 0) + requests);
    }
    for (const [key, calls] of inHour) byEndpoint.set(key, [...(byEndpoint.get(key) ?? []), calls]);
  }
  return new Map(
    [...byEndpoint].map(([key, all]) => [key, all.sort((a, b) => a - b)[Math.floor(all.length / 4)] ?? 1]),
  );
}

/**
 * What sums over many endpoints need is that the sum is right: one wide interval among narrow ones widens the band and spoils
 * nothing, while a published price that the counter contradicts makes every hour wrong by as much.
 */
export function gate(costs: readonly MeasuredCost[]): Pick<Takeable, 'takeable' | 'isPortfolio'> {
  const known = costs.filter(({ calls, points }) => calls >= portfolioFrom.calls && points.likely > 0);
  const total = sumOf(known, ({ points }) => points.likely);
  const half = sumOf(known, ({ points }) => (points.high - points.low) / 2);
  const all = sumOf(costs, ({ points }) => points.likely);
  const isMost = total > 0 && total >= portfolioFrom.costShare * all;
  const isPortfolio = isMost && half <= portfolioFrom.halfWidthShare * total;
  const chosen = isPortfolio ? known : known.filter((cost) => isSure(cost) || contradictsRule(cost));
  return { takeable: new Set(chosen.map(keyOf)), isPortfolio };
}

/** The published price lies outside of what was measured: whatever the width, its range would be wrong. */
function contradictsRule({ product, method, template, points, meanObjects }: MeasuredCost): boolean {
  const objects = meanObjects === null ? null : Math.round(meanObjects);
  const { points: rule } = estimatePoints({ product, method, path: template, objects });
  return points.low > rule.high || points.high < rule.low;
}

function sumOf(costs: readonly MeasuredCost[], of: (cost: MeasuredCost) => number): number {
  return costs.reduce((sum, cost) => sum + cost.calls * of(cost), 0);
}
