import { dayFromHours, type DayAccount } from '../../src/usage/day-account';
import { dayOf, type DayNumber } from '../../src/usage/day';
import { emptyHourAccount, type HourAccount } from '../../src/usage/hour-account';
import { hourOf, startOfHourMs, type HourNumber } from '../../src/usage/hour';
import { book } from '../../src/usage/hour-usage';
import { hourMs, minuteMs } from '../../src/time';
import { inBands } from '../../src/pool-notice/bands';
import type { NoticePool } from '../../src/pool-notice/notice';
import type { ToldPool } from '../../src/insights/pools/told';
import type { Method, Observation, PoolId, Route, Trigger } from '../../src/model';
import { noLimits, observation } from '../support/observation';
import { chanceOf, type Chance } from '../support/chance';

/** What an installation holds at a moment, with all that can go wrong in it. */
export interface GeneratedAccount {
  seed: number;
  nowMs: number;
  sinceMs: number;
  thresholdPercents: readonly number[];
  /** Some minutes before now, and the thresholds that held then: how the pools were judged last. */
  before: { nowMs: number; thresholdPercents: readonly number[] };
  calls: readonly Observation[];
  /** What the app's owner said of the pools of all sites: of some accounts, mostly right, and sometimes anything. */
  told: readonly ToldPool[];
  /** Of the last 24 hours, those that storage does not give this time. */
  missingHours: readonly HourNumber[];
  /** Versions of the app, oldest first, as the gauge first ran in each. */
  versions: readonly { version: string; sinceMs: number }[];
}

/** How one pool's calls and Atlassian's answers to them come. */
interface World {
  pool: PoolId;
  quotaPoints: number;
  policy: 'global-app-quota' | 'tenant-app-quota';
  enforcement: 'enforced' | 'beta';
  /** Which headers its answers carry: `gaps` leaves the policy out at r=0, `none` never names it. */
  headers: 'whole' | 'gaps' | 'none';
  /** What others draw a minute. */
  othersAMinute: number;
  /** What is believed of a call's price, as a part of what it costs: low, likely, high. */
  belief: readonly [number, number, number];
  /** From 0 to 1: how often a call in a quiet hour, and in the busy ones. */
  quiet: number;
  callPoints: number;
  busyHours: readonly number[];
  /** How many calls there are for each that a quiet app makes. */
  crowd: number;
  /** In the running hour much comes at once, and ends some minutes before now; `null`: as in any hour. */
  rush: { minutes: number; endedMinutes: number; share: number } | null;
}

const endpoints: readonly { method: Method; template: string; route: Route; trigger: Trigger }[] = [
  { method: 'POST', template: '/rest/api/3/search/jql', route: 'forge.asApp', trigger: 'person' },
  { method: 'GET', template: '/rest/api/3/issue/{issueIdOrKey}', route: 'forge.asUser', trigger: 'person' },
  { method: 'GET', template: '/rest/api/3/field', route: 'forge.asApp', trigger: 'schedule' },
  { method: 'PUT', template: '/rest/api/3/issue/{issueIdOrKey}', route: 'forge.asApp', trigger: 'event' },
  { method: 'GET', template: '/rest/api/3/project', route: 'forge.bridge', trigger: 'person' },
];

/** What an app of many calls uses as well: routes enough that rounded shares need not add up by themselves. */
const further: typeof endpoints = [
  { method: 'GET', template: '/rest/api/3/users/search', route: 'forge.asUserOffline', trigger: 'schedule' },
  { method: 'GET', template: '/rest/api/3/dashboard', route: 'forge.remote', trigger: 'external' },
];

/** The same for the same seed. @param crowd so many times the calls, each of so much less */
export function generatedAccount(seed: number, crowd = 1): GeneratedAccount {
  const chance = chanceOf(seed);
  const minute = chance.next() < 0.3 ? chance.whole(50, 58) : chance.whole(1, 59);
  const nowMs = Date.parse('2026-10-09T00:00:00Z') + chance.whole(0, 23) * hourMs + minute * minuteMs;
  const sinceMs = nowMs - chance.whole(1, 5 * 24) * hourMs;
  const choices = [[20, 90], [50, 70, 80, 95], [60], [80], [80, 90], [90]] as const;
  const chosen = (): readonly number[] => choices[chance.whole(0, choices.length - 1)] ?? [80];
  const thresholdPercents = chosen();
  const worlds = [worldOf('own', chance), ...(chance.next() < 0.3 ? [worldOf('billing', chance)] : [])].map(
    (world) => ({ ...world, callPoints: world.callPoints / crowd, crowd }),
  );
  const before = {
    nowMs: nowMs - chance.whole(1, 9) * minuteMs,
    thresholdPercents: chance.next() < 0.3 ? chosen() : thresholdPercents,
  };
  const calls = worlds.flatMap((world) => callsOf(world, sinceMs, nowMs, chance));
  return {
    ...{ seed, nowMs, sinceMs, thresholdPercents, before, calls },
    versions: versionsOf(sinceMs, nowMs, chanceOf(seed + 2_000_000)),
    told: toldOf(worlds, calls, nowMs, chanceOf(seed + 1_000_000)),
    missingHours:
      chance.next() < 0.2 ? [hourOf(nowMs) - chance.whole(1, 20), hourOf(nowMs) - chance.whole(1, 20)] : [],
  };
}

