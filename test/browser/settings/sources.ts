import type { Frame } from 'playwright-core';
import { axeOn } from '../../support/axe';
import { useBrowserHarness } from '../../support/browser-harness';
import { startDemoCloud } from '../../support/demo-cloud';

export function sources(): void {
  const harness = useBrowserHarness(startDemoCloud, { isShared: true });

  async function open(search = ''): Promise<Frame> {
    const frame = await harness.openApp(`/settings${search}`);
    await frame.waitForSelector('form[aria-label]');
    return frame;
  }

  it('an administrator makes a source, takes its secret along once, and revokes it', async () => {
    const frame = await open();
    await frame.getByLabel('App name').fill('Shop Sync');
    await frame.getByRole('button', { name: 'Make a source' }).click();
    const secret = await frame.getByLabel('Secret', { exact: true }).inputValue();
    expect(secret).toMatch(/^pgs_[\w-]{43}$/);
    await frame.getByRole('button', { name: 'Copy: Secret' }).click();
    await frame.getByText(/^(Copied\.|Selected: copy it with the keyboard\.)$/).waitFor();
    expect((await axeOn(frame)).serious).toEqual([]);
    await frame.getByRole('row', { name: /^Shop Sync/ }).waitFor();

    const again = await open();
    await again.getByRole('row', { name: /^Shop Sync/ }).waitFor();
    expect(await again.content()).not.toContain(secret);
    const revoke = again.getByRole('button', { name: 'Revoke: Shop Sync, PRODUCTION' });
    await revoke.click();
    const dialog = again.getByRole('dialog', { name: 'Revoke Shop Sync, PRODUCTION?' });
    const focused = (): Promise<string | null> =>
      again.evaluate(() => document.activeElement?.textContent ?? null);
    // One careless Enter cancels; Escape does, too, and gives the focus back to what was pressed.
    expect(await focused()).toBe('Cancel');
    expect((await axeOn(again)).serious).toEqual([]);
    await harness.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await revoke.evaluate((button) => button === document.activeElement)).toBe(true);
    await revoke.click();
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await again.getByText('No back end reports here yet.').waitFor();
    harness.expectNoComplaints();
  });

  it('fits a phone in German, with a source and its new secret on it', async () => {
    await harness.page.setViewportSize({ width: 400, height: 900 });
    const frame = await open('?locale=de-DE&theme=dark');
    await frame.getByLabel('Name der App').fill('Lager-Abgleich');
    await frame.getByRole('button', { name: 'Quelle anlegen' }).click();
    await frame.getByLabel('Geheimnis', { exact: true }).waitFor();
    const beyondPx = await frame.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(beyondPx).toBeLessThanOrEqual(0);
    expect((await axeOn(frame)).serious).toEqual([]);
    harness.expectNoComplaints();
  });
}
