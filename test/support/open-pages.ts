/** Pages of one browser for all tests of a file. A new page starts cold processes, for a second of the processor; one that was used is blanked. */
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser';

interface Size {
  width: number;
  height: number;
}

export interface OpenPages {
  /** A page on which nothing was opened yet. It is blanked after the test, whatever became of it. */
  open(size?: Size): Promise<Page>;
}

/** Call it once in a file, outside of any test. */
export function useOpenPages(): OpenPages {
  let browser: Browser;
  let inUse: Page[] = [];
  const blank: Page[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
  afterEach(async () => {
    const used = inUse;
    inUse = [];
    const left = await Promise.all(used.map(async (page) => ((await isBlanked(page)) ? page : null)));
    blank.push(...left.filter((page) => page !== null));
  });
  return {
    async open(size = { width: 1280, height: 900 }) {
      const page = blank.pop() ?? (await browser.newPage());
      inUse.push(page);
      await page.setViewportSize(size);
      return page;
    },
  };
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
