import { readFileSync } from 'node:fs';
import type { FrameLocator } from 'playwright-core';
import { useBrowserHarness } from '../../support/browser-harness';
import { changeIssue, openPanel, startDemoCloud } from '../../support/demo-cloud';

export function reports(): void {
  const harness = useBrowserHarness(startDemoCloud, { isShared: true });

  async function open(): Promise<FrameLocator> {
    const app = await harness.open('/reports');
    await app.getByRole('heading', { name: 'Evidence' }).waitFor();
    return app;
  }

  async function fetched(
    app: FrameLocator,
    button: string,
  ): Promise<{ name: string; path: string; text: string }> {
    const [file] = await Promise.all([
      harness.page.waitForEvent('download'),
      app.getByRole('button', { name: button }).click(),
    ]);
    const path = await file.path();
    return { name: file.suggestedFilename(), path, text: readFileSync(path, 'utf8') };
  }

  describe('the Reports page inside Jira’s sandboxed frame', () => {
    it('hands out files that agree, with what was stated and without what is personal', async () => {
      const { demo } = harness;
      for (const key of ['WEB-1', 'WEB-2']) {
        await openPanel(demo, key);
        await changeIssue(demo, key);
      }
      const jira = demo.cloud.account.snapshot().cells.filter(({ product }) => product === 'jira');
      const app = await open();
      await app.getByLabel('Edition').selectOption('standard');
      await app.getByLabel('Users').fill('40');
      await app.getByLabel('Notes, one a line').fill('Ask mara.marker@example.com about WEB-1');
      const { name, text } = await fetched(app, 'All figures (JSON)');
      expect(name).toMatch(/^points-gauge-.*\.json$/);
      const report = JSON.parse(text) as {
        summaries: { total: { likely: number } }[];
        sites: unknown;
        notes: unknown;
      };
      expect(report.summaries[0]?.total.likely).toBe(jira.reduce((sum, cell) => sum + cell.points, 0));
      expect(report.sites).toMatchObject([{ edition: 'standard', users: 40 }]);
      expect(report.notes).toEqual(['Ask {email} about {issue}']);
      expect(text).not.toMatch(/account-member|account-admin|WEB-\d/);
      const csv = await fetched(app, 'Endpoints (CSV)');
      expect(csv.text.startsWith('\uFEFFapp,environment,product,method')).toBe(true);
      expect((await fetched(app, 'Report to print (HTML)')).text).toContain('Suggested evidence');
      expect((await fetched(app, 'Note for the ticket')).text).toContain('standard, 40 users as stated');
      const zip = await fetched(app, 'Everything in one file (ZIP)');
      expect(zip.name).toMatch(/^points-gauge-evidence-.*\.zip$/);
      expect(readFileSync(zip.path).subarray(0, 2).toString()).toBe('PK');
      // The frame's policy allows no style of the report's own: it is shown with it all the same, without a complaint.
      await app.getByText('Preview', { exact: true }).click();
      const printed = app.getByRole('region', { name: 'Report to print (HTML)' });
      await printed.getByRole('heading', { name: 'Suggested evidence for a Tier 2 review' }).waitFor();
      const columns = await printed
        .locator('.facts')
        .first()
        .evaluate((facts) => getComputedStyle(facts).display);
      expect(columns).toBe('grid');
      harness.expectNoComplaints();
    });

    it('joins reports of several sites in the browser, and refuses what is none', async () => {
      const app = await open();
      const own = (await fetched(app, 'All figures (JSON)')).text;
      const other = own.replace(/"id":"[0-9a-f]{16}"/, '"id":"00000000000000ff"');
      const file = (name: string, text: string) => ({
        name,
        mimeType: 'application/json',
        buffer: Buffer.from(text),
      });
      await app
        .getByLabel('JSON reports of single sites')
        .setInputFiles([file('a.json', own), file('b.json', other)]);
      await app.getByRole('heading', { name: 'Evidence of 2 sites together' }).waitFor();
      await app
        .getByLabel('JSON reports of single sites')
        .setInputFiles([file('cut.json', own.slice(0, 100))]);
      await app.getByText(/cut\.json: it is no report of Points Gauge/).waitFor();
      await app.getByRole('button', { name: 'Back to this site' }).click();
      await app.getByRole('heading', { name: 'Evidence', exact: true }).waitFor();
      harness.expectNoComplaints();
    });

    it('replays the hours under a quota that somebody types', async () => {
      const app = await open();
      await app
        .getByText('With 65,000 points an hour no recorded hour would have been refused.')
        .first()
        .waitFor();
      await app.getByRole('button', { name: 'Another' }).click();
      await app.getByLabel('Points an hour', { exact: true }).fill('5');
      await app
        .getByText(/Hours refused in part: 1;/)
        .first()
        .waitFor();
      harness.expectNoComplaints();
    });
  });
}
