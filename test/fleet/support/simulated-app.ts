/** An app on many sites whose true charges are known: hidden prices, sites that print nothing, days and nights, a wall. */
import { bestFigure, type CounterPoint, type HourFacts } from '../../../fleet/estimate/best-figure';
import { learn, type AnchoredHour } from '../../../fleet/estimate/learn';

export interface SimulatedHour extends HourFacts {
  truthPoints: number;
}

export interface AppShape {
  sites: number;
  hours: number;
  /** Share of sites whose lines are read. */
  told: number;
  seed: number;
  /** Of the quota, what a working hour of usual size draws. */
  busyShare?: number;
  /** How much lists differ in length from site to site, as a logarithm's deviation. */
  lengthSpread?: number;
  /** Told of each site and hour. */
  onSite?: (called: SiteHour) => void;
}

/** By endpoint. */
export interface SiteHour {
  hour: number;
  site: number;
  tells: boolean;
  calls: readonly number[];
  /** Points a call as documented, by the length that the site's lists have. */
  prices: readonly number[];
  truePoints: number;
}

export const endpoints = 25;
const quota = 65_000;
const hourMs = 3_600_000;
const minuteMs = 60_000;

function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** Box and Muller. */
function normalOf(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export function simulate({
  sites,
  hours,
  told,
  seed,
  busyShare = 1,
  lengthSpread = 0,
  onSite,
}: AppShape): SimulatedHour[] {
  const random = chance(seed);
  const normal = (): number => normalOf(random);
  // Of their own, so that apps whose lists are alike are the same as without.
  const lengths = chance(seed ^ 0x1e57);
  const poisson = (mean: number): number => Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  const prices = Array.from({ length: endpoints }, () => 1 + Math.round(Math.exp(normal() + 1)));
  // A fifth of the endpoints cost something else than is documented: a flat point, or several times as much.
  const truePrices = prices.map((price, at) =>
    at % 5 === 0 ? (random() < 0.5 ? 1 : price * (1.5 + 3 * random())) : price,
  );
  const world = Array.from({ length: sites }, () => ({
    size: Math.exp(1.2 * normal()),
    zone: Math.floor(random() * 3) * 8,
    tells: random() < told,
    mix: Array.from({ length: endpoints }, () => Math.exp(1.5 * normal())),
    longer: Array.from({ length: endpoints }, () =>
      lengthSpread === 0 ? 1 : Math.exp(lengthSpread * normalOf(lengths)),
    ),
  }));
  // So that a working hour at its busiest is near the wall, and some are beyond it.
  const busy = world.reduce((sum, site) => {
    const all = site.mix.reduce((a, b) => a + b, 0);
    return (
      sum +
      (site.size *
        site.mix.reduce((points, share, at) => points + (share / all) * (truePrices[at] ?? 1), 0)) /
        1.0
    );
  }, 0);
  const callsPerSize = (busyShare * quota) / busy;
  const pricesAt = world.map(({ longer }) => prices.map((price, at) => 1 + (price - 1) * (longer[at] ?? 1)));
  return Array.from({ length: hours }, (_, hour) => {
    const season = 0.8 + 0.4 * random();
    // A job that runs in some hours on all sites at once, as after a release.
    const rush = Array.from({ length: endpoints }, () => (random() < 0.1 ? 1 + 2 * random() : 1));
    const estimated = new Map<string, number>();
    let demand = 0;
    for (const [index, site] of world.entries()) {
      const local = (hour + site.zone) % 24;
      const isWeekend = Math.floor(hour / 24) % 7 >= 5;
      const day = (local >= 8 && local < 18 ? 1 : 0.35) * (isWeekend ? 0.4 : 1);
      const all = site.mix.reduce((a, b) => a + b, 0);
      const rate = site.size * callsPerSize * day * season * Math.exp(0.3 * normal());
      const documented = pricesAt[index] ?? prices;
      const calls = site.mix.map((share, at) => poisson(((rate * share) / all) * (rush[at] ?? 1)));
      let truePoints = 0;
      for (const [at, count] of calls.entries()) {
        const price = documented[at] ?? 1;
        truePoints += (count * price * (truePrices[at] ?? 1)) / (prices[at] ?? 1);
        if (!site.tells) continue;
        const name = `endpoint ${at}`;
        estimated.set(name, (estimated.get(name) ?? 0) + count * price);
      }
      demand += truePoints;
      onSite?.({ hour, site: index, tells: site.tells, calls, prices: documented, truePoints });
    }
    return hourOf(hour * hourMs, demand, estimated, Math.min(sites, 60), random);
  });
}

/** Minute by minute until the wall; past 80% somebody's answer says what is left, a site at most each five minutes. */
function hourOf(
  startMs: number,
  demand: number,
  estimated: Map<string, number>,
  sitesThatCall: number,
  random: () => number,
): SimulatedHour {
  const weights = Array.from({ length: 60 }, () => 0.5 + random());
  const all = weights.reduce((a, b) => a + b, 0);
  const counter: CounterPoint[] = [];
  let drawn = 0;
  for (const [minute, weight] of weights.entries()) {
    drawn = Math.min(quota, drawn + (demand * weight) / all);
    const isSaid = random() < 1 - (1 - 1 / 5) ** (sitesThatCall / 20);
    if (drawn >= 0.8 * quota && isSaid)
      counter.push({ atMs: startMs + (minute + 1) * minuteMs, drawnPoints: Math.round(drawn) });
  }
  // Refused calls are estimated at nothing: the gauges see the wall, too.
  const served = demand <= quota ? 1 : quota / demand;
  const likely = new Map([...estimated].map(([name, points]) => [name, points * served]));
  const sum = [...likely.values()].reduce((a, b) => a + b, 0);
  return {
    ...{
      startMs,
      untilMs: startMs + hourMs,
      estimated: likely,
      counter,
      wallPoints: quota,
      rest: null,
      truthPoints: drawn,
    },
    ...{ lowPoints: sum * 0.9, highPoints: sum * 1.3 },
  };
}

/** As the store has it: hours whose counter was seen in their last ten minutes. */
export function anchoredOf(hours: readonly SimulatedHour[]): AnchoredHour[] {
  return hours.flatMap(({ estimated, counter, untilMs }) => {
    const last = counter.at(-1);
    return last === undefined || last.atMs < untilMs - 10 * minuteMs
      ? []
      : [{ estimated, drawnPoints: last.drawnPoints }];
  });
}

export interface Score {
  hours: number;
  /** Of them, hours whose counter was seen. */
  seen: number;
  medianError: number;
  p95Error: number;
  /** Share of hours whose truth is within the band. */
  held: number;
}

/** Two weeks to learn from, the days after them to be judged by. */
export function score(
  shape: Omit<AppShape, 'hours' | 'seed'>,
  seeds: readonly number[],
  days: number,
): Score {
  const errors: number[] = [];
  let [held, seen] = [0, 0];
  for (const seed of seeds) {
    const hours = simulate({ ...shape, hours: (14 + days) * 24, seed });
    const learned = learn(anchoredOf(hours.slice(0, 14 * 24)));
    for (const hour of hours.slice(14 * 24)) {
      const { lowPoints, likelyPoints, highPoints, basis } = bestFigure(hour, learned);
      errors.push(Math.abs((likelyPoints ?? Infinity) - hour.truthPoints) / hour.truthPoints);
      if (basis === 'counter') seen += 1;
      if (hour.truthPoints >= lowPoints && hour.truthPoints <= highPoints) held += 1;
    }
  }
  errors.sort((a, b) => a - b);
  const at = (share: number): number => errors[Math.floor(share * (errors.length - 1))] ?? 0;
  return { hours: errors.length, seen, medianError: at(0.5), p95Error: at(0.95), held: held / errors.length };
}
