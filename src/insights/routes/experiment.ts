/** One read by three routes, n times, in turn: what is planned, what was seen. Unknown is `null`, never 0. */
import type { ObjectsAt } from '../../costs/entry';
import type { Method, Points } from '../../model';

export const experimentRoutes = ['forge.asApp', 'forge.asUser', 'forge.bridge'] as const;
export type ExperimentRoute = (typeof experimentRoutes)[number];

export interface ExperimentCall {
  product: 'jira' | 'confluence';
  method: Extract<Method, 'GET' | 'POST'>;
  /** With query, as it is called. It is not kept with the result; the template is. */
  path: string;
  template: string;
  /** What a known read POST sends; `null` for a GET. */
  body: string | null;
  /** Where the answer holds its objects, as the catalogue says; `null` when it has no entry. */
  objectsAt: ObjectsAt | null;
  /** Points of one call by a charged route. */
  points: Points;
}

/** One call that was made. */
export interface ExperimentResult {
  /** Index into the run's calls. */
  call: number;
  route: ExperimentRoute;
  /** `null` when no answer came. */
  status: number | null;
  latencyMs: number;
  /** Objects in the answer; `null` when it could not be counted. */
  objects: number | null;
  /** By estimate; what a bridge call would cost by another route. */
  points: Points;
  /** The policy that the answer named, and what it said was left; `null` where it said nothing. */
  policy: string | null;
  remainingPoints: number | null;
}

export const experimentBounds = {
  calls: 5,
  repeats: 20,
  defaultRepeats: 3,
  /** Fewer answers by a route than this say nothing of which one is quicker. */
  leastToCompare: 10,
  /** Between two calls, so that a run is nobody's burst. */
  pauseMs: 1_000,
  /** A run that made no call for so long is over: its page is gone. */
  vanishedAfterMs: 120_000,
} as const;

/** Which call, by which route, is made as the so-manieth. Who comes first changes each round, so that neither warms for the other. */
export function stepAt(
  index: number,
  calls: number,
): { call: number; route: ExperimentRoute; round: number } {
  const perRound = calls * experimentRoutes.length;
  const round = Math.floor(index / perRound);
  const call = Math.floor((index % perRound) / experimentRoutes.length);
  const place = index % experimentRoutes.length;
  const order: readonly ExperimentRoute[] =
    round % 2 === 0 ? experimentRoutes : ['forge.asUser', 'forge.asApp', 'forge.bridge'];
  return { call, round, route: order[place] ?? 'forge.bridge' };
}

/** All steps of a run. */
export function stepCount(calls: number, repeats: number): number {
  return calls * experimentRoutes.length * repeats;
}

/** Points that one product's part of a run spends at most: the bridge is not charged, the other two routes are. */
export function mostPoints(
  calls: readonly Pick<ExperimentCall, 'product' | 'points'>[],
  product: ExperimentCall['product'],
  repeats: number,
): number {
  const each = calls
    .filter((call) => call.product === product)
    .reduce((sum, { points }) => sum + points.high, 0);
  return each * 2 * repeats;
}
