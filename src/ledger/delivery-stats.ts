import { kvs } from '@forge/kvs';
import { isCount } from '../usage/numbers';
import { addFaults, readFaultCounts, type FaultCounts } from '../protocol/faults';
import { listValues } from './list-values';
import { deliveryStatsPrefix } from './names';
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
export async function writeDeliveryStats(process: string, stats: DeliveryStatsByName): Promise<void> {
  await kvs.set(deliveryStatsPrefix + process, stats, { ttl: { value: keptDays, unit: 'DAYS' } });
}

/** The sums over all processes of the last month. Eventually consistent. */
export async function readDeliveryStats(): Promise<DeliveryStatsByName> {
  const sums: DeliveryStatsByName = {};
  for (const { value } of await listValues(deliveryStatsPrefix, mostProcesses)) {
    for (const [source, stored] of Object.entries(isRecord(value) ? value : {})) {
      const one = decodeDeliveryStats(stored);
      if (one !== null) sums[source] = addDeliveryStats(sums[source], one);
    }
  }
  return sums;
}

function addDeliveryStats(sum: DeliveryStats | undefined, one: DeliveryStats): DeliveryStats {
  if (sum === undefined) return one;
  const last = one.lastAtMs >= sum.lastAtMs ? one : sum;
  const answers = { ...sum.answers };
  for (const [answer, batches] of Object.entries(one.answers))
    answers[answer] = (answers[answer] ?? 0) + batches;
  return {
    answers,
    calls: sum.calls + one.calls,
    droppedCalls: sum.droppedCalls + one.droppedCalls,
    badCalls: sum.badCalls + one.badCalls,
    faults: addFaults(sum.faults, one.faults),
    clockAheadMs: last.clockAheadMs ?? sum.clockAheadMs ?? one.clockAheadMs,
    lastAtMs: last.lastAtMs,
    lastAnswer: last.lastAnswer,
  };
}

function decodeDeliveryStats(value: unknown): DeliveryStats | null {
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
