import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';
import { capture, excerpt, withProgress } from './run.mjs';
import { ensureBuilt } from './up-to-date.mjs';

const folder = inRoot('static', 'dashboard');

/** How both pages are built, beside the modules that Vite took in. */
const settings = [
  ...['package.json', 'halved-words.ts'].map((name) => join(folder, name)),
  ...['dashboard.mjs', 'build-page.mjs'].map((name) => inRoot('scripts', name)),
];

const styles = join(folder, 'src', 'styles');

/** A style sheet that another one imports is no module to Vite. */
const styleSheets = () => readdirSync(styles).map((name) => join(styles, name));

/** A test sets `NODE_ENV` for all that it starts, and React would be built into the page for developers. */
const forProduction = { ...process.env, NODE_ENV: 'production' };

/**
 * @typedef {object} Page
 * @property {string} title for a person
 * @property {string} config the file of Vite's
 * @property {string} output what is there afterwards
 * @property {string} name of the files beside which its sources are written down
 * @property {readonly string[]} settings files that it depends on and that are none of its modules
 */

/** @param {Page} page @returns whether it was built */
function ensurePage({ title, config, output, name, settings: own }) {
  const modulesFile = inRoot('.cache', `${name}.modules.json`);
  return ensureBuilt({
    output,
    stampFile: inRoot('.cache', `${name}.sources.json`),
    build: async () => {
      const { code, output: said } = await withProgress(`Building ${title}`, () =>
        capture(process.execPath, [inRoot('scripts', 'build-page.mjs'), modulesFile, config], {
          cwd: folder,
          env: forProduction,
        }),
      );
      if (code !== 0) throw new Problem(`Building ${title} failed:\n${excerpt(said)}`);
      const modules = JSON.parse(readFileSync(modulesFile, 'utf8'));
      return {
        files: [...settings, join(folder, config), ...own, ...styleSheets(), ...modules],
        folders: [join(folder, 'public'), styles],
      };
    },
  });
}

/** Builds the admin page unless its sources are those of the last build. */
export const ensureDashboard = () =>
  ensurePage({
    title: 'the admin page',
    config: 'vite.config.ts',
    output: join(folder, 'dist', 'index.html'),
    name: 'dashboard',
    settings: [join(folder, 'index.html')],
  });

/** The folder of the page of `points-gauge fleet`. */
export const fleetPage = inRoot('.cache', 'fleet-page');

/** The same of that page. */
export const ensureFleetPage = () =>
  ensurePage({
    title: 'the page of the fleet',
    config: 'vite.fleet.config.ts',
    output: join(fleetPage, 'fleet.html'),
    name: 'fleet-page',
    settings: [join(folder, 'fleet.html'), inRoot('emulator', 'host', 'token-css.ts')],
  });
