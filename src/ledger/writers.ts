import { randomBytes } from 'node:crypto';
import { Writer } from './writer';

/** Above this many, writers that hold nothing are forgotten; a new one gets a new id, so nothing is counted twice. */
const keptWriters = 500;

/**
 * The writers of this process, kept apart by installation: one warm process serves several, and none may ever see or
 * store what belongs to another.
 */
export class Writers {
  private readonly byInstallation = new Map<string, Writer>();

  of(installationId: string): Writer {
    const known = this.byInstallation.get(installationId);
    if (known !== undefined) return known;
    this.forgetIdle();
    const made = new Writer(randomBytes(6).toString('hex'));
    this.byInstallation.set(installationId, made);
    return made;
  }

  /** What was booked and is not stored yet goes with everything else that was recorded. */
  drop(installationId: string): void {
    this.byInstallation.delete(installationId);
  }

  private forgetIdle(): void {
    if (this.byInstallation.size < keptWriters) return;
    for (const [id, writer] of this.byInstallation) if (writer.isIdle) this.byInstallation.delete(id);
  }
}
