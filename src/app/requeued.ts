import { InvocationError, InvocationErrorCode } from '@forge/events';
import { TryLaterError } from '../pacing/try-later-error';
import { isRecord } from '../object';

/** Longest wait that an async event may ask for. Source: Forge async events API, "RetryOptions", 2026-08. */
const longestSeconds = 900;

/**
 * Wraps the consumer of a queue: work that has to be put off comes back through the queue when its time has come, or in a
 * quarter of an hour if that is sooner. Forge delivers an event again for 24 hours from its push, and no limit is closed for
 * longer than an hour. Any other error is the consumer's own; Forge delivers the event again after it, too.
 */
export function requeued<Args extends unknown[], Result>(
  consumer: (...args: Args) => Result | Promise<Result>,
): (...args: Args) => Promise<Result | InvocationError> {
  return async (...args) => {
    try {
      return await consumer(...args);
    } catch (error) {
      if (!(error instanceof TryLaterError)) throw error;
      const seconds = Math.ceil((error.retryAtMs - Date.now()) / 1000);
      return new InvocationError({
        retryAfter: Math.min(longestSeconds, Math.max(1, seconds)),
        retryReason: InvocationErrorCode.FUNCTION_UPSTREAM_RATE_LIMITED,
      });
    }
  };
}

/**
 * How long ago an async event was pushed that comes again; `null` for a first delivery. Forge says so on every delivery but
 * the first. Source: Forge async events API, "Retry context", 2026-08.
 */
export function redeliveredAfterMs(event: unknown, nowMs: number): number | null {
  const context = isRecord(event) ? event['retryContext'] : null;
  if (!isRecord(context)) return null;
  const window = context['retentionWindow'];
  const startTime = isRecord(window) ? window['startTime'] : null;
  const startedAtMs = typeof startTime === 'string' ? Date.parse(startTime) : NaN;
  return Number.isNaN(startedAtMs) ? 0 : Math.max(0, nowMs - startedAtMs);
}
