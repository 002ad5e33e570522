import type { CounterSample } from '../../usage/counter-sample';
import { methods, products, type Endpoint, type Points } from '../../model';
import { priceMoves, type Measured } from './price-moves';
import { endpointOf, pairDesign, type EndpointColumns } from './sample-design';
import { fitPairs, type PairFit } from './sample-fit';
import { unseenParts, type UnseenPart } from './unseen-parts';

/** What the counter says that a call of an endpoint costs. */
export interface MeasuredCost extends Endpoint {
  /** Calls and pairs that it was measured from. */
  calls: number;
  pairs: number;
  /** Of a call with as many objects as those had: the 95% interval, and the best single figure. */
  points: Points;
  basePoints: number;
  objectPoints: number;
  /** `null` where some answers were not counted. */
  meanObjects: number | null;
  /** How far one call's cost lies from the next one's with as many objects, points: by what nobody counts. */
  callDeviation: number;
}

export interface Calibration {
  /** Those that cost most in the pairs come first. */
  costs: MeasuredCost[];
  pairs: number;
  /** Pairs that no price and no steady draw of others explains. */
  outliers: number;
}

/** Fewer pairs than this say nothing of their own scatter. */
const leastPairs = 8;

/**
 * Measures what each endpoint costs, from pairs of any pools and hours. Pairs of before an endpoint's price moved are left out: the
 * mean of both prices is right at no time.
 */
export function calibrate(pairs: readonly CounterSample[]): Calibration {
  const all = measured(pairs);
  if (all === null) return { costs: [], pairs: pairs.length, outliers: 0 };
  const moved = priceMoves(pairs, all);
  const since = new Map([...moved].map(([at, ms]) => [all.design.endpoints[at]?.endpoint ?? '', ms]));
  const kept = pairs.filter(({ pool, endedAtMs, calls }) =>
    calls.every(({ endpoint }) => endedAtMs >= (since.get(endpointOf(pool, endpoint)) ?? 0)),
  );
  const { design, fit, plain } = (moved.size === 0 ? null : measured(kept)) ?? all;
  const parts = unseenParts(design, fit, plain);
  const costs = design.endpoints.flatMap((columns, at) =>
    costOf(columns, fit).map((cost) => withPart(cost, parts.get(at))),
  );
  costs.sort((a, b) => b.points.likely * b.calls - a.points.likely * a.calls);
  return { costs, pairs: pairs.length, outliers: fit.outliers };
}

function measured(pairs: readonly CounterSample[]): Measured | null {
  if (pairs.length < leastPairs) return null;
  const design = pairDesign(pairs);
  const fit = fitPairs(design);
  const plain = design.endpoints.map(({ callsColumn, objectsColumn, meanObjects }) => {
    const objects = objectsColumn === null ? 0 : (fit.solution[objectsColumn] ?? 0);
    return (fit.solution[callsColumn] ?? 0) + objects * (meanObjects ?? 0);
  });
  return { design, fit, plain };
}

function costOf(columns: EndpointColumns, { solution, variance, usualMissPoints }: PairFit): MeasuredCost[] {
  const { endpoint, calls, pairs, meanObjects, callsColumn, objectsColumn } = columns;
  const named = endpointNamed(endpoint);
  if (named === null) return [];
  const factors = solution.map(() => 0);
  factors[callsColumn] = 1;
  if (objectsColumn !== null) factors[objectsColumn] = meanObjects ?? 0;
  const likely = solution.reduce((sum, value, i) => sum + value * (factors[i] ?? 0), 0);
  const deviation = Math.sqrt(Math.max(0, variance(factors)));
  if (!Number.isFinite(deviation)) return [];
  const half = widthFactor(pairs - 1) * deviation + usualMissPoints;
  const points = { low: Math.max(0, likely - half), likely, high: likely + half };
  const parts = partsOf(columns, solution, likely);
  return [
    {
      ...named,
      calls,
      pairs,
      points,
      meanObjects,
      callDeviation: 0,
      ...parts,
    },
  ];
}

/** Dear calls that nothing tells from the others raise the price of all of them in proportion: a sum over many is right then. */
function withPart(cost: MeasuredCost, part: UnseenPart | undefined): MeasuredCost {
  if (part === undefined || cost.points.likely <= 0) return cost;
  const { points, basePoints, objectPoints } = cost;
  const likely = Math.max(0, points.likely + part.meanPoints);
  const half = Math.hypot(points.high - points.likely, 1.96 * part.deviation);
  const factor = likely / points.likely;
  return {
    ...cost,
    points: { low: Math.max(0, likely - half), likely, high: likely + half },
    ...{ basePoints: basePoints * factor, objectPoints: objectPoints * factor },
    callDeviation: part.callDeviation,
  };
}

/** Where nothing tells objects from calls, the published point of a request is taken for the base. */
function partsOf(
  { meanObjects, callsColumn, objectsColumn }: EndpointColumns,
  solution: readonly number[],
  likely: number,
): { basePoints: number; objectPoints: number } {
  if (objectsColumn !== null)
    return { basePoints: solution[callsColumn] ?? 0, objectPoints: solution[objectsColumn] ?? 0 };
  if (meanObjects === null || meanObjects === 0) return { basePoints: likely, objectPoints: 0 };
  const basePoints = Math.min(1, likely);
  return { basePoints, objectPoints: (likely - basePoints) / meanObjects };
}

/** 97.5% point of Student's t, within 1% from 3 degrees of freedom on. */
function widthFactor(degrees: number): number {
  if (degrees < 3) return 12.7;
  return 1.96 + 2.37 / degrees + 2.82 / degrees ** 2 + 2.56 / degrees ** 3;
}

function endpointNamed(text: string): Endpoint | null {
  const [productText, methodText, ...template] = text.split(' ');
  const product = products.find((known) => known === productText);
  const method = methods.find((known) => known === methodText);
  return product === undefined || method === undefined
    ? null
    : { product, method, template: template.join(' ') };
}
