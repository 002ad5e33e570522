import type { BucketReading, HeaderSource, QuotaReading, ThrottleReason } from '../model';
import type { ReadContext } from './context';
import { betaNames, enforcedNames, readFlat } from './flat';
import type { ProblemList } from './problems';

/** No burst bucket of this size is published (the largest are a few hundred): such a limit is something else. */
const largestBurst = 10_000;

/** The flat headers of Jira and Confluence Cloud: one name for several limits, told apart by the reason beside them. */
export function readCloudBuckets(
  headers: HeaderSource,
  context: ReadContext,
  quotas: readonly QuotaReading[],
  /** Why the call was refused; `null` when it was served. */
  refusal: ThrottleReason | null,
  betaReason: ThrottleReason | null,
  problems: ProblemList,
): BucketReading[] {
  const buckets: BucketReading[] = [];
  const enforced = readFlat(headers, enforcedNames, context, problems);
  if (enforced) {
    const kind = refusal === null ? servedKind(enforced.bucket, quotas) : kindOfReason(refusal);
    buckets.push({ ...enforced.bucket, ...kind });
  }
  const beta = readFlat(headers, betaNames, context, problems);
  if (beta) {
    const kind = betaReason === null ? quotaKind(beta.bucket, quotas) : kindOfReason(betaReason);
    buckets.push({ ...beta.bucket, ...(kind ?? unknownKind) });
  }
  return buckets;
}

type Kind = Pick<BucketReading, 'unit' | 'scope'>;
const unknownKind: Kind = { unit: 'unknown', scope: 'unknown' };

function kindOfReason(reason: ThrottleReason): Kind {
  switch (reason) {
    case 'quotaGlobal':
    case 'quotaTenant':
      return { unit: 'points', scope: 'quota' };
    case 'burst':
      return { unit: 'requests', scope: 'burst' };
    case 'costBudget':
      return { unit: 'cost', scope: 'account' };
    case 'gateway':
      return { unit: 'unknown', scope: 'gateway' };
    case 'perIssueWrite':
    case 'concurrency':
    case 'other':
      return unknownKind;
  }
}

/** On a served call they show the burst bucket; older examples repeat an hourly quota there. */
function servedKind(bucket: BucketReading, quotas: readonly QuotaReading[]): Kind {
  const quota = quotaKind(bucket, quotas);
  if (quota) return quota;
  return bucket.limit === null || bucket.limit > largestBurst
    ? unknownKind
    : { unit: 'requests', scope: 'burst' };
}

function quotaKind(bucket: BucketReading, quotas: readonly QuotaReading[]): Kind | null {
  if (bucket.limit === null) return null;
  const same = quotas.some(
    (quota) =>
      quota.unit === 'points' && quota.quota === bucket.limit && quota.enforcement === bucket.enforcement,
  );
  return same ? { unit: 'points', scope: 'quota' } : null;
}
