import type { HeaderSource, QuotaReading, ThrottleReason } from '../model';
import type { ReadContext } from './context';
import type { OneStackBody } from './one-stack';
import type { OpsgenieState } from './opsgenie';
import type { ProblemList } from './problems';
import type { System } from './product';
import { isQuotaReason, reasonOfScope, sortReason } from './reason';
import type { RetryAfter } from './retry';
import { headerValue } from './source';

export interface Refusal {
  reason: ThrottleReason;
  /** As sent; `null` when the response named none. */
  reasonRaw: string | null;
}

/** What else of the response decides whether and why a call was refused. */
export interface Signs {
  system: System;
  quotas: readonly QuotaReading[];
  retryAfter: RetryAfter;
  opsgenie: OpsgenieState | null;
  oneStack: OneStackBody | null;
}

/** Why a call was refused; `null` when it was not, by everything that the response says. */
export function readRefusal(
  headers: HeaderSource,
  context: ReadContext,
  signs: Signs,
  problems: ProblemList,
): Refusal | null {
  // Most responses are served and say so; asking a fetch `Headers` for a name is not free.
  if (context.status !== 429 && context.status !== null) return null;
  const named = headerValue(headers, 'ratelimit-reason');
  if (context.status !== 429 && !isRefusedAnyway(named, signs, problems)) return null;
  if (named !== null) return { reason: sortReason(named), reasonRaw: named };
  if (signs.opsgenie) return { reason: 'other', reasonRaw: signs.opsgenie.reason };
  if (signs.oneStack) return { reason: 'other', reasonRaw: signs.oneStack.code };
  // The gateway in front of the products puts its verdict into this header and names no reason.
  const category = headerValue(headers, 'x-failure-category');
  if (category !== null && /rate.?limit/i.test(category)) return { reason: 'gateway', reasonRaw: null };
  if (signs.system === 'trello') return { reason: 'other', reasonRaw: trelloError(context.body) };
  if (signs.system === 'dataCenter') return { reason: 'burst', reasonRaw: null };
  return { reason: reasonOfQuotas(signs.quotas), reasonRaw: null };
}

/** Saved headers often come without their status. A reason is documented for refusals only, yet was seen on served calls. */
function isRefusedAnyway(named: string | null, signs: Signs, problems: ProblemList): boolean {
  const throttled = signs.opsgenie?.state?.toUpperCase() === 'THROTTLED';
  if (!throttled && named === null) return false;
  const usedUp = signs.quotas.some((quota) => quota.enforcement === 'enforced' && quota.remaining === 0);
  if (!throttled && signs.retryAfter.kind !== 'at' && !usedUp) {
    problems.add(
      'ratelimit-reason',
      named ?? '',
      'a reason is given, and nothing says that a call was refused',
      'served',
    );
    return false;
  }
  const header = throttled ? 'x-ratelimit-state' : 'ratelimit-reason';
  problems.add(
    header,
    named ?? 'THROTTLED',
    'no status was given, and this comes with refusals',
    'status 429',
  );
  return true;
}

/** The policy that has nothing left is the reason. An hourly quota before a burst: it is the longer wait. */
function reasonOfQuotas(quotas: readonly QuotaReading[]): ThrottleReason {
  let found: ThrottleReason = 'other';
  for (const quota of quotas) {
    if (quota.enforcement !== 'enforced' || quota.remaining !== 0) continue;
    const reason = reasonOfScope(quota.scope);
    if (isQuotaReason(reason)) return reason;
    if (found === 'other') found = reason;
  }
  return found;
}

function trelloError(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('error' in body)) return null;
  return typeof body.error === 'string' ? body.error.slice(0, 200) : null;
}
