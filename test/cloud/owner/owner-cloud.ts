/** A cloud that serves the owner's APIs, and the questions that an owner asks of it. No socket: only the answers matter here. */
import { ManualClock } from '../../../emulator/clock';
import { createCloud, type Cloud } from '../../../emulator/cloud/cloud';
import type { CloudOptions } from '../../../emulator/cloud/cloud-options';
import type { AppLog, OwnerOptions } from '../../../emulator/cloud/owner/owner-options';
import { cloudId, site, startMs, token } from '../open-cloud';

export const appId = '8ce114f4-d82c-45e2-b4fb-c6a0751d7d57';
export const appAri = `ari:cloud:ecosystem::app/${appId}`;
export const context = `ari:cloud:jira::site/${cloudId}`;
export const owner = { email: 'owner@example.com', apiToken: 'owners-token', owns: [appId] };

export interface Answer {
  status: number;
  body: unknown;
}

export interface OwnerCloud {
  cloud: Cloud;
  clock: ManualClock;
  environmentId: string;
  print: (line: Partial<AppLog>) => void;
  /** An asApp call of the app, or as `claims` say. */
  call: (path: string, claims?: Parameters<typeof token>[0]) => void;
  logs: (query?: Record<string, string | string[]>, authorization?: string, app?: string) => Answer;
  metrics(fromMs: number, toMs: number, change?: { authorization?: string; experimental?: string }): Answer;
}

export const basic = (email: string, apiToken: string): string =>
  `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`;

export const metricsQuery = `query Ecosystem($appId: ID!, $query: ForgeMetricsOtlpQueryInput!) { ecosystem { forgeMetrics(appId: $appId) {
  appMetrics(query: $query) { ... on ForgeMetricsOtlpData { resourceMetrics }
    ... on QueryError { message identifier extensions { statusCode errorType } } } } } }`;

export function openOwnerCloud(options: OwnerOptions = {}, others: CloudOptions = {}): OwnerCloud {
  const clock = new ManualClock(startMs);
  const accounts = options.accounts ?? [owner];
  const cloud = createCloud({ clock, sites: [site], owner: { ...options, accounts }, ...others });
  const environmentId = cloud.owner?.environmentId(appAri, 'PRODUCTION') ?? '';
  const ask = (method: string, url: string, headers: Record<string, string>, body: string | null): Answer => {
    const answer = cloud.handle({ method, url, headers, body });
    return { status: answer.status, body: JSON.parse(answer.body) as unknown };
  };
  const known = basic(owner.email, owner.apiToken);
  return {
    cloud,
    clock,
    environmentId,
    print: (line) => {
      cloud.owner?.log({
        ...{ atMs: clock.now(), app: appAri, environment: 'PRODUCTION', installationContext: context },
        ...{
          level: 'info',
          message: 'a line',
          invocationId: 'inv-1',
          functionKey: 'sweep',
          appVersion: '2.1.0',
        },
        ...line,
      });
    },
    call: (path, claims = {}) => {
      const headers = { authorization: token({ appId: appAri, ...claims }) };
      cloud.handle({ method: 'GET', url: `/ex/jira/${cloudId}${path}`, headers, body: null });
    },
    logs: (query = {}, authorization = known, app = appId) => {
      const asked = new URLSearchParams();
      const whole = {
        environmentId,
        startDate: new Date(clock.now() - 600_000).toISOString(),
        endDate: new Date(clock.now()).toISOString(),
        ...query,
      };
      for (const [name, value] of Object.entries(whole))
        for (const one of [value].flat()) if (one !== '') asked.append(name, one);
      return ask('GET', `/v1/app/logs/${app}?${asked.toString()}`, { authorization }, null);
    },
    metrics: (fromMs, toMs, { authorization = known, experimental = 'ForgeMetricsQuery' } = {}) => {
      const interval = { start: new Date(fromMs).toISOString(), end: new Date(toMs).toISOString() };
      const filters = { environments: [environmentId], interval, metrics: ['FORGE_API_REQUEST_COUNT'] };
      const body = JSON.stringify({ query: metricsQuery, variables: { appId: appAri, query: { filters } } });
      const headers = {
        authorization,
        ...(experimental === '' ? {} : { 'x-experimentalapi': experimental }),
        'content-type': 'application/json',
      };
      return ask('POST', '/graphql', headers, body);
    },
  };
}

/** The messages of a page, and where it goes on. */
export function pageOf({ body }: Answer): { messages: string[]; cursor: string | undefined } {
  const { appLogs, cursor } = body as { appLogs: { body: { stringValue: string } }[]; cursor?: string };
  return { messages: appLogs.map((entry) => entry.body.stringValue), cursor };
}
