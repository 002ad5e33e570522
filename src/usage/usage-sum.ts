import type { Basis, Points, ThrottleReason } from '../model';
import { addKind, mergeKinds, noKinds, type Kinds } from './kinds';
import { addLatency, mergeLatencies, type LatencyHistogram } from './latency';
import { plus } from './numbers';

/**
 * The sum of the calls that share an hour, pool, route, trigger, tag and endpoint.
 *
 * Points are whole thousandths of a point: sums of whole numbers are exact in any order, so that merging is commutative
 * and associative to the last digit, which sums of fractions are not.
 */
export interface UsageSum {
  requests: number;
  lowMilli: number;
  likelyMilli: number;
  highMilli: number;
  /** Objects in the answers of so many requests; of the others nobody counted them. */
  objects: number;
  countedRequests: number;
  /** By the names of their parameters. */
  kinds: Kinds;
  /** Requests by basis of their price. */
  bases: Record<Basis, number>;
  /** Requests by first digit of the status; `none` where no answer came. */
  statuses: Record<StatusClass, number>;
  /** 429s, and served calls that a beta limit would have refused, by reason. */
  throttles: Throttles;
  latency: LatencyHistogram;
  /** Least room seen in this endpoint's burst bucket, requests; `null` when no response named one. */
  leastBurst: BurstRoom | null;
}

export interface BurstRoom {
  remainingRequests: number;
  limitRequests: number | null;
}

/** Named, not numbered: an object with numbers for names takes nearly three times the memory, and an account of months is tens of thousands. */
export const statusClasses = ['none', '1xx', '2xx', '3xx', '4xx', '5xx'] as const;
export type StatusClass = (typeof statusClasses)[number];

/** A reason, marked with `~` where the limit is a beta one that refused nothing. */
export type ThrottleKey = ThrottleReason | `~${ThrottleReason}`;

export type Throttles = ReadonlyMap<ThrottleKey, number>;

/** Of the sums without any, which are nearly all: as `noKinds`. */
export const noThrottles: Throttles = new Map();

