import type { Observation, Points, PoolId, QuotaReading, RateLimits, Throttle } from '../model';
import type { PersonCall } from './hour-usage';

/**
 * The gate that every call passes on its way into a usage, whoever told of it: names are bounded in bytes, numbers are finite and
 * bounded, times are whole and of this age, lists have an end. What has passed it can be stored, merged with whatever else has, and
 * read again.
 */

/** Bytes of UTF-8. Longer than any that is honestly used: a name is a part of a key in every record. */
const longest = { app: 60, environment: 30, tag: 80, template: 300, policy: 80, reason: 120, header: 60 };
/** Until the year 3110, from which on the number of an hour has eight digits. */
const lastMs = 3.6e13 - 1;
/** A thousand hours of the largest quota. */
const mostPoints = 1e9;
const mostObjects = 1e9;
const mostRequests = 1e9;
/** Quotas and buckets of one answer: real ones name two of each. */
const mostLimits = 8;
const mostProblems = 40;

/** The call as it may be booked; `null` for one of a time at which no call can have been. */
export function admitCall(call: Observation): Observation | null {
  // Nearly every call: of a copy this busy place would feel the cost.
  if (isBounded(call)) return call;
  const { pool, tag, template, points, latencyMs, objects, limits, contextCallsASecond: peak } = call;
  const atMs = timeOf(call.atMs);
  if (atMs === null) return null;
  const admitted: Observation = {
    ...call,
    atMs,
    latencyMs: Math.round(amountOf(latencyMs, lastMs) ?? 0),
    pool: poolOf(pool),
    tag: tag === null ? null : boundedText(tag, longest.tag),
    template: boundedText(template, longest.template),
    points: pointsOf(points),
    objects: countOf(objects, mostObjects),
    limits: limits === null ? null : limitsOf(limits),
  };
  const calls = countOf(peak, mostRequests);
  if (calls === null) delete admitted.contextCallsASecond;
  else admitted.contextCallsASecond = calls;
  return admitted;
}

/** When and for whose pool somebody stood behind a call; `null` as of `admitCall`. */
export function admitPerson({ atMs, pool, route }: PersonCall): PersonCall | null {
  const at = timeOf(atMs);
  return at === null ? null : { atMs: at, pool: poolOf(pool), route };
}

function isBounded(call: Observation): boolean {
  const { atMs, pool, tag, template, points, latencyMs, objects, limits, contextCallsASecond: peak } = call;
  const { low, likely, high } = points;
  return (
    timeOf(atMs) === atMs &&
    Number.isInteger(latencyMs) &&
    latencyMs >= 0 &&
    latencyMs <= lastMs &&
    boundedText(pool.app, longest.app) === pool.app &&
    boundedText(pool.environment, longest.environment) === pool.environment &&
    (tag === null || boundedText(tag, longest.tag) === tag) &&
    boundedText(template, longest.template) === template &&
    low >= 0 &&
    low <= likely &&
    likely <= high &&
    high <= mostPoints &&
    (objects == null || countOf(objects, mostObjects) === objects) &&
    (peak === undefined || countOf(peak, mostRequests) === peak) &&
    (limits === null || areBounded(limits))
  );
}

function areBounded({ quotas, buckets, throttle, waitUntilMs, problems }: RateLimits): boolean {
  if (quotas.length > mostLimits || buckets.length > mostLimits || problems.length > mostProblems)
    return false;
  if (timeOf(waitUntilMs) !== waitUntilMs) return false;
  for (const quota of quotas) if (!isBoundedQuota(quota)) return false;
  for (const { limit, remaining } of buckets)
    if (amountOf(limit, mostRequests) !== limit || amountOf(remaining, mostRequests) !== remaining)
      return false;
  for (const { header } of problems) if (boundedText(header, longest.header) !== header) return false;
  if (throttle === null) return true;
  const { retryAtMs, reasonRaw } = throttle;
  return (
    timeOf(retryAtMs) === retryAtMs &&
    (reasonRaw === null || boundedText(reasonRaw, longest.reason) === reasonRaw)
  );
}

function isBoundedQuota({ policy, quota, remaining, windowSeconds, resetAtMs }: QuotaReading): boolean {
  return (
    boundedText(policy, longest.policy) === policy &&
    amountOf(quota, mostPoints) === quota &&
    amountOf(remaining, mostPoints) === remaining &&
    amountOf(windowSeconds, lastMs) === windowSeconds &&
    timeOf(resetAtMs) === resetAtMs
  );
}

/** The text without control characters and halves of characters, cut where it has more bytes. */
export function boundedText(text: string, mostBytes: number): string {
  if (text.length <= mostBytes && plain.test(text)) return text;
  let bounded = '';
  let bytes = 0;
  for (const sign of text.slice(0, mostBytes)) {
    const code = sign.codePointAt(0) ?? 0;
    const isOdd = code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code <= 0xdfff);
    bytes += isOdd ? 1 : code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > mostBytes) break;
    bounded += isOdd ? '?' : sign;
  }
  return bounded;
}

/** Nearly every name. */
const plain = /^[\x20-\x7e]*$/;

function limitsOf(limits: RateLimits): RateLimits {
  const { quotas, buckets, throttle, waitUntilMs, problems } = limits;
  return {
    ...limits,
    quotas: quotas.slice(0, mostLimits).map(quotaOf),
    buckets: buckets.slice(0, mostLimits).map((bucket) => ({
      ...bucket,
      limit: amountOf(bucket.limit, mostRequests),
      remaining: amountOf(bucket.remaining, mostRequests),
    })),
    throttle: throttle === null ? null : throttleOf(throttle),
    waitUntilMs: timeOf(waitUntilMs),
    problems: problems
      .slice(0, mostProblems)
      .map((problem) => ({ ...problem, header: boundedText(problem.header, longest.header) })),
  };
}

function quotaOf(reading: QuotaReading): QuotaReading {
  const { policy, quota, remaining, windowSeconds, resetAtMs } = reading;
  return {
    ...reading,
    policy: boundedText(policy, longest.policy),
    quota: amountOf(quota, mostPoints),
    remaining: amountOf(remaining, mostPoints),
    windowSeconds: amountOf(windowSeconds, lastMs),
    resetAtMs: timeOf(resetAtMs),
  };
}

function throttleOf(throttle: Throttle): Throttle {
  const { reasonRaw, retryAtMs } = throttle;
  return {
    ...throttle,
    reasonRaw: reasonRaw === null ? null : boundedText(reasonRaw, longest.reason),
    retryAtMs: timeOf(retryAtMs),
  };
}

/** In their order, whatever was said. */
function pointsOf(points: Points): Points {
  const low = pointsIn(points.low);
  const likely = Math.max(low, pointsIn(points.likely));
  return { low, likely, high: Math.max(likely, pointsIn(points.high)) };
}

function pointsIn(points: number): number {
  return Number.isNaN(points) ? 0 : Math.min(Math.max(points, 0), mostPoints);
}

/** `null` for what is no number of anything. */
function amountOf(value: number | null, most: number): number | null {
  return value === null || !(value >= 0) ? null : Math.min(value, most);
}

function countOf(value: number | null | undefined, most: number): number | null {
  return value == null ? null : amountOf(Math.round(value), most);
}

function poolOf({ app, environment, product }: PoolId): PoolId {
  return {
    app: boundedText(app, longest.app),
    environment: boundedText(environment, longest.environment),
    product,
  };
}

/** Whole milliseconds; `null` for what is no time. */
function timeOf(value: number | null): number | null {
  return value === null || !(value >= 0 && value <= lastMs) ? null : Math.round(value);
}
