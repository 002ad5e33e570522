import { inRoot, root } from './paths.mjs';
import { Problem } from './problem.mjs';

/** Where the bundles go; tests and the development cloud find them by the same names. */
export const bundles = {
  app: inRoot('.cache', 'app', 'index.js'),
  demo: inRoot('.cache', 'demo', 'index.js'),
  local: inRoot('.cache', 'local', 'main.cjs'),
  example: inRoot('.cache', 'local', 'example.cjs'),
  docs: inRoot('.cache', 'docs', 'pages.cjs'),
};

async function bundle(options) {
  // Imported late: in a fresh clone esbuild is there only after the install.
  const { build } = await import('esbuild');
  try {
    await build({
      absWorkingDir: root,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      sourcemap: true,
      logLevel: 'silent',
      ...options,
    });
  } catch (error) {
    throw new Problem(`${options.entryPoints[0]} could not be bundled:\n${error.message}`);
  }
}

/**
 * Bundles a Forge app as Forge's bundler does: one CommonJS file with every package inside, a package's ES module preferred
 * to its CommonJS build, not minified. Source: @forge/bundler 7.3.0, its webpack configuration for the Node runtime.
 */
export async function bundleApp({ entry, outfile }) {
  await bundle({
    entryPoints: [entry],
    outfile,
    target: 'node20',
    mainFields: ['module', 'main'],
    tsconfig: inRoot('tsconfig.json'),
  });
}

/** Both apps that the development cloud runs: the gauge by itself, and the demo that embeds it. */
export async function bundleApps() {
  await bundleApp({ entry: 'src/index.ts', outfile: bundles.app });
  await bundleApp({ entry: 'local/demo/app.ts', outfile: bundles.demo });
}

/** What runs an example of a back end. */
export async function bundleExample() {
  await bundle({
    entryPoints: ['local/examples/main.ts'],
    outfile: bundles.example,
    target: 'node20',
    external: ['libsql'],
  });
}

/** The development cloud itself. libsql stays outside, since it loads a native file beside its own. */
export async function bundleLocal() {
  await bundle({
    entryPoints: ['local/main.ts'],
    outfile: bundles.local,
    target: 'node20',
    external: ['libsql'],
  });
}

/** The generator of the pages under `docs`. Resolves with the bundle's path. */
export async function bundleDocs() {
  await bundle({ entryPoints: ['local/docs/pages.ts'], outfile: bundles.docs, target: 'node20' });
  return bundles.docs;
}
