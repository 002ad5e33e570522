/**
 * The functions that only a manifest for programs names (`npm run manifest:programs`): REST APIs of the app, actions for agents, and one that does
 * nothing but run while a pool is near its limit or empty, for a rule of Forge's own console alerts.
 */
import { Queue } from '@forge/events';
import { accessOf } from '../admin/access/access';
import { isConsentError } from '../forge-client/consent';
import type { MeteredApi } from '../forge-client/metered-api';
import { alarmsOf, type StatusLog } from '../insights/forecast/status-log';
import type { GaugeFacts } from '../admin/gauge-facts';
import { ProgramAskError, siteDrainsAnswer, sitePoolsAnswer } from '../admin/pages/program-answer';
import { isRecord } from '../object';

export const alarmQueue = 'pg-alarm';

/** Whether a pool in alarm is to run a function: the manifest has to have it. */
export function isAlarmFunctionOn(env: Readonly<Record<string, string | undefined>>): boolean {
  return env['POINTS_GAUGE_ALARM_FUNCTION'] === 'on';
}

/** After a judgement: runs the function once where a pool is near or empty. That it fails is no reason to fail. */
export async function runAlarmFunction(log: StatusLog, nowMs: number): Promise<void> {
  const worst = alarmsOf(log, nowMs).find(([, { status }]) => status === 'near' || status === 'exhausted');
  if (worst === undefined) return;
  const [pool, { status }] = worst;
  await new Queue({ key: alarmQueue }).push({ body: { pool, status } });
}

export interface ProgramContext {
  api: Pick<MeteredApi, 'asUser'>;
  facts: () => GaugeFacts;
  installationId: () => string;
  nowMs: () => number;
}

interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string[]>;
  body: string;
}

export interface ProgramHandlers {
  apiPools: (event: unknown) => Promise<HttpAnswer>;
  apiDrains: (event: unknown) => Promise<HttpAnswer>;
  actPools: (payload: unknown, context: unknown) => Promise<unknown>;
  actDrains: (payload: unknown, context: unknown) => Promise<unknown>;
  alarm: (event: unknown) => Promise<void>;
}

export function createPrograms(site: ProgramContext): ProgramHandlers {
  const pools = (): Promise<unknown> => sitePoolsAnswer(site.nowMs(), site.facts());
  const drains = (at: unknown): Promise<unknown> => siteDrainsAnswer(site.nowMs(), at, site.facts());
  return {
    // Who may ask was decided by Forge: an administrator switched the API on, and the token has the scope.
    apiPools: () => http(pools),
    apiDrains: (event) => http(() => drains(queryOf(event, 'at'))),
    actPools: (payload, context) => forAdmin(site, payload, context, pools),
    actDrains: (payload, context) =>
      forAdmin(site, payload, context, () => drains(isRecord(payload) ? payload['at'] : undefined)),
    alarm: (event) => {
      const body = isRecord(event) && isRecord(event['body']) ? event['body'] : {};
      console.log(`Points Gauge: the pool ${String(body['pool'])} is ${String(body['status'])}.`);
      return Promise.resolve();
    },
  };
}

/** An agent asks in somebody's name, and any user of the site can talk to it: told is who administers the product. */
async function forAdmin(
  { api, installationId, nowMs }: ProgramContext,
  payload: unknown,
  context: unknown,
  answer: () => Promise<unknown>,
): Promise<unknown> {
  const asked = isRecord(payload) && isRecord(payload['context']) ? payload['context'] : {};
  const product = isRecord(asked['confluence']) ? 'confluence' : 'jira';
  const caller = { accountId: accountOf(context), installationId: installationId(), product } as const;
  try {
    const access = await accessOf(caller, undefined, 'figures', api, nowMs());
    if (access.kind === 'notAdmin')
      return { error: 'Only administrators of this site can be told what its apps spend.' };
    if (access.kind === 'unknown')
      return { error: 'The product could not say just now whether you administer this site.' };
    return await answer();
  } catch (error) {
    if (isConsentError(error)) throw error;
    if (error instanceof ProgramAskError) return { error: error.message };
    throw error;
  }
}

/** As the platform says it, never the payload: that is what a model wrote. */
function accountOf(context: unknown): string | null {
  if (!isRecord(context)) return null;
  const { principal } = context;
  const told = context['accountId'] ?? (isRecord(principal) ? principal['accountId'] : undefined);
  return typeof told === 'string' && told !== '' ? told : null;
}

async function http(answer: () => Promise<unknown>): Promise<HttpAnswer> {
  try {
    return json(200, await answer());
  } catch (error) {
    if (error instanceof ProgramAskError) return json(400, { error: error.message });
    throw error;
  }
}

function json(statusCode: number, value: unknown): HttpAnswer {
  return { statusCode, headers: { 'Content-Type': ['application/json'] }, body: JSON.stringify(value) };
}

/** Forge does not document in which form an API route hands over its query: as a web trigger does, or as plain values. */
function queryOf(event: unknown, name: string): unknown {
  if (!isRecord(event)) return undefined;
  const query = event['queryParameters'] ?? event['queryParams'] ?? event['query'];
  const value = isRecord(query) ? query[name] : undefined;
  return Array.isArray(value) ? (value[0] as unknown) : value;
}
