/** Endpoints, recorded answers, failures and oddities that a test brings along. */
import { ManualClock } from '../../emulator/clock';
import { createCloud } from '../../emulator/cloud/cloud';
import type { Fault } from '../../emulator/cloud/own/faults';
import { readFixtures, type Fixture } from '../../emulator/cloud/own/fixture';
import { oddities, type Oddity } from '../../emulator/cloud/own/oddities';
import {
  app,
  asMember,
  chargedPoints,
  closeClouds,
  openCloud,
  site,
  startMs,
  token,
  type OpenCloud,
} from './open-cloud';

afterEach(closeClouds);

const boards = '/wiki/api/v2/whiteboards/{id}';

test('an endpoint of your own sees the path, the data and who calls, and is charged by what it says it touched', async () => {
  const cloud = await openCloud({
    endpoints: [
      {
        ...{ product: 'confluence', method: 'GET', path: boards },
        handle: ({ params, site: { wiki }, caller, baseUrl }) => ({
          status: 200,
          body: { id: params.id, by: caller.person?.displayName, spaces: wiki.spaces.length, self: baseUrl },
          headers: { 'X-Board': 'yes' },
          touched: { core: 3 },
        }),
      },
    ],
  });
  const answer = await cloud.send('/wiki/api/v2/whiteboards/7%2F8', { authorization: asMember });
  expect(await answer.json()).toEqual({
    ...{ id: '7/8', by: 'Max Member', spaces: 10 },
    self: `${cloud.url}/ex/confluence/${site.cloudId}`,
  });
  expect(answer.headers.get('X-Board')).toBe('yes');
  expect(cloud.cloud.account.snapshot().cells).toMatchObject([
    { points: 4, byEndpoint: { 'GET /wiki/api/v2/whiteboards/{}': { requests: 1, points: 4 } } },
  ]);
});

test('an endpoint of your own stands in for the emulator’s, may state its price, and knows what was charged', async () => {
  const cloud = await openCloud({
    endpoints: [
      {
        ...{ product: 'jira', method: 'GET', path: '/rest/api/3/issue/{key}' },
        handle: ({ account }) => ({ status: 200, body: account.snapshot().cells.length, points: 7 }),
      },
    ],
  });
  expect(await (await cloud.send('/rest/api/3/issue/WEB-1')).json()).toBe(0);
  expect(await (await cloud.send('/rest/api/3/issue/WEB-1')).json()).toBe(1);
  expect(chargedPoints(cloud)).toBe(14);
});

test('what an endpoint of your own throws is a 500 that names it', async () => {
  const handle = () => {
    throw new Error('no board');
  };
  const cloud = await openCloud({
    endpoints: [{ product: 'confluence', method: 'GET', path: boards, handle }],
  });
  const answer = await cloud.send('/wiki/api/v2/whiteboards/7');
  expect(answer.status).toBe(500);
  expect(await answer.text()).toContain(`Your endpoint GET ${boards} failed: no board`);
});

test('a path that cannot be one is refused at the start', () => {
  const own = {
    product: 'confluence',
    method: 'GET',
    path: '/api/v2/x',
    handle: () => ({ status: 200 }),
  } as const;
  expect(() => createCloud({ endpoints: [own] })).toThrow(
    'endpoints: the path "/api/v2/x" of confluence must begin with /wiki/ and have no query',
  );
});

const recorded: Fixture[] = [
  {
    request: {
      product: 'jira',
      method: 'GET',
      path: '/rest/api/3/workflow/search',
      query: { startAt: '50' },
    },
    response: { status: 200, body: { values: [], isLast: true } },
  },
  {
    request: { product: 'jira', method: 'GET', path: '/rest/api/3/workflow/search' },
    response: {
      status: 200,
      headers: { 'X-Recorded': 'https://acme.atlassian.net/x', Date: 'long ago' },
      body: {
        next: 'https://api.atlassian.com/ex/jira/1-2/rest/api/3/workflow/search?startAt=50',
        self: 'https://acme.atlassian.net/rest/api/3/workflow/search',
      },
    },
    points: 51,
  },
];

test('a recorded answer is given where request and query fit, with its links inside and its price', async () => {
  const cloud = await openCloud({ fixtures: readFixtures(JSON.stringify(recorded)) });
  const answer = await cloud.send('/rest/api/3/workflow/search');
  const here = `${cloud.url}/ex/jira/${site.cloudId}`;
  expect(await answer.json()).toEqual({
    next: `${here}/rest/api/3/workflow/search?startAt=50`,
    self: `${here}/rest/api/3/workflow/search`,
  });
  expect(answer.headers.get('X-Recorded')).toBe(`${here}/x`);
  expect(answer.headers.get('Date')).toBe('Fri, 09 Oct 2026 16:10:00 GMT');
  expect(chargedPoints(cloud)).toBe(51);
  const last = await cloud.send('/rest/api/3/workflow/search?startAt=50&maxResults=1');
  expect(await last.json()).toEqual({ values: [], isLast: true });
  expect(chargedPoints(cloud)).toBe(52);
});

