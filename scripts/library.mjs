import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ensureDashboard, ensureFleetPage, fleetPage } from './dashboard.mjs';
import { declarationPath, writeDeclarations } from './declarations.mjs';
import { npm } from './npm.mjs';
import { inRoot, root } from './paths.mjs';
import { Problem } from './problem.mjs';
import { publishedPackage, publishedReadme } from './published-package.mjs';
import { excerpt } from './run.mjs';
import { ensureBuilt } from './up-to-date.mjs';

/**
 * @typedef {'cjs' | 'esm'} Format
 * @typedef {object} Entry
 * @property {string} name what it is imported by, and the name of its file
 * @property {string} [source] the file without its ending; `src/` and the name unless it is said
 * @property {readonly Format[]} formats
 * @property {import('esbuild').BuildOptions} options
 * @property {string | null} [declaration] in place of that of the source; `null` for none
 * @property {string} [augmentation] what it adds to the types of another package
 */

/** @type {readonly Format[]} */
const both = ['cjs', 'esm'];
/** CommonJS is plain `.js`: a resolver that knows no `exports` finds `points-gauge/forge` by the name of the file. */
const extensions = { cjs: 'js', esm: 'mjs' };

/**
 * Two entries have this in common, as a file of its own: a copy in each would be two gauges.
 * @type {import('esbuild').Plugin}
 */
const processGauge = {
  name: 'process-gauge',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/process-gauge$/ }, () => ({ path: './process-gauge.js', external: true }));
  },
};

// Forge's packages stay outside: the host app has them, and a second copy would not see the runtime of the first. They are
// CommonJS, and what a bundler takes for their default export differs in an ES module: so there is none of these entries.
/** @type {import('esbuild').BuildOptions} */
const inForge = { platform: 'node', external: ['@forge/*'] };

/**
 * What other packages may import, by the name of the file in `src` (or as `source` says). Neutral: a Node built-in in the library would fail here
 * and not in somebody's browser.
 * @type {readonly Entry[]}
 */
const entries = [
  { name: 'lib', formats: both, options: { platform: 'neutral' } },
  { name: 'node', formats: both, options: { platform: 'node' } },
  { name: 'forge', formats: ['cjs'], options: { ...inForge, plugins: [processGauge] } },
  // Its types are those of the `@forge/api` that the app has, whichever that is.
  {
    ...{ name: 'api', formats: ['cjs'], options: { ...inForge, plugins: [processGauge] } },
    declaration: "export * from '@forge/api';\nexport { default } from '@forge/api';\n",
  },
  {
    ...{ name: 'process-gauge', source: 'src/app/process-gauge', formats: ['cjs'], options: inForge },
    declaration: null,
  },
  // libsql loads a native file beside its own, and only who starts a Forge needs it: CommonJS alone can ask for it that late.
  {
    ...{ name: 'testing', source: 'emulator/testing', formats: ['cjs'] },
    options: { platform: 'node', external: ['libsql'] },
  },
  // The framework that runs the tests is there by then. Jest gives `@jest/globals` to who asks, installed or not; Vitest can be imported only.
  {
    ...{ name: 'testing/jest', source: 'emulator/testing/jest', formats: ['cjs'] },
    options: { platform: 'node', external: ['@jest/globals'] },
  },
  {
    augmentation: `
import type { BudgetMatchers } from '../types/testing/testing/budget.js';
declare module 'vitest' {
  interface Assertion<T = any> extends BudgetMatchers<T> {}
}
`,
    ...{ name: 'testing/vitest', source: 'emulator/testing/vitest', formats: both },
    options: { platform: 'node', external: ['vitest'] },
  },
];

/** @param {import('esbuild').BuildOptions} options */
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

/**
 * What `npx points-gauge` runs: `points-gauge.mjs`, and in `command` what it loads for one command or another. Only of ES modules
 * esbuild makes several files that have a part in common.
 * @param {string} folder
 */
export async function bundleCommand(folder) {
  await bundle({
    entryPoints: ['cli/points-gauge.ts'],
    platform: 'node',
    target: 'node20',
    format: 'esm',
    splitting: true,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'command/[name]-[hash]',
    // The sources run in tests as CommonJS, and packages that are CommonJS ask for modules of Node.
    define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);",
    },
  });
  const file = join(folder, 'points-gauge.mjs');
  writeFileSync(file, `#!/usr/bin/env node\n${readFileSync(file, 'utf8')}`);
}

/** @param {Entry} entry */
const sourceOf = ({ name, source = `src/${name}` }) => `${source}.ts`;

/**
 * Declarations of an entry, one for each form of it: all point at one tree, in the form that its resolver wants. What adds to another
 * package's types stands in both, since a CommonJS file and an ES module may see other declarations of that package.
 * @param {string} folder
 * @param {Entry} entry
 */
