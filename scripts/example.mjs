import { bundleApps, bundleExample, bundles } from './bundle.mjs';
import { buildLibrary } from './library.mjs';
import { inRoot, root } from './paths.mjs';
import { runMain } from './problem.mjs';
import { foreground } from './run.mjs';
import { ensureInstalled } from './setup.mjs';

/** `npm run example -- oauth`: builds what the examples import, then runs one against the emulator. */
await runMain(async () => {
  await ensureInstalled();
  await bundleApps();
  await bundleExample();
  await buildLibrary(inRoot('dist'));
  const [name = ''] = process.argv.slice(2);
  return foreground([bundles.example, name, root]);
});
