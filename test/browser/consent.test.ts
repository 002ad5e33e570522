import type { Browser, Page } from 'playwright-core';
import type { RunningHost } from '../../local/host/server';
import { hostDemo, launchBrowser, watchPage } from '../support/browser';
import { admin, openPanel, startDemoCloud, type DemoCloud } from '../support/demoCloud';

jest.setTimeout(60_000);

let browser: Browser;
let demo: DemoCloud;
let host: RunningHost;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
});
beforeEach(async () => {
  demo = await startDemoCloud();
  host = await hostDemo(demo);
  await openPanel(demo, 'WEB-1');
  demo.forge.consents.require(demo.installation.id, admin.accountId);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  complaints = watchPage(page);
});
afterEach(async () => {
  await page.close();
  await host.close();
  demo.storage.close();
});

/** Functions of the app that the page had run so far. */
function countInvokes(): () => string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (!request.url().endsWith('/__host/bridge')) return;
    const { command, payload } = request.postDataJSON() as {
      command: string;
      payload: { functionKey?: string };
    };
    if (command === 'invoke') asked.push(payload.functionKey ?? '');
  });
  return () => asked;
}

describe.each([
  ['Jira', 'jira'],
  ['Confluence', 'wiki'],
])('an administrator who opens the page in %s for the first time', (_, place) => {
  it('is asked for consent in place of the page, and then sees the figures without asking again', async () => {
    const invokes = countInvokes();
    await page.goto(`${host.url}/${place}/settings/apps/points-gauge`);
    await page.getByRole('heading', { name: 'Release Radar needs your permission' }).waitFor();
    expect(await page.getByText('read:jira-work', { exact: true }).isVisible()).toBe(true);
    expect(await page.locator('iframe').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Allow access' }).click();
    const app = page.frameLocator('iframe');
    await app.getByRole('region', { name: 'Jira', exact: true }).locator('data').first().waitFor();
    expect(await app.getByText(/Nobody can be let in/).count()).toBe(0);
    // Refused, and made again by the host.
    expect(invokes()).toEqual(['overview', 'overview']);
    expect(complaints).toEqual([]);
    expect(demo.logs.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('who does not want to now is told what to do, and can have it asked again', async () => {
    await page.goto(`${host.url}/${place}/settings/apps/points-gauge`);
    await page.getByRole('button', { name: 'Not now' }).click();
    const app = page.frameLocator('iframe');
    await app.getByText(/If Atlassian asked whether the app may act for you, say yes there/).waitFor();
    await app.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Allow access' }).click();
    await app.getByRole('region', { name: 'Jira', exact: true }).locator('data').first().waitFor();
    expect(complaints).toEqual([]);
  });
});