function writeDeclaration(folder, entry) {
  const { name, formats, declaration, augmentation = '' } = entry;
  if (declaration === null) return;
  const types = declarationPath(sourceOf(entry)).replace(/\.ts$/, '');
  const tree = name.includes('/') ? '../types' : './types';
  if (formats.includes('esm'))
    writeFileSync(join(folder, `${name}.d.mts`), `export * from '${tree}/${types}.js';\n${augmentation}`);
  writeFileSync(
    join(folder, `${name}.d.ts`),
    declaration ?? `export * from '${tree}/${types}';\n${augmentation}`,
  );
}

/**
 * Builds the package into `folder`: CommonJS, ES module, types, the command, and its `package.json`.
 * @param {string} folder
 */
export async function buildLibrary(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const typed = entries.filter(({ declaration }) => declaration === undefined);
  await writeDeclarations(typed.map(sourceOf), join(folder, 'types'));
  for (const entry of entries) {
    for (const format of entry.formats) {
      const outfile = join(folder, `${entry.name}.${extensions[format]}`);
      await bundle({ entryPoints: [sourceOf(entry)], ...entry.options, format, outfile });
    }
    writeDeclaration(folder, entry);
  }
  await bundleCommand(folder);
  writeFileSync(join(folder, 'package.json'), publishedPackage());
  // The page of an app that embeds the gauge; its manifest names the folder as a resource.
  const page = inRoot('static', 'dashboard', 'dist');
  if (existsSync(page)) cpSync(page, join(folder, 'dashboard'), { recursive: true });
  // What `points-gauge fleet` serves; no app takes it in.
  if (existsSync(fleetPage)) cpSync(fleetPage, join(folder, 'fleet-page'), { recursive: true });
  // `points-gauge embed` takes from here what of it an app's manifest gets.
  copyFileSync(inRoot('manifest.yml'), join(folder, 'gauge-manifest.yml'));
  copyFileSync(inRoot('locales', 'en-US.json'), join(folder, 'gauge-words.json'));
  copyFileSync(inRoot('LICENSE'), join(folder, 'LICENSE'));
  writeFileSync(
    join(folder, 'README.md'),
    publishedReadme((path) => existsSync(join(folder, path))),
  );
}

/** What the package is made of beside the page: whole folders, since types are written of files that no bundle takes in. */
const folders = ['src', 'emulator', 'demo', 'cli', 'fleet'];

/** The package in `.cache/package`, of the sources as they are now. */
export async function ensurePackage() {
  const arePagesBuilt = [await ensureDashboard(), await ensureFleetPage()].includes(true);
  const output = inRoot('.cache', 'package', 'package.json');
  const isBuilt = await ensureBuilt({
    output,
    stampFile: inRoot('.cache', 'package.sources.json'),
    build: async () => {
      await buildLibrary(dirname(output));
      const files = folders.flatMap((folder) =>
        readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
          .map((entry) => join(entry.parentPath, entry.name)),
      );
      const others = [
        ...['package.json', 'manifest.yml', 'locales/en-US.json', 'README.md', 'LICENSE', 'tsconfig.json'],
        ...['library', 'declarations', 'published-package'].map((name) => `scripts/${name}.mjs`),
      ];
      const page = inRoot('static', 'dashboard', 'dist', 'index.html');
      const pages = [page, join(fleetPage, 'fleet.html')];
      return { files: [...files, ...others.map((name) => inRoot(name)), ...pages], folders };
    },
  });
  return isBuilt || arePagesBuilt;
}

/** Where npm's tarball of the package lies, and beside it what npm said of it. */
const packed = inRoot('.cache', 'packed');

/** The package as npm packs it, likewise: tests of several files install it, and it takes npm a second. */
export async function ensureTarball() {
  const isPackageBuilt = await ensurePackage();
  const account = join(packed, 'packed.json');
  const isPacked = await ensureBuilt({
    output: account,
    stampFile: inRoot('.cache', 'packed.sources.json'),
    build: async () => {
      // As a person would, in a folder that has nothing of this project.
      const folder = mkdtempSync(join(tmpdir(), 'points-gauge-packed-'));
      try {
        const args = ['pack', inRoot('.cache', 'package'), '--json', '--ignore-scripts', '--loglevel=error'];
        const { code, output } = await npm(args, folder);
        if (code !== 0) throw new Problem(`npm could not pack the package:\n${excerpt(output)}`);
        rmSync(packed, { recursive: true, force: true });
        cpSync(folder, packed, { recursive: true });
        writeFileSync(account, output);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
      return { files: [inRoot('.cache', 'package.sources.json'), inRoot('scripts', 'library.mjs')] };
    },
  });
  return isPacked || isPackageBuilt;
}
