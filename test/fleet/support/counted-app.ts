/**
 * Simulated apps whose counter nobody sees: how near the figure comes that Atlassian's counts of requests give, and how often its band holds.
 * Hidden prices as in the simulated app, and lists that are long on one site and short on another.
 */
import { bestFigure } from '../../../fleet/estimate/best-figure';
import {
  pathKey,
  restOf,
  sumOfRests,
  type CountedPath,
  type LearnedPrices,
  type MeteredPath,
  type PointsACall,
} from '../../../fleet/estimate/rest';
import { boundsOf } from '../../../fleet/requests/price-requests';
import { endpoints, simulate, type SiteHour } from './simulated-app';

export interface CountedScore {
  hours: number;
  /** `null`: there is no one figure. */
  medianError: number | null;
  p95Error: number | null;
  /** Share of hours whose truth is within the band. */
  held: number;
  /** Share of hours of single sites without a gauge whose truth is within theirs; `null`: no site is metered, or all are. */
  heldOfSites: number | null;
}

/** What a line has room for. */
const named = 12;
const gaugeBand = [0.9, 1.3] as const;

export function scoreCounted(
  shape: { sites: number; told: number },
  seeds: readonly number[],
  judgedHours = 24,
  learnedHours = 48,
): CountedScore {
  const errors: number[] = [];
  const held: boolean[] = [];
  const heldOfSites: boolean[] = [];
  for (const seed of seeds) {
    const bySite: SiteHour[] = [];
    const hours = simulate({
      ...{ ...shape, seed, hours: learnedHours + judgedHours, busyShare: 0.4, lengthSpread: 0.5 },
      onSite: (one) => bySite.push(one),
    });
    const prices = pricesOf(bySite.filter(({ hour, tells }) => tells && hour < learnedHours));
    for (const [hour, facts] of hours.entries()) {
      if (hour < learnedHours) continue;
      const rests = bySite
        .slice(hour * shape.sites, (hour + 1) * shape.sites)
        .map((one) => ({ one, rest: sumOf(restOf(countedOf(one), meteredOf(one), prices)) }));
      const rest = sumOfRests(rests.map((one) => one.rest).filter(({ requests }) => requests > 0));
      const figure = bestFigure({ ...facts, ...bandOf(facts.estimated), counter: [], rest }, null);
      const { lowPoints, likelyPoints, highPoints } = figure;
      const truth = facts.truthPoints;
      held.push(truth >= lowPoints && truth <= highPoints);
      if (likelyPoints !== null) errors.push(Math.abs(likelyPoints - truth) / truth);
      for (const { one, rest: own } of rests)
        if (!one.tells && own.likelyPoints !== null && own.requests >= 20)
          heldOfSites.push(one.truePoints >= own.lowPoints && one.truePoints <= own.highPoints);
    }
  }
  errors.sort((a, b) => a - b);
  const at = (share: number): number | null => errors[Math.floor(share * (errors.length - 1))] ?? null;
  return {
    ...{ hours: held.length, medianError: at(0.5), p95Error: at(0.95), held: shareOf(held) ?? 0 },
    heldOfSites: shareOf(heldOfSites),
  };
}

function shareOf(held: readonly boolean[]): number | null {
  return held.length === 0 ? null : held.filter(Boolean).length / held.length;
}

function bandOf(estimated: ReadonlyMap<string, number>) {
  const sum = [...estimated.values()].reduce((a, b) => a + b, 0);
  return { lowPoints: sum * gaugeBand[0], highPoints: sum * gaugeBand[1] };
}

const pathOf = (at: number): string => `/rest/endpoint-${at}`;
/** What of the catalogue a simulated endpoint is like: what gives one thing, and lists of several lengths. */
const single = '/rest/api/3/issue/{issueIdOrKey}';
const lists = [
  '/rest/api/3/issue/{issueIdOrKey}/comment',
  '/rest/api/3/search/jql',
  '/rest/api/3/project/search',
] as const;

function countedOf({ calls, prices }: SiteHour): CountedPath[] {
  return calls.flatMap((requests, at) => {
    const like = (prices[at] ?? 1) <= 2 ? single : (lists[at % lists.length] ?? single);
    const { lowPoints, highPoints } = boundsOf('jira', like, '2xx');
    return requests === 0
      ? []
      : [
          {
            ...({ provider: 'app', path: pathOf(at), requests } as const),
            ...{ lowPoints: requests * lowPoints, highPoints: requests * highPoints },
          },
        ];
  });
}

/** The dearest by name, the others together. */
function meteredOf({ tells, calls, prices }: SiteHour): MeteredPath[] {
  if (!tells) return [];
  const dearest = calls
    .map((requests, at) => ({ requests, at, points: requests * (prices[at] ?? 1) }))
    .sort((a, b) => b.points - a.points);
  const others = dearest.slice(named).reduce((sum, { requests }) => sum + requests, 0);
  return [
    ...dearest
      .slice(0, named)
      .map(({ requests, at }) => ({ provider: 'app' as const, path: pathOf(at), requests })),
    { provider: 'app', path: null, requests: others },
  ];
}

function pricesOf(metered: readonly SiteHour[]): LearnedPrices {
  const byPath = new Map<string, PointsACall>();
  const aCall = (points: number, requests: number): PointsACall => ({
    ...{ low: (points * gaugeBand[0]) / requests, likely: points / requests },
    high: (points * gaugeBand[1]) / requests,
  });
  let [allRequests, allPoints] = [0, 0];
  for (let at = 0; at < endpoints; at += 1) {
    let [requests, points] = [0, 0];
    for (const { calls, prices } of metered) {
      requests += calls[at] ?? 0;
      points += (calls[at] ?? 0) * (prices[at] ?? 1);
    }
    allRequests += requests;
    allPoints += points;
    if (requests >= 20) byPath.set(pathKey('app', pathOf(at)), aCall(points, requests));
  }
  return { byPath, all: allRequests >= 20 ? aCall(allPoints, allRequests) : null };
}

function sumOf(paths: ReturnType<typeof restOf>) {
  const of = (value: (path: (typeof paths)[number]) => number): number =>
    paths.reduce((sum, path) => sum + value(path), 0);
  return {
    requests: of(({ requests }) => requests),
    lowPoints: of(({ lowPoints }) => lowPoints),
    likelyPoints: paths.some(({ likelyPoints }) => likelyPoints === null)
      ? null
      : of(({ likelyPoints }) => likelyPoints ?? 0),
    highPoints: of(({ highPoints }) => highPoints),
  };
}
