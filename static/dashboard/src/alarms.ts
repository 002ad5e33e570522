import type { AlarmsView } from '../../../src/admin/contract/contract';

/** What the last answer of a page warned of; `null` before one did. */
let latest: AlarmsView | null = null;
const listeners = new Set<() => void>();

export function tellAlarms(alarms: AlarmsView): void {
  latest = alarms;
  listeners.forEach((hear) => {
    hear();
  });
}

export const latestAlarms = (): AlarmsView | null => latest;

export function hearAlarms(hear: () => void): () => void {
  listeners.add(hear);
  return () => listeners.delete(hear);
}
