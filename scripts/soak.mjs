import { parseArgs } from 'node:util';
import { tools } from './paths.mjs';
import { messageOf, Problem, runMain } from './problem.mjs';
import { foreground } from './run.mjs';
import { ensureInstalled } from './setup.mjs';
import { soakMajors } from './soak-majors.mjs';
import { soakTests } from './soak-tests.mjs';

/** Schedules that one process plays, and after which the soak says how far it is. */
const runsPerProcess = 500;
const jest = [tools.jest, '--selectProjects=node', '--testPathPatterns'];

/**
 * `npm run soak -- ledger [runs] [seed]`: random schedules by the thousand. A failure prints its seed and shrinks itself.
 * `npm run soak -- cloud [requests] [seed]`: random requests against the emulated cloud, 100,000 unless told otherwise.
 * `npm run soak -- load [hours]`: a large app's day, and 36 days later.
 * `npm run soak -- day [hours] [seed]`: the whole system for 24 hours of virtual time, with whatever goes wrong in a day, and its books.
 * `npm run soak -- processes [count]`: an hour of so many processes, each with a record of its own.
 * `npm run soak -- majors`: apps of `@forge/api` 6, 7 and 8, installed from npm, in the local Forge.
 * `npm run soak -- tests [runs] [--node <path>]… [-- <arguments for jest>]`: the whole suite again and again, by turns on Node 20, 22
 * and 24 as far as they are here, a third of the runs with every core kept busy.
 */
await runMain(async () => {
  await ensureInstalled();
  const { positionals, values } = readArguments();
  const [what, wanted, seed] = positionals;
  switch (what) {
    case 'ledger':
      return playSchedules(Number(wanted ?? 3_000), seed);
    case 'cloud': {
      /** @type {NodeJS.ProcessEnv} */
      const env = { ...process.env, POINTS_GAUGE_SOAK_RUNS: String(Number(wanted ?? 100_000)) };
      if (seed !== undefined) env.POINTS_GAUGE_SOAK_SEED = String(Number(seed));
      return foreground([...jest, 'test/cloud/jira/fuzz'], { env });
    }
    case 'load':
      return foreground([...jest, 'test/ledger/load'], {
        env: { ...process.env, POINTS_GAUGE_LOAD_HOURS: String(Number(wanted ?? 24)) },
      });
    case 'day': {
      /** @type {NodeJS.ProcessEnv} */
      const env = { ...process.env, POINTS_GAUGE_DAY_HOURS: String(Number(wanted ?? 24)) };
      if (seed !== undefined) env.POINTS_GAUGE_SOAK_SEED = String(Number(seed));
      return foreground([...jest, 'test/day'], { env });
    }
    case 'processes':
      return foreground([...jest, 'test/ledger/busy', '--testNamePattern', 'an hour of'], {
        env: { ...process.env, POINTS_GAUGE_PROCESSES: String(Number(wanted ?? 24_000)) },
      });
    case 'majors':
      return soakMajors(jest);
    case 'tests': {
      const count = Number(wanted ?? 10);
      if (!Number.isInteger(count) || count < 1) throw new Problem(`"${wanted}" is no number of runs.`);
      return soakTests({ count, named: values.node, jestArgs: positionals.slice(2) });
    }
    default:
      console.error(
        `There is no soak "${what ?? ''}". There are: cloud, day, ledger, load, majors, processes, tests.`,
      );
      return 2;
  }
});

function readArguments() {
  try {
    return parseArgs({
      args: process.argv.slice(2),
      options: { node: { type: 'string', multiple: true, default: [] } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new Problem(messageOf(error));
  }
}

/**
 * @param {number} runs
 * @param {string | undefined} seed
 */
async function playSchedules(runs, seed) {
  for (let played = 0; played < runs; played += runsPerProcess) {
    const count = Math.min(runsPerProcess, runs - played);
    /** @type {NodeJS.ProcessEnv} */
    const env = { ...process.env, POINTS_GAUGE_SOAK_RUNS: String(count) };
    if (seed !== undefined) env.POINTS_GAUGE_SOAK_SEED = String(Number(seed) + played);
    const code = await foreground([...jest, 'test/ledger/model'], { env });
    if (code !== 0) return code;
    console.log(`${played + count} of ${runs} schedules held.`);
  }
  return 0;
}
