// How soon one sees what one changed: a source of the page and one of the app are edited in a copy of the project, under `npm run dev`, with the page
// open in Chromium.
// Run: npm run bench -- dev   (exit 1 when a goal is missed)
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { launchChromium } from '../scripts/browser.mjs';
import { inRoot, root } from '../scripts/paths.mjs';
import { ensureInstalled } from '../scripts/setup.mjs';
import { figure, median, spreadOf } from './figures.mjs';

const changes = 5;
const mostMs = 1_000;
/** Vite makes its packages ready when it serves the page for the first time. */
const startMs = 120_000;
/** Later than that the change never came. */
const longestMs = 30_000;

/**
 * A text of a source, what stands in its place after a change, and what of an element tells that the page has it.
 * @typedef {object} Change
 * @property {string} what
 * @property {string} file
 * @property {string} from
 * @property {(n: number) => string} to
 * @property {string} selector
 * @property {'data-change' | 'outline-offset' | 'text'} seenBy
 * @property {(n: number) => string} seen
 */

/** @type {readonly Change[]} */
const sources = [
  {
    what: 'a source of the page',
    file: 'static/dashboard/src/parts/page-title.tsx',
    from: '<h1 ref={title}',
    to: (n) => `<h1 data-change="${n}" ref={title}`,
    selector: 'h1',
    seenBy: 'data-change',
    seen: String,
  },
  {
    what: 'a style of the page',
    file: 'static/dashboard/src/styles/base.css',
    from: '',
    to: (n) => `h1 { outline-offset: ${100 + n}px; }\n`,
    selector: 'h1',
    seenBy: 'outline-offset',
    seen: (n) => `${100 + n}px`,
  },
  {
    what: 'a source of the app, which the page asks again',
    file: 'src/admin/pages/overview-answer.ts',
    from: 'appName: facts.appName }',
    to: (n) => `appName: facts.appName === null ? null : 'Change ${n}.' }`,
    selector: '.page-title .lead',
    seenBy: 'text',
    seen: (n) => `Change ${n}.`,
  },
];

/**
 * In the page: whether the change is there.
 * @param {{ selector: string, seenBy: Change['seenBy'], value: string }} asked
 */
function isSeen({ selector, seenBy, value }) {
  const element = globalThis.document.querySelector(selector);
  if (element === null) return false;
  if (seenBy === 'text') return element.textContent.includes(value);
  if (seenBy === 'data-change') return element.getAttribute('data-change') === value;
  return globalThis.getComputedStyle(element).outlineOffset === value;
}

/** The project as it lies here, uncommitted changes too, with the packages of this one. Within it, so that Vite serves them. */
function copyOfProject() {
  mkdirSync(inRoot('.cache'), { recursive: true });
  const folder = mkdtempSync(inRoot('.cache', 'dev-'));
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const file of listed.toString().split('\0')) {
    if (file === '' || file.startsWith('test/')) continue;
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  symlinkSync(inRoot('node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

/**
 * `npm run dev` of a copy.
 * @param {string} folder
 */
async function startDev(folder) {
  const args = [join(folder, 'scripts', 'dev.mjs'), '--port', '0', '--data', join(folder, 'data')];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let loadedAt = NaN;
  /** @type {string} */
  const url = await new Promise((resolve, reject) => {
    /** @param {Buffer} chunk */
    const hear = (chunk) => {
      said += chunk.toString();
      if (chunk.toString().includes(' was loaded again')) loadedAt = performance.now();
      const found = /Points Gauge is at (\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('close', () => {
      reject(new Error(`npm run dev did not start:\n${said}`));
    });
  });
  /** @returns {Promise<void>} */
  const stop = () =>
    new Promise((resolve) => {
      child.on('close', () => {
        resolve();
      });
      child.kill('SIGTERM');
    });
  /** When the cloud loaded an app again the last time. */
  return { url, stop, loadedAt: () => loadedAt };
}

await ensureInstalled();
const folder = copyOfProject();
const dev = await startDev(folder).catch((error) => {
  rmSync(folder, { recursive: true });
  throw error;
});
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${dev.url}/jira/settings/apps/points-gauge`, { timeout: startMs });
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (frame === null) throw new Error('The page has no frame.');
  await frame.waitForSelector('.headline', { timeout: startMs });
  for (const { what, file, from, to, selector, seenBy, seen } of sources) {
    const path = join(folder, file);
    const before = readFileSync(path, 'utf8');
    if (!before.includes(from)) throw new Error(`${file} has no "${from}" any more: this bench changes it.`);
    const times = [];
    const loaded = [];
    for (let n = 1; n <= changes; n += 1) {
      const start = performance.now();
      writeFileSync(path, before.replace(from, to(n)));
      await frame.waitForFunction(isSeen, { selector, seenBy, value: seen(n) }, { timeout: longestMs });
      times.push(performance.now() - start);
      if (dev.loadedAt() > start) loaded.push(dev.loadedAt() - start);
      // A change comes after the one before is over.
      await page.waitForTimeout(700);
    }
    writeFileSync(path, before);
    await page.waitForTimeout(2_000);
    figure(`${what}, from its change to the open page`, median(times), 'ms', {
      most: mostMs,
      spread: spreadOf(times),
    });
    if (loaded.length > 0)
      figure(`${what}: until the cloud runs both apps again`, median(loaded), 'ms', {
        most: mostMs,
        spread: spreadOf(loaded),
      });
  }
} finally {
  await browser.close();
  await dev.stop();
  rmSync(folder, { recursive: true, force: true });
}
