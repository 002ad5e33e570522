/** When a failed async event comes again. Source: Forge async events API, "Delivery guarantees" and "Retries", 2026-08. */
import { record, text } from '../cloud/untrusted';

/** An event is kept so long from its push. Trouble of the platform itself may add 72 hours; there is none here. */
const retentionMs = 24 * 3_600_000;
/** Pauses grow to about this, and a wait that is asked for is no longer. */
const longestPauseMs = 900_000;
/** The first pause; how long it really is, no page says. */
const firstPauseMs = 10_000;

/** Why an event comes again: what its consumer returned, or how it failed. */
export interface RetryRequest {
  /** `null`: the platform chooses. */
  afterMs: number | null;
  reason: string;
  data: unknown;
}

/** What a consumer asked for by the `InvocationError` that it returned; `null` where it returned none. */
export function retryRequest(returned: unknown): RetryRequest | null {
  const { _retry: isWanted, retryOptions } = record(returned);
  if (isWanted !== true) return null;
  const { retryAfter, retryReason, retryData } = record(retryOptions);
  return {
    afterMs: typeof retryAfter === 'number' ? retryAfter * 1000 : null,
    reason: text(retryReason) ?? 'FUNCTION_RETRY_REQUEST',
    data: retryData ?? null,
  };
}

/**
 * For how long the event rests now.
 * @param retryCount deliveries that went before, less one @returns `null` when the event is given up
 */
export function pauseMs(
  { afterMs }: RetryRequest,
  retryCount: number,
  pushedAtMs: number,
  nowMs: number,
): number | null {
  const grown = firstPauseMs * 2 ** Math.min(retryCount, 20);
  const pause = Math.min(longestPauseMs, Math.max(1000, afterMs ?? grown));
  return nowMs + pause < pushedAtMs + retentionMs ? pause : null;
}

/** What the consumer is told of the time in which its event still comes. */
export function retentionWindow(
  pushedAtMs: number,
  nowMs: number,
): { startTime: string; remainingTimeMs: number } {
  return {
    startTime: new Date(pushedAtMs).toISOString(),
    remainingTimeMs: Math.max(0, pushedAtMs + retentionMs - nowMs),
  };
}