export function emptySum(): UsageSum {
  return {
    requests: 0,
    lowMilli: 0,
    likelyMilli: 0,
    highMilli: 0,
    objects: 0,
    countedRequests: 0,
    kinds: noKinds,
    bases: { header: 0, measured: 0, documented: 0, assumed: 0 },
    statuses: { none: 0, '1xx': 0, '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0 },
    throttles: noThrottles,
    latency: [],
    leastBurst: null,
  };
}

export interface SumEntry {
  points: Points;
  basis: Basis;
  status: number | null;
  latencyMs: number;
  objects?: number | null;
  kind?: string;
}

export function addToSum(
  usageSum: UsageSum,
  entry: SumEntry,
  throttle: ThrottleKey | null,
  burst: BurstRoom | null,
): void {
  usageSum.requests += 1;
  usageSum.lowMilli = plus(usageSum.lowMilli, milliOf(entry.points.low));
  usageSum.likelyMilli = plus(usageSum.likelyMilli, milliOf(entry.points.likely));
  usageSum.highMilli = plus(usageSum.highMilli, milliOf(entry.points.high));
  const { objects = null, kind } = entry;
  if (objects !== null) {
    usageSum.objects = plus(usageSum.objects, objects);
    usageSum.countedRequests += 1;
  }
  if (kind !== undefined) usageSum.kinds = addKind(usageSum.kinds, kind, 1, milliOf(entry.points.likely));
  usageSum.bases[entry.basis] += 1;
  usageSum.statuses[statusClass(entry.status)] += 1;
  if (throttle !== null) addThrottled(usageSum, throttle, 1);
  if (entry.status !== null) addLatency(usageSum.latency, entry.latencyMs);
  usageSum.leastBurst = lesserRoom(usageSum.leastBurst, burst);
}

export function mergeSum(into: UsageSum, from: UsageSum): void {
  into.requests = plus(into.requests, from.requests);
  into.lowMilli = plus(into.lowMilli, from.lowMilli);
  into.likelyMilli = plus(into.likelyMilli, from.likelyMilli);
  into.highMilli = plus(into.highMilli, from.highMilli);
  into.objects = plus(into.objects, from.objects);
  into.countedRequests = plus(into.countedRequests, from.countedRequests);
  into.kinds = mergeKinds(into.kinds, from.kinds);
  // Each by its name: a report merges hundreds of thousands of sums, and with loops over the names this takes twice as long.
  const { bases: b, statuses: s } = into;
  b.header = plus(b.header, from.bases.header);
  b.measured = plus(b.measured, from.bases.measured);
  b.documented = plus(b.documented, from.bases.documented);
  b.assumed = plus(b.assumed, from.bases.assumed);
  s.none = plus(s.none, from.statuses.none);
  s['1xx'] = plus(s['1xx'], from.statuses['1xx']);
  s['2xx'] = plus(s['2xx'], from.statuses['2xx']);
  s['3xx'] = plus(s['3xx'], from.statuses['3xx']);
  s['4xx'] = plus(s['4xx'], from.statuses['4xx']);
  s['5xx'] = plus(s['5xx'], from.statuses['5xx']);
  if (from.throttles !== noThrottles)
    for (const [key, count] of from.throttles) addThrottled(into, key, count);
  mergeLatencies(into.latency, from.latency);
  into.leastBurst = lesserRoom(into.leastBurst, from.leastBurst);
}

function addThrottled(usageSum: UsageSum, key: ThrottleKey, count: number): void {
  const { throttles } = usageSum;
  const own =
    throttles === noThrottles ? new Map<ThrottleKey, number>() : (throttles as Map<ThrottleKey, number>);
  usageSum.throttles = own.set(key, plus(own.get(key) ?? 0, count));
}

export function pointsOfSum(usageSum: UsageSum): Points {
  return {
    low: usageSum.lowMilli / 1000,
    likely: usageSum.likelyMilli / 1000,
    high: usageSum.highMilli / 1000,
  };
}

export function throttleCount(usageSum: UsageSum): number {
  let count = 0;
  for (const [key, calls] of usageSum.throttles) if (!key.startsWith('~')) count += calls;
  return count;
}

/** Whole thousandths of a point. */
export function milliOf(points: number): number {
  return Math.round(points * 1000);
}

function statusClass(status: number | null): StatusClass {
  if (status === null) return 'none';
  return statusClasses[Math.floor(status / 100)] ?? 'none';
}

/** The lesser room wins; of equal rooms the smaller bucket, so that the order of merging does not matter. */
function lesserRoom(a: BurstRoom | null, b: BurstRoom | null): BurstRoom | null {
  if (a === null || b === null) return a ?? b;
  if (a.remainingRequests < b.remainingRequests) return a;
  if (a.remainingRequests > b.remainingRequests) return b;
  return (a.limitRequests ?? Infinity) <= (b.limitRequests ?? Infinity) ? a : b;
}

/** The calls of a sum, each once: not answered, failed, or served at a price that is founded or assumed. */
export interface CallsByOutcome {
  noAnswer: number;
  failed: number;
  priced: number;
  estimated: number;
}

/**
 * The account keeps by basis and by status, not by both. A call without an answer and a failed one are booked as an assumption
 * unless the answer named its price, so what is left of the assumptions are served calls: at least so many.
 */
export function callsByOutcome({ requests, statuses, bases }: UsageSum): CallsByOutcome {
  const noAnswer = statuses.none;
  const failed = statuses['4xx'] + statuses['5xx'];
  const served = requests - noAnswer - failed;
  const estimated = Math.min(served, Math.max(0, bases.assumed - noAnswer - failed));
  return { noAnswer, failed, priced: served - estimated, estimated };
}
