// When the admin page shows its first figures, and what it weighs. The app runs in the development cloud, in Chromium.
// Run: npm run bench -- page   (exit 1 when the slowed-down overview takes more than 1.5 s)
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensureDashboard } from '../scripts/dashboard.mjs';
import { launchChromium, startCloud } from '../scripts/browser.mjs';
import { inRoot } from '../scripts/paths.mjs';
import { figure, median, spreadOf } from './figures.mjs';

const goalMs = 1_500;
const runs = 7;
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

/** Milliseconds from opening the app's frame to the first sentence with a figure in it, painted. */
async function firstFigures(browser, url, slowdown) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.addInitScript(watchFirstFigures);
  await page.goto(`${url}/jira/settings/apps/points-gauge`);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  const found = await frame.waitForFunction(() => globalThis.firstFiguresMs);
  const ms = await found.jsonValue();
  await context.close();
  return ms;
}

async function measureTime() {
  const cloud = await startCloud('screenshots-cloud');
  const browser = await launchChromium();
  try {
    await firstFigures(browser, cloud.url, 1);
    for (const slowdown of [1, 4]) {
      const times = [];
      for (let run = 0; run < runs; run += 1) times.push(await firstFigures(browser, cloud.url, slowdown));
      figure(`admin page, first figures, CPU slowed ${slowdown}x`, median(times), 'ms', {
        spread: spreadOf(times),
        ...(slowdown === 4 ? { most: goalMs } : {}),
      });
    }
  } finally {
    await browser.close();
    await cloud.stop();
  }
}

if (countsOnly) await ensureDashboard();
else await measureTime();

const assets = inRoot('static', 'dashboard', 'dist', 'assets');
const kilobytes = (name) => gzipSync(readFileSync(join(assets, name)), { level: 9 }).length / 1024;
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
const endingIn = (ending) => readdirSync(assets).filter((name) => name.endsWith(ending));
// Whoever reads the page loads one language: the heaviest is counted, the others are not.
const languages = readdirSync(inRoot('static', 'dashboard', 'src', 'text')).flatMap(
  (name) => /^([a-z]{2,3})\.ts$/.exec(name)?.[1] ?? [],
);
const isLanguage = (name) => languages.some((language) => name.startsWith(`${language}-`));
const scripts = endingIn('.js');
const words = scripts.filter(isLanguage).map(kilobytes);
if (words.length !== languages.length)
  throw new Error(`There are ${languages.length} languages and ${words.length} scripts with their words.`);
const ofOneReader = sum(scripts.filter((name) => !isLanguage(name)).map(kilobytes)) + Math.max(...words);
figure('admin page, all scripts in one language, compressed', ofOneReader, 'KB', {
  most: 350,
  tolerance: 0.1,
});
figure('admin page, all styles, compressed', sum(endingIn('.css').map(kilobytes)), 'KB');
