import { oneStackLimit } from '../limits/one-stack';
import type { BucketReading, HeaderSource, QuotaReading } from '../model';
import type { BetaReason } from './beta';
import { readCloudBuckets } from './cloud';
import type { ReadContext } from './context';
import { readDataCenterBuckets } from './data-center';
import { noPolicies } from './flat';
import { readGeneric } from './generic';
import { opsgenieBucket } from './opsgenie';
import type { ProblemList } from './problems';
import type { Refusal, Signs } from './refusal';
import { readTrelloBuckets } from './trello';

export interface BucketsReading {
  buckets: BucketReading[];
  /** Policies that stood in a flat header. */
  policies: readonly QuotaReading[];
}

export function readBuckets(
  headers: HeaderSource,
  context: ReadContext,
  signs: Signs,
  refusal: Refusal | null,
  betaReason: BetaReason | null,
  problems: ProblemList,
): BucketsReading {
  switch (signs.system) {
    case 'cloud': {
      // The plain reason on a served call says nothing sure about the beta set.
      const ofBeta = betaReason?.header.startsWith('x-beta') === true ? betaReason.reason : null;
      const ofRefusal = refusal?.reason ?? null;
      return {
        buckets: readCloudBuckets(headers, context, signs.quotas, ofRefusal, ofBeta, problems),
        policies: noPolicies,
      };
    }
    case 'dataCenter':
      return { buckets: readDataCenterBuckets(headers, context, problems), policies: noPolicies };
    case 'trello':
      return { buckets: readTrelloBuckets(headers, problems), policies: noPolicies };
    case 'opsgenie':
      return { buckets: signs.opsgenie ? [opsgenieBucket(signs.opsgenie)] : [], policies: noPolicies };
    case 'bitbucket':
      return fill(readGeneric(headers, context, problems), { unit: 'requests' });
    case 'backlog':
      // Limits are per user and request type and always per minute; the headers name neither.
      return fill(readGeneric(headers, context, problems), {
        unit: 'requests',
        scope: backlogScope(context),
        windowSeconds: 60,
      });
    case 'oneStack':
      return oneStackBuckets(headers, context, signs, problems);
    case 'generic':
      return readGeneric(headers, context, problems);
  }
}

/** A GET may be a read, a search or an icon, so only writes tell their type. Source: Backlog API, "Rate Limit". */
function backlogScope(context: ReadContext): string {
  const { method } = context;
  return method === 'POST' || method === 'PATCH' || method === 'DELETE' ? 'user, update requests' : 'user';
}

function oneStackBuckets(
  headers: HeaderSource,
  context: ReadContext,
  signs: Signs,
  problems: ProblemList,
): BucketsReading {
  const body = signs.oneStack;
  const tenant = {
    unit: 'requests',
    scope: 'tenant',
    windowSeconds: body?.windowSeconds ?? oneStackLimit.windowMs / 1000,
  } as const;
  const reading = fill(readGeneric(headers, context, problems), tenant);
  if (reading.buckets.length > 0 || !body || body.limit === null) return reading;
  const { limit } = body;
  const empty = { used: null, resetAtMs: null, fillRate: null };
  return { ...reading, buckets: [{ ...tenant, enforcement: 'enforced', limit, remaining: 0, ...empty }] };
}

function fill(reading: BucketsReading, known: Partial<BucketReading>): BucketsReading {
  return { ...reading, buckets: reading.buckets.map((bucket) => ({ ...bucket, ...known })) };
}
