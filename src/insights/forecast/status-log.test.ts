import { emptyStatusLog, alarmsOf, keptChanges, withJudgement, type JudgedPool } from './status-log';
import { decodeStatusLog } from '../../ledger/status-log';
import type { PoolStatus } from '../views';

const nowMs = Date.parse('2026-10-09T16:20:00Z');
const judged = (status: PoolStatus, sinceMs = nowMs): JudgedPool => ({
  pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
  ...{ status, sinceMs, calmSinceMs: null, enforcement: 'enforced', quotaPoints: 65_000 },
  level: {
    lowPoints: 52_000.4,
    likelyPoints: 52_000.4,
    highPoints: 60_000,
    basis: 'reading',
    readAtMs: nowMs,
  },
});

describe('the log of the pools', () => {
  it('has a line where an alarm begins or ends, with what was gone then', () => {
    const near = withJudgement(emptyStatusLog, [judged('near')], nowMs);
    const over = withJudgement(near, [judged('fine', nowMs + 1)], nowMs + 1);
    expect(over.changes.map(({ from, to }) => [from, to])).toEqual([
      ['near', 'fine'],
      ['unknown', 'near'],
    ]);
    expect(near.changes[0]).toMatchObject({
      usedPoints: 52_000,
      quotaPoints: 65_000,
      enforcement: 'enforced',
    });
  });

  it('is the same log while nothing changes, so that nothing is written', () => {
    const near = withJudgement(emptyStatusLog, [judged('near')], nowMs);
    expect(withJudgement(near, [judged('near')], nowMs + 60_000)).toBe(near);
  });

  it('has a line for each higher threshold once, and none for a lower one that a change left', () => {
    const at = (reachedPercent: number, sinceMs = nowMs) => ({ ...judged('near', sinceMs), reachedPercent });
    let log = withJudgement(emptyStatusLog, [at(50)], nowMs);
    log = withJudgement(log, [at(90, nowMs + 1)], nowMs + 1);
    log = withJudgement(log, [at(90, nowMs + 1)], nowMs + 2);
    log = withJudgement(log, [at(50, nowMs + 1)], nowMs + 3);
    expect(log.changes.map(({ from, to, reachedPercent }) => [from, to, reachedPercent])).toEqual([
      ['near', 'near', 90],
      ['unknown', 'near', 50],
    ]);
    expect(alarmsOf(log, nowMs + 3)[0]![1]).toEqual({
      ...{ status: 'near', sinceMs: nowMs + 1, calmSinceMs: null, reachedPercent: 50 },
    });
  });

  it('has no line for a pool that is known at last, and keeps a bounded number', () => {
    const fine = withJudgement(emptyStatusLog, [judged('fine')], nowMs);
    expect([fine.changes, fine.states.size]).toEqual([[], 1]);
    let log = fine;
    for (let i = 0; i < keptChanges + 10; i += 1)
      log = withJudgement(log, [judged(i % 2 === 0 ? 'near' : 'fine', nowMs + i)], nowMs + i);
    expect(log.changes).toHaveLength(keptChanges);
  });

  it('warns of what was judged in the running hour, and of nothing older', () => {
    const near = withJudgement(emptyStatusLog, [judged('near')], nowMs);
    expect(alarmsOf(near, nowMs + 60_000)).toHaveLength(1);
    expect(alarmsOf(near, nowMs + 3_600_000)).toEqual([]);
  });

  it('is empty where the stored value is none of ours', () => {
    for (const value of [undefined, null, 7, { v: 2 }, { v: 1, states: { x: 1 }, changes: [{}] }])
      expect(decodeStatusLog(value)).toEqual(emptyStatusLog);
  });
});
