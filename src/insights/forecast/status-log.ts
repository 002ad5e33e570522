import { hourOf } from '../../usage/hour';
import { poolKey } from '../../usage/keys';
import type { Enforcement, PoolId } from '../../model';
import type { PoolState, PoolStatus, PoolView } from '../views';

/** One change of a pool's status, as the page lists it. */
export interface StatusChange {
  atMs: number;
  pool: PoolId;
  from: PoolStatus;
  to: PoolStatus;
  /** The threshold that was reached, percent, where `to` is `near` and one was. */
  reachedPercent?: number;
  enforcement: Enforcement | null;
  /** Points that were likely gone then, at least. */
  usedPoints: number;
  quotaPoints: number | null;
}

/** How every pool was judged last, and what changed before. */
export interface StatusLog {
  /** By `poolKey`. */
  states: ReadonlyMap<string, PoolState>;
  /** Newest first. */
  changes: readonly StatusChange[];
}

export const emptyStatusLog: StatusLog = { states: new Map(), changes: [] };

/** A wall each hour makes some four changes a pool: two days of the worst. */
export const keptChanges = 200;

export type JudgedPool = Pick<
  PoolView,
  'pool' | 'status' | 'sinceMs' | 'calmSinceMs' | 'reachedPercent' | 'enforcement' | 'level' | 'quotaPoints'
>;

/** The log with the newest judgement in it; the same log when nothing changed that the next one has to know. */
export function withJudgement(log: StatusLog, pools: readonly JudgedPool[], nowMs: number): StatusLog {
  const states = new Map(log.states);
  const changes: StatusChange[] = [];
  let isSame = true;
  for (const { pool, enforcement, level, quotaPoints, ...view } of pools) {
    const key = poolKey(pool);
    const before = states.get(key) ?? null;
    const state = stateOf(view);
    if (before !== null && isSameState(before, state)) continue;
    isSame = false;
    states.set(key, state);
    const [from, to] = [before?.status ?? 'unknown', state.status];
    // A higher threshold is a line of its own; one that only holds no more, after a change of them, is none.
    const isHigher = from === 'near' && (state.reachedPercent ?? 0) > (before?.reachedPercent ?? 0);
    if (!isHigher && !isWorthALine(from, to)) continue;
    const usedPoints = Math.round(level.likelyPoints);
    const change = { atMs: nowMs, pool, from, to, ...reachedBy(state) };
    changes.push({ ...change, enforcement, usedPoints, quotaPoints });
  }
  return isSame ? log : { states, changes: [...changes, ...log.changes].slice(0, keptChanges) };
}

/** Of a view what is kept of it. */
export function stateOf(view: PoolState): PoolState {
  const { status, sinceMs, calmSinceMs } = view;
  return { status, sinceMs, calmSinceMs, ...reachedBy(view) };
}

function reachedBy({ reachedPercent }: PoolState): Pick<PoolState, 'reachedPercent'> {
  return reachedPercent === undefined ? {} : { reachedPercent };
}

function isSameState(a: PoolState, b: PoolState): boolean {
  return (
    a.status === b.status &&
    a.sinceMs === b.sinceMs &&
    a.calmSinceMs === b.calmSinceMs &&
    a.reachedPercent === b.reachedPercent
  );
}

/** Whether an administrator has to know of this state. */
export function isAlarm(status: PoolStatus): status is 'watch' | 'near' | 'exhausted' {
  return status === 'watch' || status === 'near' || status === 'exhausted';
}

/** By `poolKey`, the worst first: what was judged in this hour. An alarm of the last one says nothing any more. */
export function alarmsOf({ states }: StatusLog, nowMs: number): [string, PoolState][] {
  const worstFirst: readonly PoolStatus[] = ['exhausted', 'near', 'watch'];
  return [...states]
    .filter(([, { status, sinceMs }]) => isAlarm(status) && hourOf(sinceMs) === hourOf(nowMs))
    .sort(([, a], [, b]) => worstFirst.indexOf(a.status) - worstFirst.indexOf(b.status));
}

function isWorthALine(from: PoolStatus, to: PoolStatus): boolean {
  return from !== to && (isAlarm(from) || isAlarm(to));
}
