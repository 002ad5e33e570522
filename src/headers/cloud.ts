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
  const enforced = readFlat(headers, enforcedNames, context, problems)?.bucket;
  if (enforced) become(enforced, refusal === null ? servedKind(enforced, quotas) : kindOfReason(refusal));
  const beta = readFlat(headers, betaNames, context, problems)?.bucket;
  if (beta) {
    const kind = betaReason === null ? quotaKind(beta, quotas) : kindOfReason(betaReason);
    become(beta, kind ?? unknownKind);
  }
  if (!enforced) return beta ? [beta] : [];
  return beta ? [enforced, beta] : [enforced];
}

/** @param bucket that was just read, and is nobody else's */
function become(bucket: BucketReading, { unit, scope }: Kind): void {
  bucket.unit = unit;
  bucket.scope = scope;
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
