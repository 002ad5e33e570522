import { copyFileSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { inRoot } from '../paths.mjs';

/**
 * `export { a, b } from '…'`: handlers are named one by one, since Forge's linter does not follow `export *`.
 * @param {import('./manifest').Manifest} manifest
 * @param {string} from
 */
function handlerExports(manifest, from) {
  const names = manifest.modules.function.map(({ handler }) => handler.split('.')[1]);
  return `export { ${[...new Set(names)].sort().join(', ')} } from '${from}';\n`;
}

/** Unit tests stand beside their sources, and are no part of an app; nor are the editor's settings of a folder. @param {string} file */
const isOfApp = (file) => !file.endsWith('.test.ts') && basename(file) !== 'tsconfig.json';

/**
 * The demo lives outside `src`, where Forge's tools do not look: both folders go into one `src`, side by side as before.
 * @param {import('./manifest').Manifest} manifest
 * @param {string} src
 */
function copyDemo(manifest, src) {
  cpSync(inRoot('src'), join(src, 'src'), { recursive: true, filter: isOfApp });
  cpSync(inRoot('demo'), join(src, 'demo'), { recursive: true, filter: isOfApp });
  writeFileSync(join(src, 'index.ts'), handlerExports(manifest, './demo/app'));
}

/**
 * Lays out an app as Forge's tools want to find it: `manifest.yml`, `package.json`, `tsconfig.json`, `locales`, `src` and the built
 * page in one folder. `src` is a copy, since the linter's parser does not follow links.
 * The `tsconfig.json` lists patterns: the linter takes `"include": ["src"]` for a file called `src`, and then looks at no
 * TypeScript at all.
 * @param {import('./apps.mjs').App} app
 */
export function writeAppFolder({ name, manifest, manifestText = '', isDemo = false }) {
  const folder = inRoot('.cache', 'forge-apps', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'manifest.yml'), manifestText);
  copyFileSync(inRoot('package.json'), join(folder, 'package.json'));
  const base = relative(folder, inRoot('tsconfig.json')).replaceAll('\\', '/');
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: base, include: ['src/**/*.ts', 'src/**/*.tsx'] }),
  );
  const src = join(folder, 'src');
  if (isDemo) copyDemo(manifest, src);
  else cpSync(inRoot('src'), src, { recursive: true, filter: isOfApp });
  cpSync(inRoot('locales'), join(folder, 'locales'), { recursive: true });
  // A junction needs no privilege on Windows.
  symlinkSync(inRoot('static'), join(folder, 'static'), 'junction');
  return folder;
}
