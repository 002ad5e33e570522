import { assumeTrustedRoute } from '@forge/api';
import type { ExperimentCall, ExperimentResult } from '../../insights/routes/experiment';
import { experimentRoom } from '../../insights/routes/experiment-budget';
import { countObjects } from '../../costs/count';
import type { PriceOverrides } from '../../costs/overrides';
import { findEntry } from '../../costs/lookup';
import { readRateLimits } from '../../headers/read';
import type { MeteredApi } from '../../forge-client/metered-api';
import { priceCall } from '../../costs/price-call';
import type { QuotaReading, RateLimits } from '../../model';
import type { StopReason } from '../contract/experiment-views';

export type ExperimentApi = Pick<MeteredApi, 'asApp' | 'asUser'>;

export interface StepMade {
  result: ExperimentResult;
  /** What the answer's own words end the run for; `null` lets it go on. */
  stop: StopReason | null;
}

export interface StepWanted {
  call: ExperimentCall;
  /** Index of the call in the run. */
  index: number;
  route: 'forge.asApp' | 'forge.asUser';
  /** Points that the rest of the run may still spend in this product's pool. */
  restPoints: number;
  /** Prices that were measured and taken over. */
  overrides?: PriceOverrides | undefined;
}

/** Makes one call of the run. It is metered like any other; whatever it answers, it is not made again. */
export async function makeStep(
  { call, index, route, restPoints, overrides }: StepWanted,
  api: ExperimentApi,
  nowMs: () => number,
): Promise<StepMade> {
  const { product, method, path } = call;
  const entry = findEntry(product, method, path).entry;
  const startedAtMs = nowMs();
  let status: number | null = null;
  let objects: number | null = null;
  let limits: RateLimits | null = null;
  try {
    const answer = await request(call, route, api);
    status = answer.status;
    limits = readRateLimits(answer.headers, { status, receivedAtMs: nowMs(), product, method });
    objects = answer.ok ? countObjects(entry, await answer.json()) : null;
  } catch {
    // No answer, or none that can be read: the result says so, and the run goes on.
  }
  const { points } = priceCall({ product, method, path, status, objects, named: null, overrides });
  const quota = limits?.quotas.find(({ scope }) => scope === 'global' || scope === 'tenant') ?? null;
  const result: ExperimentResult = {
    ...{ call: index, route, status, objects, points },
    latencyMs: Math.max(0, nowMs() - startedAtMs),
    policy: quota?.policy ?? null,
    remainingPoints: quota?.remaining ?? null,
  };
  return { result, stop: status === 429 ? 'throttled' : stopFor(quota, restPoints) };
}

function stopFor(quota: QuotaReading | null, restPoints: number): StopReason | null {
  if (quota === null || quota.remaining === null || quota.quota === null) return null;
  const used = quota.quota - quota.remaining;
  const level = { basis: 'reading' as const, lowPoints: used, highPoints: used };
  const { verdict } = experimentRoom(restPoints, level, quota.quota);
  return verdict === 'allowed' ? null : verdict;
}

async function request(
  { product, method, path, body }: ExperimentCall,
  route: StepWanted['route'],
  api: ExperimentApi,
) {
  const caller = route === 'forge.asApp' ? api.asApp() : api.asUser();
  const to = assumeTrustedRoute(path);
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
  const init = body === null ? { method } : { method, headers, body };
  return product === 'jira' ? caller.requestJira(to, init) : caller.requestConfluence(to, init);
}
