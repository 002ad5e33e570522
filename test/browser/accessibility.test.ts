import type { Frame } from 'playwright-core';
import { axeOn } from '../support/axe';
import { useBrowserHarness } from '../support/browser-harness';
import { changeIssue, openPanel, startDemoCloud } from '../support/demo-cloud';

const panelOfIssue = encodeURIComponent(
  JSON.stringify(['own', 'PRODUCTION', 'jira', 'GET', '/rest/api/3/issue/{issueIdOrKey}']),
);
const addresses = [
  '',
  '/endpoints',
  `/endpoints?period=7d&open=${panelOfIssue}`,
  '/routing',
  '/routing?whatif=[]',
  '/limits',
  '?span=7d&vs=week',
  '/reports',
  '/settings',
];

const harness = useBrowserHarness(
  async () => {
    const demo = await startDemoCloud();
    for (const key of ['WEB-1', 'WEB-2', 'WEB-3']) await openPanel(demo, key);
    for (const key of ['WEB-1', 'WEB-2']) await changeIssue(demo, key);
    return demo;
  },
  { isShared: true },
);

/** The app's own frame, once its figures are there. */
async function open(address: string): Promise<Frame> {
  const frame = await harness.openApp(address);
  await frame.waitForSelector('.card h2');
  await frame.waitForSelector('.loading', { state: 'detached' });
  return frame;
}

async function expectNothingSerious(frame: Frame): Promise<void> {
  // Colours change with the theme over a moment: until then they are neither those of the one nor of the other.
  await frame.evaluate(() => {
    const changes = document.getAnimations().filter((one) => one instanceof CSSTransition);
    return Promise.allSettled(changes.map(({ finished }) => finished));
  });
  const { passes, serious } = await axeOn(frame);
  expect(serious).toEqual([]);
  expect(passes).toBeGreaterThan(10);
}

/** How far the page reaches beyond its frame at this size: what is wider scrolls inside its own region, never the page itself. */
async function beyondPx(frame: Frame, zoom: number): Promise<number> {
  return frame.evaluate(async (size) => {
    const { style } = document.documentElement;
    style.setProperty('zoom', String(size));
    // The charts measure themselves, and are drawn anew by the frame after.
    for (let drawn = 0; drawn < 3; drawn += 1) await new Promise((done) => requestAnimationFrame(done));
    const { scrollWidth, clientWidth } = document.documentElement;
    style.removeProperty('zoom');
    return scrollWidth - clientWidth;
  }, zoom);
}

describe('every page, for those who do not see it or do not use a mouse', () => {
  const [light, dark] = ['light', 'dark'] as const;
  it.each(addresses.map((address, n) => (n % 2 === 0 ? [address, light, dark] : [address, dark, light])))(
    'has nothing that axe finds serious, light and dark, and is as wide as a phone and no wider, also at twice the size of its text: %s, opened %s and switched to %s',
    async (address, opened, switched) => {
      const frame = await open(`${address}${address.includes('?') ? '&' : '?'}theme=${opened}`);
      await frame.waitForSelector(`html[data-color-mode="${opened}"]`);
      await expectNothingSerious(frame);
      expect(await beyondPx(frame, 2)).toBeLessThanOrEqual(0);
      await harness.page.setViewportSize({ width: 400, height: 900 });
      expect(await beyondPx(frame, 1)).toBeLessThanOrEqual(0);
      await harness.page.locator('#theme').click();
      await frame.waitForSelector(`html[data-color-mode="${switched}"]`);
      expect(await beyondPx(frame, 1)).toBeLessThanOrEqual(0);
      await harness.page.setViewportSize({ width: 1280, height: 900 });
      await expectNothingSerious(frame);
      expect(await beyondPx(frame, 2)).toBeLessThanOrEqual(0);
      harness.expectNoComplaints();
    },
  );

  it.each(['', '&locale=de-DE'])(
    'shows the endpoints whole at the width of a laptop, beside an open panel too%s',
    async (locale) => {
      const frame = await open(`/endpoints?period=7d${locale}`);
      await frame.waitForSelector('.endpoint-table');
      const hiddenPx = () =>
        frame.evaluate(() =>
          [...document.querySelectorAll('.table-scroll')].map(
            (table) => table.scrollWidth - table.clientWidth,
          ),
        );
      expect(Math.max(...(await hiddenPx()))).toBeLessThanOrEqual(0);
      await frame.click('.row-button[data-endpoint$="{issueIdOrKey}"]');
      await frame.waitForSelector('.panel-part');
      expect(Math.max(...(await hiddenPx()))).toBeLessThanOrEqual(0);
    },
  );

  it('is walked with the keyboard alone: filter, panel, its chart, and back to where it was opened', async () => {
    const frame = await open('/endpoints');
    await frame.focus('.filter input');
    await harness.page.keyboard.type('issue');
    await frame.waitForSelector('text=/^\\d+ of \\d+ endpoints$/');
    await frame.focus('.row-button');
    await harness.page.keyboard.press('Enter');
    await frame.waitForSelector('.panel h2:focus');
    await frame.waitForSelector('.panel-part');
    await frame.focus('.panel [data-part][tabindex="0"]');
    await harness.page.keyboard.press('ArrowLeft');
    const label = await frame.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(label).toMatch(/UTC: [\d,]+ points\.$/);
    expect(harness.page.url()).toMatch(/q=issue&open=/);
    await harness.page.keyboard.press('Escape');
    await frame.waitForSelector('.panel', { state: 'detached' });
    expect(await frame.evaluate(() => document.activeElement?.className)).toBe('row-button');
    // The frame tells the product, and the product its address: Back before that would leave the place where the panel was open, too.
    await harness.page.waitForURL((url) => !url.search.includes('open='));
    await harness.page.goBack();
    await frame.waitForSelector('.panel');
    harness.expectNoComplaints();
  });

  it('moves nothing for those who asked for less motion, not even while it loads', async () => {
    await harness.page.route('**/__host/bridge', async (route) => {
      const { command } = route.request().postDataJSON() as { command: string };
      // A question without an answer: the page stays as it loads.
      if (command !== 'invoke') await route.continue();
    });
    const moving = async (reducedMotion: 'reduce' | 'no-preference') => {
      await harness.page.emulateMedia({ reducedMotion });
      await harness.page.goto(`${harness.host.url}/jira/settings/apps/points-gauge`);
      const frame = await (await harness.page.waitForSelector('iframe')).contentFrame();
      await frame!.waitForSelector('.loading');
      return frame!.evaluate(
        () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
      );
    };
    expect(await moving('no-preference')).toBeGreaterThan(0);
    expect(await moving('reduce')).toBe(0);
    await harness.page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  it('follows the product’s language', async () => {
    const frame = await open('?locale=de-DE');
    await frame.waitForSelector('html[lang="de"]');
    await frame.waitForSelector('text=Was diese Seite nicht sehen kann');
    const pages = harness.page.getByRole('navigation').getByRole('link');
    expect(await pages.allInnerTexts()).toEqual([
      ...['Übersicht', 'Endpunkte', 'Wege', 'Limits', 'Berichte', 'Einstellungen'],
    ]);
    harness.expectNoComplaints();
  });
});
