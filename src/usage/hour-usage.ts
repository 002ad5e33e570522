import type { Observation, RateLimits } from '../model';
import {
  addToSum,
  emptySum,
  mergeSum,
  milliOf,
  type BurstRoom,
  type UsageSum,
  type ThrottleKey,
} from './usage-sum';
import { chargedToPool } from '../limits/charging';
import { addHash, emptySketch, mergeSketches, type DistinctSketch } from './distinct';
import { bookProblems, mergeProblems, type ProblemCounts } from './header-problems';
import { sumKey, peopleKey, poolKey } from './keys';
import { keptSamplesAnHour, thinSamples, type CounterSample } from './counter-sample';
import { mergedMinutes, withMinute, type MinutePoints } from './minute-points';
import { plus } from './numbers';
import { bookPolicies, mergePolicyMarks, type PolicyMarks } from './policy-mark';
import { addToSlot, mergeSlots, slotOf, type SlotPoints } from './slot-points';
import { isQuotaRefusal, mergeThrottleNotes, type ThrottleNote } from './throttle-note';

/**
 * The account of one UTC hour, or of a part of its calls. Usages of one hour are merged in any order and grouping with
 * the same result; each call must be in exactly one of them.
 */
export interface HourUsage {
  /** By `sumKey`. */
  sums: Map<string, UsageSum>;
  policies: PolicyMarks;
  /** By `poolKey`: when a call was last refused because the pool was empty. */
  refusals: Map<string, number>;
  throttles: ThrottleNote[];
  /** By `peopleKey`: about how many different people stood behind the calls of a pool and route. */
  people: Map<string, DistinctSketch>;
  /** By `peopleKey`: most calls in one second under one cost budget context, as one process saw them; absent: not known. */
  peaks: Map<string, number>;
  /** What the calls drew from each pool, by five minutes: the course of the hour. */
  slots: SlotPoints;
  /** The same by minute, by route and endpoint; days have none. */
  minutes: MinutePoints;
  /** Readings of the counter with the calls between them, at most `keptPairsAnHour`. */
  pairs: CounterSample[];
  /** By `problemKey`: what could not be taken at its word. */
  problems: ProblemCounts;
  /** The endpoints that became `{other}`; `null` when none did. */
  folded: DistinctSketch | null;
}

/** What counting people needs to know of a call. */
export type PersonCall = Pick<Observation, 'atMs' | 'pool' | 'route'>;

export function emptyHourUsage(): HourUsage {
  return {
    sums: new Map(),
    policies: new Map(),
    refusals: new Map(),
    throttles: [],
    people: new Map(),
    peaks: new Map(),
    slots: new Map(),
    minutes: null,
    pairs: [],
    problems: new Map(),
    folded: null,
  };
}

/** Adds one call to the usage of its hour. */
export function book(usage: HourUsage, call: Observation): void {
  const { limits } = call;
  const throttle = limits?.throttle ?? null;
  const key = sumKey(call);
  const likelyMilli = milliOf(call.points.likely);
  usage.minutes = withMinute(usage.minutes, usage.sums, call, likelyMilli);
  let usageSum = usage.sums.get(key);
  if (usageSum === undefined) usage.sums.set(key, (usageSum = emptySum()));
  addToSum(usageSum, call, throttleKey(limits), burstRoom(limits));
  if (limits !== null && call.isUnplaced !== true) bookPolicies(usage.policies, call, limits);
  if (chargedToPool(call.route)) addToSlot(usage.slots, poolKey(call.pool), slotOf(call.atMs), likelyMilli);
  if (call.contextCallsASecond !== undefined)
    keepPeak(usage, peopleKey(call.pool, call.route), call.contextCallsASecond);
  if (limits !== null && limits.problems.length > 0)
    bookProblems(usage.problems, call.pool, limits.problems, call.atMs);
  if (throttle === null) return;
  if (isQuotaRefusal(throttle) && call.isUnplaced !== true) {
    const pool = poolKey(call.pool);
    usage.refusals.set(pool, Math.max(call.atMs, usage.refusals.get(pool) ?? call.atMs));
  }
  const { reason, reasonRaw, enforcement, retryAtMs } = throttle;
  const { atMs, pool, route, method, template } = call;
  const note = { atMs, pool, route, method, template, reason, reasonRaw, enforcement, retryAtMs };
  usage.throttles = mergeThrottleNotes(usage.throttles, [note]);
}

/** @param personHash 32 bits that stand for the person of the call, salted so that nobody is found by them */
export function bookPerson(usage: HourUsage, { pool, route }: PersonCall, personHash: number): void {
  addHash(sketchOf(usage, peopleKey(pool, route)), personHash);
}

/** Nothing was booked: a call leaves a sum, and people and problems come with calls. */
export function isEmptyUsage({ sums, people, pairs }: HourUsage): boolean {
  return sums.size === 0 && people.size === 0 && pairs.length === 0;
}

export function callsIn(usage: HourUsage): number {
  let calls = 0;
  for (const { requests } of usage.sums.values()) calls = plus(calls, requests);
  return calls;
}

export function mergeUsage(into: HourUsage, from: HourUsage): void {
  into.minutes = mergedMinutes([into.minutes, into.sums], [from.minutes, from.sums]);
  for (const [key, usageSum] of from.sums) {
    const known = into.sums.get(key) ?? emptySum();
    mergeSum(known, usageSum);
    into.sums.set(key, known);
  }
  for (const [key, mark] of from.policies) {
    const known = into.policies.get(key);
    into.policies.set(key, known === undefined ? mark : mergePolicyMarks(known, mark));
  }
  for (const [key, atMs] of from.refusals)
    into.refusals.set(key, Math.max(atMs, into.refusals.get(key) ?? atMs));
  into.throttles = mergeThrottleNotes(into.throttles, from.throttles);
  for (const [key, sketch] of from.people) mergeSketches(sketchOf(into, key), sketch);
  for (const [key, calls] of from.peaks) keepPeak(into, key, calls);
  mergeSlots(into.slots, from.slots);
  if (from.pairs.length > 0) into.pairs = thinSamples([...into.pairs, ...from.pairs], keptSamplesAnHour);
  mergeProblems(into.problems, from.problems);
  if (from.folded !== null) mergeSketches((into.folded ??= emptySketch()), from.folded);
}

/** The usage must be that of the pairs' hour. */
export function bookSamples(usage: HourUsage, pairs: readonly CounterSample[], most: number): void {
  usage.pairs = thinSamples([...usage.pairs, ...pairs], most);
}

function keepPeak(usage: HourUsage, key: string, calls: number): void {
  usage.peaks.set(key, Math.max(calls, usage.peaks.get(key) ?? calls));
}

function sketchOf(usage: HourUsage, key: string): DistinctSketch {
  const known = usage.people.get(key) ?? emptySketch();
  usage.people.set(key, known);
  return known;
}

function throttleKey(limits: RateLimits | null): ThrottleKey | null {
  const throttle = limits?.throttle ?? null;
  if (throttle === null) return null;
  return throttle.enforcement === 'beta' ? `~${throttle.reason}` : throttle.reason;
}

/** Limits of a second or a minute: Jira's burst, One Stack's tenant, Backlog's user with or without a type of request. */
const shortWindow = /^(?:burst|tenant|user(?:,.*)?)$/;

function burstRoom(limits: RateLimits | null): BurstRoom | null {
  const bucket = limits?.buckets.find(({ scope }) => shortWindow.test(scope));
  if (bucket === undefined || bucket.remaining === null) return null;
  return { remainingRequests: bucket.remaining, limitRequests: bucket.limit };
}
