import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { completeReport } from '../../src/reports/complete';
import { htmlReport } from '../../src/reports/html-report';
import { withStatement } from '../../src/reports/statement';
import { watchPage } from '../support/browser';
import { observation } from '../support/observation';
import { takePage } from '../support/take-page';
import { accountOf, monday } from './sites';

/** 30 days of 150 endpoints with a daily rhythm and some refused hours. */
function busyMonth(): string {
  const calls = Array.from({ length: 30 * 24 }, (_, hour) => {
    const atMs = Date.parse('2026-10-05T00:30:00Z') + hour * 3_600_000;
    const weight = 2_000 + 1_500 * Math.sin(((hour % 24) - 8) / 3.8) + (hour % 97) * 40;
    const spent = (i: number) =>
      observation({
        atMs,
        template: `/rest/api/3/thing${(hour * 5 + i) % 150}/{id}/a-rather-long-part-of-a-path/{anotherId}`,
        points: { low: weight, likely: weight * (1 + i), high: weight * (2 + i) },
      });
    const refusal = observation({
      atMs: atMs + 900_000,
      status: 429,
      points: { low: 0, likely: 0, high: 0 },
      limits: {
        ...observation().limits!,
        throttle: { reason: 'quotaGlobal', reasonRaw: null, retryAtMs: null, enforcement: 'enforced' },
      },
    });
    return [...[0, 1, 2, 3, 4].map(spent), ...(hour % 97 === 96 ? [refusal] : [])];
  }).flat();
  const account = accountOf(calls, {
    wanted: Array.from({ length: 30 }, (_, i) => monday + i),
    nowMs: Date.parse('2026-11-03T23:59:59Z'),
  });
  const said = { alreadyDone: ['Moved the panel to the bridge'], notes: ['Sync runs hourly'] };
  return htmlReport(
    completeReport(withStatement(account, { label: 'acme', edition: 'standard', users: 2_000, ...said })),
  );
}

describe('the printed report', () => {
  it('prints to A4 pages on which nothing is cut off at the right, without script and without asking anybody', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'print-')), 'report.html');
    writeFileSync(file, busyMonth());
    const page = await takePage({ width: 794, height: 1123 });
    const complaints = watchPage(page);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    await page.emulateMedia({ media: 'print' });
    const widths = await page.evaluate(() => ({
      page: document.documentElement.clientWidth,
      widest: Math.max(
        ...[...document.querySelectorAll('body *')].map((one) => one.getBoundingClientRect().right),
      ),
    }));
    expect(widths.widest).toBeLessThanOrEqual(widths.page);
    expect(await page.locator('svg').count()).toBe(3);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const printed = pdf.toString('latin1');
    expect(printed.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(2);
    expect(printed).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
    if (process.env['KEEP_PDF'] !== undefined) writeFileSync(process.env['KEEP_PDF'], pdf);
    expect(complaints).toEqual([]);
    expect(asked).toEqual([pathToFileURL(file).href]);
  });
});
