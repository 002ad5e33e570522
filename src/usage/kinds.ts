import { isKind, manyKinds } from '../costs/kind';
import { plus } from './numbers';

/** Requests of one kind, and their likely points in whole thousandths. */
export interface KindSum {
  requests: number;
  likelyMilli: number;
}

/** By the names of the parameters (`kindOf`). Calls without any are in none. */
export type Kinds = Map<string, KindSum>;

/** Kinds of one endpoint that are stored; the rest are one. */
const keptKinds = 6;

export function addKind(kinds: Kinds, kind: string, requests: number, likelyMilli: number): void {
  const known = kinds.get(kind);
  if (known === undefined) {
    kinds.set(kind, { requests, likelyMilli });
    return;
  }
  known.requests = plus(known.requests, requests);
  known.likelyMilli = plus(known.likelyMilli, likelyMilli);
}

export function mergeKinds(into: Kinds, from: Kinds): void {
  for (const [kind, { requests, likelyMilli }] of from) addKind(into, kind, requests, likelyMilli);
}

/** `[requests, points]` by kind; one kind by itself, where all requests and points of the sum are of it. */
export type StoredKinds = string | Record<string, [number, number]>;

export function encodeKinds(kinds: Kinds, all: KindSum): StoredKinds {
  const ranked = [...kinds].sort(
    ([kindA, a], [kindB, b]) => b.requests - a.requests || (kindA < kindB ? -1 : 1),
  );
  const [first] = ranked;
  if (ranked.length === 1 && first?.[1].requests === all.requests && first[1].likelyMilli === all.likelyMilli)
    return first[0];
  const kept: Kinds = new Map();
  for (const [place, [kind, { requests, likelyMilli }]] of ranked.entries())
    addKind(kept, place < keptKinds ? kind : manyKinds, requests, likelyMilli);
  return Object.fromEntries(
    [...kept].map(([kind, { requests, likelyMilli }]) => [kind, [requests, likelyMilli]]),
  );
}

/** `null` when the value holds something else. */
export function decodeKinds(value: unknown, all: KindSum): Kinds | null {
  if (value === undefined) return new Map();
  if (typeof value === 'string') return isKind(value) ? new Map([[value, { ...all }]]) : null;
  if (typeof value !== 'object' || value === null) return null;
  const kinds: Kinds = new Map();
  for (const [kind, sums] of Object.entries(value)) {
    if (!isKind(kind) || !Array.isArray(sums) || sums.length !== 2) return null;
    const [requests, likelyMilli] = sums as unknown[];
    if (!isCount(requests) || !isCount(likelyMilli)) return null;
    kinds.set(kind, { requests, likelyMilli });
  }
  return kinds;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
