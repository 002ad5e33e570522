import type { LimitsAnswer, OverviewAnswer } from '../../src/admin/contract/contract';
import { askPage } from '../support/demo-cloud';
import { batch, call, openReportHarness, send, type ReportHarness } from './report-harness';

let harness: ReportHarness;
beforeEach(async () => {
  harness = await openReportHarness();
});
afterEach(() => harness.server.close());

async function limits(): Promise<LimitsAnswer> {
  const answer = await askPage<LimitsAnswer>(harness, 'limits');
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.data;
}

it('Backlog is shown by type of request and One Stack by tenant, beside Jira and never as a pool of points', async () => {
  const backlog = {
    product: 'backlog',
    route: 'apiToken',
    headers: {
      'x-ratelimit-limit': '150',
      'x-ratelimit-remaining': '142',
      'x-ratelimit-reset': '1791191260',
    },
  } as const;
  const oneStack = { product: 'oneStack', route: 'apiToken', path: '/contacts/secret', tag: 'acme' } as const;
  const calls = [
    call(harness),
    call(harness, { ...backlog, method: 'PATCH', path: '/api/v2/issues/SECRET-1' }),
    call(harness, { ...backlog, method: 'POST', path: '/update', status: 429 }),
    call(harness, { product: 'backlog', route: 'apiToken', path: '/api/v2/users/7' }),
    call(harness, oneStack),
    call(harness, { ...oneStack, status: 304 }),
    call(harness, { ...oneStack, tag: 'globex' }),
  ];
  await send(harness, batch(harness, 1, { calls }));
  const { minuteUse } = await limits();
  const of = { app: 'Shop Sync', environment: 'PRODUCTION' };
  const none = { freeRequests: 0, refusedRequests: 0, leastRoom: null };
  const room = { remainingRequests: 142, limitRequests: 150 };
  const backlogUse = { system: 'backlog', ...of, tenant: null };
  const oneStackUse = { system: 'oneStack', ...of, type: 'request' };
  expect(minuteUse).toEqual(
    expect.arrayContaining([
      { ...backlogUse, type: 'update', requests: 2, freeRequests: 0, refusedRequests: 1, leastRoom: room },
      { ...backlogUse, type: 'read', requests: 1, ...none },
      { ...oneStackUse, tenant: 'acme', requests: 2, ...none, freeRequests: 1 },
      { ...oneStackUse, tenant: 'globex', requests: 1, ...none },
    ]),
  );
  expect(JSON.stringify(minuteUse)).not.toMatch(/SECRET|secret/);
  const overview = await askPage<OverviewAnswer>(harness, 'overview');
  expect(overview.ok && overview.data.pools.map(({ pool }) => pool.product)).not.toContain('backlog');
});

it('backups and restores are known from what was announced and from the calls that were seen, each once', async () => {
  const at = harness.clock.now();
  const backUp = { method: 'POST', path: '/rest/backup/1/export/runbackup', objects: 0 } as const;
  await send(harness, batch(harness, 1, { operations: [{ at: at - 7_200_000, name: 'jira.restore' }] }));
  await send(
    harness,
    batch(harness, 2, { calls: [call(harness, backUp)], operations: [{ at, name: 'jira.backup' }] }),
  );
  await send(
    harness,
    batch(harness, 3, { calls: [call(harness, { ...backUp, at: at + 200_000, status: 412 })] }),
  );
  expect((await limits()).backups).toEqual({
    ...{ lastBackupAtMs: at, allowed: false, nextPlannedAtMs: at + 361 * 60_000 },
    ...{ restores: 1, restoresLeft: 99 },
  });
});
