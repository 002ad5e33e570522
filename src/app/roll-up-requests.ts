import { Queue } from '@forge/events';

export const rollUpQueue = 'pg-rollup';

/** One process asks at most so often for one installation. */
const askEveryMs = 5 * 60_000;
/** Stored records for one request, about: roll-ups then cost in proportion to traffic, whatever the number of processes. */
const recordsPerRequest = 200;
/** The same where a wall is near: each minute counts then. */
const askUrgentlyEveryMs = 60_000;
/** The wait lets the records of other processes gather, so that one run takes them all; shorter where a wall is near. */
const delaySeconds = 60;
export const urgentDelaySeconds = 5;

/** Asks for a roll-up through an async event. A request that fails costs nothing: the hourly sweep takes what is left. */
export class RollUpRequests {
  private readonly askedAtMs = new Map<string, number>();

  /**
   * @param chance between 0 and 1, drawn anew for each stored record: processes know nothing of one another
   * @param isUrgent this process alone would empty a pool within minutes
   */
  async ask(installationId: string, nowMs: number, chance: number, isUrgent = false): Promise<void> {
    if (this.isDue(installationId, nowMs, chance, isUrgent))
      await pushRollUp(isUrgent ? urgentDelaySeconds : delaySeconds);
  }

  /** Whether to ask now; then it counts as asked. */
  isDue(installationId: string, nowMs: number, chance: number, isUrgent: boolean): boolean {
    if (!isUrgent && chance * recordsPerRequest >= 1) return false;
    const last = this.askedAtMs.get(installationId) ?? -Infinity;
    if (nowMs - last < (isUrgent ? askUrgentlyEveryMs : askEveryMs)) return false;
    this.askedAtMs.set(installationId, nowMs);
    return true;
  }
}

/** An event that does nothing but arrive, by the way that roll-ups go. */
export async function pushCheck(id: string): Promise<void> {
  await new Queue({ key: rollUpQueue }).push({ body: { check: id } });
}

/** Two roll-ups at once would only meet each other's writes, so the platform is asked for one at a time. */
export async function pushRollUp(delayInSeconds = delaySeconds): Promise<void> {
  const concurrency = { key: rollUpQueue, limit: 1 };
  await new Queue({ key: rollUpQueue }).push({ body: {}, delayInSeconds, concurrency });
}
