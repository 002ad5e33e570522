import type { Observation, QuotaReading, RateLimits } from '../model';
import {
  addToCell,
  emptyCell,
  mergeCell,
  milliOf,
  type BurstRoom,
  type Cell,
  type ThrottleKey,
} from './usage-sum';
import { chargedToPool } from '../limits/charging';
import { hourMs } from '../limits/hour';
import { addHash, emptySketch, mergeSketches, type DistinctSketch } from './distinct';
import { bookProblems, mergeProblems, type ProblemCounts } from './header-problems';
import { cellKey, peopleKey, policySlotKey, poolKey } from './keys';
import { keptPairsAnHour, samplePairs, type CalibrationPair } from './counter-sample';
import { mergedMinutes, withMinute, type MinutePoints } from './minute-points';
import { plus } from './numbers';
import { mergePolicyMarks, windowOf, type PolicyMark } from './policy-mark';
import { addToSlot, mergeSlots, slotMs, type SlotPoints } from './slot-points';
import { mergeThrottleNotes, type ThrottleNote } from './throttle-note';

/**
 * The account of one UTC hour, or of a part of its calls. Sheets of one hour are merged in any order and grouping with
 * the same result; each call must be in exactly one of them.
 */
export interface Sheet {
  /** By `cellKey`. */
  cells: Map<string, Cell>;
  /** By `policySlotKey`; hourly policies only, since a second's bucket says nothing an hour later. */
  policies: Map<string, PolicyMark>;
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
  pairs: CalibrationPair[];
  /** By `problemKey`: what could not be taken at its word. */
  problems: ProblemCounts;
  /** The endpoints that became `{other}`; `null` when none did. */
  folded: DistinctSketch | null;
}

/** What counting people needs to know of a call. */
export type PersonCall = Pick<Observation, 'atMs' | 'pool' | 'route'>;

export function emptySheet(): Sheet {
  return {
    cells: new Map(),
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

/** Adds one call to the sheet of its hour. */
export function book(sheet: Sheet, call: Observation): void {
  const { limits } = call;
  const throttle = limits?.throttle ?? null;
  const key = cellKey(call);
  const likelyMilli = milliOf(call.points.likely);
  sheet.minutes = withMinute(sheet.minutes, sheet.cells, call, likelyMilli);
  let cell = sheet.cells.get(key);
  if (cell === undefined) sheet.cells.set(key, (cell = emptyCell()));
  addToCell(cell, call, throttleKey(limits), burstRoom(limits));
  const said = call.isUnplaced === true ? [] : (limits?.quotas.slice(0, bookedPolicies) ?? []);
  for (const quota of said) bookPolicy(sheet, call, quota, limits?.nearLimit === true);
  if (chargedToPool(call.route)) addToSlot(sheet.slots, poolKey(call.pool), slotOf(call.atMs), likelyMilli);
  if (call.contextCallsASecond !== undefined)
    keepPeak(sheet, peopleKey(call.pool, call.route), call.contextCallsASecond);
  if (limits !== null && limits.problems.length > 0)
    bookProblems(sheet.problems, call.pool, limits.problems, call.atMs);
  if (throttle === null) return;
  const { reason, reasonRaw, enforcement, retryAtMs } = throttle;
  const isQuota = reason === 'quotaGlobal' || reason === 'quotaTenant';
  if (isQuota && enforcement === 'enforced' && call.isUnplaced !== true) {
    const pool = poolKey(call.pool);
    sheet.refusals.set(pool, Math.max(call.atMs, sheet.refusals.get(pool) ?? 0));
  }
  const { atMs, pool, route, method, template } = call;
  const note = { atMs, pool, route, method, template, reason, reasonRaw, enforcement, retryAtMs };
  sheet.throttles = mergeThrottleNotes(sheet.throttles, [note]);
}

/** @param personHash 32 bits that stand for the person of the call, salted so that nobody is found by them */
export function bookPerson(sheet: Sheet, { pool, route }: PersonCall, personHash: number): void {
  addHash(sketchOf(sheet, peopleKey(pool, route)), personHash);
}

/** Nothing was booked: a call leaves a cell, and people and problems come with calls. */
export function isEmptySheet({ cells, people, pairs }: Sheet): boolean {
  return cells.size === 0 && people.size === 0 && pairs.length === 0;
}

export function callsIn(sheet: Sheet): number {
  let calls = 0;
  for (const { requests } of sheet.cells.values()) calls = plus(calls, requests);
  return calls;
}

export function mergeSheets(into: Sheet, from: Sheet): void {
  into.minutes = mergedMinutes([into.minutes, into.cells], [from.minutes, from.cells]);
  for (const [key, cell] of from.cells) {
    const known = into.cells.get(key) ?? emptyCell();
    mergeCell(known, cell);
    into.cells.set(key, known);
  }
  for (const [key, mark] of from.policies) {
    const known = into.policies.get(key);
    into.policies.set(key, known === undefined ? mark : mergePolicyMarks(known, mark));
  }
  for (const [key, atMs] of from.refusals)
    into.refusals.set(key, Math.max(atMs, into.refusals.get(key) ?? 0));
  into.throttles = mergeThrottleNotes(into.throttles, from.throttles);
  for (const [key, sketch] of from.people) mergeSketches(sketchOf(into, key), sketch);
  for (const [key, calls] of from.peaks) keepPeak(into, key, calls);
  mergeSlots(into.slots, from.slots);
  if (from.pairs.length > 0) into.pairs = samplePairs([...into.pairs, ...from.pairs], keptPairsAnHour);
  mergeProblems(into.problems, from.problems);
  if (from.folded !== null) mergeSketches((into.folded ??= emptySketch()), from.folded);
}

/** The sheet must be that of the pairs' hour. */
export function bookPairs(sheet: Sheet, pairs: readonly CalibrationPair[], most: number): void {
  sheet.pairs = samplePairs([...sheet.pairs, ...pairs], most);
}

function keepPeak(sheet: Sheet, key: string, calls: number): void {
  sheet.peaks.set(key, Math.max(calls, sheet.peaks.get(key) ?? 0));
}

function sketchOf(sheet: Sheet, key: string): DistinctSketch {
  const known = sheet.people.get(key) ?? emptySketch();
  sheet.people.set(key, known);
  return known;
}

/** A hostile or broken header may name thousands; a real one names two. */
const bookedPolicies = 8;

function bookPolicy(sheet: Sheet, call: Observation, quota: QuotaReading, near: boolean): void {
  // A burst policy is in every response and tells of one second: its least room is kept in the cell instead.
  if (quota.scope === 'burst') return;
  const slot = slotOf(call.atMs);
  const key = policySlotKey({ pool: call.pool, policy: quota.policy, enforcement: quota.enforcement, slot });
  const { atMs } = call;
  const { remaining, resetAtMs } = quota;
  const window = windowOf(atMs, resetAtMs);
  const mark: PolicyMark = {
    lastAtMs: atMs,
    lastRemainingPoints: remaining,
    quotaPoints: quota.quota,
    windowSeconds: quota.windowSeconds,
    resetAtMs,
    window,
    first: remaining === null ? null : { atMs, remainingPoints: remaining, window },
    leastRemainingPoints: remaining,
    near,
  };
  const known = sheet.policies.get(key);
  sheet.policies.set(key, known === undefined ? mark : mergePolicyMarks(known, mark));
}

function slotOf(atMs: number): number {
  return Math.floor((atMs % hourMs) / slotMs);
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
