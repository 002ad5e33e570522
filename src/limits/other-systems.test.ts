import { backlogTypeOf } from './backlog';
import { backlogRetryAtMs, backlogTurn, readBacklogLimits } from './backlog-answer';
import { backupTurn, restoresLeft } from './backup';
import { retryDelayMs } from './budgets';
import type { Method } from '../model';

describe('Backlog', () => {
  it.each<[Method, string, string]>([
    ['GET', '/api/v2/projects/7', 'read'],
    ['GET', '/api/v2/issues/ABC-1', 'read'],
    ['GET', 'https://acme.backlog.com/api/v2/issues?keyword=icon', 'search'],
    ['GET', '/api/v2/issues/count', 'search'],
    ['GET', '/api/v2/users/7/icon', 'icon'],
    ['GET', '/api/v2/space/image', 'icon'],
    ['PATCH', '/api/v2/issues/ABC-1', 'update'],
    ['DELETE', '/api/v2/issues/ABC-1', 'update'],
  ])('counts %s %s as %s', (method, path, type) => {
    expect(backlogTypeOf(method, path)).toBe(type);
  });

  const answer = {
    rateLimit: {
      read: { limit: 600, remaining: 600, reset: 1603881873 },
      update: { limit: 150, remaining: 0, reset: 1603881873 },
      search: { limit: '150' },
    },
  };
  const resetAtMs = 1_603_881_873_000;

  it('takes Backlog’s own word on the limits, and leaves out what it cannot read', () => {
    expect(readBacklogLimits(answer)).toEqual({
      read: { limitRequests: 600, remainingRequests: 600, resetAtMs },
      update: { limitRequests: 150, remainingRequests: 0, resetAtMs },
    });
    expect(readBacklogLimits({ errors: [] })).toBeNull();
  });

  const update = readBacklogLimits(answer)?.update ?? null;

  it('waits for the reset when the minute is spent, and has a whole one after it', () => {
    const state = { lastSentAtMs: null, underWay: false, allowance: update };
    expect(backlogTurn('update', state, resetAtMs - 5_000)).toEqual({
      allowed: false,
      nextAtMs: resetAtMs,
      left: 0,
    });
    expect(backlogTurn('update', state, resetAtMs)).toEqual({
      allowed: true,
      nextAtMs: resetAtMs,
      left: 150,
    });
  });

  it('wants a second between updates, none between reads, and one call at a time', () => {
    const state = { lastSentAtMs: 1_000, underWay: false, allowance: null };
    expect(backlogTurn('update', state, 1_400)).toEqual({ allowed: false, nextAtMs: 2_000, left: null });
    expect(backlogTurn('read', state, 1_400)).toEqual({ allowed: true, nextAtMs: 1_400, left: null });
    expect(backlogTurn('read', { ...state, underWay: true }, 1_400).allowed).toBe(false);
  });

  it('retries at the reset, or after a minute when none is named or it is past', () => {
    expect(backlogRetryAtMs(9_000, 1_000)).toBe(9_000);
    expect(backlogRetryAtMs(null, 1_000)).toBe(61_000);
    expect(backlogRetryAtMs(500, 1_000)).toBe(61_000);
  });
});

describe('backups of Jira', () => {
  const lastMs = Date.parse('2026-11-01T00:00:00Z');

  it.each(['free', 'standard'] as const)('are six hours apart on %s, planned a minute later', (plan) => {
    expect(backupTurn(plan, lastMs, Date.parse('2026-11-01T05:59:59Z'))).toEqual({
      allowed: false,
      nextPlannedAtMs: Date.parse('2026-11-01T06:01:00Z'),
    });
    expect(backupTurn(plan, lastMs, Date.parse('2026-11-01T06:00:00Z'))).toEqual({
      allowed: true,
      nextPlannedAtMs: Date.parse('2026-11-01T06:01:00Z'),
    });
  });

  it('need no gap on premium, and none before the first', () => {
    expect(backupTurn('premium', lastMs, lastMs + 1)).toEqual({ allowed: true, nextPlannedAtMs: lastMs + 1 });
    expect(backupTurn('free', null, lastMs)).toEqual({ allowed: true, nextPlannedAtMs: lastMs });
  });

  it('are spaced on enterprise too, of which nothing is known', () => {
    expect(backupTurn('enterprise', lastMs, lastMs + 1).allowed).toBe(false);
  });

  it('can be restored a hundred times', () => {
    expect(restoresLeft(0)).toBe(100);
    expect(restoresLeft(99)).toBe(1);
    expect(restoresLeft(130)).toBe(0);
  });
});

describe('retries under Jira’s cost budgets', () => {
  const refused = { status: 429, retryAfterSeconds: null, retriesMade: 0, idempotent: true, chance: 0.5 };

  it('double from five seconds to thirty, four times', () => {
    const delays = [0, 1, 2, 3, 4].map((retriesMade) => retryDelayMs({ ...refused, retriesMade }));
    expect(delays).toEqual([5_000, 10_000, 20_000, 30_000, null]);
  });

  it('spread by 0.7 to 1.3', () => {
    expect(retryDelayMs({ ...refused, chance: 0 })).toBe(3_500);
    expect(retryDelayMs({ ...refused, chance: 1 })).toBe(6_500);
  });

  it('wait what the answer asks for, and never less', () => {
    expect(retryDelayMs({ ...refused, retryAfterSeconds: 60, chance: 0 })).toBe(60_000);
    expect(retryDelayMs({ ...refused, retryAfterSeconds: 60, chance: 1 })).toBe(78_000);
  });

  it('wait after a 503 that asks for it, and do not repeat one that does not', () => {
    expect(retryDelayMs({ ...refused, status: 503, retryAfterSeconds: 2 })).toBe(2_000);
    expect(retryDelayMs({ ...refused, status: 503 })).toBeNull();
    expect(retryDelayMs({ ...refused, status: 404, retryAfterSeconds: 2 })).toBeNull();
  });

  it('are not made for a call that must not be sent twice', () => {
    expect(retryDelayMs({ ...refused, idempotent: false })).toBeNull();
  });
});
