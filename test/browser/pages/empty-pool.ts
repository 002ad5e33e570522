import type { FrameLocator } from 'playwright-core';
import { demoAppId } from '../../../demo/manifest';
import { changeIssue, startDemoCloud } from '../../support/demo-cloud';
import { axeOn } from '../../support/axe';
import { useBrowserHarness } from '../../support/browser-harness';

export function emptyPool(): void {
  /** An app with a pool so small that a few calls empty it. */
  const tinyPool = {
    id: demoAppId.slice(demoAppId.indexOf('/') + 1),
    ...{ tier: 1 as const, enforcement: 'enforced' as const, quotaPoints: 20 },
  };
  const harness = useBrowserHarness(() => startDemoCloud({ apps: [tinyPool] }));

  /** Each page, its title, and something of the answer that it shows. */
  const pages = [
    ['', 'API points', 'What this page cannot see'],
    ['/endpoints', 'Endpoints', '/rest/api/3/issue/{issueIdOrKey}'],
    ['/routing', 'Routing', 'What if these calls went another way?'],
    ['/limits', 'Limits', 'Hourly quota of points'],
    ['/reports', 'Reports', 'What was already done'],
    ['/settings', 'Settings', 'What is measured'],
  ] as const;

  async function expectTitle(app: FrameLocator, name: string): Promise<void> {
    await app.getByRole('heading', { name, level: 1 }).waitFor();
  }

  async function emptyPool(): Promise<void> {
    for (let i = 0; i < 10; i += 1) await changeIssue(harness.demo, 'WEB-1');
  }

  describe('while the pool is empty', () => {
    it('an administrator verified yesterday opens all six pages anew, and a change says what it waits for', async () => {
      await expectTitle(await harness.open(), 'API points');
      harness.demo.clock.advance(24 * 3_600_000);
      await emptyPool();
      for (const [subpage, title, shown] of pages) {
        await harness.comeBack();
        const app = await harness.open(subpage);
        await expectTitle(app, title);
        // The page has its answer, and it is not the one of a page that stays closed.
        await app.getByText(shown).first().waitFor();
        const closed = app.getByText(
          /Totals only|Nobody can be let in right now|pool of API points is empty/,
        );
        expect([subpage, await closed.allInnerTexts()]).toEqual([subpage, []]);
      }
      const settings = harness.page.frameLocator('iframe');
      await settings.getByLabel('Probe').click({ force: true });
      await settings.getByRole('button', { name: 'Turn the probe on' }).click();
      const said = settings.getByRole('alert').filter({ hasText: 'pool of API points is empty' });
      await said.waitFor();
      expect(await said.innerText()).toMatch(
        /pool of API points is empty[^]*waits for the product[^]*Try again from/,
      );
      harness.expectNoComplaints();
    });

    it('who was never verified sees totals, the reason and when to come back', async () => {
      await emptyPool();
      const app = await harness.open();
      await app
        .getByText(/has used up its pool of API points, so the product does not answer who is asking/)
        .waitFor();
      const closed = await harness.open('/endpoints');
      await closed.getByRole('heading', { name: 'The app’s pool of API points is empty' }).waitFor();
      await closed.getByText(/^Try again from /).waitFor();
      harness.expectNoComplaints();
    });

    it('the banner leads to what happened: axe finds nothing, the keyboard zooms, and the address shows the same again', async () => {
      await expectTitle(await harness.open(), 'API points');
      harness.demo.clock.advance(24 * 3_600_000);
      await emptyPool();
      const app = await harness.open();
      await app.getByRole('link', { name: 'What happened' }).click();
      const title = app.getByRole('heading', { level: 1, name: /^Jira ran dry: Oct 6, 09:00–10:00 UTC$/ });
      await title.waitFor();
      await app.getByText(/calls have been refused since 09:\d\d UTC/).waitFor();
      expect(harness.page.url()).toContain('/limits?wall=2026-10-06T09.jira.PRODUCTION.own');
      const slider = app.getByRole('slider', { name: /minute by minute/ });
      await slider.focus();
      await harness.page.keyboard.press('Shift+ArrowLeft');
      await harness.page.keyboard.press('Shift+ArrowLeft');
      await harness.page.keyboard.press('Enter');
      const shown = await app.getByText(/^Shown: /).innerText();
      expect(harness.page.url()).toMatch(/from=2026-10-06T09%3A\d\d&to=/);
      const frame = await (await harness.page.waitForSelector('iframe')).contentFrame();
      const { serious } = await axeOn(frame!);
      expect(serious).toEqual([]);
      await harness.page.reload();
      expect(await app.getByText(/^Shown: /).innerText()).toBe(shown);
      await harness.page.setViewportSize({ width: 400, height: 900 });
      const again = await (await harness.page.waitForSelector('iframe')).contentFrame();
      const beyondPx = await again!.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      expect(beyondPx).toBeLessThanOrEqual(0);
      harness.expectNoComplaints();
    });
  });
}
