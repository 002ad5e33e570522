import type { BucketReading, Enforcement, HeaderSource, QuotaReading } from '../model';
import type { ReadContext } from './context';
import { parseCount, readCount } from './count';
import { parseList } from './grammar';
import { toleranceMs } from './hour';
import { isoTime, parseInstant } from './instant';
import { numberParam, textParam } from './params';
import { policyScope, policyUnit } from './policy';
import type { ProblemList } from './problems';
import { headerValue } from './source';

/** Header names of one flat set, in lower case; `null` where the set has none. */
export interface FlatNames {
  limit: string;
  remaining: string;
  reset: string;
  used: string | null;
  enforcement: Enforcement;
}

export const enforcedNames: FlatNames = {
  limit: 'x-ratelimit-limit',
  remaining: 'x-ratelimit-remaining',
  reset: 'x-ratelimit-reset',
  used: null,
  enforcement: 'enforced',
};

export const betaNames: FlatNames = {
  limit: 'x-beta-ratelimit-limit',
  remaining: 'x-beta-ratelimit-remaining',
  reset: 'x-beta-ratelimit-reset',
  used: null,
  enforcement: 'beta',
};

export interface FlatReading {
  /** Unit and scope are left `unknown`: whoever knows the system fills them in. */
  bucket: BucketReading;
  /** Policies that draft 3 lists behind the limit ("10, 10;w=1, 1000;w=3600"). */
  policies: readonly QuotaReading[];
}

export const noPolicies: readonly QuotaReading[] = [];

/** Reads one flat set; `null` when the response has none of its headers, or none that says anything. */
export function readFlat(
  headers: HeaderSource,
  names: FlatNames,
  context: ReadContext,
  problems: ProblemList,
): FlatReading | null {
  const limitText = headerValue(headers, names.limit);
  const remaining = readCount(headers, names.remaining, problems);
  const resetText = headerValue(headers, names.reset);
  const used = names.used === null ? null : readCount(headers, names.used, problems);
  if (limitText === null && remaining === null && resetText === null && used === null) return null;

  let limit: number | null = null;
  let policies = noPolicies;
  if (limitText?.includes(';') === true) ({ limit, policies } = readLimits(limitText, names, problems));
  else if (limitText !== null) limit = parseCount(limitText, names.limit, problems);
  const only = policies[0];
  const windowSeconds = only && policies.length === 1 ? only.windowSeconds : null;
  const resetAtMs =
    resetText === null ? null : readReset(resetText, names.reset, context.receivedAtMs, problems);
  // Headers of which nothing could be read are problems, and no bucket.
  if (limit === null && remaining === null && used === null && resetAtMs === null && policies.length === 0)
    return null;
  const bucket: BucketReading = {
    unit: 'unknown',
    enforcement: names.enforcement,
    scope: 'unknown',
    limit,
    remaining,
    used,
    resetAtMs,
    windowSeconds,
    fillRate: null,
  };
  if (limit !== null && remaining !== null && remaining > limit) {
    problems.add(names.remaining, String(remaining), `more is left than the limit of ${limit}`, 'as sent');
  }
  // One nameless policy that repeats the limit only adds its window; it is no second limit.
  const repeats = policies.length === 1 && only?.policy === '' && only.quota === limit;
  return { bucket, policies: repeats ? noPolicies : policies };
}

/** A limit that is a list of the structured kind. */
function readLimits(
  text: string,
  names: FlatNames,
  problems: ProblemList,
): { limit: number | null; policies: QuotaReading[] } {
  const items = parseList(text, names.limit, problems);
  const policies: QuotaReading[] = [];
  let limit: number | null = null;
  for (const [index, item] of items.entries()) {
    if (item.kind !== 'number' || typeof item.value !== 'number') {
      problems.add(names.limit, item.name, 'a number was expected', null);
    } else if (index === 0 && item.lastParam === null) {
      limit = item.value;
    } else {
      const policy = textParam(item, 'name') ?? '';
      const scope = policyScope(policy);
      policies.push({
        policy,
        scope,
        enforcement: names.enforcement,
        quota: item.value,
        windowSeconds: numberParam(item, 'w', names.limit, problems),
        remaining: null,
        resetAtMs: null,
        unit: policyUnit(scope, null),
      });
    }
  }
  return { limit, policies };
}

/** A reset that has passed is kept as the date it is, and no wait is built on it. */
export function readReset(
  text: string,
  name: string,
  receivedAtMs: number,
  problems: ProblemList,
): number | null {
  const instant = parseInstant(text, receivedAtMs) ?? sameLines(text, receivedAtMs);
  if (instant === null) {
    problems.add(name, text, 'neither a date nor seconds', null);
    return null;
  }
  if (instant.assumption !== null)
    problems.add(name, text, 'the date leaves something open', instant.assumption);
  if (instant.atMs < receivedAtMs - toleranceMs) {
    problems.add(name, text, 'the reset lies in the past', `over since ${isoTime(instant.atMs)}`);
  }
  return instant.atMs;
}

/** The same line twice arrives joined; two different ones are not a time. */
function sameLines(text: string, receivedAtMs: number): ReturnType<typeof parseInstant> {
  const half = text.slice(0, Math.trunc((text.length - 2) / 2));
  return text === `${half}, ${half}` ? parseInstant(half, receivedAtMs) : null;
}
