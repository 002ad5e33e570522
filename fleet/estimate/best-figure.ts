/**
 * The best that is known of what all sites together drew in an hour. Atlassian's counter goes before everything; where it was not seen, the
 * gauges' estimate is scaled as earlier hours teach; where no hour ever was, what Atlassian counted beyond the gauges is added to their estimate
 * at what metered calls of the app spend; and without counts it is the estimate of those who print, and no word of the others.
 */
import { scaled, type Learned } from './learn';
import { priceError } from './rest';

export interface CounterPoint {
  atMs: number;
  /** Quota less what was left: of all sites. */
  drawnPoints: number;
}

export interface Rest {
  requests: number;
  lowPoints: number;
  /** `null`: no site of the app is metered, so that nothing says how long lists are. */
  likelyPoints: number | null;
  highPoints: number;
}

export interface HourFacts {
  startMs: number;
  /** Now, or the end of the hour. */
  untilMs: number;
  /** Likely points of the gauges, by endpoint. */
  estimated: ReadonlyMap<string, number>;
  /** Of the gauges' own band. */
  lowPoints: number;
  highPoints: number;
  /** In any order. */
  counter: readonly CounterPoint[];
  /** What Atlassian's counts of requests have beyond the gauges; `null`: no requests of this hour were counted. */
  rest: Rest | null;
  /** `null`: no answer named it. Past an enforced one nothing more is drawn. */
  wallPoints: number | null;
}

/**
 * `counter`: Atlassian's own, and a guess for the minutes since. `scaled`: the gauges' estimate as the counter of earlier hours corrects it.
 * `learned`: the gauges' estimate, and what Atlassian counted beyond it at what metered calls of the app spend. `counts`: counted requests alone, a
 * low and a high and never one number. `estimate`: of the sites that print, uncorrected.
 */
export const figureBases = ['counter', 'scaled', 'learned', 'counts', 'estimate'] as const;
export type FigureBasis = (typeof figureBases)[number];

export interface BestFigure {
  lowPoints: number;
  /** `null` where the basis is `counts`. */
  likelyPoints: number | null;
  highPoints: number;
  basis: FigureBasis;
  /** Whether it speaks of all sites, or of those only that print. */
  ofAllSites: boolean;
  /** Share of it that Atlassian's counter vouches for, 0 to 1. */
  countedShare: number;
}

/**
 * Of hours as those that were learned from so many are within the band. They are the busy ones, which scatter more than the others do: of all
 * hours of simulated apps the band holds in some 97 of a hundred.
 */
const heldShare = 0.88;
const shortestSlopeMs = 5 * 60_000;

export function bestFigure(facts: HourFacts, learned: Learned | null): BestFigure {
  const counter = [...facts.counter].sort((a, b) => a.atMs - b.atMs || a.drawnPoints - b.drawnPoints);
  const last = counter.at(-1);
  if (last !== undefined) return byCounter(facts, counter, last);
  if (learned !== null) return byEarlierHours(facts, learned);
  const likelyPoints = sum(facts.estimated);
  const { lowPoints, highPoints, rest } = facts;
  if (rest !== null) return withRest(facts, likelyPoints, rest);
  return { lowPoints, likelyPoints, highPoints, basis: 'estimate', ofAllSites: false, countedShare: 0 };
}

function withRest({ lowPoints, highPoints, wallPoints }: HourFacts, likely: number, rest: Rest): BestFigure {
  const wall = wallPoints ?? Infinity;
  const { low, high } = withPriceError({ low: lowPoints, likely, high: highPoints });
  return {
    lowPoints: Math.min(wall, low + rest.lowPoints),
    likelyPoints: rest.likelyPoints === null ? null : Math.min(wall, likely + rest.likelyPoints),
    highPoints: Math.min(wall, high + rest.highPoints),
    basis: rest.likelyPoints === null ? 'counts' : 'learned',
    ...{ ofAllSites: true, countedShare: 0 },
  };
}

interface Band {
  low: number;
  likely: number;
  high: number;
}

