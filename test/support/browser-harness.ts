import type { Browser, FrameLocator, Page } from 'playwright-core';
import type { RunningHost } from '../../emulator/host/server';
import { hostDemo, launchBrowser, watchPage } from './browser';
import { startDemoCloud, type DemoCloud } from './demo-cloud';

/** What a test in a browser has: a demo cloud behind an address, and a page of one browser for all tests of the file. */
export interface BrowserDesk {
  demo: DemoCloud;
  host: RunningHost;
  page: Page;
  /** What the page did that no page may do. */
  complaints: string[];
  /** A page of the gauge in the frame of the product's administration: loaded anew, whatever was open. */
  open(subpage?: string, place?: 'jira' | 'wiki'): Promise<FrameLocator>;
  /** Another page, as of somebody who comes back: nothing of the one before is left. */
  comeBack(): Promise<void>;
  /** Neither the page nor the app said that something went wrong. */
  expectNoComplaints(): void;
}

/** Call it once in a file, outside of any test. @param start made anew before each test */
export function useBrowserDesk(start: () => Promise<DemoCloud> = startDemoCloud): BrowserDesk {
  let browser: Browser;
  const desk = {
    open: async (subpage = '', place = 'jira') => {
      await desk.page.goto(`${desk.host.url}/${place}/settings/apps/points-gauge${subpage}`);
      return desk.page.frameLocator('iframe');
    },
    comeBack: async () => {
      await desk.page.close();
      desk.page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      desk.complaints = watchPage(desk.page);
    },
    expectNoComplaints: () => {
      expect(desk.complaints).toEqual([]);
      expect(desk.demo.logs.filter(({ level }) => level === 'error')).toEqual([]);
    },
  } as BrowserDesk;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
  beforeEach(async () => {
    desk.demo = await start();
    desk.host = await hostDemo(desk.demo);
    desk.page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    desk.complaints = watchPage(desk.page);
  });
  afterEach(async () => {
    await desk.page.close();
    await desk.host.close();
    desk.demo.storage.close();
  });
  return desk;
}
