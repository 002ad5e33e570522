import { isCount, isRecord } from '../account/codec';
import { experimentBounds, stepCount } from '../analysis/experiment';
import { stopReasons, type ExperimentRun } from './experimentViews';

/** The stored run; `null` for none, and for a value that another version wrote: it is a result of the day, not the account. */
export function decodeRun(value: unknown): ExperimentRun | null {
  if (!isRecord(value)) return null;
  const { id, startedAtMs, endedAtMs, stopped, calls, repeats, mostPoints, spentPoints, nextIndex, results } =
    value;
  const { calls: mostCalls, repeats: mostRepeats } = experimentBounds;
  if (typeof id !== 'string' || !isCount(startedAtMs) || !(endedAtMs === null || isCount(endedAtMs)))
    return null;
  if (!(stopped === null || stopReasons.some((reason) => reason === stopped))) return null;
  if (!isCount(repeats) || repeats > mostRepeats || !isCount(nextIndex) || !isPoints(mostPoints)) return null;
  if (!isPoints(spentPoints) || !isListOf(calls, mostCalls, isPlannedCall)) return null;
  if (!isListOf(results, stepCount(mostCalls, mostRepeats), isResult)) return null;
  // Every field that the page and the next step rely on was looked at; ours is the only writer of this key.
  return value as unknown as ExperimentRun;
}

function isListOf(value: unknown, most: number, isOne: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length <= most && value.every(isOne);
}

function isPlannedCall(value: unknown): boolean {
  return isRecord(value) && typeof value['template'] === 'string' && isRange(value['points']);
}

function isResult(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return isCount(value['call']) && typeof value['route'] === 'string' && isRange(value['points']);
}

function isRange(value: unknown): boolean {
  return isRecord(value) && isPoints(value['low']) && isPoints(value['likely']) && isPoints(value['high']);
}

function isPoints(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
