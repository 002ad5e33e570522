import { bases, throttleReasons } from '../model';
import { decodeKinds, encodeKinds } from './kinds';
import { isCount, isFinite, isFiniteOrNull } from './numbers';
import { emptySum, statusClasses, type ThrottleKey, type UsageSum } from './usage-sum';
import { isRecord } from '../object';

/**
 * `[[requests, low, likely beyond low, high beyond likely, objects, counted requests], bases, statuses, latency, more]`, zeros at
 * the end left out. Where all requests are of one basis, class or bucket its place alone stands for the list.
 */
export function encodeSum(usageSum: UsageSum): unknown[] {
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

/**
 * `null` when the value is no whole sum. An account of months is hundreds of thousands of them, so nothing is made on the way that does
 * not stay.
 */
export function decodeSum(value: unknown): UsageSum | null {
  if (!Array.isArray(value)) return null;
  const stored = value as readonly unknown[];
  const sums = stored[0];
  if (typeof sums === 'number') return decodeSumBefore4(stored);
  if (!isCounts(sums, 6)) return null;
  const usageSum = emptySum();
  const requests = sums[0] ?? 0;
  usageSum.requests = requests;
  usageSum.lowMilli = sums[1] ?? 0;
  usageSum.likelyMilli = usageSum.lowMilli + (sums[2] ?? 0);
  usageSum.highMilli = usageSum.likelyMilli + (sums[3] ?? 0);
  usageSum.objects = sums[4] ?? 0;
  usageSum.countedRequests = sums[5] ?? 0;
  if (!isCount(usageSum.highMilli)) return null;
  if (!readCounts(usageSum.bases, bases, stored[1], requests)) return null;
  if (!readCounts(usageSum.statuses, statusClasses, stored[2], requests)) return null;
  const latency = decodeLatency(stored[3], requests - usageSum.statuses.none);
  if (latency === null) return null;
  usageSum.latency = latency;
  const more = stored[4];
  if (more === undefined) return usageSum;
  return isRecord(more) ? withMore(usageSum, more) : null;
}

/** What few sums have. */
function withMore(usageSum: UsageSum, { t, b, k }: Record<string, unknown>): UsageSum | null {
  const kinds = decodeKinds(k, { requests: usageSum.requests, likelyMilli: usageSum.likelyMilli });
  if (kinds === null) return null;
  usageSum.kinds = kinds;
  if (t !== undefined && !(isRecord(t) && readThrottles(usageSum, t))) return null;
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

/** Puts counts into the fields that they are the counts of. @returns whether they are counts */
function readCounts<Name extends string>(
  into: Record<Name, number>,
  names: readonly Name[],
  stored: unknown,
  all: number,
): boolean {
  const name = typeof stored === 'number' ? names[stored] : undefined;
  if (name !== undefined) {
    into[name] = all;
    return true;
  }
  if (!isCounts(stored, names.length)) return false;
  for (let i = 0; i < stored.length; i += 1) into[names[i] as Name] = stored[i] ?? 0;
  return true;
}

/** No histogram of latencies that stands as its place has more. */
const mostBuckets = 64;
/** Copied where a histogram stands as its place: to fill a new list takes several times as long. */
const zeros = Array.from({ length: mostBuckets }, (_, place) => Array.from({ length: place + 1 }, () => 0));

function decodeLatency(stored: unknown, all: number): number[] | null {
  if (isCounts(stored, Infinity)) return stored.slice();
  if (!isCount(stored) || stored >= mostBuckets || !isCount(all)) return null;
  const counts = (zeros[stored] ?? []).slice();
  counts[stored] = all;
  return counts;
}

/** Before schema 4 the first six of a sum were `requests, low, likely, high, bases, statuses`. */
function decodeSumBefore4(stored: readonly unknown[]): UsageSum | null {
  const [requests, low, likely, high, byBasis, byStatus, latency, throttles, room, limit] = stored;
  if (!isCount(requests) || !isCount(low) || !isCount(likely) || !isCount(high)) return null;
  if (!isCounts(byBasis, bases.length) || !isCounts(byStatus, statusClasses.length)) return null;
  if (!isCounts(latency, Infinity)) return null;
  const usageSum = emptySum();
  usageSum.requests = requests;
  // In order, whatever was stored then: the newer form has no place for a likely below its low.
  usageSum.lowMilli = low;
  usageSum.likelyMilli = Math.max(low, likely);
  usageSum.highMilli = Math.max(low, likely, high);
  usageSum.latency = latency.slice();
  readCounts(usageSum.bases, bases, byBasis, requests);
  readCounts(usageSum.statuses, statusClasses, byStatus, requests);
  if (isRecord(throttles) && !readThrottles(usageSum, throttles)) return null;
  return room === undefined ? usageSum : withBurst(usageSum, room, limit);
}

/** @returns whether they are throttles */
function readThrottles(usageSum: UsageSum, stored: Record<string, unknown>): boolean {
  const throttles = new Map<ThrottleKey, number>();
  for (const [key, calls] of Object.entries(stored)) {
    if (!isThrottleKey(key) || !isCount(calls)) return false;
    throttles.set(key, calls);
  }
  if (throttles.size > 0) usageSum.throttles = throttles;
  return true;
}

function withBurst(usageSum: UsageSum, room: unknown, limit: unknown): UsageSum | null {
  if (!isFinite(room) || !isFiniteOrNull(limit)) return null;
  usageSum.leastBurst = { remainingRequests: room, limitRequests: limit };
  return usageSum;
}

/** @param absent what a reader takes a field for that is left out: such bytes need not be written */
export function withoutTail<T>(fields: T[], absent: T): T[] {
  const last = fields.findLastIndex((field) => field !== absent);
  return fields.slice(0, last + 1);
}

function isCounts(value: unknown, most: number): value is number[] {
  if (!Array.isArray(value) || value.length > most) return false;
  for (let i = 0; i < value.length; i += 1) if (!isCount(value[i])) return false;
  return true;
}

function isThrottleKey(key: string): key is ThrottleKey {
  const reason = key.startsWith('~') ? key.slice(1) : key;
  return throttleReasons.some((known) => known === reason);
}
