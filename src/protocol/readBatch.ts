import { maxCalls, maxOperations, protocolVersion } from './bounds';
import { parseBatchId, type BatchId } from './batchId';
import { isObject, isWhole, readCall } from './readCall';
import { operationNames, type WireCall, type WireOperation } from './wire';

/** A batch whose every part was checked. */
export interface CheckedBatch {
  id: BatchId;
  sealedAtMs: number;
  droppedCalls: number;
  calls: WireCall[];
  operations: WireOperation[];
}

export type BatchReading = { ok: true; batch: CheckedBatch } | { ok: false; problem: string };

/** Reads a body. All of it is taken or nothing; `problem` names the field, for the sender's developer. Never throws. */
export function readBatch(body: string): BatchReading {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return bad('The body is not JSON.');
  }
  if (!isObject(value)) return bad('The body is not an object.');
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
  };
  for (const [i, call] of (calls as unknown[]).entries()) {
    const reading = readCall(call);
    if (typeof reading === 'string') return bad(`"calls[${i}].${reading}`);
    checked.calls.push(reading);
  }
  for (const [i, operation] of (operations as unknown[]).entries()) {
    const reading = readOperation(operation);
    if (reading === null) return bad(`"operations[${i}]" is not { at, name }.`);
    checked.operations.push(reading);
  }
  return { ok: true, batch: checked };
}

function readOperation(value: unknown): WireOperation | null {
  if (!isObject(value)) return null;
  const { at } = value;
  const name = operationNames.find((known) => known === value['name']);
  return name === undefined || !isWhole(at, Number.MAX_SAFE_INTEGER) ? null : { at, name };
}

function bad(problem: string): BatchReading {
  return { ok: false, problem };
}
