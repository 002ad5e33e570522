import type { SettingsAnswer } from '../../src/admin/contract/contract';
import { askPage, openPanel, startDemoCloudNear, type DemoCloud } from '../support/demo-cloud';

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
