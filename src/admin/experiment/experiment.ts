import { randomBytes } from 'node:crypto';
import { experimentBounds } from '../../insights/routes/experiment';
import { summarise } from '../../insights/routes/experiment-summary';
import {
  claimOfExperiment,
  isClaimedOfExperiment,
  readStoredExperiment,
  writeStoredExperiment,
} from '../../ledger/experiments';
import { planExperiment, suggestExperiment } from './experiment-plan';
import { decodeRun } from './experiment-run';
import type { ExperimentApi } from './experiment-step';
import { takeStep } from './experiment-turn';
import type { ExperimentAsk } from '../contract/experiment-ask';
import type { ExperimentAnswer, ExperimentRun } from '../contract/experiment-views';
import { BadRequest } from '../contract/request';

/** Each step is a request of its own that the page makes: a page that is closed makes no more. */
export async function experimentAnswer(
  nowMs: () => number,
  command: ExperimentAsk,
  api: ExperimentApi,
): Promise<ExperimentAnswer> {
  switch (command.action) {
    case 'last': {
      const suggested = await suggestExperiment(nowMs());
      return answerOf(nowMs(), await currentRun(nowMs()), { suggested });
    }
    case 'plan':
      return answerOf(nowMs(), await currentRun(nowMs()), { plan: await planExperiment(command, nowMs()) });
    case 'start':
      return answerOf(nowMs(), await start(command, nowMs()));
    case 'step': {
      const run = await running(command.runId, nowMs());
      const made = await takeStep(run, command, api, nowMs);
      return answerOf(nowMs(), await keep(made, nowMs()));
    }
    case 'stop':
      return answerOf(nowMs(), await stop(command.runId, nowMs()));
  }
}

/** The last run as it stands. One that was stopped while a call was under way, or whose page is gone, is over. */
async function currentRun(nowMs: number): Promise<ExperimentRun | null> {
  const run = decodeRun(await readStoredExperiment());
  if (run === null || run.endedAtMs !== null) return run;
  if (await isClaimedOfExperiment(run.id, 'stop'))
    return { ...run, endedAtMs: run.movedAtMs, stopped: 'page' };
  const isGone = nowMs - run.movedAtMs > experimentBounds.vanishedAfterMs;
  return isGone ? { ...run, endedAtMs: run.movedAtMs, stopped: 'vanished' } : run;
}

async function start(
  command: Extract<ExperimentAsk, { action: 'start' }>,
  nowMs: number,
): Promise<ExperimentRun> {
  const last = await currentRun(nowMs);
  if (last !== null && last.endedAtMs === null)
    throw new BadRequest('Another run is under way. Stop it, or wait until it has ended.');
  const plan = await planExperiment(command, nowMs);
  if (plan.mostPoints > command.agreedPoints)
    throw new BadRequest(`This run may cost ${plan.mostPoints} points, more than was agreed to.`);
  const refused = plan.pools.find(({ room }) => room.verdict !== 'allowed');
  if (refused !== undefined)
    throw new BadRequest(`The pool of ${refused.product} has not room enough for this run now.`);
  const run: ExperimentRun = {
    id: randomBytes(8).toString('hex'),
    ...{ startedAtMs: nowMs, movedAtMs: nowMs, endedAtMs: null, stopped: null },
    calls: plan.calls.map(({ product, method, template, points }) => ({ product, method, template, points })),
    ...{ repeats: plan.repeats, mostPoints: plan.mostPoints, spentPoints: 0, nextIndex: 0, results: [] },
  };
  await writeStoredExperiment(run);
  return run;
}

/** The claim is what ends the run: a call that is under way would else write over what is written here. */
async function stop(runId: string, nowMs: number): Promise<ExperimentRun> {
  const run = await running(runId, nowMs);
  await claimOfExperiment(runId, 'stop');
  const stopped: ExperimentRun = { ...run, endedAtMs: nowMs, stopped: 'page' };
  await writeStoredExperiment(stopped);
  return stopped;
}

async function running(runId: string, nowMs: number): Promise<ExperimentRun> {
  const run = await currentRun(nowMs);
  if (run?.id !== runId || run.endedAtMs !== null)
    throw new BadRequest('This run has ended, or another one was started meanwhile.');
  return run;
}

/** Keeps what a step brought. Whoever stopped the run meanwhile has the last word, and so has a run that began since. */
async function keep(made: ExperimentRun, nowMs: number): Promise<ExperimentRun> {
  const current = await currentRun(nowMs);
  if (current?.id !== made.id) throw new BadRequest('Another run was started meanwhile.');
  const { endedAtMs, stopped } = current;
  const run = endedAtMs === null ? made : { ...made, endedAtMs, stopped };
  await writeStoredExperiment(run);
  return run;
}

function answerOf(
  readAtMs: number,
  run: ExperimentRun | null,
  more: Partial<Pick<ExperimentAnswer, 'suggested' | 'plan'>> = {},
): ExperimentAnswer {
  const rows = run === null ? [] : summarise(run.results, run.calls.length);
  return { readAtMs, suggested: null, plan: null, ...more, run, rows };
}
