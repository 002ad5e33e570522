import { bundleApps, bundleLocal, bundles } from './bundle.mjs';
import { ensureDashboard, ensureFleetPage } from './dashboard.mjs';
import { runMain } from './problem.mjs';
import { foreground } from './run.mjs';
import { ensureInstalled } from './setup.mjs';

/** `npm start`: makes what is missing, then runs the development cloud in the foreground. */
await runMain(async () => {
  await ensureInstalled();
  await ensureDashboard();
  await ensureFleetPage();
  await bundleApps();
  await bundleLocal();
  return foreground(['--enable-source-maps', bundles.local, ...process.argv.slice(2)]);
});
