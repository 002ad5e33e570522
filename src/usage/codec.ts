import { decodeSketch, encodeSketch } from './distinct';
import { decodeProblems, encodeProblems } from './header-problems';
import { hourOf } from './hour';
import { isPeopleKey, isPolicySlotKey, isPoolKey, parseSumKey } from './keys';
import { decodeMinutes, encodeMinutes, type StoredMinutes } from './minute-points';
import { isCount, isFinite, isFiniteOrNull } from './numbers';
import { decodeSamples, encodeSamples, type StoredSamples } from './counter-sample-codec';
import type { PolicyMark } from './policy-mark';
import { emptyHourUsage, type HourUsage } from './hour-usage';
import { decodeSlots, encodeSlots } from './slot-points';
import { decodeSum, encodeSum, withoutTail } from './sum-codec';
import { decodeNote, encodeNote } from './throttle-note';
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
  const { p = {}, f = {}, t = [], u = {}, s = {}, m = {}, h = {} } = value;
  if (!isRecord(p) || !isRecord(f) || !isRecord(u) || !isRecord(s) || !isRecord(m) || !isRecord(h))
    return null;
  if (!Array.isArray(t)) return null;
  const usage = emptyHourUsage();
  // By name, not in pairs of name and value: an account of months has hundreds of thousands of them.
  const sums = value['c'];
  for (const key of Object.keys(sums)) {
    const usageSum = decodeSum(sums[key]);
    if (usageSum === null || parseSumKey(key) === null) return null;
    usage.sums.set(key, usageSum);
  }
  for (const [key, stored] of Object.entries(p)) {
    const mark = decodeMark(stored);
    if (mark === null || !isPolicySlotKey(key)) return null;
    usage.policies.set(key, mark);
  }
  for (const [key, atMs] of Object.entries(f)) {
    if (!isCount(atMs) || !isPoolKey(key)) return null;
    usage.refusals.set(key, atMs);
  }
  for (const stored of t as unknown[]) {
    const note = decodeNote(stored);
    if (note === null) return null;
    usage.throttles.push(note);
  }
  for (const [key, stored] of Object.entries(u)) {
    const sketch = decodeSketch(stored);
    if (sketch === null || !isPeopleKey(key)) return null;
    usage.people.set(key, sketch);
  }
  for (const [key, calls] of Object.entries(s)) {
    if (!isCount(calls) || !isPeopleKey(key)) return null;
    usage.peaks.set(key, calls);
  }
  const slots = decodeSlots(m);
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
  const problems = decodeProblems(h);
  if (problems === null) return null;
  usage.problems = problems;
  if (value['o'] !== undefined) {
    usage.folded = decodeSketch(value['o']);
    if (usage.folded === null) return null;
  }
  return usage;
}

function encodeMark(mark: PolicyMark): unknown[] {
  const { lastAtMs, remaining, quotaPoints, windowSeconds, resetAtMs, leastRemaining } = mark;
  const { near, window, first } = mark;
  const isOne = first?.atMs === lastAtMs && first.remaining === remaining && first.window === window;
  const before = first === null ? null : lastAtMs - first.atMs;
  return withoutTail(
    [
      ...[lastAtMs, remaining, quotaPoints, windowSeconds, resetAtMs, leastRemaining],
      ...[near ? 1 : null, window - hourOf(lastAtMs) || null, before],
      ...(first === null || isOne ? [] : [first.remaining, first.window - window || null]),
    ],
    null,
  );
}

/** Before schema 4 a mark had no first reading, and of its window nothing but the hour of the last answer was known. */
function decodeMark(value: unknown): PolicyMark | null {
  if (!Array.isArray(value) || value.length > 11) return null;
  const [
    lastAtMs,
    remaining = null,
    quota = null,
    seconds = null,
    reset = null,
    least = null,
    near = null,
    ...more
  ] = value as unknown[];
  const [windowBy = null, before = null, firstRemaining = null, firstWindowBy = null] = more;
  if (!isFinite(lastAtMs) || !isFiniteOrNull(remaining) || !isFiniteOrNull(quota) || !isFiniteOrNull(seconds))
    return null;
  if (!isFiniteOrNull(reset) || !isFiniteOrNull(least) || !isFiniteOrNull(windowBy)) return null;
  if (!isFiniteOrNull(before) || !isFiniteOrNull(firstRemaining) || !isFiniteOrNull(firstWindowBy))
    return null;
  const window = hourOf(lastAtMs) + (windowBy ?? 0);
  const first = firstRemaining ?? remaining;
  return {
    lastAtMs,
    remaining,
    quotaPoints: quota,
    windowSeconds: seconds,
    resetAtMs: reset,
    leastRemaining: least,
    near: near === 1,
    window,
    first:
      before === null || first === null
        ? null
        : { atMs: lastAtMs - before, remaining: first, window: window + (firstWindowBy ?? 0) },
  };
}

function mapValues<T>(map: Map<string, T>, encode: (value: T) => unknown[]): Record<string, unknown[]> {
  return Object.fromEntries([...map].map(([key, value]) => [key, encode(value)]));
}
