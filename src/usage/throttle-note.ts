import { isQuotaReason } from '../headers/reason';
import {
  type Enforcement,
  type Method,
  type PoolId,
  type Route,
  type ThrottleReason,
  enforcements,
  methods,
  routes,
  throttleReasons,
} from '../model';
import { poolKey, parsePoolKey } from './keys';
import { textOrder } from '../text-order';
import { isFinite, isFiniteOrNull } from './numbers';

/** One throttled call, kept in words' detail for the newest ones and the first; the counts of all are in the sums. */
export interface ThrottleNote {
  atMs: number;
  pool: PoolId;
  route: Route;
  method: Method;
  template: string;
  reason: ThrottleReason;
  reasonRaw: string | null;
  enforcement: Enforcement;
  retryAtMs: number | null;
}

/** Notes kept an hour. A wall refuses thousands of calls; twenty tell how it went on, and one of each pool since when. */
export const keptThrottleNotes = 20;
const keptFirsts = 8;

/**
 * The newest of both, newest first, and behind them the first refusal for the quota of each pool, of eight at most. Equal times are
 * ordered by content, so that the order of merging does not matter.
 */
export function mergeThrottleNotes(a: ThrottleNote[], b: ThrottleNote[]): ThrottleNote[] {
  if (b.length === 0 && a.length <= keptThrottleNotes) return a;
  const all = [...a, ...b].sort(newestFirst);
  const [newest, others] = [all.slice(0, keptThrottleNotes), all.slice(keptThrottleNotes)];
  const firsts = new Set(firstRefusals(all));
  return [...newest, ...others.filter((note) => firsts.has(note))];
}

/** Whether the quota of points refused the call, and not another limit, nor one that is only announced. */
export function isQuotaRefusal({
  reason,
  enforcement,
}: Pick<ThrottleNote, 'reason' | 'enforcement'>): boolean {
  return enforcement === 'enforced' && isQuotaReason(reason);
}

/** The first refusal for the quota of each pool, of the first eight pools by name. @param notes newest first */
export function firstRefusals(notes: readonly ThrottleNote[]): ThrottleNote[] {
  const firsts = new Map<string, ThrottleNote>();
  for (const note of notes) if (isQuotaRefusal(note)) firsts.set(poolKey(note.pool), note);
  return [...firsts]
    .sort(([a], [b]) => textOrder(a, b))
    .slice(0, keptFirsts)
    .map(([, note]) => note);
}

function newestFirst(a: ThrottleNote, b: ThrottleNote): number {
  if (a.atMs !== b.atMs) return b.atMs - a.atMs;
  return textOrder(JSON.stringify(noteFields(a)), JSON.stringify(noteFields(b)));
}

/** In a fixed order, whatever order the object was made in. */
function noteFields(note: ThrottleNote): unknown[] {
  const { pool, route, method, template, reason, reasonRaw, enforcement, retryAtMs } = note;
  return [
    pool.app,
    pool.environment,
    pool.product,
    route,
    method,
    template,
    reason,
    reasonRaw,
    enforcement,
    retryAtMs,
  ];
}

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
