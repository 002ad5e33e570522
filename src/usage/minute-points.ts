import { chargedToPool } from '../limits/charging';
import { hourMs } from '../time';
import type { Observation } from '../model';
import type { UsageSum } from './usage-sum';
import {
  endpointKey,
  isPeopleKey,
  parseEndpointKey,
  parseSumKey,
  peopleKey,
  poolKey,
  type SumId,
} from './keys';
import { plus } from './numbers';
import { minuteMs } from '../time';
import { sumsOf } from './named';
import { textOrder } from '../text-order';

const minutesAnHour = 60;

/** Likely points in whole thousandths, by minute of the hour. */
export type ByMinute = Map<number, number>;

/** What the calls drew from their pools in each minute. */
export interface MinuteLists {
  /** By `peopleKey`: of a pool and route. */
  routes: Map<string, ByMinute>;
  /** By `endpointKey`. Of a large usage only the dearest, so that all of them together may be less than the routes. */
  endpoints: Map<string, ByMinute>;
}

/**
 * `null`: nothing was drawn. A number: all of it in this minute, so that the sums say the rest. Most records are such ones, and
 * pay nothing for it.
 */
export type MinutePoints = number | MinuteLists | null;

/** As stored: a minute, or by route and by endpoint the first minute and the points (not thousandths) of it and those after it. */
export type StoredMinutes = number | { r: Record<string, number[]>; e: Record<string, number[]> };

type Sums = ReadonlyMap<string, UsageSum>;

/** @param sums of the usage, before the call is added to them */
export function withMinute(
  minutes: MinutePoints,
  sums: Sums,
  call: Observation,
  milli: number,
): MinutePoints {
  if (milli === 0 || !chargedToPool(call.route)) return minutes;
  const minute = Math.floor((call.atMs % hourMs) / minuteMs);
  if (minutes === null || minutes === minute) return minute;
  const lists = typeof minutes === 'number' ? listsOf(minutes, sums) : minutes;
  add(lists.routes, peopleKey(call.pool, call.route), minute, milli);
  add(lists.endpoints, endpointKey(call), minute, milli);
  return lists;
}

/** @param sums of the two usages, before one is merged into the other */
export function mergedMinutes(
  [a, sumsA]: readonly [MinutePoints, Sums],
  [b, sumsB]: readonly [MinutePoints, Sums],
): MinutePoints {
  if (b === null || (a === b && typeof a === 'number')) return a;
  if (a === null && typeof b === 'number') return b;
  const into = a === null ? emptyLists() : listsOf(a, sumsA);
  if (typeof b === 'number') {
    addAll(into, b, sumsB);
    return into;
  }
  const from = b;
  for (const part of ['routes', 'endpoints'] as const)
    for (const [key, points] of from[part])
      for (const [minute, milli] of points) add(into[part], key, minute, milli);
  return into;
}

/** Only so many endpoints, the dearest, and so many pools and routes. */
export function dearestMinutes(
  minutes: MinutePoints,
  mostEndpoints: number,
  mostRoutes = Infinity,
): MinutePoints {
  if (minutes === null || typeof minutes === 'number') return minutes;
  const { routes, endpoints } = minutes;
  return { routes: dearest(routes, mostRoutes), endpoints: dearest(endpoints, mostEndpoints) };
}

/** Only the endpoints of these pools. */
export function minutesOfPools(minutes: MinutePoints, isWanted: (pool: string) => boolean): MinutePoints {
  if (minutes === null || typeof minutes === 'number') return minutes;
  const endpoints = [...minutes.endpoints].filter(([key]) => {
    const id = parseEndpointKey(key);
    return id !== null && isWanted(poolKey(id.pool));
  });
  return { routes: minutes.routes, endpoints: new Map(endpoints) };
}

function dearest(lists: Map<string, ByMinute>, most: number): Map<string, ByMinute> {
  if (lists.size <= most) return lists;
  const sums = [...lists].map(([key, points]) => ({ key, points, sum: sumOf(points) }));
  sums.sort((a, b) => b.sum - a.sum || textOrder(a.key, b.key));
  return new Map(sums.slice(0, most).map(({ key, points }) => [key, points] as const));
}

/** By route and endpoint, whatever form they are kept in. @param sums of the same usage */
export function minuteLists(minutes: MinutePoints, sums: Sums): MinuteLists {
  return minutes === null ? emptyLists() : listsOf(minutes, sums);
}

