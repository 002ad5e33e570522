// What the admin page weighs, when it shows its first figures, and whether it stays quick with 500 endpoints. The app runs in the development
// cloud, in Chromium. A processor is slowed and a network narrowed by Chromium itself (CDP).
// Run: npm run bench -- page   (exit 1 when a goal is missed)
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ensureDashboard } from '../scripts/dashboard.mjs';
import { launchChromium, startCloud } from '../scripts/browser.mjs';
import { figure, median, spreadOf, verdict } from './figures.mjs';
import { assets, firstViewFiles, firstViewKilobytes, kilobytesOf, languagesBuilt } from './first-view.mjs';
import { longestTask } from './page-tasks.mjs';

const runs = 5;
const slowRuns = 3;
/** 400 kbit/s, and 400 ms from a question to its answer. */
const slowNetwork = {
  offline: false,
  latency: 400,
  downloadThroughput: 400_000 / 8,
  uploadThroughput: 400_000 / 8,
};
/** Weight is counted, time is measured. */
const countsOnly = process.argv.includes('--counted');

/** In the frame, before its own scripts: when the first sentence with a figure in it stood there, two frames on, so painted. */
function watchFirstFigures() {
  const { document, requestAnimationFrame, performance, MutationObserver } = globalThis;
  const observer = new MutationObserver(() => {
    if (document.querySelector('.headline') === null) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        globalThis.firstFiguresMs = performance.now();
      });
    });
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** Milliseconds from opening the app's frame to the first sentence with a figure in it, painted; and what the frame loaded of the app's by then or soon after. */
async function firstFigures(browser, url, { slowdown, network = null }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await session.send('Network.enable');
  if (network !== null) await session.send('Network.emulateNetworkConditions', network);
  await page.addInitScript(watchFirstFigures);
  await page.goto(`${url}/jira/settings/apps/points-gauge`, { timeout: 120_000 });
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  const found = await frame.waitForFunction(() => globalThis.firstFiguresMs, null, { timeout: 120_000 });
  const ms = await found.jsonValue();
  // Whatever the first view fetches by itself: its charts, too.
  await page.waitForLoadState('networkidle');
  const loaded = await frame.evaluate(() =>
    globalThis.performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => name.includes('/assets/')),
  );
  await context.close();
  return { ms, loaded: loaded.map((name) => basename(name)) };
}

async function measureTime() {
  const cloud = await startCloud('screenshots-cloud');
  const browser = await launchChromium();
  try {
    const { loaded } = await firstFigures(browser, cloud.url, { slowdown: 1 });
    const counted = firstViewFiles('en');
    const [uncounted, unloaded] = [
      loaded.filter((name) => !counted.includes(name)),
      counted.filter((name) => !loaded.includes(name)),
    ];
    verdict(
      'what Chromium loads for the first view is what is counted',
      uncounted.length + unloaded.length === 0,
      `${loaded.length} files${uncounted.length === 0 ? '' : `; not counted: ${uncounted.join(', ')}`}${unloaded.length === 0 ? '' : `; not loaded: ${unloaded.join(', ')}`}`,
    );
    const series = [
      { name: 'CPU slowed 1x', slowdown: 1, runs },
      { name: 'CPU slowed 4x', slowdown: 4, runs, most: 600 },
      {
        name: '400 kbit/s and 400 ms, CPU slowed 4x',
        slowdown: 4,
        network: slowNetwork,
        runs: slowRuns,
        most: 5_000,
      },
    ];
    for (const { name, runs: times, most, ...how } of series) {
      const found = [];
      for (let run = 0; run < times; run += 1) found.push((await firstFigures(browser, cloud.url, how)).ms);
      figure(`admin page, first figures, ${name}`, median(found), 'ms', {
        spread: spreadOf(found),
        ...(most === undefined ? {} : { most }),
      });
    }
    for (const slowdown of [1, 4])
      figure(
        `500 endpoints sorted and filtered, longest task, CPU slowed ${slowdown}x`,
        await longestTask(browser, cloud.url, slowdown),
        'ms',
        slowdown === 1 ? { most: 100 } : {},
      );
  } finally {
    await browser.close();
    await cloud.stop();
  }
}

if (countsOnly) await ensureDashboard();
else await measureTime();

const weight = (name) => kilobytesOf(join(assets, name));
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
const endingIn = (ending) => readdirSync(assets).filter((name) => name.endsWith(ending));
const languages = languagesBuilt();
figure('admin page, first view in English, compressed', firstViewKilobytes('en'), 'KB', {
  most: 125,
  tolerance: 0.05,
});
figure(
  'admin page, first view in the heaviest other language, compressed',
  Math.max(
    ...languages
      .filter(({ language }) => language !== 'en')
      .map(({ language }) => firstViewKilobytes(language)),
  ),
  'KB',
  { most: 140, tolerance: 0.05 },
);
// Whoever reads the page loads one language: the heaviest is counted, the others are not.
const words = languages.flatMap(({ first, rest }) => [first, rest]);
const ofOneReader =
  sum(
    endingIn('.js')
      .filter((name) => !words.includes(name))
      .map(weight),
  ) + Math.max(...languages.map(({ first, rest }) => weight(first) + weight(rest)));
figure('admin page, all scripts in one language, compressed', ofOneReader, 'KB', {
  most: 350,
  tolerance: 0.1,
});
figure('admin page, all styles, compressed', sum(endingIn('.css').map(weight)), 'KB');
