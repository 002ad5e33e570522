import { bundleDemo, bundleGauge } from './bundle.mjs';
import { ensureDashboard, ensureFleetPage } from './dashboard.mjs';
import { ensureEmptyDatabase } from './empty-database.mjs';
import { ensurePackage, ensureTarball } from './library.mjs';
import { Problem, runMain } from './problem.mjs';

/** @type {Record<string, () => Promise<void>>} */
const builds = {
  app: bundleGauge,
  demo: bundleDemo,
  page: ensureDashboard,
  'fleet-page': ensureFleetPage,
  package: ensurePackage,
  tarball: ensureTarball,
  'empty-database': ensureEmptyDatabase,
};

/** `node scripts/built.mjs app demo page fleet-page package tarball empty-database`: what a test needs is built of the sources as they are now, or is so already. */
await runMain(async () => {
  for (const name of process.argv.slice(2)) {
    const build = builds[name];
    if (build === undefined) throw new Problem(`"${name}" is none of ${Object.keys(builds).join(', ')}.`);
    await build();
  }
});
