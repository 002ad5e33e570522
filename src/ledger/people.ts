import { createHmac, randomBytes } from 'node:crypto';
import type { PersonCall } from '../usage/hour-usage';
import { readOrMakeSecret } from './secret';
import type { Writer } from './writer';

/** Where the salt of an installation lies, in the secret store. */
const saltKey = 'pg:salt';
/** Calls of people that are kept until the salt is read. More of them would hardly be other people. */
const maxWaiting = 500;

/**
 * Counts the people behind calls without storing any of them. An account id becomes 32 bits by a keyed hash, and of those
 * the sketch keeps the place and length of a run of zeros. The key is random and lies in this installation's secret store,
 * where neither an export nor a query shows it: without it nobody can try out whether a known account was there. It is
 * the same for all processes and hours, since sketches of different keys could not be merged.
 *
 * A process reads it once for an installation, with the first flush after a call for a person.
 */
export class People {
  private readonly salts = new Map<string, string>();
  private readonly waiting = new Map<string, { call: PersonCall; person: string }[]>();

  note(installationId: string, call: PersonCall, person: string, writer: Writer): void {
    const salt = this.salts.get(installationId);
    if (salt !== undefined) {
      writer.bookPerson(call, hashOf(person, salt));
      return;
    }
    const waiting = this.waiting.get(installationId) ?? [];
    const { atMs, pool, route } = call;
    if (waiting.length < maxWaiting) waiting.push({ call: { atMs, pool, route }, person });
    this.waiting.set(installationId, waiting);
  }

  /** Books who waits for the salt, if there is anybody. Without the salt they are forgotten: the estimate is then too low. */
  async settle(installationId: string, writer: Writer): Promise<void> {
    const waiting = this.waiting.get(installationId);
    if (waiting === undefined) return;
    this.waiting.delete(installationId);
    const salt = await readOrMakeSecret(saltKey, () => randomBytes(32).toString('hex')).catch(() => null);
    if (salt === null) return;
    this.salts.set(installationId, salt);
    for (const { call, person } of waiting) writer.bookPerson(call, hashOf(person, salt));
  }
}

function hashOf(person: string, salt: string): number {
  return createHmac('sha256', salt).update(person).digest().readUInt32BE(0);
}
