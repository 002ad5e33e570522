import type { Chance } from './chance';

/** What a site and the others want to spend in each minute of some days, in shares of the hourly quota. */
export interface Demand {
  own: Float64Array;
  others: Float64Array;
  /** When the job began that the site's spend of this minute mostly comes from, minutes since the first day began. */
  onset: Int32Array;
}

const dayMinutes = 24 * 60;

/** A site of that kind for so many days; every property of it is drawn by chance. */
export type Shape = (chance: Chance, days: number) => Demand;

function quiet(days: number): Demand {
  const minutes = days * dayMinutes;
  const onset = new Int32Array(minutes).map((_, minute) => Math.floor(minute / 60) * 60);
  return { own: new Float64Array(minutes), others: new Float64Array(minutes), onset };
}

/** Adds a level for each minute; `shareAnHour` 1 spends the quota in an hour. */
function addLevel(course: Float64Array, shareAnHour: (minute: number) => number): void {
  course.forEach((_, minute) => (course[minute] = (course[minute] ?? 0) + shareAnHour(minute) / 60));
}

/** Adds a job: so much of the quota, evenly over its minutes. */
function addJob(
  demand: Demand,
  whose: 'own' | 'others',
  start: number,
  minutes: number,
  share: number,
): void {
  const course = demand[whose];
  for (let minute = start; minute < Math.min(course.length, start + minutes); minute += 1) {
    course[minute] = (course[minute] ?? 0) + share / minutes;
    if (whose === 'own') demand.onset[minute] = start;
  }
}

/** Every minute differs from its plan, calls come in lumps, and an hour is busier than the next. */
function withNoise(demand: Demand, chance: Chance): Demand {
  for (const course of [demand.own, demand.others]) {
    let drift = 0;
    course.forEach((share, minute) => {
      drift = 0.995 * drift + 0.02 * chance.normal();
      const lumps = Math.max(0, 1 + 0.25 * chance.normal());
      course[minute] = Math.max(0, share * lumps * Math.exp(drift));
    });
  }
  return demand;
}

const around = (chance: Chance, spread: number): number => Math.exp(spread * chance.normal());
const days = (count: number): number[] => Array.from({ length: count }, (_, day) => day);

export const shapes: Readonly<Record<string, Shape>> = {
  steady(chance, count) {
    const demand = quiet(count);
    const level = chance.between(0.3, 1.25);
    addLevel(demand.own, () => level);
    return withNoise(demand, chance);
  },
  office(chance, count) {
    const demand = quiet(count);
    const [peak, at, width] = [chance.between(0.5, 1.6), chance.between(9, 15), chance.between(1.5, 3)];
    const busy = days(count).map((day) => (day % 7 > 4 ? 0.1 : 1) * around(chance, 0.15));
    addLevel(demand.own, (minute) => {
      const hour = (minute % dayMinutes) / 60;
      const factor = busy[Math.floor(minute / dayMinutes)] ?? 1;
      return factor * (0.1 + peak * Math.exp(-(((hour - at) / width) ** 2)));
    });
    return withNoise(demand, chance);
  },
  nightly(chance, count) {
    const demand = quiet(count);
    const [base, at, share] = [
      chance.between(0.05, 0.3),
      chance.whole(0, dayMinutes - 90),
      chance.between(0.4, 1.6),
    ];
    const minutes = chance.whole(15, 50);
    addLevel(demand.own, () => base);
    for (const day of days(count)) {
      const length = Math.max(12, Math.round(minutes * around(chance, 0.1)));
      addJob(demand, 'own', day * dayMinutes + at + chance.whole(-3, 3), length, share * around(chance, 0.1));
    }
    return withNoise(demand, chance);
  },
  hourly(chance, count) {
    const demand = quiet(count);
    const [base, share] = [chance.between(0.1, 0.5), chance.between(0.1, 0.6)];
    const [at, minutes] = [chance.whole(0, 40), chance.whole(5, 18)];
    addLevel(demand.own, () => base);
    for (let hour = 0; hour < 24 * count; hour += 1)
      addJob(demand, 'own', hour * 60 + at, minutes, share * around(chance, 0.1));
    return withNoise(demand, chance);
  },
  imports(chance, count) {
    const demand = quiet(count);
    const base = chance.between(0.05, 0.4);
    addLevel(demand.own, () => base);
    for (const day of days(count)) {
      for (let job = chance.whole(0, 2); job > 0; job -= 1) {
        const length = Math.max(4, Math.round(20 * around(chance, 0.8)));
        const rate = 1 / chance.between(14, 70);
        addJob(demand, 'own', day * dayMinutes + chance.whole(0, dayMinutes - 1), length, rate * length);
      }
    }
    return withNoise(demand, chance);
  },
  ramp(chance, count) {
    const demand = quiet(count);
    const [from, to] = [chance.between(0.1, 0.4), chance.between(0.7, 1.5)];
    const [start, hours] = [chance.between(6, 12), chance.between(3, 9)];
    addLevel(demand.own, (minute) => {
      const hour = (minute % dayMinutes) / 60;
      const done = (hour - start) / hours;
      return done < 0 || done > 1 ? from : from + (to - from) * done;
    });
    return withNoise(demand, chance);
  },
  growing(chance, count) {
    const demand = quiet(count);
    const [from, aDay] = [chance.between(0.3, 0.7), chance.between(1.01, 1.05)];
    addLevel(demand.own, (minute) => {
      const day = minute / dayMinutes;
      return from * aDay ** day * (1 + 0.4 * Math.sin((2 * Math.PI * (minute % dayMinutes)) / dayMinutes));
    });
    return withNoise(demand, chance);
  },
  weekly(chance, count) {
    const demand = quiet(count);
    const [base, at, share] = [
      chance.between(0.1, 0.5),
      chance.whole(0, dayMinutes - 90),
      chance.between(0.5, 1.4),
    ];
    addLevel(demand.own, () => base);
    for (const day of days(count)) {
      if (day % 7 === 2) addJob(demand, 'own', day * dayMinutes + at, chance.whole(20, 45), share);
    }
    return withNoise(demand, chance);
  },
  othersBursts(chance, count) {
    const demand = quiet(count);
    addLevel(demand.own, () => 0.2);
    addLevel(demand.others, () => 0.2);
    for (const day of days(count)) {
      const [at, length] = [chance.whole(0, dayMinutes - 1), chance.whole(10, 40)];
      addJob(demand, 'others', day * dayMinutes + at, length, chance.between(0.4, 1.2));
    }
    return withNoise(demand, chance);
  },
  othersSchedule(chance, count) {
    const demand = quiet(count);
    const [base, at, share] = [
      chance.between(0.1, 0.4),
      chance.whole(0, dayMinutes - 60),
      chance.between(0.4, 1),
    ];
    addLevel(demand.own, () => base);
    for (const day of days(count))
      addJob(demand, 'others', day * dayMinutes + at, chance.whole(12, 30), share);
    return withNoise(demand, chance);
  },
};
