import { isCount } from '../../usage/numbers';
import {
  experimentBounds,
  experimentRoutes,
  stepCount,
  type ExperimentCall,
  type ExperimentResult,
} from '../../insights/routes/experiment';
import { bridgeProducts } from '../../bridge-client/wire';
import type { Points } from '../../model';
import { stopReasons, type ExperimentRun } from '../contract/experiment-views';
import { isRecord } from '../../object';

type Planned = ExperimentRun['calls'][number];

/** The stored run; `null` for none, and for a value that another version wrote: it is a result of the day, not the account. */
export function decodeRun(value: unknown): ExperimentRun | null {
  if (!isRecord(value)) return null;
  const { id, startedAtMs, movedAtMs, endedAtMs, repeats, mostPoints, spentPoints, nextIndex } = value;
  const { calls: mostCalls, repeats: mostRepeats } = experimentBounds;
  const stopped = value['stopped'] === null ? null : oneOf(stopReasons, value['stopped']);
  const calls = listOf(value['calls'], mostCalls, readPlanned);
  const results = listOf(value['results'], stepCount(mostCalls, mostRepeats), readResult);
  if (typeof id !== 'string' || stopped === undefined || calls === null || results === null) return null;
  if (!isCount(startedAtMs) || !isCount(movedAtMs) || !isCountOrNull(endedAtMs)) return null;
  if (!isCount(repeats) || repeats > mostRepeats || !isCount(nextIndex)) return null;
  if (!isAmount(mostPoints) || !isAmount(spentPoints)) return null;
  if (results.some(({ call }) => call >= calls.length)) return null;
  const times = { startedAtMs, movedAtMs, endedAtMs };
  return { id, ...times, stopped, calls, repeats, mostPoints, spentPoints, nextIndex, results };
}

function readPlanned(value: unknown): Planned | null {
  if (!isRecord(value)) return null;
  const product = oneOf(bridgeProducts, value['product']);
  const method = oneOf<ExperimentCall['method']>(['GET', 'POST'], value['method']);
  const points = readRange(value['points']);
  const { template } = value;
  if (product === undefined || method === undefined || points === null) return null;
  return typeof template === 'string' ? { product, method, template, points } : null;
}

function readResult(value: unknown): ExperimentResult | null {
  if (!isRecord(value)) return null;
  const { call, status, latencyMs, objects, policy, remainingPoints } = value;
  const route = oneOf(experimentRoutes, value['route']);
  const points = readRange(value['points']);
  if (!isCount(call) || route === undefined || points === null || !isAmount(latencyMs)) return null;
  if (!isCountOrNull(status) || !isCountOrNull(objects)) return null;
  if (policy !== null && typeof policy !== 'string') return null;
  if (remainingPoints !== null && !isAmount(remainingPoints)) return null;
  return { call, route, status, latencyMs, objects, points, policy, remainingPoints };
}

function readRange(value: unknown): Points | null {
  if (!isRecord(value)) return null;
  const { low, likely, high } = value;
  return isAmount(low) && isAmount(likely) && isAmount(high) ? { low, likely, high } : null;
}

/** `null` when one of them is not what it should be: half a run would be a wrong result. */
function listOf<T>(value: unknown, most: number, read: (one: unknown) => T | null): T[] | null {
  if (!Array.isArray(value) || value.length > most) return null;
  const found = (value as unknown[]).flatMap((one) => read(one) ?? []);
  return found.length === value.length ? found : null;
}

function oneOf<T extends string>(list: readonly T[], value: unknown): T | undefined {
  return list.find((known) => known === value);
}

function isCountOrNull(value: unknown): value is number | null {
  return value === null || isCount(value);
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
