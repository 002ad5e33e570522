import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium, startCloud } from './browser.mjs';
import { changeAnswers, states } from './page-states.mjs';
import { inRoot } from './paths.mjs';
import { Problem, runMain } from './problem.mjs';

/**
 * `npm run screenshots`: every page and state of the admin page, in light and dark, wide and narrow, from the app as it
 * runs in the development cloud. The few that the README shows go to docs/images, all of them to .cache/screenshots.
 *   npm run screenshots -- limits,empty     only those whose name contains one of the words
 */
const folder = inRoot('.cache', 'screenshots');
const images = inRoot('docs', 'images');
const shownInReadme = [
  'overview-light-1280',
  'overview-dark-1280',
  'endpoints-light-1280',
  'limits-light-1280',
];

/** A wide screen, a small one and a phone, in pixels; one more where the README shows it. @param {string} name */
const widthsOf = (name) => [1440, 768, 400, ...(shownInReadme.includes(`${name}-1280`) ? [1280] : [])];

const endpointOfDemo = JSON.stringify([
  'own',
  'PRODUCTION',
  'jira',
  'GET',
  '/rest/api/3/issue/{issueIdOrKey}',
]);
/**
 * A page as it is, or a state of it.
 * @typedef {import('./page-states.mjs').State & Partial<{ place: string, open: string, follow: string, query: Record<string, string> }>} Shot
 * `follow`: the first link of this name leads to what is shown.
 * @type {Shot[]}
 */
const pages = [
  { name: 'overview', subpage: '', query: {} },
  { name: 'endpoints', subpage: 'endpoints', query: { period: '7d' } },
  { name: 'endpoint-panel', subpage: 'endpoints', query: { period: '7d', open: endpointOfDemo } },
  { name: 'limits', subpage: 'limits', query: {} },
  { name: 'incident', subpage: 'limits', follow: 'What happened' },
  { name: 'routing', subpage: 'routing', query: {} },
  { name: 'reports', subpage: 'reports', query: {} },
  { name: 'settings', subpage: 'settings', query: {} },
  { name: 'confluence-overview', place: 'wiki', subpage: '', query: {} },
  { name: 'confluence-settings', place: 'wiki', open: 'Settings', subpage: '', query: {} },
  { name: 'confluence-german', place: 'wiki', subpage: '', query: { locale: 'de-DE' } },
  { name: 'overview-german', subpage: '', query: { locale: 'de-DE' } },
  { name: 'endpoints-german', subpage: 'endpoints', query: { period: '7d', locale: 'de-DE' } },
  { name: 'incident-german', subpage: 'limits', follow: 'Was geschah', query: { locale: 'de-DE' } },
  { name: 'limits-german', subpage: 'limits', query: { locale: 'de-DE' } },
  ...['overview', 'limits', 'reports', 'settings'].map((page) => ({
    name: `${page}-french`,
    subpage: page === 'overview' ? '' : page,
    query: { locale: 'fr-FR' },
  })),
];

const [wanted = ''] = process.argv.slice(2);

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {Shot} shot
 * @param {'light' | 'dark'} theme
 * @param {number} widthPx
 */
async function shoot(browser, url, shot, theme, widthPx) {
  const {
    name,
    place = 'jira',
    subpage,
    query = {},
    open,
    follow,
    change,
    of,
    press,
    then,
    shows = '.message',
  } = shot;
  const context = await browser.newContext({ viewport: { width: widthPx, height: 900 } });
  const page = await context.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  if (change !== undefined) await changeAnswers(page, change, of);
  const search = new globalThis.URLSearchParams({ ...query, ...(theme === 'dark' ? { theme } : {}) });
  const path = subpage === '' ? '' : `/${subpage}`;
  await page.goto(`${url}/${place}/settings/apps/points-gauge${path}?${search}`);
  const frame = page.frameLocator('iframe');
  await frame
    .locator(change === null ? '.loading' : 'h2')
    .first()
    .waitFor({ timeout: 20_000 });
  if (open !== undefined) {
    await frame.getByRole('navigation').getByRole('link', { name: open }).click();
    await frame.getByRole('heading', { level: 1, name: open }).waitFor();
    await frame.locator('h2').nth(3).waitFor();
  }
  if (follow !== undefined) {
    await frame.getByRole('link', { name: follow }).first().click();
    await frame.getByRole('button', { name: 'JSON' }).waitFor();
  }
  if (press !== undefined) {
    await page.unrouteAll();
    if (then !== undefined) await changeAnswers(page, then);
    await frame.getByRole('button', { name: press, exact: true }).click();
    await frame.locator(shows).first().waitFor();
  }
  // The frame is as high as the window: the window grows to what is in it, as Jira's frame does.
  const heightPx = await frame.locator('html').evaluate((html) => html.scrollHeight);
  await page.setViewportSize({ width: widthPx, height: Math.min(6_000, heightPx + 160) });
  await page.waitForTimeout(150);
  const file = `${name}-${theme}-${widthPx}`;
  await page.screenshot({ path: join(folder, `${file}.png`) });
  await context.close();
  return complaints.map((complaint) => `${file}: ${complaint}`);
}

await runMain(async () => {
  const cloud = await startCloud('screenshots-cloud');
  const browser = await launchChromium();
  /** @type {string[]} */
  const complaints = [];
  try {
    if (wanted === '') rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    mkdirSync(images, { recursive: true });
    const shots = [...pages, ...states].filter(({ name }) =>
      wanted.split(',').some((word) => name.includes(word)),
    );
    for (const shot of shots) {
      for (const theme of /** @type {const} */ (['light', 'dark'])) {
        for (const widthPx of widthsOf(`${shot.name}-${theme}`)) {
          complaints.push(...(await shoot(browser, cloud.url, shot, theme, widthPx)));
        }
      }
      console.log(shot.name);
    }
    for (const name of shownInReadme.filter((shown) =>
      wanted.split(',').some((word) => shown.includes(word)),
    )) {
      copyFileSync(join(folder, `${name}.png`), join(images, `${name}.png`));
    }
  } finally {
    await browser.close();
    await cloud.stop();
  }
  if (complaints.length > 0) throw new Problem(`The page complained:\n${complaints.join('\n')}`);
  console.log(`Screenshots are in ${folder}`);
});
