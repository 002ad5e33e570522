import { route } from '@forge/api';
import type { CheckCall, CheckedProduct } from '../../insights/installation-check';
import { readRateLimits } from '../../headers/read';
import { attempt } from '../../ledger/attempt';
import { consentErrorName } from '../../forge-client/consent';
import type { MeteredApi } from '../../forge-client/metered-api';

/** A product answers in less than a second; one that is as slow as this is not waited for. */
const longestCallMs = 8_000;

export type CheckApi = Pick<MeteredApi, 'asApp' | 'asUser'>;

/** The question that the page asks a product anyway, as the app or as the person; about 3 points, metered like any call. */
export async function tryCall(
  api: CheckApi,
  product: CheckedProduct,
  as: 'app' | 'user',
  nowMs: () => number,
): Promise<CheckCall> {
  const tried = await attempt(async () => {
    const caller = as === 'app' ? api.asApp() : api.asUser();
    const answer =
      product === 'jira'
        ? await caller.requestJira(route`/rest/api/3/mypermissions?permissions=ADMINISTER`)
        : await caller.requestConfluence(route`/wiki/rest/api/user/current?expand=operations`);
    const { status, headers } = answer;
    const limits = readRateLimits(headers, { status, receivedAtMs: nowMs(), product, method: 'GET' });
    // Read so that its objects are counted; what is in it is not needed.
    if (answer.ok) await answer.json();
    return { status, policies: limits.quotas.map(({ policy }) => policy) };
  }, longestCallMs);
  return tried.kind === 'refused' && tried.code === consentErrorName ? { kind: 'consent' } : tried;
}
