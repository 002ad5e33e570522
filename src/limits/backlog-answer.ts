/** Backlog's own word on a user's limits: the answer of `GET /api/v2/rateLimit`. */
import { backlogLimits, backlogTypes, type BacklogType } from './backlog';
import { isRecord } from '../object';

export interface BacklogAllowance {
  limitRequests: number;
  remainingRequests: number;
  /** When the minute ends, epoch milliseconds. */
  resetAtMs: number;
}

export type BacklogAllowances = Readonly<Partial<Record<BacklogType, BacklogAllowance>>>;

/**
 * Reads a parsed answer. A type that is missing or unreadable is left out; `null` when the body is no such answer.
 * Source: Backlog API, Get Rate Limit, read 2026-11-22; its `reset` is in epoch seconds.
 */
export function readBacklogLimits(body: unknown): BacklogAllowances | null {
  if (!isRecord(body) || !isRecord(body.rateLimit)) return null;
  const allowances: Partial<Record<BacklogType, BacklogAllowance>> = {};
  for (const type of backlogTypes) {
    const entry = body.rateLimit[type];
    if (!isRecord(entry)) continue;
    const { limit, remaining, reset } = entry;
    if (!isCount(limit) || !isCount(remaining) || !isCount(reset)) continue;
    allowances[type] = { limitRequests: limit, remainingRequests: remaining, resetAtMs: reset * 1000 };
  }
  return allowances;
}

export interface BacklogTurn {
  allowed: boolean;
  /** When the next call of this type should go: `nowMs` if now. */
  nextAtMs: number;
  /** Calls of this type left in the running minute; `null` when nothing says so. */
  left: number | null;
}

/** What is known of one user's calls of one type. */
export interface BacklogState {
  /** The user's last such call; `null` for none. */
  lastSentAtMs: number | null;
  /** A call of the user is under way: Backlog wants them one after the other. */
  underWay: boolean;
  /** From headers or from Get Rate Limit; `null` when neither was seen. */
  allowance: BacklogAllowance | null;
}

/**
 * May this user send a call of this type now, when next, how many are left. An allowance whose minute is over says the
 * limit only. `nextAtMs` of a call that waits for another is `nowMs`: it is that call's end that frees it.
 */
export function backlogTurn(type: BacklogType, state: BacklogState, nowMs: number): BacklogTurn {
  const { allowance, lastSentAtMs, underWay } = state;
  const running = allowance !== null && nowMs < allowance.resetAtMs ? allowance : null;
  const left = running?.remainingRequests ?? allowance?.limitRequests ?? null;
  const gapEndsMs = lastSentAtMs === null ? nowMs : lastSentAtMs + backlogLimits.gapMs[type];
  const resetMs = running !== null && running.remainingRequests === 0 ? running.resetAtMs : nowMs;
  const nextAtMs = Math.max(nowMs, gapEndsMs, resetMs);
  return { allowed: !underWay && nextAtMs <= nowMs, nextAtMs, left };
}

/** After a 429: when to send again. The reset that the headers name, else a minute. */
export const backlogRetryAtMs = (resetAtMs: number | null, nowMs: number): number =>
  resetAtMs !== null && resetAtMs > nowMs ? resetAtMs : nowMs + backlogLimits.windowMs;

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
