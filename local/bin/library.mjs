import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, root, tools } from './paths.mjs';
import { Problem } from './problem.mjs';
import { capture } from './run.mjs';

/** What other packages may import, by the name of the file in `src`. */
const entries = ['lib'];

async function bundle(options) {
  // Imported late: in a fresh clone esbuild is there only after the install.
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    bundle: true,
    target: 'es2022',
    logLevel: 'silent',
    tsconfig: inRoot('tsconfig.json'),
    ...options,
  });
}

/** Declarations of an entry for `import` and `require`: both point at one tree, each in the form its resolver wants. */
function writeDeclarations(folder, entry) {
  writeFileSync(join(folder, `${entry}.d.mts`), `export * from './types/${entry}.js';\n`);
  writeFileSync(join(folder, `${entry}.d.cts`), `export * from './types/${entry}';\n`);
}

/**
 * The package as it is published: the project's, without what only the Forge app needs. The project itself is private and
 * depends on Forge's packages, which a browser or a command line must not have to install.
 */
function publishedPackage() {
  const { name, version, description, license, engines, main, types, exports, bin } = JSON.parse(
    readFileSync(inRoot('package.json'), 'utf8'),
  );
  const published = { name, version, description, license, engines, main, types, exports, bin };
  return JSON.stringify(published, null, 2).replaceAll(/"(\.\/)?dist\//g, '"$1');
}

/** Builds the package into `folder`: CommonJS, ES module, types, the command, and its `package.json`. */
export async function buildLibrary(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const types = join(folder, 'types');
  const args = [tools.tsc, '-p', 'tsconfig.lib.json', '--outDir', types];
  const { code, output } = await capture(process.execPath, args);
  if (code !== 0) throw new Problem(`The types could not be written:\n${output}`);

  for (const entry of entries) {
    const entryPoints = [`src/${entry}.ts`];
    // Neutral: a Node built-in in the library would fail here and not in somebody's browser.
    await bundle({
      entryPoints,
      platform: 'neutral',
      format: 'cjs',
      outfile: join(folder, `${entry}.cjs`),
    });
    await bundle({
      entryPoints,
      platform: 'neutral',
      format: 'esm',
      outfile: join(folder, `${entry}.mjs`),
    });
    writeDeclarations(folder, entry);
  }
  await bundle({
    entryPoints: ['bin/points-gauge.ts'],
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
    outfile: join(folder, 'points-gauge.cjs'),
  });
  writeFileSync(join(folder, 'package.json'), `${publishedPackage()}\n`);
  for (const file of ['README.md', 'LICENSE']) {
    if (existsSync(inRoot(file))) copyFileSync(inRoot(file), join(folder, file));
  }
}