/** `undefined` where there is nothing to store. */
export function encodeMinutes(minutes: MinutePoints): StoredMinutes | undefined {
  if (minutes === null || (typeof minutes !== 'number' && minutes.routes.size === 0)) return undefined;
  if (typeof minutes === 'number') return minutes;
  const stored = (lists: ReadonlyMap<string, ByMinute>): Record<string, number[]> =>
    Object.fromEntries([...lists].map(([key, points]) => [key, encodeList(points)]));
  return { r: stored(minutes.routes), e: stored(minutes.endpoints) };
}

function encodeList(points: ByMinute): number[] {
  const first = Math.min(...points.keys());
  const length = Math.max(...points.keys()) - first + 1;
  return [first, ...Array.from({ length }, (_, i) => (points.get(first + i) ?? 0) / 1000)];
}

/** `undefined` when the value holds something else. @param sums of the same usage */
export function decodeMinutes(value: unknown, sums: Sums): MinutePoints | undefined {
  if (value === undefined) return unknownMinutes(sums);
  if (isMinute(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const { r, e } = value as Record<string, unknown>;
  const routes = decodeLists(r, isPeopleKey);
  const endpoints = decodeLists(e, (key) => parseEndpointKey(key) !== null);
  return routes === null || endpoints === null ? undefined : { routes, endpoints };
}

/** Of sums whose minutes nobody knows: those of earlier versions, and of a whole day. */
export function unknownMinutes(sums: Sums): MinutePoints {
  for (const [{ route }, { likelyMilli }] of sumsOf({ sums }))
    if (likelyMilli !== 0 && chargedToPool(route)) return emptyLists();
  return null;
}

function emptyLists(): MinuteLists {
  return { routes: new Map(), endpoints: new Map() };
}

function listsOf(minutes: number | MinuteLists, sums: Sums): MinuteLists {
  if (typeof minutes !== 'number') return minutes;
  const lists = emptyLists();
  addAll(lists, minutes, sums);
  return lists;
}

/** What the sums drew, all of it in one minute. */
function addAll({ routes, endpoints }: MinuteLists, minute: number, sums: Sums): void {
  for (const [key, { likelyMilli }] of sums) {
    const id = likelyMilli === 0 ? null : parseSumKey(key);
    if (id === null || !chargedToPool(id.route)) continue;
    const { route, endpoint } = namesOf(id);
    add(routes, route, minute, likelyMilli);
    add(endpoints, endpoint, minute, likelyMilli);
  }
}

/** By what `parseSumKey` gave, which is the same for the same sum as long as it is asked for. */
const knownNames = new WeakMap<SumId, { route: string; endpoint: string }>();

function namesOf(id: SumId): { route: string; endpoint: string } {
  let names = knownNames.get(id);
  if (names === undefined) {
    names = { route: peopleKey(id.pool, id.route), endpoint: endpointKey(id) };
    knownNames.set(id, names);
  }
  return names;
}

function add(lists: Map<string, ByMinute>, key: string, minute: number, milli: number): void {
  let points = lists.get(key);
  if (points === undefined) lists.set(key, (points = new Map<number, number>()));
  points.set(minute, plus(points.get(minute) ?? 0, milli));
}

function sumOf(points: ByMinute): number {
  let sum = 0;
  for (const milli of points.values()) sum = plus(sum, milli);
  return sum;
}

function decodeLists(value: unknown, isKey: (key: string) => boolean): Map<string, ByMinute> | null {
  if (typeof value !== 'object' || value === null) return null;
  const lists = new Map<string, ByMinute>();
  for (const [key, stored] of Object.entries(value)) {
    const points = isKey(key) ? decodeList(stored) : null;
    if (points === null) return null;
    lists.set(key, points);
  }
  return lists;
}

function decodeList(value: unknown): ByMinute | null {
  if (!Array.isArray(value)) return null;
  const [first, ...all] = value as unknown[];
  if (!isMinute(first) || all.length > minutesAnHour - first) return null;
  const points: ByMinute = new Map();
  for (const [i, one] of all.entries()) {
    if (typeof one !== 'number' || !(one >= 0)) return null;
    if (one > 0) points.set(first + i, plus(Math.round(one * 1000), 0));
  }
  return points;
}

function isMinute(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < minutesAnHour;
}
