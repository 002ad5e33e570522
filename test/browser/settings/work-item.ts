import { axeOn } from '../../support/axe';
import { useBrowserHarness } from '../../support/browser-harness';
import { openPanel, startDemoCloudNear } from '../../support/demo-cloud';

export function workItem(): void {
  const harness = useBrowserHarness(startDemoCloudNear);

  it('an administrator has a work item made, and Settings says how it stands, in German and on a narrow screen, too', async () => {
    const { demo, page } = harness;
    const frame = await harness.openApp('/settings');
    await frame.getByLabel('Key of the project').fill('ops');
    await frame.getByText('Work item in Jira', { exact: true }).click();
    await frame.getByText('Saved.').waitFor();
    await openPanel(demo, 'WEB-1');
    await demo.forge.runScheduled(demo.installation.id, 'sweep-hourly');

    const again = await harness.openApp('/settings');
    await again.getByText(/^Jira, since .*: the work item is made\.$/).waitFor();
    expect(await again.getByLabel('Key of the project').inputValue()).toBe('OPS');
    expect((await axeOn(again)).serious).toEqual([]);

    await page.setViewportSize({ width: 400, height: 1000 });
    const german = await harness.openApp('/settings?locale=de-DE&theme=dark');
    await german.getByText(/^Jira, seit .*: Der Vorgang ist angelegt\.$/).waitFor();
    expect((await axeOn(german)).serious).toEqual([]);
    expect(await german.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    harness.expectNoComplaints();
  });
}
