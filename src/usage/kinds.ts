import { isKind, manyKinds } from '../costs/kind';
import { isCount, plus } from './numbers';
import { textOrder } from '../text-order';

/** Requests of one kind, and their likely points in whole thousandths. */
export interface KindSum {
  requests: number;
  likelyMilli: number;
}

/** By the names of the parameters (`kindOf`). Calls without any are in none. Each sum's are its own, but for `noKinds`. */
export type Kinds = ReadonlyMap<string, KindSum>;

/** Most sums have none, and an account of months is tens of thousands of sums: these share one. */
export const noKinds: Kinds = new Map();

/** Kinds of one endpoint that are stored; the rest are one. */
const keptKinds = 6;

/** @returns the kinds of the sum from now on */
export function addKind(kinds: Kinds, kind: string, requests: number, likelyMilli: number): Kinds {
  const known = kinds.get(kind);
  if (known === undefined) {
    const own = kinds === noKinds ? new Map<string, KindSum>() : (kinds as Map<string, KindSum>);
    return own.set(kind, { requests, likelyMilli });
  }
  known.requests = plus(known.requests, requests);
  known.likelyMilli = plus(known.likelyMilli, likelyMilli);
  return kinds;
}

/** @returns the kinds of the sum from now on */
export function mergeKinds(into: Kinds, from: Kinds): Kinds {
  let kinds = into;
  if (from !== noKinds)
    for (const [kind, { requests, likelyMilli }] of from) kinds = addKind(kinds, kind, requests, likelyMilli);
  return kinds;
}

/** `[requests, points]` by kind; one kind by itself, where all requests and points of the sum are of it. */
export type StoredKinds = string | Record<string, [number, number]>;

export function encodeKinds(kinds: Kinds, all: KindSum): StoredKinds {
  const ranked = [...kinds].sort(
    ([kindA, a], [kindB, b]) => b.requests - a.requests || textOrder(kindA, kindB),
  );
  const [first] = ranked;
  if (ranked.length === 1 && first?.[1].requests === all.requests && first[1].likelyMilli === all.likelyMilli)
    return first[0];
  let kept = noKinds;
  for (const [place, [kind, { requests, likelyMilli }]] of ranked.entries())
    kept = addKind(kept, place < keptKinds ? kind : manyKinds, requests, likelyMilli);
  return Object.fromEntries(
    [...kept].map(([kind, { requests, likelyMilli }]) => [kind, [requests, likelyMilli]]),
  );
}

/** `null` when the value holds something else. */
export function decodeKinds(value: unknown, all: KindSum): Kinds | null {
  if (value === undefined) return noKinds;
  if (typeof value === 'string') return isKind(value) ? new Map([[value, { ...all }]]) : null;
  if (typeof value !== 'object' || value === null) return null;
  const kinds = new Map<string, KindSum>();
  for (const [kind, sums] of Object.entries(value)) {
    if (!isKind(kind) || !Array.isArray(sums) || sums.length !== 2) return null;
    const [requests, likelyMilli] = sums as unknown[];
    if (!isCount(requests) || !isCount(likelyMilli)) return null;
    kinds.set(kind, { requests, likelyMilli });
  }
  return kinds;
}
