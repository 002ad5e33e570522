import { Queue } from '@forge/events';

export const rollUpQueue = 'pg-rollup';

/** One process asks at most so often for one installation. */
const askEveryMs = 5 * 60_000;
/** Stored records for one request, about: roll-ups then cost in proportion to traffic, whatever the number of processes. */
const recordsPerRequest = 200;
/** The wait lets the records of other processes gather, so that one run takes them all. */
const delaySeconds = 60;

/** Asks for a roll-up through an async event. A request that fails costs nothing: the hourly sweep takes what is left. */
export class RollUpRequests {
  private readonly askedAtMs = new Map<string, number>();

  /** @param chance between 0 and 1, drawn anew for each stored record: processes know nothing of one another */
  async ask(installationId: string, nowMs: number, chance: number): Promise<void> {
    if (chance * recordsPerRequest >= 1) return;
    const last = this.askedAtMs.get(installationId) ?? -Infinity;
    if (nowMs - last < askEveryMs) return;
    this.askedAtMs.set(installationId, nowMs);
    await pushRollUp();
  }
}

/** An event that does nothing but arrive, by the way that roll-ups go. */
export async function pushCheck(id: string): Promise<void> {
  await new Queue({ key: rollUpQueue }).push({ body: { check: id } });
}

/** Two roll-ups at once would only meet each other's writes, so the platform is asked for one at a time. */
export async function pushRollUp(): Promise<void> {
  const concurrency = { key: rollUpQueue, limit: 1 };
  await new Queue({ key: rollUpQueue }).push({ body: {}, delayInSeconds: delaySeconds, concurrency });
}
