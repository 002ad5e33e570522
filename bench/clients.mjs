// What people put around their calls, each around the same fetch, which answers within this process.
import { AsyncLocalStorage } from 'node:async_hooks';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/core';
import axios from 'axios';
import axiosRetry from 'axios-retry';
import Bottleneck from 'bottleneck';
import pThrottle from 'p-throttle';
import { giveForgeRuntime } from './forge-runtime.mjs';
import { loadSource } from './load.mjs';

const { Meter, OpenSet, runInScope, runningInstallation, Writer, meteredFetch, meterAxios } =
  await loadSource(`
  export { Meter } from './src/forge-client/meter';
  export { OpenSet } from './src/calls/open-set';
  export { runInScope } from './src/forge-client/scope';
  export { runningInstallation } from './src/forge-client/installation';
  export { Writer } from './src/ledger/writer';
  export { meteredFetch } from './src/node-client/metered-fetch';
  export { meterAxios } from './src/node-client/metered-axios';
`);

const path = '/rest/api/3/issue/PG-1?fields=summary';
const url = `https://example.atlassian.net${path}`;
const headers = {
  'content-type': 'application/json',
  'ratelimit-policy': '"global-app-quota";q=65000;w=3600, "jira-burst-based";q=100;w=1',
  ratelimit: '"global-app-quota";r=11874;t=3015, "jira-burst-based";r=349;t=1',
  'x-ratelimit-limit': '350',
  'x-ratelimit-remaining': '349',
  'x-ratelimit-reset': '2026-10-09T16:10Z',
  'x-ratelimit-nearlimit': 'true',
};

/** As many fields as an issue that was asked for with all of them, about 1 KB. */
/** @param {number} i */
const person = (i) => ({
  accountId: `5b10ac8d82e05b22cc7d4e${i % 90}`,
  displayName: `Person ${i % 90}`,
  ...{ active: true, timeZone: 'Europe/Berlin', accountType: 'atlassian' },
});
/** @param {number} i */
const issue = (i) => ({
  ...{ id: String(10_000 + i), key: `PG-${i}`, self: `https://example.atlassian.net/rest/api/3/issue/${i}` },
  fields: {
    summary: `Read meter number ${i} before the hour is over`,
    status: { id: String(i % 5), name: 'In Progress', statusCategory: { id: 4, key: 'indeterminate' } },
    issuetype: { id: '10001', name: 'Task', subtask: false, hierarchyLevel: 0 },
    priority: { id: '3', name: 'Medium' },
    assignee: person(i),
    reporter: person(i + 7),
    labels: ['meter', `floor-${i % 9}`],
    ...{ created: '2026-10-01T08:00:00.000+0000', updated: '2026-10-09T16:00:00.000+0000' },
    ...{ duedate: null, timeestimate: null, aggregatetimespent: 3600, workratio: -1, resolution: null },
    components: [{ id: String(i % 12), name: `Component ${i % 12}` }],
    customfield_10016: i % 13,
    customfield_10020: [{ id: i % 40, name: `Sprint ${i % 40}`, state: 'active', boardId: 1 }],
  },
});

/** A small answer, and one of about 1 MB: 1,000 issues. */
export const bodies = {
  small: JSON.stringify({ id: '10001', key: 'PG-1', fields: { summary: 'Read the meter' } }),
  large: JSON.stringify({ issues: Array.from({ length: 1000 }, (_, i) => issue(i)) }),
};

giveForgeRuntime();

/** As an app's is stored: one that never is has noted as many readings of the counter as it keeps before long, and does less from then on. */
const callsAWriter = 100;

/** Forge's runtime keeps what it knows of an invocation in the context of its code, whatever that calls. Source: Forge, "Node runtime", 2026-10. */
const invocations = new AsyncLocalStorage();

/** When the answers were received: their resets fit it, as those of a real answer do. */
const nowMs = () => Date.UTC(2026, 9, 9, 16, 9, 45);

/**
 * Clients by name: each makes one call and gives what its user would get of the body. Those of Forge come last, the bare one first: from the
 * first invocation on, Node keeps a record of every promise of the process, which is no cost of the others; from the meter's first scope on, a longer one, which is the meter's.
 * @param {string} body
 * @param {number} callsAnInvocation what is made once for an invocation is shared by so many calls, as in the other benches
 */
