/**
 * Pools of simulated apps call by call, as the fleet hears of them, and how often the band of the hour's end holds. Nothing of the forecast is
 * in it: people come in sessions of any length and price by their own clocks, jobs run at their own times, and one site may go wild.
 */
import { seededRandom } from '../../../demo/random';
import { foreseen } from '../../../fleet/pages/foreseen';
import { usualShare } from '../../../fleet/pages/usual-share';
import { pastHoursOf } from '../../../src/insights/forecast/forecast';
import { hourMs, minuteMs } from '../../../src/time';

export interface FleetShape {
  sites: number;
  /** Points of a session in the middle; of them an hour of people has as many as it takes. */
  sessionPoints: number;
  /** Standard deviation of the logarithm of a session's points. */
  sessionSpread: number;
  /** Share of all points that jobs draw: of single sites, hourly, daily or weekly, many at the full hour. */
  jobs: number;
  /** Times in a week that one of the larger sites draws ten times as much for one to six hours. */
  surges: number;
}

const calm: FleetShape = { sites: 40, sessionPoints: 20, sessionSpread: 1, jobs: 0.15, surges: 0 };

export const fleetShapes: Readonly<Record<string, FleetShape>> = {
  'people, 40 sites': calm,
  'people, 500 sites': { ...calm, sites: 500 },
  'bursts, 40 sites': { ...calm, sessionPoints: 250, sessionSpread: 1.3 },
  'jobs, 40 sites': { ...calm, jobs: 0.5 },
  'jobs, 500 sites': { ...calm, sites: 500, jobs: 0.5 },
  'one site ten times': { ...calm, surges: 2 },
};

const quota = 65_000;
const weekMinutes = 7 * 1440;
/** Sites print every five minutes, each at its own: those that print together are a cohort. */
const printEvery = 5;
/** Of the looks every two minutes one in five is kept. */
const looks = [1, 5, 11, 15, 21, 25, 31, 35, 41, 45, 51, 55];

/** Of people at work, by hour of their own day; the weekend has a fifth. */
const day = [
  ...[0.03, 0.02, 0.02, 0.02, 0.03, 0.05, 0.15, 0.45, 0.85, 1, 1, 0.95],
  ...[0.7, 0.85, 1, 0.95, 0.85, 0.6, 0.35, 0.2, 0.15, 0.1, 0.07, 0.05],
];
const weekend = 0.2;
const zones = [-8, -5, -5, 0, 1, 1, 1, 5.5, 9];

interface Played {
  /** Points of each minute, as they were wanted: nothing is refused. */
  cohorts: Float64Array[];
  /** Minutes. */
  surges: { from: number; lasts: number }[];
}

function minutesOf(shape: FleetShape, weeks: number, seed: number): Played {
  const random = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const length = weeks * weekMinutes;
  const minutes = Array.from({ length: printEvery }, () => new Float64Array(length));
  const draw = (cohort: Float64Array, from: number, lasts: number, points: number): void => {
    for (let at = from; at < Math.min(length, from + lasts); at += 1)
      cohort[at] = (cohort[at] ?? 0) + points / lasts;
  };
  const mean = quota * (0.15 + 0.35 * random());
  // A few sites are most of an app.
  const sizes = Array.from({ length: shape.sites }, () => (1 - random()) ** (-1 / 1.3));
  const all = sizes.reduce((a, b) => a + b, 0);
  const home = zones[Math.floor(random() * zones.length)] ?? 0;
  const surges = Array.from({ length: shape.surges * weeks }, () => ({
    site: Math.floor(random() * 5),
    from: Math.floor(random() * length),
    lasts: 60 + Math.floor(300 * random()),
  }));
  const largest = sizes.map((_, site) => site).sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0));
  for (const [site, size] of sizes.entries()) {
    const cohort = minutes[site % printEvery] ?? new Float64Array(length);
    const usual = (mean * size) / all;
    const zone = random() < 0.6 ? home : (zones[Math.floor(random() * zones.length)] ?? 0);
    const wild = surges.filter((surge) => largest[surge.site] === site);
    const price = shape.sessionPoints * Math.exp(shape.sessionSpread ** 2 / 2);
    const busyMean = 0.3;
    // Some days are busier than others.
    let busy = 1;
    for (let hour = 0; hour < length / 60; hour += 1) {
      if (hour % 24 === 0) busy = Math.exp(0.2 * normal());
      const local = hour + zone;
      const isWeekend = Math.floor(local / 24) % 7 >= 5;
      const active = (day[Math.floor(((local % 24) + 24) % 24)] ?? 0) * (isWeekend ? weekend : 1) * busy;
      const sessions = (((1 - shape.jobs) * usual) / price) * (active / busyMean);
      for (let count = poisson(sessions, random, normal); count > 0; count -= 1)
        draw(
          cohort,
          hour * 60 + Math.floor(60 * random()),
          1 + Math.floor(-12 * Math.log(1 - random())),
          shape.sessionPoints * Math.exp(shape.sessionSpread * normal()),
        );
    }
    if (shape.jobs > 0) {
      const every = [60, 60, 240, 1440, 1440, weekMinutes][Math.floor(6 * random())] ?? 60;
      const first =
        Math.floor((every * random()) / 60) * 60 + (random() < 0.5 ? 0 : Math.floor(60 * random()));
      for (let at = first; at < length; at += every)
        draw(
          cohort,
          at + Math.floor(2 * random()),
          3 + Math.floor(25 * random()),
          // A weekly job is no 168 hours' work.
          shape.jobs * usual * Math.min(every / 60, 12) * Math.exp(0.3 * normal()),
        );
    }
    for (const { from, lasts } of wild) draw(cohort, from, lasts, (9 * usual * lasts) / 60);
  }
  return { cohorts: minutes, surges };
}

