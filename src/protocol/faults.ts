/**
 * What can be wrong with one entry of a batch: the field's name, `entry` for what is no object, `time` for a moment that does
 * not fit the batch. Few enough to be counted, whatever a sender sends.
 */
export const callFaults = [
  ...(['entry', 'time', 'at', 'product', 'route', 'method', 'path', 'status', 'ms'] as const),
  ...(['trigger', 'tag', 'tenant', 'objects', 'points', 'headers', 'operation'] as const),
] as const;
export type CallFault = (typeof callFaults)[number];

/** Entries by fault. */
export type FaultCounts = Partial<Record<CallFault, number>>;

export function countFault(counts: FaultCounts, fault: CallFault): void {
  counts[fault] = (counts[fault] ?? 0) + 1;
}

/** The counts of a stored or a foreign value, unknown names left out. */
export function readFaultCounts(value: unknown): FaultCounts {
  if (typeof value !== 'object' || value === null) return {};
  const counts: FaultCounts = {};
  for (const fault of callFaults) {
    const n: unknown = Reflect.get(value, fault);
    if (Number.isSafeInteger(n) && (n as number) > 0) counts[fault] = n as number;
  }
  return counts;
}

export function addFaults(one: FaultCounts, other: FaultCounts): FaultCounts {
  const sum: FaultCounts = { ...one };
  for (const fault of callFaults) {
    const n = (one[fault] ?? 0) + (other[fault] ?? 0);
    if (n > 0) sum[fault] = n;
  }
  return sum;
}
