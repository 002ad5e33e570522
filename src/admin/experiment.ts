import { randomBytes } from 'node:crypto';
import { mostPoints, stepAt, stepCount, type ExperimentCall } from '../analysis/experiment';
import { experimentRoom } from '../analysis/experimentBudget';
import { summarise } from '../analysis/experimentSummary';
import { poolViews } from '../analysis/pools';
import { estimatePoints } from '../costs/estimate';
import { readStoredExperiment, writeStoredExperiment } from '../ledger/experiments';
import { readExperimentCall, suggestedCalls } from './experimentCalls';
import { decodeRun } from './experimentRun';
import { makeStep, type ExperimentApi } from './experimentStep';
import type { ExperimentAnswer, ExperimentAsk, ExperimentPlan, ExperimentRun } from './experimentViews';
import { loadDay } from './load';
import { BadRequest } from './readAsk';

type Step = Extract<ExperimentAsk, { action: 'step' }>;

/** Each step is a request of its own that the page makes: a page that is closed makes no more. */
export async function experimentAnswer(
  nowMs: () => number,
  wish: ExperimentAsk,
  api: ExperimentApi,
): Promise<ExperimentAnswer> {
  switch (wish.action) {
    case 'last':
      return answerOf(nowMs(), await lastRun(), null);
    case 'plan':
      return answerOf(nowMs(), await lastRun(), await planOf(wish, nowMs()));
    case 'start':
      return answerOf(nowMs(), await start(wish, nowMs()), null);
    case 'step':
      return answerOf(nowMs(), await step(wish, nowMs, api), null);
    case 'stop':
      return answerOf(nowMs(), await stop(wish.runId, nowMs()), null);
  }
}

async function lastRun(): Promise<ExperimentRun | null> {
  return decodeRun(await readStoredExperiment());
}

async function planOf(
  { lines, repeats }: { lines: readonly string[]; repeats: number },
  nowMs: number,
): Promise<ExperimentPlan> {
  const calls = lines.map(readExperimentCall);
  const { reading } = await loadDay(nowMs);
  const pools = poolViews(reading.hours, nowMs).filter(({ pool }) => pool.app === 'own');
  const products = [...new Set(calls.map(({ product }) => product))];
  return {
    ...{ calls, repeats, steps: stepCount(calls.length, repeats) },
    pools: products.map((product) => {
      const most = Math.ceil(mostPoints(calls, product, repeats));
      const pool = pools.find((view) => view.pool.product === product);
      const level = pool?.level ?? { basis: 'none', lowPoints: 0, highPoints: null };
      return { product, mostPoints: most, room: experimentRoom(most, level, pool?.quotaPoints ?? null) };
    }),
    mostPoints: Math.ceil(products.reduce((sum, product) => sum + mostPoints(calls, product, repeats), 0)),
  };
}

async function start(
  wish: Extract<ExperimentAsk, { action: 'start' }>,
  nowMs: number,
): Promise<ExperimentRun> {
  const plan = await planOf(wish, nowMs);
  if (plan.mostPoints > wish.agreedPoints)
    throw new BadRequest(`This run may cost ${plan.mostPoints} points, more than was agreed to.`);
  const refused = plan.pools.find(({ room }) => room.verdict !== 'allowed');
  if (refused !== undefined)
    throw new BadRequest(`The pool of ${refused.product} has not room enough for this run now.`);
  const run: ExperimentRun = {
    id: randomBytes(8).toString('hex'),
    ...{ startedAtMs: nowMs, endedAtMs: null, stopped: null },
    calls: plan.calls.map(({ product, method, template, points }) => ({ product, method, template, points })),
    ...{ repeats: plan.repeats, mostPoints: plan.mostPoints, spentPoints: 0, nextIndex: 0, results: [] },
  };
  await writeStoredExperiment(run);
  return run;
}

async function step(wish: Step, nowMs: () => number, api: ExperimentApi): Promise<ExperimentRun> {
  const run = await running(wish.runId);
  const { index } = wish;
  if (index !== run.nextIndex) throw new BadRequest(`The next step of this run is ${run.nextIndex}.`);
  const { call: at, route } = stepAt(index, run.calls.length);
  const planned = run.calls[at];
  const call = readExperimentCall(wish.line);
  if (planned === undefined || call.template !== planned.template || call.points.high > planned.points.high)
    throw new BadRequest('"line" is not the call that was planned for this step.');
  const isLast = index + 1 === stepCount(run.calls.length, run.repeats);
  const next = { ...run, nextIndex: index + 1, endedAtMs: isLast ? nowMs() : null };
  if (route === 'forge.bridge')
    return keep({ ...next, results: [...run.results, bridgeResult(wish, call, at)] });

  if (run.spentPoints + call.points.high > run.mostPoints)
    return keep({ ...run, endedAtMs: nowMs(), stopped: 'budget' });
  // Taken before the call is made, so that a step that is sent twice is not made twice.
  const reserved = run.spentPoints + call.points.high;
  await writeStoredExperiment({ ...next, spentPoints: reserved });
  const restPoints =
    mostPoints(run.calls, call.product, run.repeats) * (1 - index / stepCount(run.calls.length, run.repeats));
  const { result, stop: reason } = await makeStep({ call, index: at, route, restPoints }, api, nowMs);
  const spentPoints = run.spentPoints + result.points.high;
  const results = [...run.results, result];
  if (reason === null || isLast) return keep({ ...next, spentPoints, results });
  return keep({ ...next, spentPoints, results, endedAtMs: nowMs(), stopped: reason });
}

function bridgeResult(
  { bridge }: Step,
  call: ExperimentCall,
  index: number,
): ExperimentRun['results'][number] {
  if (bridge === null) throw new BadRequest('"bridge" must say how the page’s own call went.');
  const { product, method, path } = call;
  const { points } = estimatePoints({ product, method, path, objects: bridge.objects });
  return { call: index, route: 'forge.bridge', ...bridge, points, policy: null, remainingPoints: null };
}

async function stop(runId: string, nowMs: number): Promise<ExperimentRun> {
  return keep({ ...(await running(runId)), endedAtMs: nowMs, stopped: 'page' });
}

async function running(runId: string): Promise<ExperimentRun> {
  const run = await lastRun();
  if (run?.id !== runId || run.endedAtMs !== null)
    throw new BadRequest('This run has ended, or another one was started meanwhile.');
  return run;
}

async function keep(run: ExperimentRun): Promise<ExperimentRun> {
  await writeStoredExperiment(run);
  return run;
}

function answerOf(
  readAtMs: number,
  run: ExperimentRun | null,
  plan: ExperimentPlan | null,
): ExperimentAnswer {
  const rows = run === null ? [] : summarise(run.results, run.calls.length);
  return { readAtMs, suggested: suggestedCalls, plan, run, rows };
}
