/** Jira's own backups and restores, as backup tools run into them. */
import type { Method } from '../model';
import { minuteMs } from '../time';

export const backupPlans = ['free', 'standard', 'premium', 'enterprise'] as const;
export type BackupPlan = (typeof backupPlans)[number];

export const backupLimits = {
  source: 'https://helpcenter.xopero.com, Jira API rate limits',
  readOn: '2026-11-22',
  /** Jira refuses a backup sooner after the last. */
  minimumGapMs: 360 * minuteMs,
  /** What to plan with: at exactly six hours small differences of clocks get a backup refused. */
  plannedGapMs: 361 * minuteMs,
  /** Seen by a vendor's tests, documented by nobody. */
  restoresPerInstance: 100,
} as const;

/** `null`: nothing is known. Premium has no limit; nothing is said of Enterprise. */
export function isBackupSpaced(plan: BackupPlan): boolean | null {
  switch (plan) {
    case 'free':
    case 'standard':
      return true;
    case 'premium':
      return false;
    case 'enterprise':
      return null;
  }
}

export interface BackupTurn {
  /** Whether Jira lets a backup start now. */
  allowed: boolean;
  /** When to plan the next: a minute after Jira would allow it, `nowMs` if that is past. */
  nextPlannedAtMs: number;
}

/** `lastBackupAtMs`: when the last one started, `null` for none. An unknown plan is spaced, to be safe. */
export function backupTurn(plan: BackupPlan, lastBackupAtMs: number | null, nowMs: number): BackupTurn {
  if (isBackupSpaced(plan) === false || lastBackupAtMs === null)
    return { allowed: true, nextPlannedAtMs: nowMs };
  return {
    allowed: nowMs >= lastBackupAtMs + backupLimits.minimumGapMs,
    nextPlannedAtMs: Math.max(nowMs, lastBackupAtMs + backupLimits.plannedGapMs),
  };
}

/** Restores left to an instance that has had `restoresMade`. */
export const restoresLeft = (restoresMade: number): number =>
  Math.max(0, backupLimits.restoresPerInstance - restoresMade);

const backupPath = /\/backup\/(?:[^?#]*\/)?(export|import|restore)(?:\/|$)/i;

/**
 * Whether a call started a backup or a restore: an accepted POST below a `…/backup/…` path, told apart by its word. `null`
 * for every other call. Jira documents neither; the path of the backup is the one that backup tools use.
 */
export function backupOperationOf(
  method: Method,
  path: string,
  status: number | null,
): 'jira.backup' | 'jira.restore' | null {
  if (method !== 'POST' || status === null || status < 200 || status > 299) return null;
  const word = backupPath.exec(path.split(/[?#]/, 1)[0] ?? '')?.[1]?.toLowerCase();
  if (word === undefined) return null;
  return word === 'export' ? 'jira.backup' : 'jira.restore';
}
