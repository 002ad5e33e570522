import type { Frame } from 'playwright-core';
import { axeOn } from '../../support/axe';
import { openApp } from '../../support/browser';
import { useBrowserHarness } from '../../support/browser-harness';
import { changeIssue, openPanel, startDemoCloud } from '../../support/demo-cloud';

export function confluencePage(): void {
  const harness = useBrowserHarness(
    async () => {
      const demo = await startDemoCloud();
      for (const key of ['WEB-1', 'WEB-2']) await openPanel(demo, key);
      await changeIssue(demo, 'WEB-3');
      return demo;
    },
    { isShared: true },
  );

  /** Link in the page's own bar, and the title of what it opens. */
  const subpages = [
    ['Endpoints', 'Endpoints'],
    ['Routing', 'Routing'],
    ['Limits', 'Limits'],
    ['Reports', 'Reports'],
    ['Settings', 'Settings'],
    ['Overview', 'API points'],
  ] as const;

  async function openConfluence(search = ''): Promise<Frame> {
    const frame = await openApp(harness.page, `${harness.host.url}/wiki/settings/apps/points-gauge${search}`);
    await frame.getByRole('heading', { level: 1 }).waitFor();
    return frame;
  }

  const current = (frame: Frame) =>
    frame
      .locator('.page-bar a[aria-current="page"]')
      .evaluateAll((all) => all.map((link) => link.textContent));

  const focused = (frame: Frame) => frame.evaluate(() => document.activeElement?.textContent);

  async function expectTitle(frame: Frame, title: string): Promise<void> {
    await frame.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  describe('the page in Confluence, which draws no subpages and lends no history', () => {
    it('opens all six pages by mouse, and walks back and forward through them', async () => {
      const { page } = harness;
      const frame = await openConfluence();
      expect(await page.locator('#side').isVisible()).toBe(false);
      for (const [link, title] of subpages) {
        await frame.locator('.page-bar').getByRole('link', { name: link, exact: true }).click();
        await expectTitle(frame, title);
        expect(await current(frame)).toEqual([link]);
      }
      // The steps belong to the frame; the browser's own buttons walk them with those of the page around it.
      for (const title of ['Settings', 'Reports', 'Limits']) {
        await page.evaluate(() => {
          window.history.back();
        });
        await expectTitle(frame, title);
      }
      await page.evaluate(() => {
        window.history.forward();
      });
      await expectTitle(frame, 'Reports');
      expect(new URL(page.url()).pathname).toBe('/wiki/settings/apps/points-gauge');
      harness.expectNoComplaints();
    });

    it('opens all six pages by keyboard, and hands the focus to each title', async () => {
      const { page } = harness;
      const frame = await openConfluence();
      for (const [at, [link, title]] of subpages.entries()) {
        await frame.locator('.page-bar a').first().focus();
        for (let step = 0; step <= at; step += 1)
          await page.keyboard.press(step % 2 === 1 && step < 5 ? 'Tab' : 'ArrowRight');
        expect(await focused(frame)).toBe(link);
        await page.keyboard.press('Enter');
        await expectTitle(frame, title);
        expect(await focused(frame)).toBe(title);
        expect(await current(frame)).toEqual([link]);
      }
      harness.expectNoComplaints();
    });

    it('keeps links between pages and what a page has in its address, also when the frame is loaded anew', async () => {
      const frame = await openConfluence();
      await frame.getByRole('link', { name: 'All endpoints' }).click();
      await expectTitle(frame, 'Endpoints');
      await frame.getByRole('button', { name: '7 days' }).click();
      await frame.waitForFunction(() => location.hash.includes('period=7d'));
      await frame.evaluate(() => {
        Reflect.set(window, 'isBeforeReload', true);
        location.reload();
      });
      // The old document stands until the new one begins, with the same title and address.
      await frame.waitForFunction(
        () => !Reflect.has(window, 'isBeforeReload') && location.hash.includes('period=7d'),
      );
      await expectTitle(frame, 'Endpoints');
      harness.expectNoComplaints();
    });

    it('shows every link on a narrow screen and in German, dark and light, and nothing sticks out', async () => {
      await harness.page.setViewportSize({ width: 400, height: 900 });
      for (const search of ['?locale=de-DE', '?theme=dark']) {
        const frame = await openConfluence(search);
        const links = frame.locator('.page-bar a');
        expect(await links.count()).toBe(6);
        for (const link of await links.all()) {
          const box = await link.boundingBox();
          expect(box!.x).toBeGreaterThanOrEqual(0);
          expect(box!.x + box!.width).toBeLessThanOrEqual(400);
          expect(box!.height).toBeGreaterThanOrEqual(32);
        }
        expect(await frame.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(
          0,
        );
        expect((await axeOn(frame)).serious).toEqual([]);
        harness.expectNoComplaints();
      }
    });

    it('is not drawn in Jira, whose sidebar has the subpages', async () => {
      const app = await harness.open();
      await app.getByRole('heading', { level: 1 }).waitFor();
      expect(await app.getByRole('navigation').count()).toBe(0);
      expect(await harness.page.locator('#side').isVisible()).toBe(true);
    });
  });
}
