import { pointsOfSum, throttleCount } from '../../usage/usage-sum';
import { sumKey, type SumId } from '../../usage/keys';
import type { HourUsage } from '../../usage/hour-usage';
import { findEntry } from '../../costs/lookup';
import type { Method, Points, PoolId, Product, Route, Trigger } from '../../model';
import { addPoints, noPoints } from '../sums';
import { sumsOf } from '../../usage/named';

/** Calls of one endpoint by one route for one reason, over a whole period. */
export interface Flow {
  pool: PoolId;
  method: Method;
  template: string;
  route: Route;
  trigger: Trigger;
  requests: number;
  /** What the calls are worth in points, charged or not. */
  worth: Points;
  /** Refused by a limit that is enforced, and for another fault of the request (any other 4xx). */
  throttled: number;
  clientErrors: number;
}

/** @param isWanted leaves out the calls for which it says no */
export function flowsOf(usages: readonly HourUsage[], isWanted: (id: SumId) => boolean = () => true): Flow[] {
  const flows = new Map<string, Flow>();
  for (const usage of usages) {
    for (const [id, usageSum] of sumsOf(usage)) {
      if (!isWanted(id)) continue;
      const { pool, method, template, route, trigger } = id;
      const key = sumKey({ pool, method, template, route, trigger, tag: null });
      const flow = flows.get(key) ?? {
        ...{ pool, method, template, route, trigger, worth: noPoints },
        ...{ requests: 0, throttled: 0, clientErrors: 0 },
      };
      flow.requests += usageSum.requests;
      flow.worth = addPoints(flow.worth, pointsOfSum(usageSum));
      flow.throttled += throttleCount(usageSum);
      flow.clientErrors += Math.max(0, usageSum.statuses['4xx'] - throttleCount(usageSum));
      flows.set(key, flow);
    }
  }
  return [...flows.values()].sort((a, b) => b.worth.likely - a.worth.likely || b.requests - a.requests);
}

/** Whether the call changes nothing: a GET or HEAD, or a POST of Jira or Confluence that the catalogue knows to read only. */
export function isRead(product: Product, method: Method, path: string): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  if (method !== 'POST' || (product !== 'jira' && product !== 'confluence')) return false;
  const rule = findEntry(product, method, path).entry?.rule ?? 'write';
  return rule !== 'write' && rule !== 'bulkWrite';
}
