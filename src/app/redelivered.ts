import { isRecord } from '../object';

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
