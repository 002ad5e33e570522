import { hourOf } from '../../src/usage/hour';
import { poolKey } from '../../src/usage/keys';
import { book, emptyHourUsage, type HourUsage } from '../../src/usage/hour-usage';
import { pastHoursOf } from '../../src/insights/forecast/forecast';
import { judgedPool } from '../../src/insights/pools/pools';
import type { PoolState } from '../../src/insights/views';
import type { Observation, PoolId, RateLimits, Throttle } from '../../src/model';
import { chanceOf } from './chance';
import type { Shape } from './forecast-shapes';

const quotaPoints = 65_000;
const minuteMs = 60_000;
const startMs = Date.parse('2026-03-02T00:00:00Z');
const pool: PoolId = { app: 'own', environment: 'PRODUCTION', product: 'jira' };

/** One hour of a play, as it went. Minutes are those of the hour. */
export interface PlayedHour {
  /** When the pool ran dry; `null`: it did not. */
  wall: number | null;
  /** Share of the site itself in what was gone then. */
  ownShare: number;
  /** When the job began that the site spent on just before the wall; below 0: in an hour before. */
  onset: number;
  /** When the status first said `watch` or more before the wall; `null`: never. */
  warned: number | null;
  /** The same of `watch` alone, which only the forecast says. */
  foreseen: number | null;
  /** Share of the quota that was gone at the end. */
  endShare: number;
  /** How often the status changed within the hour. */
  changes: number;
}

/** Plays some days of a site minute by minute: books what it calls, then asks how the pool stands, as the page would. */
export function play(shape: Shape, seed: number, days: number, nearPercent = 80): PlayedHour[] {
  const demand = shape(chanceOf(seed), days);
  const hours = new Map<number, { usage: HourUsage }>();
  const played: PlayedHour[] = [];
  const states = new Map<string, PoolState>();
  for (let hour = 0; hour < days * 24; hour += 1) {
    const usage = emptyHourUsage();
    hours.set(hourOf(startMs) + hour, { usage });
    let [used, own] = [0, 0];
    const result: PlayedHour = {
      ...{ wall: null, ownShare: 0, onset: 0, warned: null, foreseen: null, endShare: 0, changes: 0 },
    };
    for (let minute = 0; minute < 60; minute += 1) {
      const at = hour * 60 + minute;
      const [mine, theirs] = [(demand.own[at] ?? 0) * quotaPoints, (demand.others[at] ?? 0) * quotaPoints];
      const atMs = startMs + at * minuteMs;
      const isRefused = used >= quotaPoints;
      if (!isRefused) {
        used += mine + theirs;
        own += mine;
      }
      book(usage, isRefused ? refused(atMs + 50_000) : served(atMs + 50_000, mine, used));
      if (used >= quotaPoints && result.wall === null) {
        const onset = (demand.onset[at] ?? 0) - hour * 60;
        Object.assign(result, { wall: minute + 1, ownShare: own / used, onset });
      }
      const nowMs = atMs + minuteMs - 1;
      const known = new Map(pastHoursOf(nowMs).flatMap((past) => entry(hours, past)));
      const running = new Map([hourOf(nowMs) - 1, hourOf(nowMs)].flatMap((one) => entry(hours, one)));
      const { status, sinceMs, calmSinceMs } = judgedPool(running, pool, nowMs, [nearPercent], {
        past: known,
        states,
      });
      if (states.get(poolKey(pool))?.status !== status && minute > 0) result.changes += 1;
      states.set(poolKey(pool), { status, sinceMs, calmSinceMs });
      const isAlarm = status === 'watch' || status === 'near';
      if (result.wall === null && isAlarm) result.warned ??= minute + 1;
      if (result.wall === null && status === 'watch') result.foreseen ??= minute + 1;
    }
    result.endShare = used / quotaPoints;
    played.push(result);
  }
  return played;
}

function entry(
  hours: ReadonlyMap<number, { usage: HourUsage }>,
  hour: number,
): [number, { usage: HourUsage }][] {
  const found = hours.get(hour);
  return found === undefined ? [] : [[hour, found]];
}

function served(atMs: number, points: number, used: number): Observation {
  const left = Math.max(0, quotaPoints - used);
  const isSilent = left > 0.2 * quotaPoints;
  const limits: RateLimits = {
    quotas: [
      {
        ...{ policy: 'global-app-quota', scope: 'global', enforcement: 'enforced', unit: 'points' },
        ...{
          quota: quotaPoints,
          windowSeconds: 3600,
          resetAtMs: null,
          remaining: isSilent ? null : Math.floor(left),
        },
      },
    ],
    ...{ buckets: [], nearLimit: !isSilent, throttle: null, waitUntilMs: null, problems: [] },
  };
  return call(atMs, 200, points, limits);
}

function refused(atMs: number): Observation {
  const throttle: Throttle = {
    reason: 'quotaGlobal',
    reasonRaw: 'jira-quota-global-based',
    retryAtMs: null,
    enforcement: 'enforced',
  };
  const nothing = { quotas: [], buckets: [], nearLimit: null, waitUntilMs: null, problems: [] };
  return call(atMs, 429, 0, { ...nothing, throttle });
}

function call(atMs: number, status: number, points: number, limits: RateLimits): Observation {
  return {
    ...{ atMs, pool, status, limits, points: { low: points, likely: points, high: points } },
    ...{
      route: 'forge.asApp',
      trigger: 'schedule',
      tag: null,
      method: 'GET',
      template: '/rest/api/3/search/jql',
    },
    ...{ latencyMs: 100, basis: 'documented' },
  };
}
