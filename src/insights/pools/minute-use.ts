import type { BurstRoom, UsageSum } from '../../usage/usage-sum';
import { throttleCount } from '../../usage/usage-sum';
import { poolKey } from '../../usage/keys';
import type { HourUsage } from '../../usage/hour-usage';
import { isMinuteProduct, type MinuteProduct } from '../../limits/systems';
import { sumsOf } from '../../usage/named';

/** What an app asked of Backlog or One Stack: by type of request, and for One Stack by tenant where the app named it. */
export interface MinuteUse {
  system: MinuteProduct;
  app: string;
  environment: string;
  /** `read`, `update`, `search`, `icon` of Backlog; `request` of One Stack. */
  type: string;
  /** One Stack's tenant, as the app tagged it; `null` where it did not. */
  tenant: string | null;
  requests: number;
  /** Answered 304: they take nothing of the limit. */
  freeRequests: number;
  refusedRequests: number;
  /** Least room that an answer named in the running minute, requests; `null` when none did. */
  leastRoom: BurstRoom | null;
}

/** Of all hours together, most requests first. */
export function minuteUse(usages: Iterable<HourUsage>): MinuteUse[] {
  const uses = new Map<string, MinuteUse>();
  for (const usage of usages) {
    for (const [id, usageSum] of sumsOf(usage)) {
      const { product, app, environment } = id.pool;
      if (!isMinuteProduct(product)) continue;
      const tenant = product === 'oneStack' ? id.tag : null;
      const key = `${poolKey(id.pool)}|${id.template}|${tenant ?? ''}`;
      const none = { requests: 0, freeRequests: 0, refusedRequests: 0, leastRoom: null };
      const type = id.template.slice(1);
      const known = uses.get(key) ?? { system: product, app, environment, type, tenant, ...none };
      uses.set(key, withSum(known, usageSum));
    }
  }
  return [...uses.values()].sort((a, b) => b.requests - a.requests);
}

function withSum(use: MinuteUse, usageSum: UsageSum): MinuteUse {
  return {
    ...use,
    requests: use.requests + usageSum.requests,
    freeRequests: use.freeRequests + usageSum.statuses['3xx'],
    refusedRequests: use.refusedRequests + throttleCount(usageSum),
    leastRoom: lesser(use.leastRoom, usageSum.leastBurst),
  };
}

function lesser(a: BurstRoom | null, b: BurstRoom | null): BurstRoom | null {
  if (a === null || b === null) return a ?? b;
  return b.remainingRequests < a.remainingRequests ? b : a;
}
