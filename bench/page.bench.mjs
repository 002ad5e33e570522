// What the admin page weighs, when it shows its first figures, and whether it stays quick with 500 endpoints. The app runs in the development
// cloud, in Chromium. A processor is slowed and a network narrowed by Chromium itself (CDP).
// Run: npm run bench -- page   (exit 1 when a goal is missed)
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDashboard } from '../scripts/dashboard.mjs';
import { launchChromium, startCloud } from '../scripts/browser.mjs';
import { figure, median, spreadOf, verdict } from './figures.mjs';
import { firstFigures } from './first-figures.mjs';
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
/** By a trace. */
const slowedWhy =
  'two fifths go by until the frame is open and its first script runs, three tenths until the app has answered, and three tenths draw the answer';
/** Weight is counted, time is measured. */
const countsOnly = process.argv.includes('--counted');

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
      { name: 'CPU slowed 4x', slowdown: 4, runs, most: 600, ifMissed: slowedWhy },
      {
        name: '400 kbit/s and 400 ms, CPU slowed 4x',
        slowdown: 4,
        network: slowNetwork,
        runs: slowRuns,
        most: 5_000,
      },
    ];
    for (const { name, runs: times, most, ifMissed, ...how } of series) {
      const found = [];
      for (let run = 0; run < times; run += 1) found.push((await firstFigures(browser, cloud.url, how)).ms);
      figure(`admin page, first figures, ${name}`, median(found), 'ms', {
        spread: spreadOf(found),
        ...(most === undefined ? {} : { most, ifMissed }),
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

/** @param {string} name */
const weight = (name) => kilobytesOf(join(assets, name));
/** @param {readonly number[]} numbers */
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
/** @param {string} ending */
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