/** The gauges' own band knows the documented prices alone. */
function withPriceError({ low, likely, high }: Band): Band {
  return {
    low: Math.min(low, likely * (1 - priceError.below)),
    likely,
    high: Math.max(high, likely * (1 + priceError.above)),
  };
}

/**
 * What the sites heard drew, beside the best figure of all: their gauges' estimate as it is, with a band that knows as much. The whole is no less
 * than what a part of it is at the least, and no part is more than the whole is at the most.
 * @param gauges as they estimate it themselves
 */
export function heardBeside(
  gauges: Band,
  { basis, lowPoints, highPoints }: Pick<BestFigure, 'basis' | 'lowPoints' | 'highPoints'>,
): Band {
  // There the best figure is of the same sites, and has the same band.
  if (basis === 'estimate') return gauges;
  // Where no counter corrects anything the whole has the part's band in its own.
  const isUncorrected = basis === 'learned' || basis === 'counts';
  const { low, likely, high } = isUncorrected ? withPriceError(gauges) : gauges;
  return { low: Math.min(low, lowPoints), likely, high: Math.max(likely, Math.min(high, highPoints)) };
}

/** The counter never falls within an hour: what it said is the least. Since then it went on about as before. */
function byCounter(
  { startMs, untilMs, wallPoints }: HourFacts,
  counter: readonly CounterPoint[],
  last: CounterPoint,
): BestFigure {
  // Thousands of sites read it again and again: more than a call takes values.
  const drawnPoints = counter.reduce((most, point) => Math.max(most, point.drawnPoints), 0);
  const sinceMs = Math.max(0, untilMs - last.atMs);
  const earlier = counter.filter(({ atMs }) => atMs <= last.atMs - shortestSlopeMs).at(-1);
  const from = earlier ?? { atMs: startMs, drawnPoints: 0 };
  const aMs = Math.max(0, drawnPoints - from.drawnPoints) / Math.max(1, last.atMs - from.atMs);
  const wall = wallPoints === null ? Infinity : Math.max(wallPoints, drawnPoints);
  const grown = aMs * sinceMs;
  // One reading's moment of arrival and the calls on their way: a tenth of a percent.
  const slack = drawnPoints * 0.001;
  const likelyPoints = Math.min(wall, drawnPoints + grown);
  return {
    lowPoints: Math.min(drawnPoints - slack + grown * 0.25, likelyPoints),
    likelyPoints,
    highPoints: Math.min(wall, drawnPoints + slack + grown * 2.5),
    basis: 'counter',
    ofAllSites: true,
    countedShare: likelyPoints > 0 ? drawnPoints / likelyPoints : 1,
  };
}

/** Below the wall's 80% the headers are silent: an hour without a reading that the fit puts above it was none, but sites may have been asleep. */
function byEarlierHours({ estimated }: HourFacts, learned: Learned): BestFigure {
  const likelyPoints = scaled(estimated, learned);
  const [low, high] = bandOf(learned.ratios);
  return {
    lowPoints: likelyPoints * low,
    likelyPoints,
    highPoints: likelyPoints * high,
    basis: 'scaled',
    ofAllSites: true,
    countedShare: 0,
  };
}

/**
 * Of ratios that rise: what holds the wanted share of a further one, between two of them where it falls there. Where even the outermost
 * says too little, the band is as much wider as ranks are missing.
 */
function bandOf(ratios: readonly number[]): readonly [number, number] {
  const rank = ((1 - heldShare) / 2) * (ratios.length + 1);
  const at = (place: number): number => {
    const below = ratios[Math.floor(place)] ?? 1;
    return below + ((ratios[Math.ceil(place)] ?? below) - below) * (place - Math.floor(place));
  };
  const place = Math.max(0, rank - 1);
  const widen = Math.sqrt(Math.max(1, 1 / rank));
  const [low, high] = [at(place), at(ratios.length - 1 - place)];
  return [Math.max(0, Math.min(1, 1 - (1 - low) * widen)), Math.max(1, 1 + (high - 1) * widen)];
}

function sum(estimated: ReadonlyMap<string, number>): number {
  let points = 0;
  for (const likely of estimated.values()) points += likely;
  return points;
}