test('a recorded answer whose query does not fit leaves the call to the emulator', async () => {
  const request = {
    product: 'jira',
    method: 'GET',
    path: '/rest/api/3/issue/{}',
    query: { fields: 'x' },
  } as const;
  const cloud = await openCloud({ fixtures: [{ request, response: { status: 418 } }] });
  expect((await cloud.send('/rest/api/3/issue/WEB-1')).status).toBe(200);
  expect((await cloud.send('/rest/api/3/issue/WEB-1?fields=x')).status).toBe(418);
});

test.each([
  ['{"request":{}}', 'fixture 1: request.product must be "jira" or "confluence"'],
  [JSON.stringify([recorded[0], { ...recorded[0], points: -1 }]), 'fixture 2: points must be a number'],
  [JSON.stringify({ ...recorded[0], response: { status: 9 } }), 'fixture 1: response.status must be'],
])('a file of recorded answers that is wrong is refused by what is wrong: %s', (json, message) => {
  expect(() => readFixtures(json)).toThrow(message);
});

const issue = '/rest/api/3/issue/WEB-1';
const withFaults = (...faults: Fault[]) => openCloud({ faults });

async function statuses(cloud: OpenCloud, n: number): Promise<number[]> {
  const all: number[] = [];
  for (let i = 0; i < n; i += 1) all.push((await cloud.send(issue)).status);
  return all;
}

test('a fault befalls the calls it is meant for, so often, and the same ones each time', async () => {
  const on = { product: 'jira', method: 'GET', path: '/rest/api/3/issue/{}' } as const;
  const fault: Fault = { kind: 'status', status: 503, retryAfter: '3', on, rate: 0.3 };
  const first = await statuses(await withFaults(fault), 40);
  expect(await statuses(await withFaults(fault), 40)).toEqual(first);
  const failed = first.filter((status) => status === 503).length;
  expect(failed).toBeGreaterThan(4);
  expect(failed).toBeLessThan(20);
  const cloud = await withFaults({ ...fault, rate: 1, times: 2 });
  expect(await statuses(cloud, 3)).toEqual([503, 503, 200]);
  expect((await cloud.send('/rest/api/3/myself')).status).toBe(200);
  // Each failure costs 1, the issue 2, the person 3.
  expect(chargedPoints(cloud)).toBe(7);
});

test('a 5xx has the Retry-After that was asked for, or none', async () => {
  const plain = await (await withFaults({ kind: 'status', status: 502 })).send(issue);
  const told = await (await withFaults({ kind: 'status', status: 503, retryAfter: '3' })).send(issue);
  expect([plain.headers.get('Retry-After'), told.headers.get('Retry-After')]).toEqual([null, '3']);
});

test('a path with a star at its end is everything below it; an app is named by its id', async () => {
  const below = await withFaults({ kind: 'status', status: 500, on: { path: '/rest/api/3/issue/*' } });
  expect((await below.send(`${issue}/comment`)).status).toBe(500);
  expect((await below.send('/rest/api/3/myself')).status).toBe(200);
  const other = await withFaults({ kind: 'status', status: 500, on: { app: 'app-2' } });
  expect((await other.send(issue)).status).toBe(200);
});

test('a connection that is reset has done its work and was charged, or was lost on its way, as asked', async () => {
  const write = { method: 'PUT', json: { fields: { summary: 'Written' } } };
  const summaryOf = async (cloud: OpenCloud) =>
    ((await (await cloud.send(issue)).json()) as { fields: { summary: string } }).fields.summary;
  const served = await withFaults({ kind: 'reset', times: 1 });
  await expect(served.send(issue, write)).rejects.toThrow('fetch failed');
  expect(chargedPoints(served)).toBe(1);
  expect(await summaryOf(served)).toBe('Written');
  const lost = await withFaults({ kind: 'reset', served: false, times: 1 });
  await expect(lost.send(issue, write)).rejects.toThrow('fetch failed');
  expect(chargedPoints(lost)).toBe(0);
  expect(await summaryOf(lost)).not.toBe('Written');
});

test('a truncated answer has its headers and half of its body', async () => {
  const cloud = await withFaults({ kind: 'truncated' });
  const answer = await cloud.send(issue);
  expect(answer.status).toBe(200);
  await expect(answer.text()).rejects.toThrow('terminated');
  expect(chargedPoints(cloud)).toBe(2);
});

test('latency is told without sockets, and added to what the cloud has', () => {
  const cloud = createCloud({ sites: [site], faults: [{ kind: 'latency', ms: 400 }], latencyMs: 10 });
  const answer = cloud.handle({ method: 'GET', url: '/rest/api/3/serverInfo', headers: {}, body: null });
  const told = Number(new Headers(answer.headers).get('X-Emulator-Latency-Ms'));
  expect(told).toBeGreaterThanOrEqual(405);
  expect(told).toBeLessThanOrEqual(420);
});