export function clientsFor(body, callsAnInvocation = 10) {
  const answer = () => new Response(body, { status: 200, headers });
  /** @type {(url: string) => Promise<Response>} */
  const fetched = async () => answer();
  /** @param {Response | Promise<Response>} response */
  const read = async (response) => (await response).json();

  let writer = new Writer('benchwriter0000');
  let booked = 0;
  const meter = new Meter({
    book: (/** @type {string} */ _installation, /** @type {import('../src/model').Observation} */ call) => {
      if (booked % callsAWriter === 0) writer = new Writer('benchwriter0000');
      booked += 1;
      writer.book(call);
    },
    onFault: (/** @type {unknown} */ error) => {
      throw error;
    },
    nowMs,
  });
  const watched = meter.watch(fetched, {
    ...{ product: 'jira', route: 'forge.asApp', tag: null, person: null },
    read: () => ({ path, method: 'GET' }),
  });

  const sink = { report: () => undefined, beforeFlush: () => undefined, operation: () => undefined };
  const reported = meteredFetch(fetched, { product: 'jira', route: 'oauth.3lo', reporter: sink, nowMs });

  /** @type {import('axios').AxiosAdapter} */
  const adapter = async (config) => {
    const response = answer();
    return {
      ...{ data: await response.text(), status: 200, statusText: 'OK', config, request: {} },
      headers: Object.fromEntries(response.headers),
    };
  };
  const bareAxios = axios.create({ adapter });
  const retried = axios.create({ adapter });
  axiosRetry(retried, { retries: 3 });
  const meteredAxios = axios.create({ adapter });
  meterAxios(meteredAxios, { product: 'jira', route: 'oauth.3lo', reporter: sink, nowMs });

  const octokitOptions = { baseUrl: 'https://example.atlassian.net', request: { fetch: fetched } };
  const bareOctokit = new Octokit(octokitOptions);
  const throttled = new (Octokit.plugin(throttling))({
    ...octokitOptions,
    throttle: { onRateLimit: () => false, onSecondaryRateLimit: () => false },
  });

  const wrapped = new Bottleneck().wrap(fetched);
  const paced = pThrottle({ limit: 1_000_000, interval: 1 })(fetched);
  /** @param {import('axios').AxiosInstance} instance */
  const ofAxios = async (instance) => (await instance.get(url)).data;
  /** @param {Octokit} octokit */
  const ofOctokit = async (octokit) => (await octokit.request(`GET ${path}`)).data;

  let calls = 0;
  /** @type {import('../src/forge-client/scope').Scope} */
  let scope;
  const metered = () => {
    if (calls % callsAnInvocation === 0)
      scope = { trigger: 'person', person: null, running: runningInstallation(), open: new OpenSet() };
    calls += 1;
    return runInScope(scope, () => read(watched(url)));
  };
  return {
    bare: () => read(fetched(url)),
    'Points Gauge (Node)': () => read(reported(url)),
    'bottleneck.wrap': () => read(wrapped(url)),
    'p-throttle': () => read(paced(url)),
    'axios, bare': () => ofAxios(bareAxios),
    'axios, Points Gauge': () => ofAxios(meteredAxios),
    'axios-retry': () => ofAxios(retried),
    'octokit, bare': () => ofOctokit(bareOctokit),
    'octokit throttling': () => ofOctokit(throttled),
    'bare, in an invocation': () => invocations.run({}, () => read(fetched(url))),
    'Points Gauge (Forge)': () => {
      // A meter that counts nothing would be cheap. Asked before the call and not after it: waiting for it is a promise more.
      if (calls > 0 && writer.isIdle) throw new Error('The meter booked nothing.');
      return invocations.run({}, metered);
    },
  };
}

/** What each is measured against: itself without what it adds. In the order in which they are measured. */
export const without = {
  'Points Gauge (Node)': 'bare',
  'bottleneck.wrap': 'bare',
  'p-throttle': 'bare',
  'axios, Points Gauge': 'axios, bare',
  'axios-retry': 'axios, bare',
  'octokit throttling': 'octokit, bare',
  'Points Gauge (Forge)': 'bare, in an invocation',
};

/** What each does around a call, to be read beside its time. */
export const does = {
  'Points Gauge (Forge)':
    'prices the call, reads its rate-limit headers, counts its objects and books it by the hour',
  'Points Gauge (Node)': 'the same, into the batch of a reporter',
  'axios, Points Gauge': 'the same as interceptors of axios',
  'bottleneck.wrap': 'queues calls and waits on timers, and reads nothing',
  'p-throttle': 'counts calls of an interval, and reads nothing',
  'axios-retry': 'makes a refused call again, and reads Retry-After of refusals',
  'octokit throttling':
    'queues calls by the kind of route, waits on timers, and reads the headers of refusals',
};
