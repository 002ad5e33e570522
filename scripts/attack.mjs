import { bundleAttack, bundleDemo, bundles } from './bundle.mjs';
import { ensureDashboard } from './dashboard.mjs';
import { runMain } from './problem.mjs';
import { foreground } from './run.mjs';
import { ensureInstalled } from './setup.mjs';

/** `npm run attack`: what an attacker would try, at the platform's own limits. `npm run attack -- --short` for a server that checks each change. */
await runMain(async () => {
  await ensureInstalled();
  await ensureDashboard();
  await bundleDemo();
  await bundleAttack();
  return foreground([bundles.attack, ...process.argv.slice(2)]);
});
