import type { SettingsAnswer, WarningTestAnswer } from '../../src/admin/contract/contract';
import {
  askPage,
  member,
  openPanel,
  startDemoCloud,
  startDemoCloudNear,
  type DemoCloud,
} from '../support/demo-cloud';

const hour = 3_600_000;
const workItem = { on: true, projectKey: 'OPS' };

async function sweep(demo: DemoCloud): Promise<void> {
  const outcome = await demo.forge.runScheduled(demo.installation.id, 'sweep-hourly');
  expect(outcome.ok).toBe(true);
}

function itemOf(demo: DemoCloud) {
  const [site] = demo.cloud.sites;
  return site?.issues.editsOf(site.issues.ref(site.projects.find('OPS')!, 401)) ?? null;
}

async function switchOn(demo: DemoCloud): Promise<void> {
  await askPage<SettingsAnswer>(demo, 'saveSettings', { change: { workItem } });
}

it('a pool that others bring near its limit gets one work item, which is closed when an hour stayed calm', async () => {
  const demo = await startDemoCloudNear(switchOn);
  await openPanel(demo, 'WEB-1');
  await sweep(demo);
  await sweep(demo);
  expect(itemOf(demo)).toMatchObject({
    summary: 'API points running low: Release Radar, Jira (production)',
    status: 'To Do',
    comments: [],
  });
  const settings = await askPage<SettingsAnswer>(demo, 'settings');
  expect(settings.ok && settings.data.workItem).toMatchObject({
    ...workItem,
    trouble: null,
    incidents: [{ state: 'made' }],
  });

  demo.clock.advance(hour);
  await sweep(demo);
  expect(itemOf(demo)?.status).toBe('To Do');
  // Since when the app's version is seen was written down once.
  const versions = demo.storage.dump().filter(({ key }) => key === 'pg:versions');
  expect(versions.map(({ value }) => value)).toEqual([
    { v: 1, seen: [{ version: '1.0.0', sinceMs: expect.any(Number) as number }] },
  ]);
  demo.clock.advance(hour);
  await sweep(demo);
  expect(itemOf(demo)?.status).toBe('Done');
  const own = demo.cloud.account
    .journal()
    .filter(({ endpoint }) => endpoint.includes('createmeta') || /issue$|transitions/.test(endpoint));
  expect(own.map(({ endpoint, points }) => [endpoint, points])).toEqual([
    ['GET /rest/api/3/issue/createmeta/{}/issuetypes', 6],
    ['POST /rest/api/3/issue', 1],
    ['GET /rest/api/3/issue/{}/transitions', 5],
    ['POST /rest/api/3/issue/{}/transitions', 1],
  ]);
  expect(demo.logs.filter(({ level }) => level === 'error')).toEqual([]);
  demo.storage.close();
});

it('a process that meets the alarm has it judged within about a minute, not with the next hourly sweep', async () => {
  const demo = await startDemoCloudNear(async (early) => {
    await switchOn(early);
    await early.forge.tick();
  });
  await openPanel(demo, 'WEB-1');
  expect(itemOf(demo)).toBeNull();
  demo.clock.advance(61_000);
  await demo.forge.tick();
  expect(itemOf(demo)?.summary).toBe('API points running low: Release Radar, Jira (production)');
  demo.storage.close();
});

it('what was saved is followed within seconds, without waiting for the next hourly run', async () => {
  const demo = await startDemoCloudNear();
  await openPanel(demo, 'WEB-1');
  await sweep(demo);
  expect(itemOf(demo)).toBeNull();
  await switchOn(demo);
  demo.clock.advance(6_000);
  await demo.forge.tick();
  expect(itemOf(demo)?.summary).toBe('API points running low: Release Radar, Jira (production)');
  demo.storage.close();
});

it('an administrator tests the warnings: one work item that says so and is closed, no incident, once in five minutes', async () => {
  const demo = await startDemoCloud();
  const test = (accountId?: string) => askPage<WarningTestAnswer>(demo, 'testWarnings', {}, accountId);
  expect(await test(member.accountId)).toMatchObject({ ok: false, error: { code: 'notAdmin' } });
  const thresholds = [
    { percent: 60, actions: ['listener'] },
    { percent: 80, actions: ['banner', 'workItem'] },
  ];
  await askPage(demo, 'saveSettings', { change: { workItem, thresholds } });
  expect(await test()).toMatchObject({
    ok: true,
    data: { test: { thresholds, workItem: 'closed', listeners: { heard: 0, failed: 0 } } },
  });
  expect(itemOf(demo)).toMatchObject({
    summary: 'Test, nothing to do: API points running low: Release Radar',
    status: 'Done',
  });
  expect(await test()).toMatchObject({ ok: true, data: { test: null } });
  demo.clock.advance(5 * 60_000);
  const off = { workItem: { on: false, projectKey: 'OPS' } };
  await askPage(demo, 'saveSettings', { change: off });
  expect(await test()).toMatchObject({ ok: true, data: { test: { workItem: 'off' } } });
  const settings = await askPage<SettingsAnswer>(demo, 'settings');
  if (!settings.ok) throw new Error(settings.error.message);
  expect(settings.data.workItem).toMatchObject({ trouble: null, incidents: [] });
  expect(settings.data.log.map(({ what }) => what).filter((what) => what === 'testWarnings')).toHaveLength(3);
  const made = demo.cloud.account.journal().filter(({ endpoint }) => endpoint === 'POST /rest/api/3/issue');
  expect(made).toHaveLength(1);
  demo.storage.close();
});

it('a test says why no work item was made', async () => {
  const demo = await startDemoCloud();
  await askPage(demo, 'saveSettings', { change: { workItem: { on: true, projectKey: 'NOPE' } } });
  expect(await askPage<WarningTestAnswer>(demo, 'testWarnings')).toMatchObject({
    ok: true,
    data: { test: { workItem: 'noProject' } },
  });
  demo.storage.close();
});
