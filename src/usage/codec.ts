import { bases, throttleReasons } from '../model';
import { emptySum, statusClasses, type UsageSum, type ThrottleKey } from './usage-sum';
import { decodeSketch, encodeSketch } from './distinct';
import { decodeProblems, encodeProblems } from './header-problems';
import { hourOf } from './hour';
import { parseSumKey, parsePeopleKey, parsePolicySlotKey, parsePoolKey } from './keys';
import { decodeKinds, encodeKinds } from './kinds';
import { decodeMinutes, encodeMinutes, type StoredMinutes } from './minute-points';
import { isFinite, isFiniteOrNull } from './numbers';
import { decodeSamples, encodeSamples, type StoredSamples } from './counter-sample-codec';
import type { PolicyMark } from './policy-mark';
import { emptyHourUsage, type HourUsage } from './hour-usage';
import { decodeSlots, encodeSlots } from './slot-points';
import { decodeNote, encodeNote } from './throttle-note-codec';
import { isRecord } from '../object';

/**
 * A usage as it is stored: lists instead of named fields, since every byte is written once per invocation and paid for.
 * `c` sums, `p` policy marks, `f` refusals, `t` throttle notes; since schema 2 `u` people, `s` peaks a second and
 * `o` folded endpoints; since schema 3 `m` points by five minutes, `d` pairs of readings and
 * `h` problems of headers; since schema 4 `n` points by minute.
 */
export interface StoredUsage {
  c: Record<string, unknown[]>;
  p?: Record<string, unknown[]>;
  f?: Record<string, number>;
  t?: unknown[][];
  u?: Record<string, string>;
  s?: Record<string, number>;
  m?: Record<string, number[]>;
  o?: string;
  d?: StoredSamples;
  h?: Record<string, number[]>;
  n?: StoredMinutes;
}

export function encodeUsage(usage: HourUsage): StoredUsage {
  const stored: StoredUsage = { c: mapValues(usage.sums, encodeSum) };
  if (usage.policies.size > 0) stored.p = mapValues(usage.policies, encodeMark);
  if (usage.refusals.size > 0) stored.f = Object.fromEntries(usage.refusals);
  if (usage.throttles.length > 0) stored.t = usage.throttles.map(encodeNote);
  if (usage.people.size > 0)
    stored.u = Object.fromEntries([...usage.people].map(([key, sketch]) => [key, encodeSketch(sketch)]));
  if (usage.peaks.size > 0) stored.s = Object.fromEntries(usage.peaks);
  if (usage.slots.size > 0) stored.m = encodeSlots(usage.slots);
  if (usage.folded !== null) stored.o = encodeSketch(usage.folded);
  if (usage.pairs.length > 0) stored.d = encodeSamples(usage.pairs);
  if (usage.problems.size > 0) stored.h = encodeProblems(usage.problems);
  const minutes = encodeMinutes(usage.minutes);
  if (minutes !== undefined) stored.n = minutes;
  return stored;
}

