/** Tells as long as the fleet runs. What goes wrong is said once, and holds up nothing. */
import { alertTurn, type AlertPort } from './turn';

const everyMs = 30_000;

export async function tellEach(
  port: AlertPort,
  wait: (ms: number, stopped: AbortSignal) => Promise<void>,
): Promise<void> {
  const { stopped } = port;
  let said: string | null = null;
  while (!stopped.aborted) {
    const why = await alertTurn(port).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (why !== null && why !== said) port.note(`Alerts could not be judged: ${why}; it is tried again.`);
    said = why;
    await wait(everyMs, stopped);
  }
}
