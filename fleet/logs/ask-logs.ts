import { ask, type Credentials, type GatewayPort } from '../gateway';
import type { Later } from '../collecting/turn';
import type { PlanRules, Reading } from '../planning/plan';
import type { Pace } from '../planning/pace';
import { lineMark } from '../../src/fleet-line/line';
import { readLogPage, type SiteLog } from './log-page';
import { minuteMs } from '../../src/time';

/** Source of the API's own figures: Forge, "Export app logs", read 2026-11-27. The rest is our choice. */
export const logRules: PlanRules = {
  queryMs: 60 * minuteMs,
  reachMs: 14 * 24 * 60 * minuteMs,
  settleMs: 15 * minuteMs,
  lookEveryMs: 2 * minuteMs,
  marginMs: minuteMs,
  alignMs: 1,
  triesInARow: 5,
  restMs: 30 * minuteMs,
};

/** Thirty calls a minute and app are taken; five are left to the owner's other tools. */
export const logPace: Pace = { mostCalls: 25, windowMs: minuteMs };

export interface LogSource {
  gateway: string;
  credentials: Credentials;
  appId: string;
  environmentId: string;
}

export type LogAnswer =
  | { kind: 'page'; logs: SiteLog[]; cursor: string | null }
  | Later
  /** The API no longer takes the cursor. */
  | { kind: 'badCursor' }
  /** Nothing can be read until a person has changed something. */
  | { kind: 'stop'; why: string };

export async function askLogs(
  port: GatewayPort,
  { gateway, credentials, appId, environmentId }: LogSource,
  { span, cursor }: Reading,
): Promise<LogAnswer> {
  const query = new URLSearchParams({
    environmentId,
    startDate: new Date(span.fromMs).toISOString(),
    endDate: new Date(span.toMs).toISOString(),
    message: lineMark,
    ...(cursor === null ? {} : { cursor }),
  });
  const url = `${gateway}/v1/app/logs/${encodeURIComponent(appId)}?${query.toString()}`;
  const answer = await ask(port, url, credentials, { method: 'GET' });
  if (answer.kind === 'unreachable')
    return {
      kind: 'later',
      why: `${gateway} does not answer: ${answer.why}`,
      afterMs: 10_000,
      isNamed: false,
      isFault: false,
    };
  if (answer.kind === 'tooLong')
    return {
      kind: 'later',
      why: 'A page of the App logs API is longer than 50 MB',
      afterMs: 60_000,
      isNamed: false,
      isFault: true,
    };
  const { status, json, retryAfterSeconds } = answer;
  const said = messageOf(json);
  if (status === 200) {
    const page = readLogPage(json);
    if (page.kind === 'page') return page;
    const why = `The App logs API answers in another form than it is documented (${page.what}): nothing was stored of it. A newer Points Gauge may know the form.`;
    return { kind: 'stop', why };
  }
  if (status === 401)
    return {
      kind: 'stop',
      why: `Atlassian does not take the e-mail address and API token (401${said}): check ATLASSIAN_EMAIL and ATLASSIAN_API_TOKEN, that the token has not expired, and that the account owns the app or is a contributor that may read its logs.`,
    };
  if (status === 403)
    return {
      kind: 'stop',
      why: `The account may not read the logs of app ${appId} (403${said}): its owner makes it a contributor that may, in the developer console.`,
    };
  if (status === 404)
    return {
      kind: 'stop',
      why: `Atlassian knows no app ${appId} that this account may see (404${said}): --app is the id that the developer console shows on the app's Overview page.`,
    };
  if (status === 429)
    return {
      kind: 'later',
      why: 'The App logs API takes no more calls in this minute',
      afterMs: (retryAfterSeconds ?? 60) * 1_000,
      isNamed: retryAfterSeconds !== null,
      isFault: false,
    };
  if (status === 400 && cursor !== null) return { kind: 'badCursor' };
  if (status === 400)
    return {
      kind: 'stop',
      why: `The App logs API refuses the question (400${said}): check --environment, the id that the developer console shows on the app's Environments page.`,
    };
  return {
    kind: 'later',
    why: `The App logs API failed with ${String(status)}${said}`,
    afterMs: (retryAfterSeconds ?? 10) * 1_000,
    isNamed: retryAfterSeconds !== null,
    isFault: true,
  };
}

/** What Atlassian says of it, cut: no answer fills a terminal. */
function messageOf(json: unknown): string {
  const message = typeof json === 'object' && json !== null && 'message' in json ? json.message : null;
  return typeof message === 'string' && message !== ''
    ? `: ${message.slice(0, 200).replace(/\p{Cc}/gu, ' ')}`
    : '';
}
