import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inRoot, root } from './paths.mjs';
import { Problem } from './problem.mjs';
import { ensureBuilt } from './up-to-date.mjs';

/** Where the bundles go; tests and the development cloud find them by the same names. */
export const bundles = {
  app: inRoot('.cache', 'app', 'index.js'),
  demo: inRoot('.cache', 'demo', 'index.js'),
  local: inRoot('.cache', 'local', 'main.cjs'),
  example: inRoot('.cache', 'local', 'example.cjs'),
  docs: inRoot('.cache', 'docs', 'pages.cjs'),
};

/**
 * The bundle in `outfile`, of sources as they are now. Written beside and moved into place, since somebody may be reading it.
 * @param {{ entry: string, outfile: string, options?: import('esbuild').BuildOptions }} bundle
 */
async function bundle({ entry, outfile, options = {} }) {
  const stampFile = `${outfile}.sources.json`;
  await ensureBuilt({
    output: outfile,
    stampFile,
    build: async () => {
      // Imported late: in a fresh clone esbuild is there only after the install.
      const { build } = await import('esbuild');
      const { metafile, outputFiles } = await build({
        ...options,
        absWorkingDir: root,
        entryPoints: [entry],
        outfile,
        bundle: true,
        platform: 'node',
        format: 'cjs',
        target: 'node20',
        sourcemap: true,
        metafile: true,
        write: false,
        logLevel: 'silent',
      }).catch((error) => {
        throw new Problem(`${entry} could not be bundled:\n${error.message}`);
      });
      mkdirSync(dirname(outfile), { recursive: true });
      for (const { path, contents } of outputFiles) {
        writeFileSync(`${path}.new`, contents);
        renameSync(`${path}.new`, path);
      }
      return { files: [...Object.keys(metafile.inputs), 'local/bin/bundle.mjs', 'tsconfig.json'] };
    },
  });
}

/**
 * Bundles a Forge app as Forge's bundler does: one CommonJS file with every package inside, a package's ES module preferred
 * to its CommonJS build, not minified. Source: @forge/bundler 7.3.0, its webpack configuration for the Node runtime.
 * @param {{ entry: string, outfile: string }} app
 */
export async function bundleApp({ entry, outfile }) {
  const options = { mainFields: ['module', 'main'], tsconfig: inRoot('tsconfig.json') };
  await bundle({ entry, outfile, options });
}

/** The gauge by itself. */
export const bundleGauge = () => bundleApp({ entry: 'src/index.ts', outfile: bundles.app });

/** The demo that embeds the gauge. */
export const bundleDemo = () => bundleApp({ entry: 'local/demo/app.ts', outfile: bundles.demo });

/** Both apps that the development cloud runs. */
export async function bundleApps() {
  await bundleGauge();
  await bundleDemo();
}

// libsql stays outside, since it loads a native file beside its own.
const withStorage = { external: ['libsql'] };

/** What runs an example of a back end. */
export const bundleExample = () =>
  bundle({ entry: 'local/examples/main.ts', outfile: bundles.example, options: withStorage });

/** The development cloud itself. */
export const bundleLocal = () =>
  bundle({ entry: 'local/main.ts', outfile: bundles.local, options: withStorage });

/** The generator of the pages under `docs`. Resolves with the bundle's path. */
export async function bundleDocs() {
  await bundle({ entry: 'local/docs/pages.ts', outfile: bundles.docs });
  return bundles.docs;
}
