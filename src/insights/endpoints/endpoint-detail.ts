import { endpointKey } from '../../usage/keys';
import { emptySum, mergeSum, statusClasses, type UsageSum } from '../../usage/usage-sum';
import { latencyEdgesMs } from '../../usage/latency';
import type { PriceOverrides } from '../../costs/overrides';
import { throttleReasons } from '../../model';
import { addPoints, chargedPoints, noPoints } from '../sums';
import { sumsOf } from '../../usage/named';
import { isChosen, type Choice } from '../choose';
import { adviceForEndpoint } from './advice';
import { flowsOf } from '../routes/route-flows';
import { compareRoutes, leastPeople } from '../routes/routes';
import type { Step } from '../period';
import type { CallShare, EndpointDetail, EndpointName } from './endpoint-views';

/**
 * One endpoint from within: who called it and why, how it was answered, what could be saved. `null` when none of the
 * chosen calls went to it.
 * @param days how many days the steps cover, for figures a day
 * @param overrides prices that were measured and taken over
 */
export function endpointDetail(
  steps: readonly Step[],
  name: EndpointName,
  choice: Choice,
  days: number,
  overrides?: PriceOverrides,
): EndpointDetail | null {
  const wanted = endpointKey(name);
  const all = emptySum();
  const shares = new Map<string, CallShare>();
  for (const { usage } of steps) {
    if (usage === null || usage === 'empty') continue;
    for (const [id, usageSum] of sumsOf(usage)) {
      if (endpointKey(id) !== wanted || !isChosen(id, choice)) continue;
      mergeSum(all, usageSum);
      const { route, trigger, tag } = id;
      const key = JSON.stringify([route, trigger, tag]);
      const known = shares.get(key) ?? { route, trigger, tag, requests: 0, points: noPoints };
      known.requests += usageSum.requests;
      known.points = addPoints(known.points, chargedPoints(id, usageSum));
      shares.set(key, known);
    }
  }
  if (all.requests === 0) return null;
  const ranked = [...shares.values()].sort(
    (a, b) => b.points.likely - a.points.likely || b.requests - a.requests,
  );
  return {
    ...name,
    shares: ranked,
    statuses: statusClasses
      .filter((status) => all.statuses[status] > 0)
      .map((status) => ({ status, requests: all.statuses[status] })),
    throttles: throttleReasons
      .flatMap((reason) => [
        { reason, isBeta: false, calls: all.throttles.get(reason) ?? 0 },
        { reason, isBeta: true, calls: all.throttles.get(`~${reason}`) ?? 0 },
      ])
      .filter(({ calls }) => calls > 0),
    latency: latencyOf(all),
    leastBurst: all.leastBurst,
    advice: advised(steps, name, choice, days, overrides),
  };
}

function advised(
  steps: readonly Step[],
  name: EndpointName,
  choice: Choice,
  days: number,
  overrides: PriceOverrides | undefined,
): EndpointDetail['advice'] {
  const usages = steps.flatMap(({ usage }) => (usage === null || usage === 'empty' ? [] : [usage]));
  const activeHours = steps.reduce((sum, step) => sum + step.activeHours, 0);
  const flows = flowsOf(usages, (id) => isChosen(id, choice));
  const people = leastPeople(compareRoutes(usages));
  return adviceForEndpoint(flows, name, { days, activeHours, people, overrides });
}

function latencyOf(usageSum: UsageSum): EndpointDetail['latency'] {
  return [...latencyEdgesMs, null].map((atMostMs, bucket) => ({
    atMostMs,
    calls: usageSum.latency[bucket] ?? 0,
  }));
}
