import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureDashboard, ensureFleetPage } from './dashboard.mjs';
import { buildLibrary } from './library.mjs';
import { inRoot } from './paths.mjs';
import { runMain } from './problem.mjs';
import { ensureInstalled } from './setup.mjs';

/** `npm run build [-- folder]`: the npm package, ready for `npm pack ./dist`. */
await runMain(async () => {
  await ensureInstalled();
  await ensureDashboard();
  await ensureFleetPage();
  const [named] = process.argv.slice(2);
  const folder = named === undefined ? inRoot('dist') : resolve(named);
  await buildLibrary(folder);
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  console.log(`Built ${name} ${version}, with both pages, in ${folder}`);
});
