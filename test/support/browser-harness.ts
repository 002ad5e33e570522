import type { FrameLocator, Page } from 'playwright-core';
import type { RunningHost } from '../../emulator/host/server';
import { hostDemo, watchPage } from './browser';
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
  /** The page as of somebody who comes back: nothing of what was on it is left. */
  comeBack(): Promise<void>;
  /** Neither the page nor the app said that something went wrong. */
  expectNoComplaints(): void;
}

/** Call it once in a file, outside of any test. @param start made anew before each test */
export function useBrowserHarness(start: () => Promise<DemoCloud> = startDemoCloud): BrowserHarness {
  const harness = {
    open: async (subpage = '', place = 'jira') => {
      await harness.page.goto(`${harness.host.url}/${place}/settings/apps/points-gauge${subpage}`);
      return harness.page.frameLocator('iframe');
    },
    comeBack: async () => {
      await blankPage(harness.page);
      harness.complaints = watchPage(harness.page);
    },
    expectNoComplaints: () => {
      expect(harness.complaints).toEqual([]);
      expect(harness.demo.logs.filter(({ level }) => level === 'error')).toEqual([]);
    },
  } as BrowserHarness;
  beforeEach(async () => {
    harness.demo = await start();
    harness.host = await hostDemo(harness.demo);
    harness.page = await takePage();
    harness.complaints = watchPage(harness.page);
  });
  afterEach(async () => {
    await harness.host.close();
    harness.demo.storage.close();
  });
  return harness;
}
