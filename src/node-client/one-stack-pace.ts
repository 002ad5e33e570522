import { readRateLimits } from '../headers/read';
import { countsForOneStack, oneStackLimit, oneStackTurn, type OneStackAgreement } from '../limits/one-stack';
import { sleepUnlessAborted, throwIfAborted } from '../pacing/abort';
import { usualSleep, type Pace, type PaceClock } from './pace';

/**
 * The pace that One Stack wants of one tenant, over all its keys: 100 requests in a minute, and none after a refusal until the
 * time that it names. A conditional request that is answered 304 gives its place back.
 * @param agreement a limit agreed for this tenant; left out: the published one
 */
export function oneStackPace(
  { nowMs = Date.now, sleep = usualSleep }: PaceClock = {},
  agreement: OneStackAgreement = oneStackLimit,
): Pace {
  let sentMs: number[] = [];
  let closedUntilMs = 0;

  return {
    async turn(_method, _url, signal = null) {
      for (;;) {
        throwIfAborted(signal);
        const now = nowMs();
        sentMs = sentMs.filter((atMs) => atMs > now - agreement.windowMs);
        const { allowed, nextAtMs } = oneStackTurn(sentMs, now, agreement);
        if (allowed && now >= closedUntilMs) break;
        await sleepUnlessAborted(sleep, Math.max(nextAtMs, closedUntilMs) - now, signal);
      }
      const atMs = nowMs();
      sentMs.push(atMs);
      return (end) => {
        if (end === null) return;
        const { status, headers } = end;
        if (!countsForOneStack(status)) sentMs.splice(sentMs.indexOf(atMs), 1);
        const context = { status, receivedAtMs: nowMs(), product: 'oneStack' as const };
        const { waitUntilMs } = readRateLimits(headers, context);
        if (status === 429) closedUntilMs = waitUntilMs ?? nowMs() + agreement.windowMs;
      };
    },
  };
}
