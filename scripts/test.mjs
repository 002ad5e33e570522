import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleApps } from './bundle.mjs';
import { findChromium } from './chromium.mjs';
import { ensureDashboard } from './dashboard.mjs';
import { inRoot, tools } from './paths.mjs';
import { findPostgres } from './postgres.mjs';
import { findPrometheus } from './prometheus.mjs';
import { findPythonWithJira } from './python-jira.mjs';
import { runMain } from './problem.mjs';
import { foreground } from './run.mjs';
import { ensureInstalled } from './setup.mjs';

/** `npm test`: makes what is missing, then runs the tests. Arguments go to jest: `npm test -- headers`. */
await runMain(async () => {
  const startedAtMs = Date.now();
  await ensureInstalled();
  await ensureDashboard();
  await bundleApps();
  const folder = temporaryFolder();
  const built = join(folder, 'built');
  mkdirSync(built);
  const args = process.argv.slice(2);
  const env = {
    ...process.env,
    // Who watches changes the sources meanwhile.
    ...(args.some((argument) => argument.startsWith('--watch')) ? {} : { POINTS_GAUGE_BUILT: built }),
    TMPDIR: folder,
    POINTS_GAUGE_CHROMIUM: await findChromium(),
    POINTS_GAUGE_PYTHON: await findPythonWithJira(),
    POINTS_GAUGE_POSTGRES: await findPostgres(),
    POINTS_GAUGE_PROMETHEUS: await findPrometheus(),
  };
  try {
    // What tests make is soon garbage: with more room for it a tenth of the processor's time goes less to collecting it. Jest hands it to its workers.
    const room = '--max-semi-space-size=64';
    // The V8 of Node 24 may release twice what a PGlite called JavaScript with: once it was closed, and while the next one asks for the same. Then the
    // process dies, and tests close dozens of them. Neither 20 nor 22 does so, nor a program that has one PGlite as long as it runs.
    const kept = '--no-wasm-code-gc';
    // One more than two processors have to do: a sixth of the time a test waits for a browser, a database or a program.
    const code = await foreground([room, kept, tools.jest, '--maxWorkers=3', ...args], { env });
    const names = readdirSync(built);
    if (code !== 0 || names.length === 0) return code;
    return await foreground([inRoot('scripts', 'built.mjs'), '--unchanged', ...names]);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    console.log(`Total time with set-up: ${Math.round((Date.now() - startedAtMs) / 1000)} s`);
  }
});

/** Everything that the tests write lies in it, so that a run leaves nothing behind. A PostgreSQL of another user has to get in. */
function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'pg-tests-'));
  chmodSync(folder, 0o755);
  return folder;
}
