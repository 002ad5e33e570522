import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inRoot, root } from './paths.mjs';
import { Problem } from './problem.mjs';
import { ensureBuilt } from './up-to-date.mjs';

/** Where the bundles go; tests and the development cloud find them by the same names. */
export const bundles = {
  app: inRoot('.cache', 'app', 'index.js'),
  demo: inRoot('.cache', 'demo', 'index.js'),
  local: inRoot('.cache', 'demo', 'main.cjs'),
  example: inRoot('.cache', 'demo', 'example.cjs'),
  attack: inRoot('.cache', 'demo', 'attack.cjs'),
  docs: inRoot('.cache', 'docs', 'pages.cjs'),
};

/**
 * @typedef {{ entry: string, outfile: string, options?: import('esbuild').BuildOptions }} Bundle
 */

/** @param {Bundle} bundle */
const optionsOf = ({ entry, outfile, options }) =>
  /** @type {const} @satisfies {import('esbuild').BuildOptions} */ ({
    ...options,
    absWorkingDir: root,
    entryPoints: /** @type {string[]} */ ([entry]),
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: true,
    logLevel: 'silent',
  });

/**
 * The bundle in `outfile`, of sources as they are now.
 * @param {Bundle} bundle
 * @returns whether it was made
 */
async function bundle({ entry, outfile, options = {} }) {
  const stampFile = `${outfile}.sources.json`;
  return ensureBuilt({
    output: outfile,
    stampFile,
    build: async () => {
      // Imported late: in a fresh clone esbuild is there only after the install.
      const { build } = await import('esbuild');
      const wanted = optionsOf({ entry, outfile, options });
      const { metafile, outputFiles } = await build({ ...wanted, metafile: true, write: false }).catch(
        (error) => {
          throw new Problem(`${entry} could not be bundled:\n${error.message}`);
        },
      );
      putInPlace(outputFiles);
      return { files: [...Object.keys(metafile.inputs), 'scripts/bundle.mjs', 'tsconfig.json'] };
    },
  });
}

/**
 * Written beside and moved into place, since somebody may be reading it.
 * @param {readonly { path: string, contents: Uint8Array }[]} files
 */
function putInPlace(files) {
  for (const { path, contents } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, contents);
    renameSync(`${path}.new`, path);
  }
}

const asForge = { mainFields: ['module', 'main'], tsconfig: inRoot('tsconfig.json') };

/**
 * Bundles a Forge app as Forge's bundler does: one CommonJS file with every package inside, a package's ES module preferred
 * to its CommonJS build, not minified. Source: @forge/bundler 7.3.0, its webpack configuration for the Node runtime.
 * @param {{ entry: string, outfile: string }} app
 */
export async function bundleApp({ entry, outfile }) {
  return bundle({ entry, outfile, options: asForge });
}

const gauge = { entry: 'src/index.ts', outfile: bundles.app };
const demo = { entry: 'demo/app.ts', outfile: bundles.demo };

/** The gauge by itself. */
export const bundleGauge = () => bundleApp(gauge);

/** The demo that embeds the gauge. */
export const bundleDemo = () => bundleApp(demo);

/** Where the sources of both apps lie. */
export const appFolders = ['src', 'demo', 'emulator', 'locales'].map((name) => inRoot(name));

/**
 * Both apps again whenever somebody asks, into the same files, of what was kept since the last time. What cannot be bundled is told of,
 * and the last bundle stays. esbuild's own watching looks at files by turns: it finds a change after a second or two.
 * @returns {Promise<{ rebuild: () => Promise<boolean>, stop: () => Promise<void> }>} `rebuild` gives whether one of them was bundled
 */
export async function keepApps() {
  const { context } = await import('esbuild');
  const kept = await Promise.all(
    [gauge, demo].map((app) =>
      context({ ...optionsOf({ ...app, options: asForge }), logLevel: 'warning', write: false }),
    ),
  );
  return {
    rebuild: async () => {
      const built = await Promise.allSettled(
        kept.map(async (one) => {
          const { outputFiles } = await one.rebuild();
          putInPlace(outputFiles);
        }),
      );
      return built.some(({ status }) => status === 'fulfilled');
    },
    stop: async () => {
      await Promise.all(kept.map((one) => one.dispose()));
    },
  };
}

/** Both apps that the development cloud runs. */
export async function bundleApps() {
  await bundleGauge();
  await bundleDemo();
}

// libsql stays outside, since it loads a native file beside its own.
const withStorage = { external: ['libsql'] };

/** What runs an example of a back end. */
export const bundleExample = () =>
  bundle({ entry: 'scripts/examples/main.ts', outfile: bundles.example, options: withStorage });

/** What attacks the gauge. Beside the bundle of the demo, which it finds from where it stands. */
export const bundleAttack = () =>
  bundle({
    entry: 'test/attack/main.ts',
    outfile: bundles.attack,
    options: { external: ['libsql', 'playwright-core'] },
  });

/** The development cloud itself. */
export const bundleLocal = () =>
  bundle({ entry: 'demo/main.ts', outfile: bundles.local, options: withStorage });

/** The generator of the pages under `docs`. Resolves with the bundle's path. */
export async function bundleDocs() {
  await bundle({ entry: 'scripts/docs/pages.ts', outfile: bundles.docs });
  return bundles.docs;
}
