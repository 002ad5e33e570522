/** Pushes as long as the fleet runs. That a receiver is away is said once, and holds up nothing. */
import type { Pusher } from './otlp';
import type { MetricsSource } from './source';

interface LoopPort {
  err: { write: (text: string) => unknown };
  wait: (ms: number, stopped: AbortSignal) => Promise<void>;
  stopped: AbortSignal;
}

export async function pushEach(
  source: MetricsSource,
  pusher: Pusher,
  everyMs: number,
  { err, wait, stopped }: LoopPort,
): Promise<void> {
  let said: string | null = null;
  while (!stopped.aborted) {
    const why = await source
      .snapshot()
      .then((snapshot) => pusher.push(snapshot))
      .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    if (why !== null && why !== said) err.write(`Figures could not be pushed: ${why}; it is tried again.\n`);
    if (why === null && said !== null) err.write('Figures are pushed again.\n');
    said = why;
    await wait(everyMs, stopped);
  }
}
