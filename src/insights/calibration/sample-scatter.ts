import type { PairRow } from './sample-design';

/** Two roundings to whole points in each difference. */
const leastScatter = Math.sqrt(1 / 6);
/** From the median of the absolute residuals to a standard deviation of what is normal. */
const toDeviation = 1.4826;
/** Fewer residuals than this have no median worth the name. */
const leastResiduals = 6;

/**
 * How far a pair of this kind may be off. An endpoint whose calls differ in cost, since nobody counts their objects, scatters
 * by itself; pairs that were open for long scatter by what others drew. Medians, so that a few bursts do not count as the
 * usual.
 */
export function scattersOf(
  rows: readonly PairRow[],
  residuals: readonly number[],
  endpoints: number,
): number[] {
  const byLength = new Map<number, number[]>();
  const byEndpoint = Array.from({ length: endpoints }, (): number[] => []);
  rows.forEach(({ length, endpoints: of }, i) => {
    const off = Math.abs(residuals[i] ?? 0);
    const alike = byLength.get(length);
    if (alike === undefined) byLength.set(length, [off]);
    else alike.push(off);
    // Of longer pairs the scatter is not the endpoint's.
    if (length === 0) for (const endpoint of of) byEndpoint[endpoint]?.push(off);
  });
  const ofLength = new Map([...byLength].map(([length, all]) => [length, scatterOf(all)]));
  const ofEndpoint = byEndpoint.map(scatterOf);
  const widest = Math.max(leastScatter, ...[...ofLength.values()].map((scatter) => scatter ?? 0));
  return rows.map(({ length, endpoints: of }) => {
    const own = of.map((endpoint) => ofEndpoint[endpoint] ?? 0);
    return Math.max(leastScatter, ofLength.get(length) ?? widest, ...own);
  });
}

function scatterOf(all: readonly number[]): number | null {
  return all.length < leastResiduals ? null : toDeviation * (median(all) ?? 0);
}

/** The upper one of two in the middle; `null` of nothing. */
export function median(all: readonly number[]): number | null {
  return [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? null;
}
