import { backupTurn, type BackupPlan } from '../limits/backup';
import { BackupTooSoonError } from '../limits/backup-errors';
import type { Reporter } from './reporter-options';

export interface BackupGateOptions {
  /** Free and Standard: six hours between two backups. Premium: none. */
  plan: BackupPlan;
  reporter: Pick<Reporter, 'operation'>;
  /** When the last backup of this site was started, epoch milliseconds; `null` when nobody knows. */
  lastBackupAtMs: number | null;
  /** `refuse`: a backup that Jira would refuse is an error here. `warn`: it is only said, and Jira decides. */
  tooSoon: 'refuse' | 'warn';
  nowMs?: () => number;
}

export interface BackupStart {
  /** `false` when Jira will probably refuse it. */
  allowed: boolean;
  /** When to plan the one after this, epoch milliseconds. */
  nextPlannedAtMs: number;
}

/**
 * Asked before each backup of one site, and reports those that begin.
 * @throws BackupTooSoonError with `tooSoon: 'refuse'`
 */
export function backupGate(options: BackupGateOptions): () => BackupStart {
  const { plan, reporter, tooSoon, nowMs = Date.now } = options;
  let { lastBackupAtMs } = options;
  return () => {
    const atMs = nowMs();
    const { allowed, nextPlannedAtMs } = backupTurn(plan, lastBackupAtMs, atMs);
    if (!allowed && tooSoon === 'refuse') throw new BackupTooSoonError(nextPlannedAtMs);
    if (allowed) {
      lastBackupAtMs = atMs;
      reporter.operation('jira.backup');
    }
    return { allowed, nextPlannedAtMs: backupTurn(plan, lastBackupAtMs, atMs).nextPlannedAtMs };
  };
}
