import type { Frame } from 'playwright-core';
import { axeOn } from '../../support/axe';
import { useBrowserHarness } from '../../support/browser-harness';

export function installationCheck(): void {
  jest.setTimeout(90_000);

  const harness = useBrowserHarness();

  it('an administrator checks the installation, sees the event arrive, and reads the same in German on a narrow screen', async () => {
    const { demo, page } = harness;
    const frame = await harness.openApp('/settings');
    const card = frame.getByRole('region', { name: 'This installation' });
    await card.getByText(/after the installation or an upgrade/).waitFor();
    await card.getByRole('button', { name: 'Check this installation' }).click();
    const row = (app: Frame, name: string) => app.locator('.checks li').filter({ hasText: name });
    // The check after the installation tried no product, and its event may be under way still: this row tells the two apart.
    await row(frame, 'Jira answers the app in your name').getByText('In order').waitFor();
    await card.getByText('It was sent and is under way. Look again in half a minute.').waitFor();
    expect(await row(frame, 'Answers carry rate-limit headers').innerText()).toContain('global-app-quota');
    expect(await card.locator('.check-failed').count()).toBe(0);
    expect((await axeOn(frame)).serious).toEqual([]);

    demo.clock.advance(2_000);
    await demo.forge.tick();
    await page.setViewportSize({ width: 400, height: 1000 });
    const german = await harness.openApp('/settings?locale=de-DE&theme=dark');
    const queue = row(german, 'Ein Ereignis an die eigene Warteschlange kommt an');
    await queue.getByText('2 s').waitFor();
    expect(await queue.innerText()).toContain('In Ordnung');
    expect((await axeOn(german)).serious).toEqual([]);
    expect(await german.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    harness.expectNoComplaints();
  });
}
