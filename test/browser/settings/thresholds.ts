import { axeOn } from '../../support/axe';
import { useBrowserHarness } from '../../support/browser-harness';
import { openPanel, startDemoCloudNear } from '../../support/demo-cloud';

export function thresholds(): void {
  // Other sites drew 85% of the pool.
  const harness = useBrowserHarness(startDemoCloudNear);

  it('two thresholds are set, drawn, told by the banner once the right one is reached, and tested', async () => {
    const { page } = harness;
    const tests: string[] = [];
    page.on('request', (request) => {
      const sent = request.postData() ?? '';
      if (sent.includes('"testWarnings"')) tests.push(sent);
    });
    await openPanel(harness.demo, 'WEB-1');
    const settings = await harness.openApp('/settings');
    const card = settings.getByRole('region', { name: 'Thresholds' });
    await card.getByRole('button', { name: 'Add a threshold' }).click();
    const [first, second] = [1, 2].map((n) => card.getByRole('group', { name: `Threshold ${n}` }));
    await first!.getByLabel('From (percent)').fill('95');
    await second!.getByLabel('From (percent)').fill('70');
    await card.getByRole('button', { name: 'Save', exact: true }).click();
    await settings.getByText('Saved.').waitFor();
    // In force with the save: 85% is beyond the lower one only.
    const reached = settings.getByText(/^Jira: 70% of the pool is used\./);
    await reached.waitFor();

    // A test reaches further than this page, so it is asked for first, and whoever cancels has the button again.
    const button = card.getByRole('button', { name: 'Test what is saved' });
    const dialog = settings.getByRole('dialog', { name: 'Make a test of the warnings?' });
    await button.click();
    await dialog.getByText('Makes no work item, since that is switched off.').waitFor();
    await dialog.getByText('Calls the app’s listeners, marked as a test.').waitFor();
    expect((await axeOn(settings)).serious).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    await button.click();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(tests).toEqual([]);
    await button.click();
    await dialog.getByRole('button', { name: 'Test', exact: true }).click();
    await card.getByText(/^Tested\./).waitFor();
    expect(tests).toHaveLength(1);
    // Beside the banner of now, the test draws that of each threshold: the first of them has all actions, the other the banner alone.
    await card.getByText(/^Jira: 95% of the pool is used\./).waitFor();
    expect(await reached.count()).toBe(2);
    await card.getByText('Work item: none was made, since that is switched off below.').waitFor();
    await card.getByText('Listener: the app has none for thresholds.').waitFor();
    expect((await axeOn(settings)).serious).toEqual([]);

    const overview = await harness.openApp();
    await overview.getByText(/^Jira: 70% of the pool is used\./).waitFor();
    const gauge = overview.locator('.gauge').first();
    await gauge.locator('.tick-near').nth(1).waitFor({ state: 'attached' });
    const [low, high, limit] = await gauge
      .locator('.tick-near, .tick-limit')
      .evaluateAll((lines) => lines.map((line) => Number(line.getAttribute('x1'))));
    expect((low ?? 0) / (limit ?? 1)).toBeCloseTo(0.7, 2);
    expect((high ?? 0) / (limit ?? 1)).toBeCloseTo(0.95, 2);
    expect(await gauge.locator('.axis-text').allTextContents()).toEqual(
      expect.arrayContaining(['70%', '95%']),
    );
    harness.expectNoComplaints();
  });
}
