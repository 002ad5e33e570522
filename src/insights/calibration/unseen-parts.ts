import type { PairFit } from './sample-fit';
import { shortLength, type PairDesign } from './sample-design';
import { median } from './sample-scatter';

/** By how much a call costs more on average than the fit says, and how sure that is: points. */
export interface UnseenPart {
  meanPoints: number;
  deviation: number;
}

const leastPairs = 30;
/** Fewer endpoints than this do not tell what is one endpoint's own from what hits all. */
const leastEndpoints = 3;
/** One pair counts for so many times the endpoint's cost at most: beyond it others are likelier than a dear call. */
const mostTimes = 4;
const sureDeviations = 3;

/**
 * The fit leaves out pairs that are far off, since a burst of others is no price. Where some calls of an endpoint cost more, by a
 * parameter that nobody counts, it leaves out those as well. A burst hits the pairs of all endpoints alike; what is beyond that is the
 * endpoint's own. By the endpoint's place in the design; only where it is sure.
 */
export function unseenParts(
  { rows, endpoints }: PairDesign,
  { residuals }: Pick<PairFit, 'residuals'>,
  costs: readonly number[],
): ReadonlyMap<number, UnseenPart> {
  const byEndpoint = endpoints.map((): number[] => []);
  rows.forEach(({ length, endpoints: of, sums }, i) => {
    const [only] = of;
    const isOneCall = of.length === 1 && (sums[0]?.value ?? 0) === 1;
    if (length !== shortLength || only === undefined || !isOneCall) return;
    const most = mostTimes * Math.max(1, costs[only] ?? 0);
    byEndpoint[only]?.push(Math.min(most, Math.max(-most, residuals[i] ?? 0)));
  });
  const known = byEndpoint.flatMap((all, at) => (all.length < leastPairs ? [] : [{ at, ...meanOf(all) }]));
  const parts = new Map<number, UnseenPart>();
  if (known.length < leastEndpoints) return parts;
  const usual = Math.max(0, median(known.map(({ meanPoints }) => meanPoints)) ?? 0);
  for (const { at, meanPoints, deviation } of known) {
    const own = meanPoints - usual;
    if (own > sureDeviations * deviation) parts.set(at, { meanPoints: own, deviation });
  }
  return parts;
}

function meanOf(all: readonly number[]): UnseenPart {
  const meanPoints = all.reduce((sum, one) => sum + one, 0) / all.length;
  const squares = all.reduce((sum, one) => sum + (one - meanPoints) ** 2, 0);
  return { meanPoints, deviation: Math.sqrt(squares / Math.max(1, all.length - 1) / all.length) };
}
