import { tools } from './paths.mjs';
import { runMain } from './problem.mjs';
import { foreground } from './run.mjs';
import { ensureInstalled } from './setup.mjs';

/** `npm run soak -- ledger [runs] [seed]`: random schedules by the thousand. A failure prints its seed and shrinks itself. */
await runMain(async () => {
  await ensureInstalled();
  const [what, runs = '3000', seed] = process.argv.slice(2);
  if (what !== 'ledger') {
    console.error(`There is no soak "${what ?? ''}". There is: ledger.`);
    return 2;
  }
  const env = { ...process.env, POINTS_GAUGE_SOAK_RUNS: runs };
  if (seed !== undefined) env.POINTS_GAUGE_SOAK_SEED = seed;
  return foreground([tools.jest, '--selectProjects=node', '--testPathPatterns', 'test/ledger/model'], {
    env,
  });
});
