import type { BucketReading, HeaderSource } from '../model';
import { readCount } from './count';
import type { ProblemList } from './problems';
import { headerValue } from './source';

/** Opsgenie names no figures: a state, whose limit it is, and the period it is counted over. */
export interface OpsgenieState {
  state: string | null;
  /** For example `ACCOUNT`. */
  reason: string | null;
  periodSeconds: number | null;
}

export function readOpsgenieState(headers: HeaderSource, problems: ProblemList): OpsgenieState | null {
  const state = headerValue(headers, 'x-ratelimit-state');
  const reason = headerValue(headers, 'x-ratelimit-reason');
  const periodSeconds = readCount(headers, 'x-ratelimit-period-in-sec', problems);
  if (state === null && reason === null && periodSeconds === null) return null;
  return { state, reason, periodSeconds };
}

export function isOpsgenie(headers: HeaderSource): boolean {
  return (
    headerValue(headers, 'x-ratelimit-state') !== null ||
    headerValue(headers, 'x-ratelimit-period-in-sec') !== null
  );
}

export function opsgenieBucket(state: OpsgenieState): BucketReading {
  return {
    unit: 'requests',
    enforcement: 'enforced',
    scope: state.reason?.toLowerCase() ?? 'unknown',
    limit: null,
    remaining: null,
    used: null,
    resetAtMs: null,
    windowSeconds: state.periodSeconds,
    fillRate: null,
  };
}
