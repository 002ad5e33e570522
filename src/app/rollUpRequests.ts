import { Queue } from '@forge/events';

export const rollUpQueue = 'pg-rollup';

/** One process asks at most so often for one installation; roll-ups cost in proportion to traffic, not to invocations. */
const askEveryMs = 5 * 60_000;
/** The wait lets the records of other processes gather, so that one run takes them all. */
const delaySeconds = 60;

/** Asks for a roll-up through an async event. A request that fails costs nothing: the hourly sweep takes what is left. */
export class RollUpRequests {
  private readonly askedAtMs = new Map<string, number>();

  async ask(installationId: string, nowMs: number): Promise<void> {
    const last = this.askedAtMs.get(installationId) ?? -Infinity;
    if (nowMs - last < askEveryMs) return;
    this.askedAtMs.set(installationId, nowMs);
    await pushRollUp();
  }
}

/** Two roll-ups at once would only meet each other's writes, so the platform is asked for one at a time. */
export async function pushRollUp(): Promise<void> {
  const concurrency = { key: rollUpQueue, limit: 1 };
  await new Queue({ key: rollUpQueue }).push({ body: {}, delayInSeconds: delaySeconds, concurrency });
}
