import type { Hours } from '../period';
import { calibrate, type Calibration, type MeasuredCost } from './calibrate';
import { isSure, sureFrom } from './measured-price';
import { keyOf } from './measured-prices';
import { estimatePoints } from '../../costs/estimate';
import type { CounterSample } from '../../usage/counter-sample';

/** More pairs than this make no interval narrower that anybody would notice, and the page has to be answered. */
const mostPairs = 3000;

/** The pairs of the newest hours, whole hours at a time. */
function recentPairs(hours: Hours, most = mostPairs): CounterSample[] {
  const pairs: CounterSample[] = [];
  for (const [, { usage }] of [...hours].sort(([a], [b]) => b - a)) {
    if (pairs.length + usage.pairs.length > most) break;
    pairs.push(...usage.pairs);
  }
  return pairs;
}

/** The costs of so many calls each are taken over together once the half-widths of all are so small a part of what all cost. */
const portfolioFrom = { calls: sureFrom.calls, halfWidthShare: 0.15 } as const;

/** Pairs that show alone whether a price has moved: about two loud hours. */
const newestPairs = 960;

/** What calls cost by now, and which of it may take a price's place. */
export interface Takeable extends Calibration {
  /** By `keyOf`. */
  takeable: ReadonlySet<string>;
  /** Whether the gate of the portfolio let them through, or each its own. */
  isPortfolio: boolean;
}

/**
 * The one way from the counter's readings to prices. An endpoint whose newest pairs contradict the longer view is measured by the
 * newest alone: its price has moved, and the mean of both is right at no time.
 */
export function takeablePrices(hours: Hours): Takeable {
  const long = calibrate(recentPairs(hours));
  const newest = recentPairs(hours, newestPairs);
  const short = newest.length < long.pairs ? calibrate(newest) : null;
  const moved = new Map(short?.costs.map((cost) => [keyOf(cost), cost]));
  const costs = long.costs.map((cost) => {
    const now = moved.get(keyOf(cost));
    return now !== undefined && now.calls >= sureFrom.calls && areApart(now, cost) ? now : cost;
  });
  return { ...long, costs, ...gate(costs) };
}

/**
 * What sums over many endpoints need is that the sum is right: one wide interval among narrow ones widens the band and spoils
 * nothing, while a published price that the counter contradicts makes every hour wrong by as much.
 */
export function gate(costs: readonly MeasuredCost[]): Pick<Takeable, 'takeable' | 'isPortfolio'> {
  const known = costs.filter(({ calls, points }) => calls >= portfolioFrom.calls && points.likely > 0);
  const total = sumOf(known, ({ points }) => points.likely);
  const half = sumOf(known, ({ points }) => (points.high - points.low) / 2);
  const isPortfolio = total > 0 && half <= portfolioFrom.halfWidthShare * total;
  const chosen = isPortfolio ? known : known.filter((cost) => isSure(cost) || contradictsRule(cost));
  return { takeable: new Set(chosen.map(keyOf)), isPortfolio };
}

/** The published price lies outside of what was measured: whatever the width, its range would be wrong. */
function contradictsRule({ product, method, template, points, meanObjects }: MeasuredCost): boolean {
  const objects = meanObjects === null ? null : Math.round(meanObjects);
  const { points: rule } = estimatePoints({ product, method, path: template, objects });
  return points.low > rule.high || points.high < rule.low;
}

function areApart(a: MeasuredCost, b: MeasuredCost): boolean {
  return a.points.low > b.points.likely || a.points.high < b.points.likely;
}

function sumOf(costs: readonly MeasuredCost[], of: (cost: MeasuredCost) => number): number {
  return costs.reduce((sum, cost) => sum + cost.calls * of(cost), 0);
}
