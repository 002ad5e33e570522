import { bundleDemo, bundleGauge } from './bundle.mjs';
import { ensureDashboard, ensureFleetPage } from './dashboard.mjs';
import { ensureEmptyDatabase } from './empty-database.mjs';
import { ensurePackage, ensureTarball } from './library.mjs';
import { Problem, runMain } from './problem.mjs';

/** Each says whether it had to build. @type {Record<string, () => Promise<boolean>>} */
const builds = {
  app: bundleGauge,
  demo: bundleDemo,
  page: ensureDashboard,
  'fleet-page': ensureFleetPage,
  package: ensurePackage,
  tarball: ensureTarball,
  'empty-database': ensureEmptyDatabase,
};

/**
 * `node scripts/built.mjs [--unchanged] app demo page fleet-page package tarball empty-database`: what a test needs is built of the sources as they are now, or is so already.
 * With `--unchanged` that is expected: a run of tests is over that took it for so.
 */
await runMain(async () => {
  const [first, ...rest] = process.argv.slice(2);
  const isUnchanged = first === '--unchanged';
  for (const name of isUnchanged ? rest : process.argv.slice(2)) {
    const build = builds[name];
    if (build === undefined) throw new Problem(`"${name}" is none of ${Object.keys(builds).join(', ')}.`);
    const isBuilt = await build();
    if (isUnchanged && isBuilt)
      throw new Problem(
        `What "${name}" is made of changed while the tests ran: some of them may have tested what it was before. Run them again.`,
      );
  }
});