/** Drawn from a chance of its own, as {@link toldOf} is. A version may begin in the very millisecond in which an hour does. */
function versionsOf(sinceMs: number, nowMs: number, chance: Chance): GeneratedAccount['versions'] {
  const times = Array.from({ length: chance.whole(0, 3) }, () => {
    const atMs = chance.whole(sinceMs, nowMs);
    return chance.next() < 0.3 ? Math.max(sinceMs, startOfHourMs(hourOf(atMs))) : atMs;
  });
  return [sinceMs, ...times.sort((a, b) => a - b)].map((atMs, i) => ({
    version: `3.${String(i)}.0`,
    sinceMs: atMs,
  }));
}

function worldOf(app: string, chance: Chance): Omit<World, 'crowd'> {
  const isTenant = chance.next() < 0.3;
  const beliefs = [
    [1, 1, 1],
    [0.9, 1, 1.1],
    [0.1, 0.8, 1.5],
    [0.001, 1.3, 1.6],
    [0.5, 0.6, 2],
  ] as const;
  const hours = Array.from({ length: chance.whole(0, 6) }, () => chance.whole(0, 23));
  return {
    pool: {
      app,
      environment: 'PRODUCTION',
      product: app === 'own' || chance.next() < 0.5 ? 'jira' : 'confluence',
    },
    quotaPoints: isTenant ? chance.whole(100, 200) * 1_000 : 65_000,
    policy: isTenant ? 'tenant-app-quota' : 'global-app-quota',
    enforcement: chance.next() < 0.2 ? 'beta' : 'enforced',
    headers: (['whole', 'whole', 'whole', 'gaps', 'none'] as const)[chance.whole(0, 4)] ?? 'whole',
    othersAMinute: chance.next() < 0.5 ? 0 : chance.between(0, 1_500),
    belief: beliefs[chance.whole(0, beliefs.length - 1)] ?? beliefs[0],
    quiet: chance.next(),
    callPoints: chance.between(20, 9_000),
    busyHours: hours,
    rush:
      chance.next() < 0.5
        ? { minutes: chance.whole(3, 20), endedMinutes: chance.whole(0, 9), share: chance.between(0.2, 0.9) }
        : null,
  };
}

function callsOf(world: World, sinceMs: number, nowMs: number, chance: Chance): Observation[] {
  const calls: Observation[] = [];
  for (let hour = hourOf(sinceMs); hour <= hourOf(nowMs); hour += 1) {
    const isBusy = world.busyHours.includes(hour % 24) || (hour === hourOf(nowMs) && chance.next() < 0.5);
    const count = isBusy ? chance.whole(3, 14) : chance.next() < world.quiet ? chance.whole(0, 2) : 0;
    const rush = hour === hourOf(nowMs) ? world.rush : null;
    const minutes = Array.from({ length: rush === null ? count * world.crowd : rushCalls }, () =>
      rush === null ? chance.between(0, 59.9) : rushMinute(rush, nowMs, chance),
    ).sort((a, b) => a - b);
    let usedPoints = 0;
    let lastMinute = 0;
    for (const minute of minutes) {
      const atMs = Math.floor(startOfHourMs(hour) + minute * minuteMs);
      usedPoints += world.othersAMinute * (minute - lastMinute);
      lastMinute = minute;
      const points = rush === null ? world.callPoints : (world.quotaPoints * rush.share) / rushCalls;
      const cost = Math.ceil(points * chance.between(0.2, 1.5));
      const call = callOf(world, { atMs, usedPoints, cost }, chance);
      if (call.status !== 429 && call.route !== 'forge.bridge') usedPoints += cost;
      if (atMs > sinceMs && atMs <= nowMs) calls.push(call);
    }
  }
  return calls;
}

