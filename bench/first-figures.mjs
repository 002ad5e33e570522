// When the admin page shows its first figures, as Chromium says it: nothing is asked of the frame before, which would cost it time.
import { basename } from 'node:path';

/** @import { Browser } from 'playwright-core' */

/**
 * How slow the reader's machine is.
 * @typedef {object} Reader
 * @property {number} slowdown of the processor, by Chromium itself
 * @property {{ offline: boolean, latency: number, downloadThroughput: number, uploadThroughput: number } | null} [network]
 */

/** Milliseconds until the page has failed. */
const longestMs = 120_000;

/** In the frame, before its own scripts: has Chromium tell when the first sentence with a figure in it was on the screen. */
function watchFirstFigures() {
  const { document, MutationObserver, PerformanceObserver } = globalThis;
  // Before it is painted: a change of the document is told of at once.
  const observer = new MutationObserver(() => {
    const headline = document.querySelector('.headline');
    if (headline === null) return;
    observer.disconnect();
    headline.setAttribute('elementtiming', 'headline');
  });
  observer.observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const tell = Reflect.get(globalThis, 'tellFirstFigures');
      if (typeof tell === 'function') tell(String(Reflect.get(entry, 'renderTime')));
    }
  }).observe({ type: 'element', buffered: true });
}

/**
 * Milliseconds from opening the app's frame to the first sentence with a figure in it, on the screen; and what the frame loaded of the
 * app's by then or soon after.
 * @param {Browser} browser
 * @param {string} url of the development cloud
 * @param {Reader} reader
 */
export async function firstFigures(browser, url, { slowdown, network = null }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await session.send('Network.enable');
  if (network !== null) await session.send('Network.emulateNetworkConditions', network);
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: 'tellFirstFigures' });
  /** @type {Promise<number>} */
  const told = new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new Error(`The page showed no figures within ${longestMs / 1000} s.`));
    }, longestMs);
    session.on('Runtime.bindingCalled', ({ payload }) => {
      clearTimeout(late);
      resolve(Number(payload));
    });
  });
  await page.addInitScript(watchFirstFigures);
  await page.goto(`${url}/jira/settings/apps/points-gauge`, { timeout: longestMs, waitUntil: 'commit' });
  const ms = await told;
  // Whatever the first view fetches by itself: its charts, too.
  await page.waitForLoadState('networkidle');
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (frame === null) throw new Error('The page has no frame.');
  const loaded = await frame.evaluate(() =>
    globalThis.performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => name.includes('/assets/')),
  );
  await context.close();
  return { ms, loaded: loaded.map((name) => basename(name)) };
}
