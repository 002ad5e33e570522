import { maxCalls, maxOperations, protocolVersion } from './bounds';
import { countFault, type FaultCounts } from './faults';
import { parseBatchId, type BatchId } from './batch-id';
import { isWhole, readCall } from './read-call';
import { operationNames, type WireCall, type WireOperation } from './wire';
import { isRecord } from '../object';

/** A batch whose every part was checked. */
export interface CheckedBatch {
  id: BatchId;
  sealedAtMs: number;
  droppedCalls: number;
  calls: WireCall[];
  operations: WireOperation[];
  /** Calls that were left out, since something that they need is wrong. */
  badCalls: number;
  /** What was wrong with entries, those included that were taken without a field. */
  faults: FaultCounts;
}

export type BatchReading =
  { ok: true; batch: CheckedBatch } | { ok: false; problem: string; badCalls: number; faults: FaultCounts };

/**
 * Reads a body. An entry that is wrong is left out and counted, and the rest is taken; a body of which nothing can be taken is
 * refused, and `problem` names the field, for the sender's developer. Never throws.
 */
export function readBatch(body: string): BatchReading {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return bad('The body is not JSON.');
  }
  if (!isRecord(value)) return bad('The body is not an object.');
  if (value['version'] !== protocolVersion) return bad(`"version" is not ${protocolVersion}.`);
  const id = parseBatchId(value['batch']);
  if (id === null)
    return bad('"batch" is not 8 to 32 small letters or digits, a full stop and a number from 1.');
  const { sealedAt, dropped = 0, calls, operations = [] } = value;
  if (!isWhole(sealedAt, Number.MAX_SAFE_INTEGER)) return bad('"sealedAt" is not epoch milliseconds.');
  if (!isWhole(dropped, 1e9)) return bad('"dropped" is not a count.');
  if (!Array.isArray(calls) || calls.length > maxCalls)
    return bad(`"calls" is not a list of ${maxCalls} at most.`);
  if (!Array.isArray(operations) || operations.length > maxOperations)
    return bad(`"operations" is not a list of ${maxOperations} at most.`);
  const checked: CheckedBatch = {
    id,
    sealedAtMs: sealedAt,
    droppedCalls: dropped,
    calls: [],
    operations: [],
    badCalls: 0,
    faults: {},
  };
  let problem: string | null = null;
  for (const [i, call] of (calls as unknown[]).entries()) {
    const reading = readCall(call);
    for (const { fault, said } of reading.faults) {
      countFault(checked.faults, fault);
      problem ??= fault === 'entry' ? `"calls[${i}]${said}` : `"calls[${i}].${said}`;
    }
    if (reading.call === null) checked.badCalls += 1;
    else checked.calls.push(reading.call);
  }
  for (const [i, operation] of (operations as unknown[]).entries()) {
    const reading = readOperation(operation);
    if (reading !== null) checked.operations.push(reading);
    else {
      countFault(checked.faults, 'operation');
      problem ??= `"operations[${i}]" is not { at, name }.`;
    }
  }
  const { badCalls, faults } = checked;
  // A sender of which nothing is right hears so at once, instead of losing every call from now on.
  if (problem !== null && isVoid(checked)) return { ok: false, problem, badCalls, faults };
  return { ok: true, batch: checked };
}

function readOperation(value: unknown): WireOperation | null {
  if (!isRecord(value)) return null;
  const { at } = value;
  const name = operationNames.find((known) => known === value['name']);
  return name === undefined || !isWhole(at, Number.MAX_SAFE_INTEGER) ? null : { at, name };
}

/** Nothing in it can be counted. */
export function isVoid({ calls, operations }: Pick<CheckedBatch, 'calls' | 'operations'>): boolean {
  return calls.length === 0 && operations.length === 0;
}

function bad(problem: string): BatchReading {
  return { ok: false, problem, badCalls: 0, faults: {} };
}
