import { kvs } from '@forge/kvs';
import { isCount } from '../usage/numbers';
import { addFaults, readFaultCounts, type FaultCounts } from '../protocol/faults';
import { listValues } from './list-values';
import { tracePrefix } from './names';
import { isRecord } from '../object';

/** What came of the batches of one source, or of all that no source signed, as one process saw it. */
export interface DeliveryStats {
  /** Batches by answer. */
  answers: Record<string, number>;
  /** Calls that were booked. */
  calls: number;
  /** Calls that the sender says it could not keep. */
  droppedCalls: number;
  /** Calls that were not taken, since something in them was wrong. */
  badCalls: number;
  /** What was wrong, in those and in calls that were taken without a field. */
  faults: FaultCounts;
  /** How far the source's clock was ahead of the gauge's when it last reported; `null` where nobody signed. */
  clockAheadMs: number | null;
  lastAtMs: number;
  lastAnswer: string;
}

/** By source id; the empty text stands for everything that no source signed. */
export type DeliveryStatsByName = Record<string, DeliveryStats>;

const keptDays = 30;
const mostProcesses = 500;

/** Each process writes its own value, with its sums so far: the last write of it says all. */
export async function writeTraces(process: string, traces: DeliveryStatsByName): Promise<void> {
  await kvs.set(tracePrefix + process, traces, { ttl: { value: keptDays, unit: 'DAYS' } });
}

/** The sums over all processes of the last month. Eventually consistent. */
export async function readTraces(): Promise<DeliveryStatsByName> {
  const sums: DeliveryStatsByName = {};
  for (const { value } of await listValues(tracePrefix, mostProcesses)) {
    for (const [source, stored] of Object.entries(isRecord(value) ? value : {})) {
      const trace = decodeTrace(stored);
      if (trace !== null) sums[source] = addTraces(sums[source], trace);
    }
  }
  return sums;
}

function addTraces(sum: DeliveryStats | undefined, trace: DeliveryStats): DeliveryStats {
  if (sum === undefined) return trace;
  const last = trace.lastAtMs >= sum.lastAtMs ? trace : sum;
  const answers = { ...sum.answers };
  for (const [answer, batches] of Object.entries(trace.answers))
    answers[answer] = (answers[answer] ?? 0) + batches;
  return {
    answers,
    calls: sum.calls + trace.calls,
    droppedCalls: sum.droppedCalls + trace.droppedCalls,
    badCalls: sum.badCalls + trace.badCalls,
    faults: addFaults(sum.faults, trace.faults),
    clockAheadMs: last.clockAheadMs ?? sum.clockAheadMs ?? trace.clockAheadMs,
    lastAtMs: last.lastAtMs,
    lastAnswer: last.lastAnswer,
  };
}

function decodeTrace(value: unknown): DeliveryStats | null {
  if (!isRecord(value) || !isRecord(value['answers'])) return null;
  const { answers, calls, droppedCalls, lastAtMs, lastAnswer } = value;
  if (!isCount(calls) || !isCount(droppedCalls) || !isCount(lastAtMs) || typeof lastAnswer !== 'string')
    return null;
  const counts = Object.entries(answers).filter((entry): entry is [string, number] => isCount(entry[1]));
  // Left out by a process of an earlier version.
  const { badCalls, faults, clockAheadMs } = value;
  return {
    ...{ answers: Object.fromEntries(counts), calls, droppedCalls, lastAtMs, lastAnswer },
    badCalls: isCount(badCalls) ? badCalls : 0,
    faults: readFaultCounts(faults),
    clockAheadMs: typeof clockAheadMs === 'number' && Number.isFinite(clockAheadMs) ? clockAheadMs : null,
  };
}
