import type { BucketReading, HeaderSource, QuotaReading } from '../model';
import type { ReadContext } from './context';
import { readFlat, type FlatNames } from './flat';
import type { Item } from './grammar';
import { longestDeltaSeconds } from './instant';
import type { ProblemList } from './problems';
import { headerValue } from './source';

interface Family extends FlatNames {
  unit: BucketReading['unit'];
  /** A fixed scope, or the header that names it. */
  scope: string;
  scopeHeaders: readonly string[];
}

function family(prefix: string, used: string | null, more: Partial<Family>): Family {
  const names = { limit: `${prefix}-limit`, remaining: `${prefix}-remaining`, reset: `${prefix}-reset` };
  return {
    ...names,
    used,
    enforcement: 'enforced',
    unit: 'unknown',
    scope: 'unknown',
    scopeHeaders: [],
    ...more,
  };
}

function openAi(kind: 'requests' | 'tokens'): Family {
  return family('', null, {
    limit: `x-ratelimit-limit-${kind}`,
    remaining: `x-ratelimit-remaining-${kind}`,
    reset: `x-ratelimit-reset-${kind}`,
    unit: kind === 'requests' ? 'requests' : 'unknown',
    scope: kind,
  });
}

/** Flat sets in the wild, for a response of a system that nobody named. */
const families: readonly Family[] = [
  family('x-ratelimit', 'x-ratelimit-used', { scopeHeaders: ['x-ratelimit-resource', 'x-ratelimit-class'] }),
  family('ratelimit', 'ratelimit-observed', {}),
  family('x-rate-limit', null, { scope: 'rate' }),
  family('x-quota', null, { scope: 'quota' }),
  openAi('requests'),
  openAi('tokens'),
];

export interface GenericReading {
  buckets: BucketReading[];
  policies: QuotaReading[];
}

export function readGeneric(
  headers: HeaderSource,
  context: ReadContext,
  problems: ProblemList,
): GenericReading {
  const reading: GenericReading = { buckets: [], policies: [] };
  for (const one of families) {
    const flat = readFlat(headers, one, context, problems);
    if (!flat) continue;
    const named = one.scopeHeaders.map((name) => headerValue(headers, name)).find((value) => value !== null);
    reading.buckets.push({ ...flat.bucket, unit: one.unit, scope: named ?? one.scope });
    reading.policies.push(...flat.policies);
  }
  return reading;
}

/** Draft 7 made `RateLimit` a dictionary: `limit=100, remaining=99, reset=50`, the reset in seconds from now. */
export function bucketOfPairs(
  pairs: readonly Item[],
  quotas: readonly QuotaReading[],
  receivedAtMs: number,
  problems: ProblemList,
): BucketReading | null {
  const limit = pairValue(pairs, 'limit', problems);
  const remaining = pairValue(pairs, 'remaining', problems);
  const seconds = pairValue(pairs, 'reset', problems);
  if (limit === null && remaining === null && seconds === null) return null;
  const [only] = quotas;
  const resetAtMs = seconds === null || seconds > longestDeltaSeconds ? null : receivedAtMs + seconds * 1000;
  if (seconds !== null && resetAtMs === null) {
    problems.add('ratelimit', `reset=${seconds}`, 'the reset lies more than a year ahead', null);
  }
  return {
    unit: 'unknown',
    enforcement: 'enforced',
    scope: 'unknown',
    limit,
    remaining,
    used: null,
    resetAtMs,
    windowSeconds: quotas.length === 1 && only?.policy === '' ? only.windowSeconds : null,
    fillRate: null,
  };
}

function pairValue(pairs: readonly Item[], name: string, problems: ProblemList): number | null {
  const pair = pairs.find((one) => one.name === name);
  if (!pair) return null;
  if (typeof pair.value === 'number' && pair.value >= 0) return pair.value;
  problems.add('ratelimit', `${name}=${String(pair.value)}`, 'a number was expected', null);
  return null;
}
