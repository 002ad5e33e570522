import type { Frame } from 'playwright-core';
import type { RunningHost } from '../../../emulator/host/server';
import { axeOn } from '../../support/axe';
import { hostDemo, openApp, watchPage } from '../../support/browser';
import { openPanel, startDemoCloudNear, type DemoCloud } from '../../support/demo-cloud';
import { takePage } from '../../support/take-page';

export function workItem(): void {
  let demo: DemoCloud;
  let host: RunningHost;

  beforeAll(async () => {
    demo = await startDemoCloudNear();
    host = await hostDemo(demo);
  });
  afterAll(async () => {
    await host.close();
    demo.storage.close();
  });

  it('an administrator has a work item made, and Settings says how it stands, in German and on a narrow screen, too', async () => {
    const page = await takePage({ width: 1280, height: 1000 });
    const complaints = watchPage(page);
    const open = async (search = ''): Promise<Frame> => {
      return openApp(page, `${host.url}/jira/settings/apps/points-gauge/settings${search}`);
    };
    const frame = await open();
    await frame.getByLabel('Key of the project').fill('ops');
    await frame.getByText('Work item in Jira', { exact: true }).click();
    await frame.getByText('Saved.').waitFor();
    await openPanel(demo, 'WEB-1');
    await demo.forge.runScheduled(demo.installation.id, 'sweep-hourly');

    const again = await open();
    await again.getByText(/^Jira, since .*: the work item is made\.$/).waitFor();
    expect(await again.getByLabel('Key of the project').inputValue()).toBe('OPS');
    expect((await axeOn(again)).serious).toEqual([]);

    await page.setViewportSize({ width: 400, height: 1000 });
    const german = await open('?locale=de-DE&theme=dark');
    await german.getByText(/^Jira, seit .*: Der Vorgang ist angelegt\.$/).waitFor();
    expect((await axeOn(german)).serious).toEqual([]);
    expect(await german.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
  });
}
