import type { Frame, FrameLocator, Page } from 'playwright-core';
import type { RunningHost } from '../../emulator/host/server';
import { hostDemo, openApp, watchPage } from './browser';
import { startDemoCloud, type DemoCloud } from './demo-cloud';
import { blankPage, takePage } from './take-page';

/** What a test in a browser has: a demo cloud behind an address, and a page of one browser for all tests of the file. */
export interface BrowserHarness {
  demo: DemoCloud;
  host: RunningHost;
  page: Page;
  /** What the page did that no page may do. */
  complaints: string[];
  /** A page of the gauge in the frame of the product's administration: loaded anew, whatever was open. */
  open(subpage?: string, place?: 'jira' | 'wiki'): Promise<FrameLocator>;
  /** The same once the app has drawn it, as axe and the page's own scripts need it. */
  openApp(subpage?: string): Promise<Frame>;
  /** The page as of somebody who comes back: nothing of what was on it is left. */
  comeBack(): Promise<void>;
  /** Neither the page nor the app said that something went wrong. */
  expectNoComplaints(): void;
}

/**
 * Call it once in a file or a `describe`, outside of any test.
 * @param start made anew before each test
 * @param isShared made once before the first: the tests follow one another
 */
export function useBrowserHarness(
  start: () => Promise<DemoCloud> = startDemoCloud,
  { isShared = false } = {},
): BrowserHarness {
  const harness = {
    open: async (subpage = '', place = 'jira') => {
      await harness.page.goto(`${harness.host.url}/${place}/settings/apps/points-gauge${subpage}`);
      return harness.page.frameLocator('iframe');
    },
    openApp: (subpage = '') =>
      openApp(harness.page, `${harness.host.url}/jira/settings/apps/points-gauge${subpage}`),
    comeBack: async () => {
      await blankPage(harness.page);
      harness.complaints = watchPage(harness.page);
    },
    expectNoComplaints: () => {
      expect(harness.complaints).toEqual([]);
      expect(harness.demo.logs.filter(({ level }) => level === 'error')).toEqual([]);
    },
  } as BrowserHarness;
  const [before, after] = isShared ? [beforeAll, afterAll] : [beforeEach, afterEach];
  before(async () => {
    harness.demo = await start();
    harness.host = await hostDemo(harness.demo);
  });
  beforeEach(async () => {
    harness.page = await takePage();
    harness.complaints = watchPage(harness.page);
  });
  after(async () => {
    await harness.host.close();
    harness.demo.storage.close();
  });
  return harness;
}
