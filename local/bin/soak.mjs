import { tools } from './paths.mjs';
import { runMain } from './problem.mjs';
import { foreground } from './run.mjs';
import { ensureInstalled } from './setup.mjs';

/** Schedules that one process plays, and after which the soak says how far it is. */
const runsPerProcess = 500;

/** `npm run soak -- ledger [runs] [seed]`: random schedules by the thousand. A failure prints its seed and shrinks itself. */
await runMain(async () => {
  await ensureInstalled();
  const [what, wanted = '3000', seed] = process.argv.slice(2);
  if (what !== 'ledger') {
    console.error(`There is no soak "${what ?? ''}". There is: ledger.`);
    return 2;
  }
  const args = [tools.jest, '--selectProjects=node', '--testPathPatterns', 'test/ledger/model'];
  const runs = Number(wanted);
  for (let played = 0; played < runs; played += runsPerProcess) {
    const count = Math.min(runsPerProcess, runs - played);
    const env = { ...process.env, POINTS_GAUGE_SOAK_RUNS: String(count) };
    if (seed !== undefined) env.POINTS_GAUGE_SOAK_SEED = String(Number(seed) + played);
    const code = await foreground(args, { env });
    if (code !== 0) return code;
    console.log(`${played + count} of ${runs} schedules held.`);
  }
  return 0;
});
