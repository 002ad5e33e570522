/**
 * A day in which all happens that is hard to count: bulk reads by every endpoint, AP.request, copies of an app, Backlog from two processes.
 * The gauge's account is held against the emulator's, which prices by a table of its own.
 */
import { ManualClock } from '../../emulator/clock';
import { observe } from '../../src/calls/observe';
import { seenInReport } from '../../src/protocol/seen-in-report';
import type { Observation, Route } from '../../src/model';
import { backlogPace, type BacklogStore } from '../../src/node-client/backlog-pace';
import { meteredFetch } from '../../src/node-client/metered-fetch';
import { pacedFetch } from '../../src/node-client/paced-fetch';
import type { WireCall } from '../../src/protocol/wire';
import { completeReport } from '../../src/reports/complete';
import { SiteMerger } from '../../src/reports/merge';
import { asOnePool } from '../../src/reports/one-pool';
import { accountOf } from '../reports/sites';
import { adminId, app, closeClouds, cloudId, openCloud, site, token, type OpenCloud } from './open-cloud';

afterEach(closeClouds);

const dayStartMs = Date.UTC(2026, 9, 5);
const hourMs = 3_600_000;
const keys = (count: number) => Array.from({ length: count }, (_, n) => `WEB-${n + 1}`);
const ids = (count: number) => Array.from({ length: count }, (_, n) => 1_000_001 + n);

/** What is sent in an hour: method, path, body. */
const bulkReads: readonly (readonly [string, string, unknown?])[] = [
  ['POST', '/rest/api/3/issue/bulkfetch', { issueIdsOrKeys: keys(300), fields: ['summary'] }],
  ['POST', '/rest/api/3/changelog/bulkfetch', { issueIdsOrKeys: keys(10) }],
  ['POST', '/rest/api/3/issue/WEB-1/changelog/list', { changelogIds: [1] }],
  ['POST', '/rest/api/3/comment/list', { ids: [1] }],
  ['POST', '/rest/api/3/issue/watching', { issueIds: ids(50).map(String) }],
  ['POST', '/rest/api/3/search/jql', { jql: 'project = WEB', maxResults: 50 }],
  ['POST', '/rest/api/3/search/approximate-count', { jql: 'project = WEB' }],
  ['POST', '/rest/api/3/jql/parse', { queries: ['project = WEB', 'project = APP'] }],
  ['POST', '/rest/api/3/jql/match', { jqls: ['project = WEB'], issueIds: ids(40) }],
  [
    'POST',
    '/rest/api/3/permissions/check',
    {
      globalPermissions: ['ADMINISTER'],
      projectPermissions: [
        { permissions: ['EDIT_ISSUES', 'BROWSE_PROJECTS'], projects: [10000], issues: ids(30) },
      ],
    },
  ],
  ['POST', '/rest/api/3/permissions/project', { permissions: ['BROWSE_PROJECTS'] }],
  ['GET', `/rest/api/3/user/bulk?accountId=${adminId}&accountId=member-1`],
  ['GET', '/rest/api/3/issue/WEB-1'],
  ['POST', '/rest/api/3/bulk/issues/watch', { selectedIssueIdsOrKeys: keys(20) }],
];

interface Client {
  appId: string;
  route: Route;
  isRead: boolean;
}