function poisson(mean: number, random: () => number, normal: () => number): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  let [count, product] = [0, random()];
  for (const least = Math.exp(-mean); product > least; count += 1) product *= random();
  return count;
}

export interface ForeseenScore {
  hours: number;
  /** Shares of hours whose end was in the band, and below it. */
  held: number;
  below: number;
  medianError: number;
  p95Error: number;
  /** Of the straight line through what was known so far. */
  lineMedianError: number;
}

const weeksBefore = 3;
const played = new Map<string, Played>();

function play(shape: FleetShape, seed: number): Played {
  const key = JSON.stringify([shape, seed]);
  const known = played.get(key) ?? minutesOf(shape, weeksBefore + 1, seed);
  played.set(key, known);
  return known;
}

/** Of the last week, asked right after a look. @param isWatched whether the fleet looked while the hours before ran, or read them afterwards */
export function scoreForeseen(
  shape: FleetShape,
  seeds: readonly number[],
  minute: number,
  { isWatched = true, isSurgeTurn = false } = {},
): ForeseenScore {
  const errors: number[] = [];
  const lineErrors: number[] = [];
  let [held, below] = [0, 0];
  for (const seed of seeds) {
    const { cohorts, surges } = play(shape, seed);
    const sum = (cohort: Float64Array, hour: number, minutes: number): number =>
      cohort.subarray(hour * 60, hour * 60 + minutes).reduce((a, b) => a + b, 0);
    const all = (hour: number): number =>
      cohorts.reduce((points, cohort) => points + sum(cohort, hour, 60), 0);
    /** A look has what was printed until a minute before it. */
    const knownAt = (hour: number, at: number): number =>
      cohorts.reduce((points, cohort, phase) => {
        const newest = at - 1;
        const printed = newest - ((newest - phase + printEvery) % printEvery);
        return points + sum(cohort, hour, Math.max(0, printed));
      }, 0);
    const totals = Array.from({ length: ((weeksBefore + 1) * weekMinutes) / 60 }, (_, hour) => all(hour));
    const turns = new Set(
      surges.flatMap(({ from, lasts }) => [from, from + lasts].map((at) => Math.floor(at / 60))),
    );
    for (let hour = weeksBefore * 7 * 24; hour < totals.length; hour += 1) {
      if (isSurgeTurn && !turns.has(hour)) continue;
      const drawn = knownAt(hour, minute);
      const truth = totals[hour] ?? 0;
      const like = pastHoursOf(hour * hourMs);
      const { endPoints } = foreseen(
        { lowPoints: drawn, likelyPoints: drawn, highPoints: drawn },
        quota,
        hour * hourMs + minute * minuteMs,
        {
          before: totals[hour - 1] ?? null,
          like: like.flatMap((past) => totals[past] ?? []),
          recent: totals.slice(hour - 48, hour),
          usualShare: isWatched
            ? usualShare(
                like.map((past) => ({
                  known: looks.map((at) => ({ afterMs: at * minuteMs, points: knownAt(past, at) })),
                  totalPoints: totals[past] ?? 0,
                })),
                minute * minuteMs,
              )
            : null,
        },
      );
      if (endPoints === null) throw new Error('Nothing is foreseen');
      if (truth < endPoints.low) below += 1;
      else if (truth <= endPoints.high) held += 1;
      errors.push(Math.abs(endPoints.likely - truth) / truth);
      lineErrors.push(Math.abs((drawn * 60) / minute - truth) / truth);
    }
  }
  const at = (of: number[], share: number): number =>
    of.sort((a, b) => a - b)[Math.floor(share * (of.length - 1))] ?? 0;
  return {
    ...{ hours: errors.length, held: held / errors.length, below: below / errors.length },
    ...{ medianError: at(errors, 0.5), p95Error: at(errors, 0.95) },
    lineMedianError: at(lineErrors, 0.5),
  };
}
