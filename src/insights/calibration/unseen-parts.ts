import { chanceOfSoMany } from './fisher-test';
import type { PairFit } from './sample-fit';
import { shortLength, type PairDesign } from './sample-design';

/** What the fit does not say of an endpoint's calls, since it leaves out what lies far off. Points. */
export interface UnseenPart {
  /** By how much a call costs more on average than the fit says, and how sure that is. */
  meanPoints: number;
  deviation: number;
  /** How far one call's cost lies from that of the next, by what nobody counts. */
  callDeviation: number;
}

const leastPairs = 30;
/** Where others hit more of the pairs than this, theirs is most of what is seen. */
const mostOff = 0.4;
/** Fewer endpoints than this do not tell what is one endpoint's own from what hits all. */
const leastEndpoints = 3;
/** One pair counts for so many times the endpoint's cost at most: beyond it others are likelier than a dear call. */
export const mostTimes = 4;
/** Two roundings explain this much of a difference, points; more, and more than this part of the cost, is off. */
const offFrom = { points: 1.25, share: 0.05 } as const;
/**
 * So likely is it at most that chance alone finds something unseen, of all that is compared in two days together (Bonferroni): each of the
 * endpoints once an hour, since prices are measured anew each hour.
 */
const mostChance = 0.05;
const hoursCompared = 48;
/** From how many deviations of its own mean on an endpoint without others beside it has something unseen. */
const eitherDeviations = 4;

/** The residuals of an endpoint's pairs of one call, and how long those were open on average. */
interface Single {
  at: number;
  residuals: number[];
  meanSeconds: number;
}

/**
 * The fit leaves out pairs that are far off, since a burst of others is no price. Where some calls of an endpoint cost more, by a
 * parameter that nobody counts, it leaves out those as well. A burst hits the pairs of all endpoints alike, in proportion to time;
 * where more of one endpoint's pairs are off than of the others', the rest is its own. How many are off decides it, since that does
 * not depend on how large others' bursts are; and the others' residuals are cut at the same points as the endpoint's own, since a
 * cheap call's would tell of small draws only. By the endpoint's place in the design; only where it is sure.
 */
export function unseenParts(
  { rows, endpoints }: PairDesign,
  { residuals }: Pick<PairFit, 'residuals'>,
  costs: readonly number[],
): ReadonlyMap<number, UnseenPart> {
  const singles = endpoints.map((_, at): Single => ({ at, residuals: [], meanSeconds: 0 }));
  rows.forEach(({ length, endpoints: of, sums, elapsedSeconds }, i) => {
    const [only] = of;
    const isOneCall = of.length === 1 && (sums[0]?.value ?? 0) === 1;
    const single = only === undefined ? undefined : singles[only];
    if (length !== shortLength || single === undefined || !isOneCall) return;
    single.residuals.push(residuals[i] ?? 0);
    single.meanSeconds += (elapsedSeconds - single.meanSeconds) / single.residuals.length;
  });
  const known = singles.filter((single) => single.residuals.length >= leastPairs);
  if (known.length < leastEndpoints) {
    const either = known.map((own): [number, UnseenPart | null] => [
      own.at,
      eitherOf(own, costs[own.at] ?? 0),
    ]);
    return new Map(either.flatMap(([at, part]) => (part === null ? [] : [[at, part]])));
  }
  return new Map(
    known.flatMap((own): [number, UnseenPart][] => {
      const part = partOf(own, known, costs[own.at] ?? 0);
      return part === null ? [] : [[own.at, part]];
    }),
  );
}

/** Nothing tells others' draw from dear calls where there is no endpoint beside it: the interval holds both. */
function eitherOf(own: Single, cost: number): UnseenPart | null {
  const { off, mean, variance } = momentsOf(own, mostTimes * Math.max(1, cost), isOffFrom(cost));
  const deviation = Math.sqrt(variance / own.residuals.length);
  if (off >= mostOff || mean <= eitherDeviations * deviation) return null;
  return { meanPoints: 0, deviation: mean / 1.96 + deviation, callDeviation: Math.sqrt(variance) };
}

const isOffFrom = (cost: number): number => Math.max(offFrom.points, offFrom.share * cost);

function partOf(own: Single, all: readonly Single[], cost: number): UnseenPart | null {
  const most = mostTimes * Math.max(1, cost);
  const isOff = isOffFrom(cost);
  const mine = momentsOf(own, most, isOff);
  const others = all.filter((one) => one !== own);
  const theirs = others.map((one) => {
    const of = momentsOf(one, most, isOff);
    // What others draw grows with time.
    const times = one.meanSeconds > 0 ? own.meanSeconds / one.meanSeconds : 1;
    return { off: Math.min(1, of.off * times), mean: of.mean * times, variance: of.variance * times };
  });
  const usual = (what: 'off' | 'mean' | 'variance'): number => lowerMedian(theirs.map((one) => one[what]));
  const [calls, theirCalls] = [own.residuals.length, others.reduce((n, one) => n + one.residuals.length, 0)];
  const off = usual('off');
  if (off >= mostOff || mine.off <= off) return null;
  const chance = chanceOfSoMany(
    { hits: Math.round(mine.off * calls), of: calls },
    { hits: Math.round(off * theirCalls), of: theirCalls },
  );
  if (chance > mostChance / (all.length * hoursCompared)) return null;
  return {
    meanPoints: mine.mean - Math.max(0, usual('mean')),
    deviation: Math.sqrt(mine.variance / calls + usual('variance') / theirCalls),
    callDeviation: Math.sqrt(Math.max(0, mine.variance - usual('variance'))),
  };
}

/** The lower one of two in the middle: what one endpoint of few has of its own is none of what hits all. */
function lowerMedian(all: readonly number[]): number {
  return [...all].sort((a, b) => a - b)[Math.ceil(all.length / 2) - 1] ?? 0;
}

function momentsOf(
  { residuals }: Single,
  most: number,
  isOff: number,
): { off: number; mean: number; variance: number } {
  const cut = residuals.map((one) => Math.min(most, Math.max(-most, one)));
  const mean = cut.reduce((sum, one) => sum + one, 0) / cut.length;
  const squares = cut.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const off = cut.filter((one) => Math.abs(one) > isOff).length / cut.length;
  return { off, mean, variance: squares / Math.max(1, cut.length - 1) };
}
