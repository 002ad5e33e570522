/**
 * Pages of one browser for the test file that imports this. A new page starts cold processes, for a second of the processor; one that was
 * used is blanked and taken again.
 */
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser';

let browser: Browser | null = null;
const blankPages: Page[] = [];
/** `null` between tests: what is taken then is for all that follow. */
let ofTest: Page[] | null = null;

beforeEach(() => {
  ofTest = [];
});
afterEach(async () => {
  const used = ofTest ?? [];
  ofTest = null;
  for (const page of used) if (await isBlanked(page)) blankPages.push(page);
});
afterAll(async () => {
  await browser?.close();
});

/** A page on which nothing was opened yet. One that a test takes is blanked after it, whatever became of it; who gave it a clock or scripts of its own closes it. */
export async function takePage(size = { width: 1280, height: 900 }): Promise<Page> {
  browser ??= await launchBrowser();
  // In English wherever the tests run.
  const page = blankPages.pop() ?? (await browser.newPage({ locale: 'en-US' }));
  ofTest?.push(page);
  await page.setViewportSize(size);
  return page;
}

/** Nothing of what was on it is left, neither what it showed and kept, nor who listened. */
export async function blankPage(page: Page): Promise<void> {
  const { origin } = new URL(page.url());
  page.removeAllListeners();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.emulateMedia({ media: null, colorScheme: null, reducedMotion: null, forcedColors: null });
  await page.goto('about:blank');
  const tools = await page.context().newCDPSession(page);
  if (origin !== 'null') await tools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await tools.send('Page.resetNavigationHistory');
  await tools.detach();
}

/** One that broke is closed; the next test gets a new one. */
async function isBlanked(page: Page): Promise<boolean> {
  if (page.isClosed()) return false;
  try {
    await blankPage(page);
    return true;
  } catch {
    await page.close();
    return false;
  }
}