/** Drawn from a chance of its own, so that an account with a message is the one that it would be without. */
function toldOf(
  worlds: readonly World[],
  calls: readonly Observation[],
  nowMs: number,
  chance: Chance,
): ToldPool[] {
  if (chance.next() < 0.5) return [];
  const hour = hourOf(nowMs);
  return worlds.map(({ pool, quotaPoints, enforcement, othersAMinute }) => {
    const sealedAtMs = Math.max(startOfHourMs(hour), nowMs - chance.whole(0, 14) * minuteMs);
    const asOfMs = Math.max(startOfHourMs(hour), sealedAtMs - chance.whole(0, 5) * minuteMs);
    const own = calls
      .filter(({ atMs, pool: { app } }) => app === pool.app && hourOf(atMs) === hour && atMs <= asOfMs)
      .reduce((sum, { points }) => sum + points.likely, 0);
    const truth = own + (othersAMinute * (asOfMs - startOfHourMs(hour))) / minuteMs;
    const likely = Math.round(
      truth * (chance.next() < 0.2 ? chance.between(0, 3) : chance.between(0.95, 1.1)),
    );
    const [low, high] = [
      Math.floor(likely * chance.between(0.7, 1)),
      Math.ceil(likely * chance.between(1, 1.5)),
    ];
    const share = likely / quotaPoints;
    const figure: NoticePool = {
      ...{ pool, asOfMs, quotaPoints, enforcement, sites: chance.whole(1, 40) },
      status: share >= 1 ? 'exhausted' : share >= 0.8 ? 'near' : chance.next() < 0.3 ? 'unknown' : 'fine',
      ...{ lowPoints: low, likelyPoints: likely, highPoints: chance.next() < 0.2 ? null : high },
      course: [],
    };
    const said = chance.next() < 0.5 ? inBands(figure) : figure;
    const goodUntilMs = Math.min(sealedAtMs + 10 * minuteMs, startOfHourMs(hour + 1));
    return { ...said, hour, sealedAtMs, goodUntilMs };
  });
}

const rushCalls = 12;

function rushMinute(
  { minutes, endedMinutes }: NonNullable<World['rush']>,
  nowMs: number,
  chance: Chance,
): number {
  const nowMinute = (nowMs % hourMs) / minuteMs;
  return Math.max(0, nowMinute - endedMinutes - chance.between(0, minutes));
}

/** One call as the meter would see it: priced by what is believed, with the headers that the counter gives. */
function callOf(
  world: World,
  { atMs, usedPoints, cost }: { atMs: number; usedPoints: number; cost: number },
  chance: Chance,
): Observation {
  const { pool, quotaPoints, policy, enforcement, headers, belief } = world;
  const called = world.crowd > 1 ? [...endpoints, ...further] : endpoints;
  const endpoint = called[chance.whole(0, called.length - 1)]!;
  const isFull = usedPoints >= quotaPoints && endpoint.route !== 'forge.bridge';
  const isRefused = isFull && enforcement === 'enforced';
  const isBurst = !isRefused && chance.next() < 0.03;
  const after = isRefused || isBurst ? usedPoints : usedPoints + cost;
  const left = Math.max(0, quotaPoints - after);
  const resetAtMs = startOfHourMs(hourOf(atMs) + 1);
  const isNamed = headers === 'whole' || (headers === 'gaps' && left > 0 && !isRefused);
  const reason = policy === 'global-app-quota' ? 'quotaGlobal' : 'quotaTenant';
  const [low, likely, high] = belief;
  const points =
    isRefused || isBurst
      ? { low: 0, likely: 0, high: 0 }
      : { low: round(cost * low), likely: round(cost * likely), high: round(cost * high) };
  return observation({
    ...{ atMs, pool, points, ...endpoint },
    route: pool.app === 'own' ? endpoint.route : 'oauth.3lo',
    status: isRefused || isBurst ? 429 : 200,
    limits: {
      ...noLimits,
      quotas: isNamed
        ? [
            {
              ...{ policy, enforcement, quota: quotaPoints, windowSeconds: 3600, resetAtMs, unit: 'points' },
              scope: policy === 'global-app-quota' ? 'global' : 'tenant',
              // Below 80% the counter keeps silent.
              remaining: left < 0.2 * quotaPoints ? left : null,
            },
          ]
        : [],
      nearLimit: isNamed ? left < 0.2 * quotaPoints : null,
      throttle:
        isFull || isBurst
          ? {
              reason: isBurst ? 'burst' : reason,
              ...{ reasonRaw: null, retryAtMs: isBurst ? atMs + 1_000 : resetAtMs },
              enforcement: isBurst ? 'enforced' : enforcement,
            }
          : null,
    },
  });
}

function round(points: number): number {
  return Math.round(points * 1000) / 1000;
}

/** The account's hours, of the calls until a moment. */
export function hoursOf(calls: readonly Observation[], untilMs: number): Map<HourNumber, HourAccount> {
  const hours = new Map<HourNumber, HourAccount>();
  for (const call of calls) {
    if (call.atMs > untilMs) continue;
    const account = hours.get(hourOf(call.atMs)) ?? emptyHourAccount();
    book(account.usage, call);
    hours.set(hourOf(call.atMs), account);
  }
  return hours;
}

/** All days from the first to today, as the ledger sums them up. */
export function daysOf(
  hours: ReadonlyMap<HourNumber, HourAccount>,
  sinceMs: number,
  nowMs: number,
): Map<DayNumber, DayAccount> {
  const days = new Map<DayNumber, DayAccount>();
  for (let day = dayOf(hourOf(sinceMs)); day <= dayOf(hourOf(nowMs)); day += 1)
    days.set(day, dayFromHours(new Map([...hours].filter(([hour]) => dayOf(hour) === day))));
  return days;
}