/** Plays the hour's calls by one client; their observations. */
async function played(cloud: OpenCloud, { appId, route, isRead }: Client): Promise<Observation[]> {
  const calls: WireCall[] = [];
  const settlers: (() => void)[] = [];
  const reporter = {
    report: (call: WireCall) => calls.push(call),
    beforeFlush: (settle: () => void) => settlers.push(settle),
  };
  const jira = meteredFetch(fetch, {
    ...{ product: 'jira', route, reporter },
    nowMs: () => cloud.clock.now(),
  });
  const authorization = token({ appId, route, accountId: adminId });
  for (const [method, path, body] of bulkReads) {
    const answer = await jira(`${cloud.url}/ex/jira/${cloudId}${path}`, {
      method,
      headers: { Authorization: authorization, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect([path, answer.status < 300]).toEqual([path, true]);
    if (isRead) await answer.json();
    else await answer.body?.cancel();
  }
  for (const settle of settlers) settle();
  const account = { app: 'own', environment: 'PRODUCTION', overrides: undefined };
  return calls.map((call) => observe(seenInReport(call), account));
}

function charged(cloud: OpenCloud, of: (cell: { app: string | null }) => boolean = () => true): number {
  const { cells } = cloud.cloud.account.snapshot();
  return cells.filter(of).reduce((sum, { points }) => sum + points, 0);
}

const likely = (calls: readonly Observation[]): number =>
  calls.reduce((sum, { points }) => sum + points.likely, 0);

const routes: readonly Route[] = ['oauth.3lo', 'connect.apRequest'];

/** Each hour of a day, by both routes. */
async function day(
  appIds: readonly string[],
  isRead: boolean,
): Promise<{ cloud: OpenCloud; seen: Observation[][] }> {
  const clock = new ManualClock(dayStartMs + 5 * 60_000);
  const opened = await openCloud({ clock, sites: [site], apps: appIds.map((id) => app({ id })) });
  const cloud = { ...opened, clock };
  const seen: Observation[][] = appIds.map(() => []);
  for (let hour = 0; hour < 24; hour += 1) {
    for (const [n, appId] of appIds.entries())
      for (const route of routes) seen[n]?.push(...(await played(cloud, { appId, route, isRead })));
    if (hour < 23) cloud.clock.advance(hourMs);
  }
  return { cloud, seen };
}

test('is counted within 1% where bodies were read, AP.request and copies of the app included', async () => {
  const { cloud, seen } = await day(['app-1', 'app-1-copy'], true);
  for (const [n, appId] of ['app-1', 'app-1-copy'].entries()) {
    const truth = charged(cloud, (cell) => cell.app === appId);
    expect(Math.abs(likely(seen[n] ?? []) - truth) / truth).toBeLessThanOrEqual(0.01);
  }
  // The copies' reports as the one pool that they share.
  const merger = new SiteMerger();
  const names = ['Radar', 'Radar for Acme'];
  for (const [n, name] of names.entries()) {
    const facts = { siteId: String(n + 1).repeat(16), app: { name, version: null } };
    merger.add(asOnePool(accountOf(seen[n] ?? [], facts), names));
  }
  const report = completeReport(merger.result()!);
  expect(report.pools).toHaveLength(1);
  const total = report.summaries[0]?.total.likely ?? 0;
  const truth = charged(cloud);
  expect(truth).toBeGreaterThan(10_000);
  expect(Math.abs(total - truth) / truth).toBeLessThanOrEqual(0.01);
});

test('is counted within 3% where nobody read a body, by what the calls asked for', async () => {
  const { cloud, seen } = await day(['app-1'], false);
  const truth = charged(cloud);
  const gap = (likely(seen[0] ?? []) - truth) / truth;
  expect(Math.abs(gap)).toBeLessThanOrEqual(0.03);
});

test('Backlog from two processes of one user has no call refused', async () => {
  const cloud = await openCloud();
  let value: unknown = null;
  let last: Promise<void> = Promise.resolve();
  const store: BacklogStore = {
    update: (change) => (last = last.then(() => void (value = structuredClone(change(value))))),
  };
  const sleep = (milliseconds: number): Promise<void> => {
    if (milliseconds > 200) cloud.clock.advance(milliseconds);
    return new Promise((resolve) => setTimeout(resolve, milliseconds > 200 ? 0 : 1));
  };
  const url = `${cloud.url}/backlog/api/v2/issues/ABC-1?apiKey=sync`;
  const askLimits = async (): Promise<unknown> =>
    (await fetch(`${cloud.url}/backlog/api/v2/rateLimit?apiKey=sync`)).json();
  const nowMs = () => cloud.clock.now();
  const processes = [0, 1].map(() => pacedFetch(fetch, backlogPace({ nowMs, sleep, store, askLimits })));
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) => processes[n % 2]!(url, { method: 'PATCH' })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});
