/** One recorded answer, sent through each way in which the gauge can see a call. */
import { assumeTrustedRoute } from '@forge/api';
import axios, { type AxiosAdapter } from 'axios';
import { createBridgeLane } from '../../src/bridge-client/call-reporter';
import { observe, type Account } from '../../src/calls/observe';
import { OpenSet } from '../../src/calls/open-set';
import type { PriceOverrides } from '../../src/costs/overrides';
import { readBridgeCalls, saidByPage } from '../../src/ingest/bridge-calls';
import { seenInReport } from '../../src/protocol/seen-in-report';
import { runningInstallation } from '../../src/forge-client/installation';
import { Meter } from '../../src/forge-client/meter';
import { meteredApi } from '../../src/forge-client/metered-api';
import { runInScope } from '../../src/forge-client/scope';
import type { Method, Observation, Product } from '../../src/model';
import { meterAxios } from '../../src/node-client/metered-axios';
import { meteredFetch } from '../../src/node-client/metered-fetch';
import { KnownLimits } from '../../src/pacing/rate-limits';
import { Pacer } from '../../src/pacing/pacer';
import { paceRules } from '../../src/pacing/rules';
import { readCall } from '../../src/protocol/read-call';
import type { WireCall } from '../../src/protocol/wire';
import { inInstallation, supplyForgeGlobals } from '../support/forge-globals';

/** What one way sees of a call. */
export interface Recorded {
  product: Product;
  method: Method;
  path: string;
  /** `null`: no answer came. */
  status: number | null;
  headers: [name: string, value: string][];
  /** As it comes; `null` for none. */
  body: string | null;
  receivedAtMs: number;
  overrides?: PriceOverrides;
}

export type Way = (recorded: Recorded, isRead?: boolean) => Promise<Observation>;

const origin = 'https://acme.atlassian.net';

function responseOf({ status, headers, body }: Recorded): Response {
  if (status === null) throw new TypeError('fetch failed');
  const isEmpty = status === 204 || status === 304;
  const response = new Response(isEmpty ? null : (body ?? ''), { status, headers });
  return response;
}

const quietly = async (run: () => Promise<unknown>): Promise<void> => {
  await run().catch(() => undefined);
};

const accountOf = ({ overrides }: Recorded): Account => ({
  app: 'own',
  environment: 'PRODUCTION',
  overrides,
});

export const throughForge: Way = async (recorded, isRead = true) => {
  const { product, method, path, receivedAtMs, overrides } = recorded;
  const booked: Observation[] = [];
  supplyForgeGlobals(() => responseOf(recorded));
  const meter = new Meter({
    nowMs: () => receivedAtMs,
    onFault: (error) => {
      throw error;
    },
    book: (_installation, call) => booked.push(call),
    pricesOf: () => overrides,
  });
  const api = meteredApi(meter).asApp();
  await inInstallation('site-a', () =>
    runInScope(
      { trigger: 'unknown', person: null, running: runningInstallation(), open: new OpenSet() },
      () =>
        quietly(async () => {
          const route = assumeTrustedRoute(path);
          const call =
            product === 'graphql'
              ? api.requestGraph('query')
              : product === 'jira'
                ? api.requestJira(route, { method })
                : api.requestConfluence(route, { method });
          const response = await call.catch(() => null);
          if (isRead) await response?.json().catch(() => undefined);
          meter.settleOpenCalls();
        }),
    ),
  );
  return only(booked);
};

async function throughSink(recorded: Recorded, send: (sink: Sink) => Promise<void>): Promise<Observation> {
  const sink = new Sink();
  await quietly(() => send(sink));
  sink.settle();
  return only(sink.calls.map((call) => observe(seenInReport(checked(call)), accountOf(recorded))));
}

export const throughFetch: Way = (recorded, isRead = true) =>
  throughSink(recorded, async (reporter) => {
    const { product, method, path, receivedAtMs } = recorded;
    const options = { product, route: 'oauth.3lo', reporter, nowMs: () => receivedAtMs } as const;
    const send: (url: string, init?: RequestInit) => Promise<Response> = () =>
      Promise.resolve().then(() => responseOf(recorded));
    const jira = meteredFetch(send, options);
    const response = await jira(`${origin}${path}`, { method });
    if (isRead) await response.json();
  });

