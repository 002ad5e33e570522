import { tools } from './paths.mjs';
import { runMain } from './problem.mjs';
import { foreground } from './run.mjs';
import { ensureInstalled } from './setup.mjs';

/** Schedules that one process plays, and after which the soak says how far it is. */
const runsPerProcess = 500;
const jest = [tools.jest, '--selectProjects=node', '--testPathPatterns'];

/**
 * `npm run soak -- ledger [runs] [seed]`: random schedules by the thousand. A failure prints its seed and shrinks itself.
 * `npm run soak -- load [hours]`: a large app's day, and 36 days later.
 */
await runMain(async () => {
  await ensureInstalled();
  const [what, wanted, seed] = process.argv.slice(2);
  switch (what) {
    case 'ledger':
      return playSchedules(Number(wanted ?? 3_000), seed);
    case 'load':
      return foreground([...jest, 'test/ledger/load'], {
        env: { ...process.env, POINTS_GAUGE_LOAD_HOURS: String(Number(wanted ?? 24)) },
      });
    default:
      console.error(`There is no soak "${what ?? ''}". There are: ledger, load.`);
      return 2;
  }
});

async function playSchedules(runs, seed) {
  for (let played = 0; played < runs; played += runsPerProcess) {
    const count = Math.min(runsPerProcess, runs - played);
    const env = { ...process.env, POINTS_GAUGE_SOAK_RUNS: String(count) };
    if (seed !== undefined) env.POINTS_GAUGE_SOAK_SEED = String(Number(seed) + played);
    const code = await foreground([...jest, 'test/ledger/model'], { env });
    if (code !== 0) return code;
    console.log(`${played + count} of ${runs} schedules held.`);
  }
  return 0;
}
