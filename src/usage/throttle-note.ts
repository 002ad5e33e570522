import type { Enforcement, Method, PoolId, Route, ThrottleReason } from '../model';

/** One throttled call, kept in words' detail for the newest ones only; the counts of all are in the sums. */
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

/** Notes kept an hour. A wall refuses thousands of calls; twenty tell the story. */
export const keptThrottleNotes = 20;

/** The newest of both, newest first. Equal times are ordered by content, so that the order of merging does not matter. */
export function mergeThrottleNotes(a: ThrottleNote[], b: ThrottleNote[]): ThrottleNote[] {
  if (b.length === 0 && a.length <= keptThrottleNotes) return a;
  return [...a, ...b].sort(newestFirst).slice(0, keptThrottleNotes);
}

function newestFirst(a: ThrottleNote, b: ThrottleNote): number {
  if (a.atMs !== b.atMs) return b.atMs - a.atMs;
  const [left, right] = [JSON.stringify(noteFields(a)), JSON.stringify(noteFields(b))];
  return left < right ? -1 : left > right ? 1 : 0;
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
