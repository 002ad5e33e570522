import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';
import { capture, excerpt, withProgress } from './run.mjs';
import { ensureBuilt } from './up-to-date.mjs';

const folder = inRoot('static', 'dashboard');
const modulesFile = inRoot('.cache', 'dashboard.modules.json');

/** How the page is built, beside the modules that Vite took in. */
const settings = [
  ...['index.html', 'vite.config.ts', 'package.json'].map((name) => join(folder, name)),
  ...['dashboard.mjs', 'build-page.mjs'].map((name) => inRoot('scripts', name)),
];

/** A test sets `NODE_ENV` for all that it starts, and React would be built into the page for developers. */
const forProduction = { ...process.env, NODE_ENV: 'production' };

/** Builds the admin page unless its sources are those of the last build. */
export async function ensureDashboard() {
  await ensureBuilt({
    output: join(folder, 'dist', 'index.html'),
    stampFile: inRoot('.cache', 'dashboard.sources.json'),
    build: async () => {
      const { code, output } = await withProgress('Building the admin page', () =>
        capture(process.execPath, [inRoot('scripts', 'build-page.mjs'), modulesFile], {
          cwd: folder,
          env: forProduction,
        }),
      );
      if (code !== 0) throw new Problem(`The admin page could not be built:\n${excerpt(output)}`);
      return {
        files: [...settings, ...JSON.parse(readFileSync(modulesFile, 'utf8'))],
        folders: [join(folder, 'public')],
      };
    },
  });
}
