import type { CounterSample } from '../../usage/counter-sample';
import type { PairDesign } from './sample-design';
import { shortLength } from './sample-design';
import type { PairFit } from './sample-fit';
import { mostTimes } from './unseen-parts';

/** Pairs as they were fitted, and what a call of each endpoint costs by that. */
export interface Measured {
  design: PairDesign;
  fit: PairFit;
  plain: readonly number[];
}

/** A side of fewer pairs proves nothing. */
const leastPairs = 30;
/** Any moment may be the one, of any endpoint, in any hour: what is chance once in a million is chance once in a while. */
const sureDeviations = 5;
/** A move by a smaller part of the cost is not worth the pairs before it. */
const leastShare = 0.02;
/** Variance of a difference by its two roundings, points. */
const leastVariance = 1 / 6;

/**
 * When an endpoint's price moved, epoch milliseconds, by its place in the design: the moment that parts its residuals best into two
 * times of different means. What the residuals of all others do at that moment is no price of this one.
 */
export function priceMoves(
  pairs: readonly CounterSample[],
  { design, fit, plain }: Measured,
): ReadonlyMap<number, number> {
  const residuals = design.endpoints.map((): Residual[] => []);
  design.rows.forEach(({ length, endpoints: of, sums }, i) => {
    const [only] = of;
    if (length !== shortLength || only === undefined || of.length > 1 || sums[0]?.value !== 1) return;
    residuals[only]?.push({ atMs: pairs[i]?.endedAtMs ?? 0, points: fit.residuals[i] ?? 0 });
  });
  for (const all of residuals) all.sort((a, b) => a.atMs - b.atMs);
  return new Map(
    residuals.flatMap((own, at): [number, number][] => {
      const cost = Math.max(1, plain[at] ?? 0);
      const split = bestSplit(own, mostTimes * cost);
      if (split === null) return [];
      const others = residuals.flatMap((all, i) => (i === at ? [] : all)).sort((a, b) => a.atMs - b.atMs);
      const theirs = splitAt(others, split.atMs, mostTimes * cost);
      const least = leastShare * cost;
      const isMove =
        isSure(split.byPoints, split.deviation, least) &&
        isSure(split.byPoints - theirs.byPoints, Math.hypot(split.deviation, theirs.deviation), least);
      return isMove ? [[at, split.atMs]] : [];
    }),
  );
}

function isSure(byPoints: number, deviation: number, least: number): boolean {
  return Math.abs(byPoints) > Math.max(sureDeviations * deviation, least);
}

interface Residual {
  atMs: number;
  points: number;
}

interface Split {
  /** The first moment of the later side. */
  atMs: number;
  byPoints: number;
  deviation: number;
}

function bestSplit(all: readonly Residual[], most: number): Split | null {
  let best: Split | null = null;
  const sums = sumsUntil(all, most);
  for (let at = leastPairs; at <= all.length - leastPairs; at += 1) {
    const split = partedAt(all, sums, at);
    if (best === null || sureness(split) > sureness(best)) best = split;
  }
  return best;
}

const sureness = ({ byPoints, deviation }: Split): number => Math.abs(byPoints) / deviation;

function splitAt(all: readonly Residual[], atMs: number, most: number): Split {
  const at = all.findIndex((one) => one.atMs >= atMs);
  if (at < leastPairs || all.length - at < leastPairs) return { atMs, byPoints: 0, deviation: 0 };
  return partedAt(all, sumsUntil(all, most), at);
}

function partedAt(all: readonly Residual[], { sum, squares }: Sums, at: number): Split {
  const [before, after] = [at, all.length - at];
  const mean = (sum[at] ?? 0) / before;
  const meanAfter = ((sum.at(-1) ?? 0) - (sum[at] ?? 0)) / after;
  const scatter = (squares.at(-1) ?? 0) - before * mean ** 2 - after * meanAfter ** 2;
  const variance = Math.max(leastVariance, scatter / (all.length - 2));
  return {
    atMs: all[at]?.atMs ?? 0,
    byPoints: meanAfter - mean,
    deviation: Math.sqrt(variance * (1 / before + 1 / after)),
  };
}

/** Of the first 0, 1, 2, … residuals, cut where one is too far off. */
interface Sums {
  sum: number[];
  squares: number[];
}

function sumsUntil(all: readonly Residual[], most: number): Sums {
  const sums: Sums = { sum: [0], squares: [0] };
  for (const { points } of all) {
    const cut = Math.min(most, Math.max(-most, points));
    sums.sum.push((sums.sum.at(-1) ?? 0) + cut);
    sums.squares.push((sums.squares.at(-1) ?? 0) + cut * cut);
  }
  return sums;
}
