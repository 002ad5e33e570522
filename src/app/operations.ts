import { backupsView } from '../insights/incidents/backups';
import { allOf } from '../ledger/all-of';
import { keepOperation, readOperations } from '../ledger/operations';
import { readState } from '../ledger/settings';
import { backupOperationOf } from '../limits/backup';
import { BackupTooSoonError, RestoresUsedUpError } from '../limits/backup-errors';
import type { Observation } from '../model';
import type { OperationName } from '../protocol/wire';

export interface OperationChoice {
  /** `refuse`: what Jira would refuse is an error. `warn` (when left out): it is only said, and Jira decides. */
  tooSoon?: 'refuse' | 'warn';
}

export interface OperationStart {
  /** `false` when Jira will probably refuse it; `null` when storage did not say what was done before. */
  allowed: boolean | null;
  /** When to plan the next backup, epoch milliseconds; `null` when unknown. */
  nextPlannedAtMs: number | null;
  /** Restores that the site has left of the hundred that were seen to work; `null` when unknown. */
  restoresLeft: number | null;
}

const unknown: OperationStart = { allowed: null, nextPlannedAtMs: null, restoresLeft: null };

/**
 * Looks up what is known of this site's backups, and keeps the one that begins now. One that would be refused is not kept:
 * it would move the time of the next.
 * @throws BackupTooSoonError or RestoresUsedUpError with `tooSoon: 'refuse'`, and nothing else
 */
export async function startOperation(
  name: OperationName,
  { tooSoon = 'warn' }: OperationChoice,
  nowMs: number,
  onFault: (error: unknown) => void,
): Promise<OperationStart> {
  const known = await lookUp().catch((error: unknown) => {
    onFault(error);
    return null;
  });
  if (known !== null) {
    const before = backupsView(known.operations, known.edition, nowMs);
    const { nextPlannedAtMs, restores, restoresLeft } = before;
    const allowed = name === 'jira.backup' ? before.allowed : restoresLeft > 0;
    if (!allowed) {
      const isBackup = name === 'jira.backup';
      const why = isBackup ? new BackupTooSoonError(nextPlannedAtMs) : new RestoresUsedUpError(restores);
      if (tooSoon === 'refuse') throw why;
      console.warn(`Points Gauge: ${why.message}`);
      return { allowed, nextPlannedAtMs, restoresLeft };
    }
  }
  const operation = { name, atMs: nowMs, app: 'own' };
  await keepOperation(operation).catch(onFault);
  if (known === null) return unknown;
  const after = backupsView([...known.operations, operation], known.edition, nowMs);
  return { allowed: true, nextPlannedAtMs: after.nextPlannedAtMs, restoresLeft: after.restoresLeft };
}

async function lookUp() {
  const [operations, { settings }] = await allOf([readOperations(), readState()]);
  return { operations, edition: settings.stated.edition };
}

/** Backups and restores that the app's own calls started, told by their address; kept when their invocation ends. */
export class SeenOperations {
  private readonly byInstallation = new Map<string, { name: OperationName; atMs: number }[]>();

  note(installationId: string, { pool, method, template, status, atMs }: Observation): void {
    const name = pool.product === 'jira' ? backupOperationOf(method, template, status) : null;
    if (name === null) return;
    const noted = this.byInstallation.get(installationId) ?? [];
    this.byInstallation.set(installationId, [...noted, { name, atMs }]);
  }

  async keep(installationId: string): Promise<void> {
    const noted = this.byInstallation.get(installationId) ?? [];
    this.byInstallation.delete(installationId);
    await allOf(noted.map((one) => keepOperation({ ...one, app: 'own' })));
  }
}