/** `null` when the value is not a whole usage: nothing is taken from a damaged one, since half an account misleads. */
export function decodeUsage(value: unknown): HourUsage | null {
  if (!isRecord(value) || !isRecord(value['c'])) return null;
  const usage = emptyHourUsage();
  for (const [key, stored] of Object.entries(value['c'])) {
    const usageSum = decodeSum(stored);
    if (usageSum === null || parseSumKey(key) === null) return null;
    usage.sums.set(key, usageSum);
  }
  for (const [key, stored] of Object.entries(optionalRecord(value['p']))) {
    const mark = decodeMark(stored);
    if (mark === null || parsePolicySlotKey(key) === null) return null;
    usage.policies.set(key, mark);
  }
  for (const [key, atMs] of Object.entries(optionalRecord(value['f']))) {
    if (!isCount(atMs) || parsePoolKey(key) === null) return null;
    usage.refusals.set(key, atMs);
  }
  for (const stored of Array.isArray(value['t']) ? (value['t'] as unknown[]) : []) {
    const note = decodeNote(stored);
    if (note === null) return null;
    usage.throttles.push(note);
  }
  for (const [key, stored] of Object.entries(optionalRecord(value['u']))) {
    const sketch = decodeSketch(stored);
    if (sketch === null || parsePeopleKey(key) === null) return null;
    usage.people.set(key, sketch);
  }
  for (const [key, calls] of Object.entries(optionalRecord(value['s']))) {
    if (!isCount(calls) || parsePeopleKey(key) === null) return null;
    usage.peaks.set(key, calls);
  }
  const slots = decodeSlots(optionalRecord(value['m']));
  if (slots === null) return null;
  usage.slots = slots;
  const minutes = decodeMinutes(value['n'], usage.sums);
  if (minutes === undefined) return null;
  usage.minutes = minutes;
  if (value['d'] !== undefined) {
    const pairs = decodeSamples(value['d']);
    if (pairs === null) return null;
    usage.pairs = pairs;
  }
  const problems = decodeProblems(optionalRecord(value['h']));
  if (problems === null) return null;
  usage.problems = problems;
  if (value['o'] !== undefined) {
    usage.folded = decodeSketch(value['o']);
    if (usage.folded === null) return null;
  }
  return usage;
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/**
 * `[[requests, low, likely beyond low, high beyond likely, objects, counted requests], bases, statuses, latency, more]`, zeros at
 * the end left out. Where all requests are of one basis, class or bucket its place alone stands for the list. Before schema 4 the
 * first six of a sum were `requests, low, likely, high, bases, statuses`.
 */
function encodeSum(usageSum: UsageSum): unknown[] {
  const { requests, lowMilli, likelyMilli, highMilli, objects, countedRequests, leastBurst } = usageSum;
  const sums = [
    requests,
    lowMilli,
    likelyMilli - lowMilli,
    highMilli - likelyMilli,
    objects,
    countedRequests,
  ];
  const stored: unknown[] = [
    withoutTail(sums, 0),
    encodeCounts(
      bases.map((basis) => usageSum.bases[basis]),
      requests,
    ),
    encodeCounts(
      statusClasses.map((status) => usageSum.statuses[status]),
      requests,
    ),
    encodeCounts(usageSum.latency, requests - usageSum.statuses.none),
  ];
  const more: Record<string, unknown> = {};
  if (usageSum.throttles.size > 0) more['t'] = Object.fromEntries(usageSum.throttles);
  if (leastBurst !== null) more['b'] = [leastBurst.remainingRequests, leastBurst.limitRequests];
  if (usageSum.kinds.size > 0) more['k'] = encodeKinds(usageSum.kinds, usageSum);
  if (Object.keys(more).length > 0) stored.push(more);
  return stored;
}

function decodeSum(value: unknown): UsageSum | null {
  if (!Array.isArray(value)) return null;
  if (typeof value[0] === 'number') return decodeSumBefore4(value);
  const [sums, byBasis, byStatus, byLatency, more] = value as unknown[];
  if (!isCounts(sums, 6)) return null;
  const [requests = 0, low = 0, toLikely = 0, toHigh = 0, objects = 0, countedRequests = 0] = sums;
  const [likely, high] = [low + toLikely, low + toLikely + toHigh];
  const statuses = decodeCounts(byStatus, requests, statusClasses.length);
  const latency = decodeCounts(byLatency, requests - (statuses?.[0] ?? 0), null);
  const { t, b, k } = optionalRecord(more);
  const kinds = decodeKinds(k, { requests, likelyMilli: likely });
  const usageSum = fullSum(
    [requests, low, likely, high],
    decodeCounts(byBasis, requests, bases.length),
    statuses,
    latency,
    t,
  );
  if (usageSum === null || kinds === null || !isCount(high)) return null;
  Object.assign(usageSum, { objects, countedRequests, kinds });
  if (b === undefined) return usageSum;
  const [room, limit] = Array.isArray(b) ? (b as unknown[]) : [];
  return withBurst(usageSum, room, limit);
}

/** One place for all, else the list without the zeros at its end. */
function encodeCounts(counts: readonly number[], all: number): number | number[] {
  const place = counts.findIndex((count) => count > 0);
  const isOne =
    place >= 0 && counts[place] === all && counts.every((count, at) => at === place || count === 0);
  return isOne ? place : withoutTail([...counts], 0);
}

function decodeCounts(stored: unknown, all: number, most: number | null): number[] | null {
  if (isCounts(stored, most)) return [...stored];
  if (!isCount(stored) || stored >= (most ?? mostBuckets) || !isCount(all)) return null;
  const counts = new Array<number>(stored + 1).fill(0);
  counts[stored] = all;
  return counts;
}

/** No histogram of latencies has more. */
const mostBuckets = 64;

function decodeSumBefore4(value: unknown[]): UsageSum | null {
  const [requests, low, likely, high, byBasis, byStatus, latency, throttles, room, limit] = value;
  if (!isCount(requests) || !isCount(low) || !isCount(likely) || !isCount(high)) return null;
  if (!isCounts(byBasis, bases.length) || !isCounts(byStatus, statusClasses.length)) return null;
  if (!isCounts(latency, null)) return null;
  // In order, whatever was stored then: the newer form has no place for a likely below its low.
  const ordered = [requests, low, Math.max(low, likely), Math.max(low, likely, high)];
  const usageSum = fullSum(ordered, byBasis, byStatus, [...latency], throttles);
  return usageSum === null || room === undefined ? usageSum : withBurst(usageSum, room, limit);
}

function fullSum(
  [requests = 0, lowMilli = 0, likelyMilli = 0, highMilli = 0]: readonly number[],
  byBasis: readonly number[] | null,
  byStatus: readonly number[] | null,
  latency: number[] | null,
  throttles: unknown,
): UsageSum | null {
  if (byBasis === null || byStatus === null || latency === null) return null;
  const usageSum = emptySum();
  Object.assign(usageSum, { requests, lowMilli, likelyMilli, highMilli, latency });
  bases.forEach((basis, i) => (usageSum.bases[basis] = byBasis[i] ?? 0));
  statusClasses.forEach((status, i) => (usageSum.statuses[status] = byStatus[i] ?? 0));
  for (const [key, calls] of Object.entries(optionalRecord(throttles))) {
    if (!isThrottleKey(key) || !isCount(calls)) return null;
    usageSum.throttles.set(key, calls);
  }
  return usageSum;
}

function withBurst(usageSum: UsageSum, room: unknown, limit: unknown): UsageSum | null {
  if (!isFinite(room) || !isFiniteOrNull(limit)) return null;
  usageSum.leastBurst = { remainingRequests: room, limitRequests: limit };
  return usageSum;
}

function encodeMark(mark: PolicyMark): unknown[] {
  const { lastAtMs, lastRemainingPoints, quotaPoints, windowSeconds, resetAtMs, leastRemainingPoints } = mark;
  const { near, window, first } = mark;
  const isOne =
    first?.atMs === lastAtMs && first.remainingPoints === lastRemainingPoints && first.window === window;
  const before = first === null ? null : lastAtMs - first.atMs;
  return withoutTail(
    [
      ...[lastAtMs, lastRemainingPoints, quotaPoints, windowSeconds, resetAtMs, leastRemainingPoints],
      ...[near ? 1 : null, window - hourOf(lastAtMs) || null, before],
      ...(first === null || isOne ? [] : [first.remainingPoints, first.window - window || null]),
    ],
    null,
  );
}

/** Before schema 4 a mark had no first reading, and of its window nothing but the hour of the last answer was known. */
function decodeMark(value: unknown): PolicyMark | null {
  if (!Array.isArray(value) || value.length > 11) return null;
  const [
    lastAtMs,
    last = null,
    quota = null,
    seconds = null,
    reset = null,
    least = null,
    near = null,
    ...more
  ] = value as unknown[];
  const [windowBy = null, before = null, firstRemaining = null, firstWindowBy = null] = more;
  if (!isFinite(lastAtMs) || !isFiniteOrNull(last) || !isFiniteOrNull(quota) || !isFiniteOrNull(seconds))
    return null;
  if (!isFiniteOrNull(reset) || !isFiniteOrNull(least) || !isFiniteOrNull(windowBy)) return null;
  if (!isFiniteOrNull(before) || !isFiniteOrNull(firstRemaining) || !isFiniteOrNull(firstWindowBy))
    return null;
  const window = hourOf(lastAtMs) + (windowBy ?? 0);
  const remainingPoints = firstRemaining ?? last;
  return {
    lastAtMs,
    lastRemainingPoints: last,
    quotaPoints: quota,
    windowSeconds: seconds,
    resetAtMs: reset,
    leastRemainingPoints: least,
    near: near === 1,
    window,
    first:
      before === null || remainingPoints === null
        ? null
        : { atMs: lastAtMs - before, remainingPoints, window: window + (firstWindowBy ?? 0) },
  };
}

function mapValues<T>(map: Map<string, T>, encode: (value: T) => unknown[]): Record<string, unknown[]> {
  return Object.fromEntries([...map].map(([key, value]) => [key, encode(value)]));
}

function optionalRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function isCounts(value: unknown, most: number | null): value is number[] {
  return Array.isArray(value) && (most === null || value.length <= most) && value.every(isCount);
}

/** @param absent what a reader takes a field for that is left out: such bytes need not be written */
function withoutTail<T>(fields: T[], absent: T): T[] {
  const last = fields.findLastIndex((field) => field !== absent);
  return fields.slice(0, last + 1);
}

function isThrottleKey(key: string): key is ThrottleKey {
  const reason = key.startsWith('~') ? key.slice(1) : key;
  return throttleReasons.some((known) => known === reason);
}
