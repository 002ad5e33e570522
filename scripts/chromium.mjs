import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findOrInstall } from './debian.mjs';
import { Problem } from './problem.mjs';

/** @type {Partial<Record<NodeJS.Platform, string[]>>} */
const usualPlaces = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((name) => {
    const base = process.env[name];
    if (base === undefined) return [];
    return [
      join(base, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(base, 'Chromium', 'Application', 'chrome.exe'),
      join(base, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ];
  }),
};

const howTo =
  'The tests open the admin page in a real browser and found none. Install Chromium or Google Chrome, or name its program:\n' +
  '  POINTS_GAUGE_CHROMIUM=/path/to/chrome npm test';

function installed() {
  return (usualPlaces[process.platform] ?? []).find((path) => existsSync(path)) ?? null;
}

/** The path of a Chromium for the browser test. */
export async function findChromium() {
  const named = process.env.POINTS_GAUGE_CHROMIUM ?? process.env.CHROME_PATH;
  if (named) {
    if (!existsSync(named))
      throw new Problem(`There is no browser at ${named} (POINTS_GAUGE_CHROMIUM or CHROME_PATH).`);
    return named;
  }
  return findOrInstall({
    find: installed,
    debianPackage: 'chromium',
    title: 'Installing Chromium from Debian (about a minute)',
    howTo,
  });
}
