import { mostPoints, stepAt, stepCount, type ExperimentCall } from '../../insights/routes/experiment';
import { estimatePoints } from '../../costs/estimate';
import type { PriceOverrides } from '../../costs/overrides';
import { claimOfExperiment } from '../../ledger/experiments';
import { knownPrices } from '../../ledger/prices';
import { readExperimentCall } from './experiment-calls';
import { makeStep, type ExperimentApi, type StepMade } from './experiment-step';
import type { BridgeMeasure, ExperimentAsk } from '../contract/experiment-ask';
import type { ExperimentRun } from '../contract/experiment-views';
import { BadRequest } from '../contract/request';

type Step = Extract<ExperimentAsk, { action: 'step' }>;

/**
 * The run after its next step. A step is taken before it is made, and the run moves on only when it has been made: so steps
 * follow one another whoever sends them, no call is made twice, and one whose answer was lost ends the run in its own time.
 */
export async function takeStep(
  run: ExperimentRun,
  command: Step,
  api: ExperimentApi,
  nowMs: () => number,
): Promise<ExperimentRun> {
  const { index } = command;
  const steps = stepCount(run.calls.length, run.repeats);
  if (index !== run.nextIndex) throw new BadRequest(`The next step of this run is ${run.nextIndex}.`);
  const { call: at, route } = stepAt(index, run.calls.length);
  const overrides = await knownPrices();
  const call = plannedCall(run, at, command.line, overrides);
  const isCharged = route !== 'forge.bridge';
  if (isCharged && run.spentPoints + call.points.high > run.mostPoints)
    return { ...run, movedAtMs: nowMs(), endedAtMs: nowMs(), stopped: 'budget' };
  const restPoints = mostPoints(run.calls, call.product, run.repeats) * (1 - index / steps);
  const make =
    route === 'forge.bridge'
      ? madeByPage(command.bridge, call, at, overrides)
      : () => makeStep({ call, index: at, route, restPoints, overrides }, api, nowMs);
  if (!(await claimOfExperiment(run.id, String(index))))
    throw new BadRequest('This step is being made already, or its answer was lost. No call is made twice.');
  const { result, stop } = await make();
  const atMs = nowMs();
  const isLast = index + 1 === steps;
  return {
    ...run,
    movedAtMs: atMs,
    endedAtMs: isLast || stop !== null ? atMs : null,
    stopped: isLast ? null : stop,
    spentPoints: run.spentPoints + (isCharged ? result.points.high : 0),
    nextIndex: index + 1,
    results: [...run.results, result],
  };
}

/** Measured prices are renewed each hour: what was planned before it may cost a little more after it. */
const movedMost = 1.25;

/**
 * The path is not stored, so the page says it again: it must be a call of the plan's endpoint and no dearer. What the run may spend
 * at most holds whatever moved.
 */
function plannedCall(
  run: ExperimentRun,
  at: number,
  line: string,
  overrides: PriceOverrides | undefined,
): ExperimentCall {
  const planned = run.calls[at];
  const call = readExperimentCall(line, overrides);
  const isPlanned =
    planned?.template === call.template &&
    planned.product === call.product &&
    planned.method === call.method &&
    call.points.high <= movedMost * planned.points.high;
  if (!isPlanned) throw new BadRequest('"line" is not the call that was planned for this step.');
  return call;
}

function madeByPage(
  bridge: BridgeMeasure | null,
  call: ExperimentCall,
  index: number,
  overrides: PriceOverrides | undefined,
): () => Promise<StepMade> {
  if (bridge === null) throw new BadRequest('"bridge" must say how the page’s own call went.');
  const { product, method, path } = call;
  const { points } = estimatePoints({ product, method, path, objects: bridge.objects, overrides });
  const unread = { points, policy: null, remainingPoints: null };
  const result = { call: index, route: 'forge.bridge' as const, ...bridge, ...unread };
  return () => Promise.resolve({ result, stop: bridge.status === 429 ? 'throttled' : null });
}
