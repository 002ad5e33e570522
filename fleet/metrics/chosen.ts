/** Sites and endpoints that get series of their own: the largest of the last day, so that they stay the same for a while, and those that the owner named. */

/** Of all pools together. At most so many, whatever is asked for: `/metrics` of 10,000 sites stays far below 5 MB. */
export const mostSites = 1_000;
export const mostEndpoints = 500;

export interface MetricChoice {
  sites: number;
  endpoints: number;
  /** Ids or host names of sites that have a series whatever they draw. */
  namedSites: readonly string[];
}

export const usualChoice: MetricChoice = { sites: 25, endpoints: 50, namedSites: [] };

export interface Figures {
  requests: number;
  points: { low: number; likely: number; high: number };
  refused: number;
}

export interface Chosen<T> {
  chosen: T[];
  /** Those that are not, together; `null`: there are none. */
  other: Figures | null;
  folded: number;
}

/**
 * @param all the largest of the last day first
 * @param most how many at most
 * @param isNamed goes before the others
 */
export function choose<T extends Figures>(
  all: readonly T[],
  most: number,
  isNamed: (one: T) => boolean = () => false,
): Chosen<T> {
  const named = all.filter(isNamed).slice(0, most);
  const taken = new Set(named);
  for (const one of all) {
    if (taken.size >= most) break;
    taken.add(one);
  }
  const left = all.filter((one) => !taken.has(one));
  return {
    chosen: all.filter((one) => taken.has(one)),
    other: left.length === 0 ? null : left.reduce(sum, nothing),
    folded: left.length,
  };
}

const nothing: Figures = { requests: 0, points: { low: 0, likely: 0, high: 0 }, refused: 0 };

function sum(a: Figures, b: Figures): Figures {
  return {
    requests: a.requests + b.requests,
    points: {
      low: a.points.low + b.points.low,
      likely: a.points.likely + b.points.likely,
      high: a.points.high + b.points.high,
    },
    refused: a.refused + b.refused,
  };
}

/** What each pool has of a number that is for all of them. */
export function shareOf(most: number, pools: number): number {
  return Math.max(1, Math.floor(most / Math.max(1, pools)));
}
