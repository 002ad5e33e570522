import { backupTurn, restoresLeft, type BackupPlan } from '../../limits/backup';

/** A backup or restore as it was kept. */
interface KeptOperation {
  name: string;
  atMs: number;
}

/** A backup that was announced and whose call was seen, too, is one backup. */
const sameWithinMs = 60_000;

/** What is known of this site's backups. The gauge knows of those that were reported to it, and of no others. */
export interface BackupsView {
  /** `null` when none was ever reported. */
  lastBackupAtMs: number | null;
  /** Whether Jira lets one start now, as far as the reports know. */
  allowed: boolean;
  /** From when to plan the next, epoch milliseconds. */
  nextPlannedAtMs: number;
  /** Restores that were reported in the last year, and how many the instance has left of the observed hundred. */
  restores: number;
  restoresLeft: number;
}

/** @param plan `null`, an unknown one, is taken for Standard, to be safe */
export function backupsView(
  operations: readonly KeptOperation[],
  plan: BackupPlan | null,
  nowMs: number,
): BackupsView {
  const lastBackupAtMs = timesOf(operations, 'jira.backup').at(-1) ?? null;
  const restores = timesOf(operations, 'jira.restore').length;
  const { allowed, nextPlannedAtMs } = backupTurn(plan ?? 'standard', lastBackupAtMs, nowMs);
  return { lastBackupAtMs, allowed, nextPlannedAtMs, restores, restoresLeft: restoresLeft(restores) };
}

function timesOf(operations: readonly KeptOperation[], wanted: string): number[] {
  const times = operations.filter(({ name }) => name === wanted).map(({ atMs }) => atMs);
  return times.sort((a, b) => a - b).filter((atMs, i) => atMs - (times[i - 1] ?? -Infinity) > sameWithinMs);
}
