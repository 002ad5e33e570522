import { enforcements, methods, routes, throttleReasons } from '../model';
import { parsePoolKey, poolKey } from './keys';
import { isFinite, isFiniteOrNull } from './numbers';
import type { ThrottleNote } from './throttle-note';

/** A list instead of named fields, as everything that is stored often. */
export function encodeNote(note: ThrottleNote): unknown[] {
  const { atMs, pool, route, method, template, reason, reasonRaw, enforcement, retryAtMs } = note;
  return [atMs, poolKey(pool), route, method, template, reason, reasonRaw, enforcement, retryAtMs];
}

/** `null` when the value is no such note. */
export function decodeNote(value: unknown): ThrottleNote | null {
  if (!Array.isArray(value) || value.length !== 9) return null;
  const [atMs, poolText, routeText, methodText, template, reasonText, reasonRaw, enforcementText, retryAtMs] =
    value as unknown[];
  const pool = typeof poolText === 'string' ? parsePoolKey(poolText) : null;
  const route = routes.find((known) => known === routeText);
  const method = methods.find((known) => known === methodText);
  const reason = throttleReasons.find((known) => known === reasonText);
  const enforcement = enforcements.find((known) => known === enforcementText);
  if (pool === null || !route || !method || !reason || !enforcement) return null;
  if (!isFinite(atMs) || typeof template !== 'string' || !isFiniteOrNull(retryAtMs)) return null;
  if (reasonRaw !== null && typeof reasonRaw !== 'string') return null;
  return { atMs, pool, route, method, template, reason, reasonRaw, enforcement, retryAtMs };
}
