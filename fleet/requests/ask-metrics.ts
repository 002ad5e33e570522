import { createHash } from 'node:crypto';
import { ask, type Credentials, type GatewayAnswer, type GatewayPort } from '../gateway';
import type { Source, SourceAnswer } from '../collecting/turn';
import type { Pace } from '../planning/pace';
import type { PlanRules, Reading } from '../planning/plan';
import { minuteMs } from '../../src/time';
import { readMetricsAnswer } from './metrics-answer';
import type { CountedSpan } from './request-count';

/**
 * Source of the API's own figures: Forge, "Export app metrics", read 2026-11-27. The rest is our choice: looks at the newest 15 minutes overlap, so
 * that no minute is left between two of them.
 */
export const metricsRules: PlanRules = {
  queryMs: 15 * minuteMs,
  reachMs: 14 * 24 * 60 * minuteMs,
  settleMs: 12 * minuteMs,
  lookEveryMs: 2 * minuteMs,
  marginMs: minuteMs,
  alignMs: minuteMs,
  triesInARow: 5,
  restMs: 30 * minuteMs,
};

/** Five a minute and user are taken, of all of the owner's apps together; one is left to other tools. */
export const metricsPace: Pace = { mostCalls: 4, windowMs: minuteMs };

/** Of an answer; longer ones are asked for in shorter pieces: 16,000 points are some 10 MB. */
const mostPoints = 16_000;

export interface MetricsSource {
  gateway: string;
  credentials: Credentials;
  appId: string;
  environmentId: string;
}

const query =
  'query Ecosystem($appId: ID!, $query: ForgeMetricsOtlpQueryInput!) { ecosystem { forgeMetrics(appId: $appId) { appMetrics(query: $query) { ' +
  '... on ForgeMetricsOtlpData { resourceMetrics } ... on QueryError { message identifier extensions { statusCode errorType } } } } } }';

/** Under which all apps of an owner share the pace; it names nobody. */
export function paceNameOf({ email }: Credentials): string {
  return `metrics ${createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 16)}`;
}

export function metricsCollection(
  port: GatewayPort,
  source: MetricsSource,
  now: () => number,
): Source<CountedSpan> {
  return {
    ...{ rules: metricsRules, pace: metricsPace },
    ask: (reading, rules) => askMetrics(port, source, reading, rules, now()),
  };
}

async function askMetrics(
  port: GatewayPort,
  { gateway, credentials, appId, environmentId }: MetricsSource,
  { span }: Reading,
  rules: PlanRules,
  askedAtMs: number,
): Promise<SourceAnswer<CountedSpan>> {
  const interval = {
    start: new Date(span.fromMs).toISOString(),
    end: new Date(span.toMs).toISOString(),
  };
  const filters = { environments: [environmentId], interval, metrics: ['FORGE_API_REQUEST_COUNT'] };
  const variables = { appId: `ari:cloud:ecosystem::app/${appId}`, query: { filters } };
  const answer = await ask(port, `${gateway}/graphql`, credentials, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-ExperimentalApi': 'ForgeMetricsQuery',
      'User-Agent': 'ForgeMetricsExportServer/1.0.0',
    },
    body: JSON.stringify({ query, variables }),
  });
  const lengthMs = span.toMs - span.fromMs;
  const isShorterPossible = lengthMs > minuteMs;
  if (answer.kind === 'tooLong' && isShorterPossible)
    return { kind: 'otherwise', change: { queryMs: halfOf(lengthMs) } };
  if (answer.kind !== 'answer' || answer.status !== 200) return notRead(answer, gateway);
  const read = readMetricsAnswer(answer.json, environmentId);
  switch (read.kind) {
    case 'changed': {
      const why = `The App metrics API answers in another form than it is documented (${read.what}): nothing was stored of it. A newer Points Gauge may know the form.`;
      return { kind: 'stop', why };
    }
    case 'failed':
      return failed(read.status, read.said, appId);
    case 'counts': {
      // What is told in longer pieces belongs to where each begins: a query has to begin there, too.
      if (span.fromMs % read.intervalMs !== 0)
        return { kind: 'otherwise', change: { alignMs: read.intervalMs } };
      const data = {
        ...{ fromMinute: span.fromMs / minuteMs, toMinute: span.toMs / minuteMs, askedAtMs },
        ...{ counts: read.counts, malformed: read.malformed },
      };
      if (read.counts.length > mostPoints && isShorterPossible)
        return { kind: 'page', data, cursor: null, change: { queryMs: halfOf(lengthMs) } };
      // Quiet again: longer ones cost fewer of the five queries a minute.
      const isQuiet = read.counts.length < mostPoints / 4 && lengthMs >= rules.queryMs;
      const change = isQuiet ? { queryMs: Math.min(lengthMs * 2, metricsRules.queryMs) } : {};
      return { kind: 'page', data, cursor: null, change };
    }
  }
}

function halfOf(lengthMs: number): number {
  return Math.max(minuteMs, Math.floor(lengthMs / 2 / minuteMs) * minuteMs);
}

/** What the gateway said before the API was asked. */
function notRead(answer: GatewayAnswer, gateway: string): SourceAnswer<never> {
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
      why: 'The App metrics API tells more of a minute than 50 MB',
      afterMs: 60_000,
      isNamed: false,
      isFault: true,
    };
  const { status, retryAfterSeconds } = answer;
  if (status === 401 || status === 403) return { kind: 'stop', why: notTaken(String(status)) };
  const afterMs = (retryAfterSeconds ?? (status === 429 ? 60 : 10)) * 1_000;
  return {
    kind: 'later',
    why: `The App metrics API failed with ${String(status)}`,
    afterMs,
    isNamed: retryAfterSeconds !== null,
    isFault: status !== 429,
  };
}

/** A `QueryError`, or errors of GraphQL itself. */
function failed(status: number | null, text: string, appId: string): SourceAnswer<never> {
  const said = text === '' ? '' : `: ${text.slice(0, 200).replace(/\p{Cc}/gu, ' ')}`;
  if (status === 401 || status === 403) return { kind: 'stop', why: notTaken(`${String(status)}${said}`) };
  if (status === 404)
    return { kind: 'stop', why: `The App metrics API knows no app ${appId} of this account (404${said}).` };
  if (status === 429)
    return {
      kind: 'later',
      why: 'The App metrics API takes no more calls in this minute',
      afterMs: 60_000,
      isNamed: false,
      isFault: false,
    };
  const what = status === null ? `refused the question${said}` : `failed with ${String(status)}${said}`;
  return {
    kind: 'later',
    why: `The App metrics API ${what}`,
    afterMs: 10_000,
    isNamed: false,
    isFault: true,
  };
}

function notTaken(said: string): string {
  return `Requests of all sites are not read: the App metrics API takes the token of the app's owner alone (${said}).`;
}
