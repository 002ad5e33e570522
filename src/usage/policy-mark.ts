import type { Observation, QuotaReading, RateLimits } from '../model';
import { hourMs } from '../time';
import { hourOf, type HourNumber } from './hour';
import { parsePolicySlotKey, policySlotKey, type PolicySlotId } from './keys';
import { slotOf } from './slot-points';

/** One answer that named what is left. */
export interface FirstReading {
  atMs: number;
  remaining: number;
  /** The quota's hour that it belongs to. */
  window: HourNumber;
}

/** What the responses of one five-minute slot said of one hourly policy. */
export interface PolicyMark {
  /** When the last of them came. */
  lastAtMs: number;
  /** Points left as the last one said; `null` where it left them out (below about 80% use). */
  remaining: number | null;
  quotaPoints: number | null;
  windowSeconds: number | null;
  resetAtMs: number | null;
  /** The quota's hour that the last one belongs to: at a full hour it may be the one before, or the one after. */
  window: HourNumber;
  /** The first of them that named what is left; `null` when none did, or where an earlier version did not keep it. */
  first: FirstReading | null;
  /** The least that any of them said; `null` when none said. */
  leastRemaining: number | null;
  /** Whether any of them said that less than 20% is left. */
  near: boolean;
}

/** By `policySlotKey`; hourly policies only, since a second's bucket says nothing an hour later. */
export type PolicyMarks = Map<string, PolicyMark>;

export interface NamedMark {
  id: PolicySlotId;
  mark: PolicyMark;
}

/** The marks with the policy and the slot that they are of. Keys were checked when they were decoded, so none is left out here. */
export function* policyMarksOf(usage: { policies: ReadonlyMap<string, PolicyMark> }): Generator<NamedMark> {
  for (const [key, mark] of usage.policies) {
    const id = parsePolicySlotKey(key);
    if (id !== null) yield { id, mark };
  }
}

/** A hostile or broken header may name thousands; a real one names two. */
const bookedPolicies = 8;

/** What one answer said of its quotas. */
export function bookPolicies(marks: PolicyMarks, call: Observation, { quotas, nearLimit }: RateLimits): void {
  let left = bookedPolicies;
  for (const quota of quotas) {
    if (left === 0) return;
    left -= 1;
    bookPolicy(marks, call, quota, nearLimit === true);
  }
}

function bookPolicy(marks: PolicyMarks, call: Observation, reading: QuotaReading, near: boolean): void {
  const { policy, enforcement, scope, quota, windowSeconds, remaining, resetAtMs } = reading;
  // A burst policy is in every response and tells of one second: its least room is kept in the sum instead.
  if (scope === 'burst') return;
  const { atMs, pool } = call;
  const key = policySlotKey({ pool, policy, enforcement, slot: slotOf(atMs) });
  const mark = withAnswer(marks.get(key), {
    lastAtMs: atMs,
    remaining,
    quotaPoints: quota,
    windowSeconds,
    resetAtMs,
    window: windowOf(atMs, resetAtMs),
    first: null,
    leastRemaining: remaining,
    near,
  });
  marks.set(key, mark);
}

/** The hour whose quota an answer speaks of: the one that ends at its reset, which is at a full hour, as far as it names one. */
export function windowOf(atMs: number, resetAtMs: number | null): HourNumber {
  const hour = hourOf(atMs);
  if (resetAtMs === null) return hour;
  const named = Math.round(resetAtMs / hourMs) - 1;
  return Math.abs(named - hour) <= 1 ? named : hour;
}

/**
 * One more answer in the mark of its policy and five minutes: what `mergePolicyMarks` makes of the two. Nearly every call comes
 * here, so that no third mark is made: the answer's becomes the new one, or the known one stays.
 * @param alone what the answer said, with no `first`; it is given away
 */
export function withAnswer(known: PolicyMark | undefined, alone: PolicyMark): PolicyMark {
  const { lastAtMs: atMs, remaining, window } = alone;
  const before = known?.first ?? null;
  const isFirst = remaining !== null && (before === null || firstOrder(before, atMs, remaining, window) > 0);
  const first = isFirst ? { atMs, remaining, window } : before;
  alone.first = first;
  if (known === undefined) return alone;
  alone.leastRemaining = least(known.leastRemaining, alone.leastRemaining);
  alone.near ||= known.near;
  if (compareLast(known, alone) < 0) return alone;
  const isSame = known.first === first && known.leastRemaining === alone.leastRemaining;
  if (isSame && known.near === alone.near) return known;
  return { ...known, first, leastRemaining: alone.leastRemaining, near: alone.near };
}

export function mergePolicyMarks(a: PolicyMark, b: PolicyMark): PolicyMark {
  const last = compareLast(a, b) >= 0 ? a : b;
  return {
    ...last,
    first: earlier(a.first, b.first),
    leastRemaining: least(a.leastRemaining, b.leastRemaining),
    near: a.near || b.near,
  };
}

/** Of equal times the one with more left, which was charged first, and of the earlier window. */
function earlier(a: FirstReading | null, b: FirstReading | null): FirstReading | null {
  if (a === null || b === null) return a ?? b;
  return firstOrder(a, b.atMs, b.remaining, b.window) <= 0 ? a : b;
}

/** Below 0 where `a` is the first of the two. */
function firstOrder(a: FirstReading, atMs: number, remaining: number, window: HourNumber): number {
  return a.atMs - atMs || remaining - a.remaining || a.window - window;
}

function least(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

/** The later one is greater. Equal times are told apart by the rest, so that the order of merging does not matter. */
function compareLast(a: PolicyMark, b: PolicyMark): number {
  return (
    difference(a.lastAtMs, b.lastAtMs) ||
    difference(negative(a.remaining), negative(b.remaining)) ||
    difference(a.quotaPoints, b.quotaPoints) ||
    difference(a.windowSeconds, b.windowSeconds) ||
    difference(a.resetAtMs, b.resetAtMs) ||
    difference(a.window, b.window)
  );
}

/** Below 0 where the first is less; nothing is less than any number. `NaN` for nothing twice, which is no order either. */
function difference(a: number | null, b: number | null): number {
  return (a ?? -Infinity) - (b ?? -Infinity);
}

function negative(points: number | null): number | null {
  return points === null ? null : -points;
}
