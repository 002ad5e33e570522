import { useBrowserHarness } from '../../support/browser-harness';
import { admin, openPanel, startDemoCloud } from '../../support/demo-cloud';

export function consent(): void {
  const harness = useBrowserHarness(async () => {
    const demo = await startDemoCloud();
    await openPanel(demo, 'WEB-1');
    demo.forge.consents.require(demo.installation.id, admin.accountId);
    return demo;
  });

  /** Functions of the app that the page had run so far. */
  function countInvokes(): () => string[] {
    const asked: string[] = [];
    harness.page.on('request', (request) => {
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
  ] as const)('an administrator who opens the page in %s for the first time', (_, place) => {
    it('is asked for consent in place of the page, and then sees the figures without asking again', async () => {
      const invokes = countInvokes();
      await harness.open('', place);
      await harness.page.getByRole('heading', { name: 'Release Radar needs your permission' }).waitFor();
      expect(await harness.page.getByText('read:jira-work', { exact: true }).isVisible()).toBe(true);
      expect(await harness.page.locator('iframe').isVisible()).toBe(false);
      await harness.page.getByRole('button', { name: 'Allow access' }).click();
      const app = harness.page.frameLocator('iframe');
      await app
        .getByRole('region', { name: 'Jira', exact: true })
        .locator('data')
        .first()
        .waitFor({ state: 'attached' });
      expect(await app.getByText(/Nobody can be let in/).count()).toBe(0);
      // Refused, and made again by the host.
      expect(invokes()).toEqual(['overview', 'overview']);
      harness.expectNoComplaints();
    });

    it('who does not want to now is told what to do, and can have it asked again', async () => {
      await harness.open('', place);
      await harness.page.getByRole('button', { name: 'Not now' }).click();
      const app = harness.page.frameLocator('iframe');
      await app.getByText(/If Atlassian asked whether the app may act for you, say yes there/).waitFor();
      await app.getByRole('button', { name: 'Try again' }).click();
      await harness.page.getByRole('button', { name: 'Allow access' }).click();
      await app
        .getByRole('region', { name: 'Jira', exact: true })
        .locator('data')
        .first()
        .waitFor({ state: 'attached' });
      expect(harness.complaints).toEqual([]);
    });
  });
}
