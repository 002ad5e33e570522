import { route } from '@forge/api';
import { readRateLimits } from '../../headers/read';
import { isConsentError } from '../../forge-client/consent';
import type { MeteredApi } from '../../forge-client/metered-api';
import { isRecord } from '../../object';

/** `pool`: the app has no points left to ask with. */
export type WhyUnknown = 'pool' | 'silent';

export type AdminWord =
  { kind: 'admin' } | { kind: 'notAdmin' } | { kind: 'unknown'; why: WhyUnknown; retryAtMs: number | null };

type Api = Pick<MeteredApi, 'asUser'>;

/**
 * Asks the product whether the person at the page administers it. Costs about 3 points, and is metered like any call.
 * Without a clear word the answer is `unknown`: nobody is let in by a failure.
 * @throws the error by which Forge asks the person for consent: waiting would not help, asking does
 */
export async function askWhetherAdmin(
  product: 'jira' | 'confluence',
  api: Api,
  nowMs: number,
): Promise<AdminWord> {
  try {
    return product === 'jira' ? await askJira(api, nowMs) : await askConfluence(api, nowMs);
  } catch (error) {
    if (isConsentError(error)) throw error;
    return { kind: 'unknown', why: 'silent', retryAtMs: null };
  }
}

async function askJira(api: Api, nowMs: number): Promise<AdminWord> {
  const answer = await api.asUser().requestJira(route`/rest/api/3/mypermissions?permissions=ADMINISTER`);
  if (!answer.ok) return refusal(answer, nowMs);
  const body: unknown = await answer.json();
  const permissions = isRecord(body) ? body['permissions'] : null;
  const administer = isRecord(permissions) ? permissions['ADMINISTER'] : null;
  return { kind: isRecord(administer) && administer['havePermission'] === true ? 'admin' : 'notAdmin' };
}

async function askConfluence(api: Api, nowMs: number): Promise<AdminWord> {
  const answer = await api.asUser().requestConfluence(route`/wiki/rest/api/user/current?expand=operations`);
  if (!answer.ok) return refusal(answer, nowMs);
  const body: unknown = await answer.json();
  const operations: unknown = isRecord(body) ? body['operations'] : null;
  const isAdmin =
    Array.isArray(operations) &&
    operations.some(
      (operation: unknown) =>
        isRecord(operation) &&
        operation['operation'] === 'administer' &&
        operation['targetType'] === 'application',
    );
  return { kind: isAdmin ? 'admin' : 'notAdmin' };
}

type Refused = Awaited<ReturnType<ReturnType<Api['asUser']>['requestJira']>>;

function refusal({ status, headers }: Refused, nowMs: number): AdminWord {
  // 401 and 403 are the product's word about this person; anything else says nothing about them.
  if (status === 401 || status === 403) return { kind: 'notAdmin' };
  const { throttle } = readRateLimits(headers, { status, receivedAtMs: nowMs });
  const isPool = throttle?.reason === 'quotaGlobal' || throttle?.reason === 'quotaTenant';
  return { kind: 'unknown', why: isPool ? 'pool' : 'silent', retryAtMs: throttle?.retryAtMs ?? null };
}
