import { callWithinMs, clockToleranceMs } from './bounds';
import { addFaults, countFault, type FaultCounts } from './faults';
import type { CheckedBatch } from './read-batch';

/**
 * Leaves out what cannot have happened before the batch was closed, or too long before: it would open, or reopen, an hour that
 * is over. Held against the batch's own time and not against now, so that a batch is the same however often it is sent.
 */
export function keepInTime(batch: CheckedBatch): CheckedBatch {
  const { sealedAtMs } = batch;
  const fits = ({ at }: { at: number }): boolean =>
    at <= sealedAtMs + clockToleranceMs && at >= sealedAtMs - callWithinMs;
  const calls = batch.calls.filter(fits);
  const operations = batch.operations.filter(fits);
  const late = batch.calls.length - calls.length;
  const faults: FaultCounts = {};
  const left = late + batch.operations.length - operations.length;
  for (let i = 0; i < left; i += 1) countFault(faults, 'time');
  return {
    ...batch,
    calls,
    operations,
    badCalls: batch.badCalls + late,
    faults: addFaults(batch.faults, faults),
  };
}
