import { isCount } from '../../usage/codec';
import { experimentBounds, stepCount } from '../../insights/routes/experiment';
import type { Ask } from './contract';
import type { BridgeMeasure, ExperimentAsk } from './experiment-views';
import { BadRequest, readAsk, record } from './read-ask';

/** Throws `BadRequest` when the payload is not what the contract says. */
export function readExperimentAsk(payload: unknown): Ask & { wish: ExperimentAsk } {
  return { ...readAsk(payload), wish: readWish(record(record(payload, 'The request')['wish'], '"wish"')) };
}

function readWish(wish: Record<string, unknown>): ExperimentAsk {
  const { action } = wish;
  switch (action) {
    case 'last':
      return { action };
    case 'plan':
      return { action, ...readSize(wish) };
    case 'start': {
      const { agreedPoints } = wish;
      if (!isCount(agreedPoints)) throw new BadRequest('"agreedPoints" must be a whole number of points.');
      return { action, ...readSize(wish), agreedPoints };
    }
    case 'step': {
      const { index, line, bridge } = wish;
      const { calls, repeats } = experimentBounds;
      if (!isCount(index) || index >= stepCount(calls, repeats))
        throw new BadRequest('"index" must be the number of a step.');
      if (typeof line !== 'string') throw new BadRequest('"line" must be the call of the step.');
      return { action, runId: readRunId(wish), index, line, bridge: readMeasure(bridge) };
    }
    case 'stop':
      return { action, runId: readRunId(wish) };
  }
  throw new BadRequest('"action" must be last, plan, start, step or stop.');
}

function readSize({ lines, repeats }: Record<string, unknown>): { lines: string[]; repeats: number } {
  const { calls, repeats: most } = experimentBounds;
  if (!Array.isArray(lines) || lines.length < 1 || lines.length > calls)
    throw new BadRequest(`"lines" must be one to ${calls} calls.`);
  if (!isCount(repeats) || repeats < 1 || repeats > most)
    throw new BadRequest(`"repeats" must be a whole number from 1 to ${most}.`);
  const texts = (lines as unknown[]).filter((line): line is string => typeof line === 'string');
  if (texts.length !== lines.length) throw new BadRequest('"lines" must be texts.');
  return { lines: texts, repeats };
}

function readRunId({ runId }: Record<string, unknown>): string {
  if (typeof runId !== 'string' || !/^[a-z0-9]{8,40}$/.test(runId))
    throw new BadRequest('"runId" must be that of a run.');
  return runId;
}

function readMeasure(value: unknown): BridgeMeasure | null {
  if (value === null || value === undefined) return null;
  const { status, latencyMs, objects } = record(value, '"bridge"');
  if (!isCountOrNull(status) || !isCountOrNull(objects) || !isCount(latencyMs))
    throw new BadRequest('"bridge" must hold status, latencyMs and objects, whole numbers.');
  return { status, latencyMs, objects };
}

function isCountOrNull(value: unknown): value is number | null {
  return value === null || isCount(value);
}
