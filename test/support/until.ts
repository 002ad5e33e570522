import { setTimeout as pause } from 'node:timers/promises';
import { waitMs } from './patience.json';

/** How long between two looks: short beside anything that is waited for, long enough to leave the processor alone. */
const lookAgainMs = 20;

/** Waits for what another process or a timer brings about. @throws Error that says what did not come about */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  everyMs = lookAgainMs,
): Promise<void> {
  const endsAtMs = Date.now() + waitMs;
  while (!(await holds())) {
    if (Date.now() > endsAtMs) throw new Error(`Waited ${waitMs / 1000} s in vain: ${what}.`);
    await pause(everyMs);
  }
}
