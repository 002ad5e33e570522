import { hourMs } from '../time';
import type { QuotaScope } from '../model';

/** Travel time, whole seconds and clocks that differ a little: a contradiction begins beyond it. */
export const toleranceMs = 60_000;

/** Atlassian's points quotas end at hh:00 UTC, whenever the first call came. Source: Jira rate limiting, 2026-10. */
export function isHourly(scope: QuotaScope, windowSeconds: number | null): boolean {
  return (scope === 'global' || scope === 'tenant') && (windowSeconds === null || windowSeconds === 3600);
}

/**
 * The full hour that `t` seconds after `receivedAtMs` means; `null` when it means none. The nearest one, not the next: a
 * response of 16:59:59 by our clock may have been written at 17:00:01 by theirs.
 */
export function hourMeant(receivedAtMs: number, seconds: number): number | null {
  const saidMs = receivedAtMs + seconds * 1000;
  const nearestMs = Math.round(saidMs / hourMs) * hourMs;
  const isOneWindow = seconds * 1000 <= hourMs + toleranceMs;
  return isOneWindow && Math.abs(saidMs - nearestMs) <= toleranceMs ? nearestMs : null;
}