test.each([
  ['bare', { 'retry-after': null, 'ratelimit-reason': null }],
  ['gateway', { 'x-ratelimit-limit': '360000', 'x-failure-category': 'FAILURE CLIENT RATE LIMITED' }],
  [
    'concurrency',
    { 'ratelimit-reason': 'jira-max-concurrent-threads-across-all-instances-per-tenant-per-user' },
  ],
  ['blocked', { 'retry-after': '9223372036854775807' }],
  ['retry-at-once', { 'retry-after': '0' }],
  ['retry-at-date', { 'retry-after': 'Fri, 09 Oct 2026 16:10:05 GMT' }],
  ['unknown-reason', { 'ratelimit-reason': 'jira-something-new-based' }],
] as const)('a 429 of the kind %s costs nothing and is booked', async (as, headers) => {
  const cloud = await withFaults({ kind: 'refused', as });
  const answer = await cloud.send(issue);
  expect(answer.status).toBe(429);
  expect(Object.fromEntries(Object.keys(headers).map((name) => [name, answer.headers.get(name)]))).toEqual(
    headers,
  );
  expect(cloud.cloud.account.snapshot().cells).toMatchObject([{ requests: 1, points: 0 }]);
});

test('a fault or a flag that cannot be is refused at the start', () => {
  expect(() => createCloud({ faults: [{ kind: 'truncated', rate: 2 }] })).toThrow('faults[0].rate: 2');
  expect(() => createCloud({ flags: ['nonsense' as Oddity] })).toThrow(
    'flags: there is no "nonsense"; there are',
  );
});

/** The headers of the answer after `calls` reads of an issue at 2 points each, of a pool of 100. */
function oddHeaders(flags: Oddity[], calls: number): [string, string][] {
  const clock = new ManualClock(startMs);
  const cloud = createCloud({ clock, flags, sites: [site], apps: [app({ quotaPoints: 100 })] });
  const request = { method: 'GET', url: issue, headers: { authorization: token() }, body: null };
  for (let n = 0; n < calls; n += 1) cloud.handle(request);
  return cloud.handle(request).headers;
}

const quotaPolicy = '"global-app-quota";q=100;w=3600';
const burstPolicy = '"jira-burst-based";q=150;w=1';

test.each([
  ['seconds-wrong', 'RateLimit', '"global-app-quota";r=10;t=3700, "jira-burst-based";r=480;t=1'],
  ['quota-silent', 'RateLimit-Policy', burstPolicy],
  ['unknown-policy', 'RateLimit-Policy', `"edge-fairness";q=7;w=10, ${quotaPolicy}, ${burstPolicy}`],
  ['lists-reversed', 'RateLimit-Policy', `${burstPolicy}, ${quotaPolicy}`],
  ['lists-tight', 'RateLimit-Policy', `${quotaPolicy},${burstPolicy}`],
  ['beta-reason-on-served', 'X-Beta-RateLimit-Reason', 'jira-quota-global-based'],
  ['clock-skew', 'Date', 'Fri, 09 Oct 2026 16:05:00 GMT'],
  ['names-lower', 'ratelimit-policy', `${quotaPolicy}, ${burstPolicy}`],
  ['names-canonical', 'X-Ratelimit-Nearlimit', 'true'],
] as const)('%s: an answer that was served says %s: %s', (flag, name, value) => {
  expect(oddHeaders([flag], 44)).toContainEqual([name, value]);
  expect(oddHeaders([], 44)).not.toContainEqual([name, value]);
});

test.each([
  ['reset-in-past', 'X-RateLimit-Reset', '2026-10-09T16:00:00Z'],
  ['reset-with-seconds', 'X-RateLimit-Reset', '2026-10-09T17:00:00Z'],
  ['policy-absent-at-zero', 'RateLimit-Policy', undefined],
  ['retry-after-date', 'Retry-After', 'Fri, 09 Oct 2026 17:00:00 GMT'],
  ['retry-after-missing', 'Retry-After', undefined],
] as const)('%s: a 429 of the quota says %s: %s', (flag, name, value) => {
  const said = (flags: Oddity[]) => oddHeaders(flags, 50).find(([one]) => one === name)?.[1];
  expect(said([flag])).toBe(value);
  expect(said([])).not.toBe(value);
});

test('headers-missing: every second answer says nothing of limits', () => {
  const speaks = (calls: number) =>
    oddHeaders(['headers-missing'], calls).some(([name]) => name.includes('RateLimit'));
  expect([0, 1, 2, 3].map(speaks)).toEqual([true, false, true, false]);
});

test('all oddities together break no answer', () => {
  const all = Object.keys(oddities) as Oddity[];
  for (const calls of [0, 1, 44, 45, 50, 51]) expect(() => new Headers(oddHeaders(all, calls))).not.toThrow();
});
