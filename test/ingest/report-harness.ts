import { createHmac } from 'node:crypto';
import type { OverviewAnswer, SourcesAnswer } from '../../src/admin/contract/contract';
import type { WireBatch, WireCall } from '../../src/protocol/wire';
import { askPage, startDemoCloud, type DemoCloud } from '../support/demo-cloud';
import { startWebTriggers, type WebTriggerServer } from '../../emulator/testing/web-trigger-server';

/** The gauge with its web trigger on a port, and one source that may report to it. */
export interface ReportHarness extends DemoCloud {
  server: WebTriggerServer;
  url: string;
  source: string;
  secret: string;
}

export async function openReportHarness(): Promise<ReportHarness> {
  const found: { server?: WebTriggerServer } = {};
  const demo = await startDemoCloud({}, { webTriggerBaseUrl: () => found.server?.url ?? '' });
  const server = await startWebTriggers(() => demo.forge);
  found.server = server;
  const make = { kind: 'make', app: 'Shop Sync', environment: 'production' };
  const { url, shownOnce } = await changeSources(demo, make).catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  if (url === null || shownOnce === null) {
    await server.close();
    throw new Error('No address or no secret.');
  }
  return { ...demo, server, url, source: shownOnce.id, secret: shownOnce.secret };
}

export async function changeSources(demo: DemoCloud, change: unknown): Promise<SourcesAnswer> {
  const answer = await askPage<SourcesAnswer>(demo, 'changeSources', { change });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.data;
}

export async function readSources(demo: DemoCloud): Promise<SourcesAnswer> {
  const answer = await askPage<SourcesAnswer>(demo, 'sources');
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.data;
}

/** What the page shows of the reported app's Jira pool: requests and likely points of the running hour. */
export async function readPool(
  demo: DemoCloud,
  app = 'Shop Sync',
): Promise<{ requests: number; points: number; environment: string } | null> {
  const answer = await askPage<OverviewAnswer>(demo, 'overview');
  if (!answer.ok) throw new Error(answer.error.message);
  const pool = answer.data.pools.find(({ pool: { app: name } }) => name === app);
  return pool === undefined
    ? null
    : { requests: pool.ownRequests, points: pool.own.likely, environment: pool.pool.environment };
}

export function call(harness: DemoCloud, overrides: Partial<WireCall> = {}): WireCall {
  return {
    at: harness.clock.now(),
    product: 'jira',
    route: 'connect.jwt',
    method: 'GET',
    path: '/rest/api/3/issue/SECRET-1?fields=summary',
    status: 200,
    ms: 120,
    objects: 1,
    ...overrides,
  };
}

export function batch(harness: DemoCloud, n: number, overrides: Partial<WireBatch> = {}): WireBatch {
  return {
    version: 1,
    batch: `testsender.${n}`,
    sealedAt: harness.clock.now(),
    calls: [call(harness)],
    ...overrides,
  };
}

export interface Sent {
  status: number;
  body: string;
}

/** As a back end in any language would: the signature is made here, not with the code under test. */
export async function send(
  harness: ReportHarness,
  content: unknown,
  change: { source?: string; secret?: string; atMs?: number; headers?: Record<string, string> } = {},
): Promise<Sent> {
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  const timestamp = String(Math.floor((change.atMs ?? harness.clock.now()) / 1000));
  const hmac = createHmac('sha256', change.secret ?? harness.secret).update(`${timestamp}.${body}`);
  const answer = await fetch(harness.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'X-Points-Gauge-Source': change.source ?? harness.source,
      'X-Points-Gauge-Timestamp': timestamp,
      'X-Points-Gauge-Signature': `v1=${hmac.digest('hex')}`,
      ...change.headers,
    },
    body,
  });
  return { status: answer.status, body: await answer.text() };
}

/** Sees each storage call before it is done; what `before` throws is what the app gets instead of an answer. */
export function watchStorage(harness: DemoCloud, before: (path: string, body: string) => void): void {
  const handle = harness.storage.handle.bind(harness.storage);
  harness.storage.handle = async (installationId, path, body) => {
    before(path, body);
    return handle(installationId, path, body);
  };
}
