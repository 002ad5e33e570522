/** What several processes have to know of one Backlog user, so that they keep one pace. No key and no name is in it. */
import { backlogTypes, type BacklogType } from '../limits/backlog';
import { backlogTurn, type BacklogAllowance } from '../limits/backlog-answer';
import { isRecord } from '../object';

export interface BacklogUser {
  v: 1;
  /** Which process has a call under way, and until when it is believed; `null` for none. */
  underWay: { by: string; untilMs: number } | null;
  /** When the user's last call of a type went, epoch milliseconds. */
  sentAtMs: Partial<Record<BacklogType, number>>;
  allowances: Partial<Record<BacklogType, BacklogAllowance>>;
  /** When Get Rate Limit was last asked. */
  askedAtMs: number | null;
}

/** A process that takes a turn and is gone gives it back after this time: no call of an API lasts longer. */
const leaseMs = 60_000;
/** How soon to look again whether another process has ended its call. */
const lookAgainMs = 200;

export const newUser = (): BacklogUser => ({
  ...{ v: 1, underWay: null, sentAtMs: {}, allowances: {}, askedAtMs: null },
});

/** The turn of a call: taken (`waitMs` 0), or how long to wait before asking again. `user` is changed. */
export function takeTurn(
  user: BacklogUser,
  type: BacklogType,
  by: string,
  nowMs: number,
): { waitMs: number } {
  const { underWay } = user;
  const isHeld = underWay !== null && underWay.by !== by && nowMs < underWay.untilMs;
  if (isHeld) return { waitMs: Math.min(lookAgainMs, underWay.untilMs - nowMs) };
  const lastSentAtMs = user.sentAtMs[type] ?? null;
  const allowance = user.allowances[type] ?? null;
  const turn = backlogTurn(type, { lastSentAtMs, underWay: false, allowance }, nowMs);
  if (!turn.allowed) return { waitMs: Math.max(1, turn.nextAtMs - nowMs) };
  user.underWay = { by, untilMs: nowMs + leaseMs };
  user.sentAtMs[type] = nowMs;
  // Until the answer says how many are left: another process must not take the same place.
  if (allowance !== null && nowMs < allowance.resetAtMs)
    user.allowances[type] = {
      ...allowance,
      remainingRequests: Math.max(0, allowance.remainingRequests - 1),
    };
  return { waitMs: 0 };
}

/** The call has ended; what its answer says of the limit, if anything. `user` is changed. */
export function endTurn(
  user: BacklogUser,
  type: BacklogType,
  by: string,
  allowance: BacklogAllowance | null,
): void {
  if (user.underWay?.by === by) user.underWay = null;
  if (allowance !== null) user.allowances[type] = allowance;
}

/** What a store gave back; a new user where it holds nothing of ours, or nonsense. */
export function readUser(value: unknown): BacklogUser {
  const user = newUser();
  if (!isRecord(value) || value['v'] !== 1) return user;
  const { underWay, sentAtMs, allowances, askedAtMs } = value;
  if (isRecord(underWay) && typeof underWay['by'] === 'string' && isTime(underWay['untilMs']))
    user.underWay = { by: underWay['by'], untilMs: underWay['untilMs'] };
  for (const type of backlogTypes) {
    const sent = isRecord(sentAtMs) ? sentAtMs[type] : undefined;
    if (isTime(sent)) user.sentAtMs[type] = sent;
    const one = isRecord(allowances) ? allowances[type] : undefined;
    if (!isRecord(one)) continue;
    const { limitRequests, remainingRequests, resetAtMs } = one;
    if (isTime(limitRequests) && isTime(remainingRequests) && isTime(resetAtMs))
      user.allowances[type] = { limitRequests, remainingRequests, resetAtMs };
  }
  if (isTime(askedAtMs)) user.askedAtMs = askedAtMs;
  return user;
}

const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;