export const throughAxios: Way = (recorded) =>
  throughSink(recorded, async (reporter) => {
    const { product, method, path, receivedAtMs } = recorded;
    const adapter: AxiosAdapter = async (config) => {
      const response = responseOf(recorded);
      const { status, statusText } = response;
      const headers = Object.fromEntries(response.headers);
      return { data: await response.text(), status, statusText, headers, config, request: {} };
    };
    const jira = axios.create({ adapter, baseURL: origin });
    meterAxios(jira, { product, route: 'oauth.3lo', reporter, nowMs: () => receivedAtMs });
    await jira.request({ url: path, method });
  });

/** A call that a program of its own reports, in whatever language: what it saw, and what it counted. */
export const throughReport: Way = (recorded) =>
  throughSink(recorded, async (reporter) => {
    const seen = await throughFetch({ ...recorded, headers: [] });
    const { product, method, path, status, headers, receivedAtMs: at } = recorded;
    const call: WireCall = { at, product, route: 'apiToken', method, path, status: seen.status, ms: 0 };
    if (status !== null && headers.length > 0) call.headers = Object.fromEntries(new Headers(headers));
    if (seen.objects !== null && seen.objects !== undefined) call.objects = seen.objects;
    if (seen.basis === 'header') call.points = seen.points.likely;
    reporter.report(call);
  });

export const throughBridge: Way = async (recorded) => {
  const { product, method, path, receivedAtMs } = recorded;
  let batch: unknown;
  const request = (): Promise<Response> => Promise.resolve().then(() => responseOf(recorded));
  const lane = createBridgeLane<RequestInit, Response>({
    requestJira: request,
    requestConfluence: request,
    send: (sent) => {
      batch = JSON.parse(JSON.stringify(sent));
      return Promise.resolve(null);
    },
    nowMs: () => receivedAtMs,
    later: () => undefined,
  });
  await quietly(() => (product === 'jira' ? lane.requestJira : lane.requestConfluence)(path, { method }));
  await lane.flush();
  const { calls } = readBridgeCalls(batch);
  return only(calls.map((call) => saidByPage(call, receivedAtMs, accountOf(recorded)).claim));
};

export const throughPace: Way = async (recorded, isRead = true) => {
  const { product, method, path, receivedAtMs, overrides } = recorded;
  const seen: (Observation | null)[] = [];
  const ended = jest.spyOn(KnownLimits.prototype, 'ended').mockImplementation((_call, answer) => {
    seen.push(answer);
    return (told) => seen.push(told);
  });
  const pacer = new Pacer(paceRules({}), {
    nowMs: () => receivedAtMs,
    sleep: () => Promise.resolve(),
    chance: () => 0,
    tagOf: (text) => text,
    shared: null,
    prices: () => overrides,
  });
  const asked = { product, method, path, route: 'oauth.3lo', work: 'background' } as const;
  // Not repeatable: what is looked at is one answer.
  const whose = { component: null, person: null, isSafe: false, isRepeatable: false };
  await quietly(async () => {
    const answer = await pacer.run(
      { ...asked, ...whose },
      () => null,
      () => Promise.resolve().then(() => responseOf(recorded)),
    );
    if (isRead) await answer.json();
  });
  ended.mockRestore();
  const last = seen.at(-1);
  if (last === null || last === undefined) throw new Error('The pace saw no answer.');
  return last;
};

class Sink {
  readonly calls: WireCall[] = [];
  private readonly settlers: (() => void)[] = [];

  report(call: WireCall): void {
    this.calls.push(call);
  }

  beforeFlush(settle: () => void): void {
    this.settlers.push(settle);
  }

  settle(): void {
    for (const settle of this.settlers) settle();
  }
}

function checked(call: WireCall): WireCall {
  const { call: read, faults } = readCall(JSON.parse(JSON.stringify(call)));
  if (read === null || faults.length > 0) throw new Error(JSON.stringify(faults));
  return read;
}

function only<T>(seen: T[]): T {
  const [one] = seen;
  if (one === undefined || seen.length > 1) throw new Error(`${seen.length} observations of one call`);
  return one;
}
