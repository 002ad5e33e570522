import { minuteMs } from '../time';
import type { QuotaReading } from '../model';
import { Pool } from './pool';
import { paceRules } from './rules';
import { readToldUses, type ToldUse } from './told-use';

const hourStart = Date.UTC(2026, 9, 5, 9);
const at = (minute: number): number => hourStart + minute * minuteMs;
const rules = paceRules({});

function said(change: Partial<ToldUse> = {}): ToldUse {
  return {
    ...{
      product: 'jira',
      quotaPoints: 65_000,
      usedPoints: 40_000,
      leastPoints: 39_000,
      pointsAMinute: 2_000,
    },
    ...{ atMs: at(16), goodUntilMs: at(30) },
    ...change,
  };
}

function quota(remaining: number | null, scope: 'global' | 'tenant' = 'global'): QuotaReading {
  return {
    ...{ policy: `${scope}-app-quota`, scope, enforcement: 'enforced', unit: 'points', remaining },
    ...{ quota: 65_000, windowSeconds: 3600, resetAtMs: null },
  };
}

const hold = (pool: Pool, minute: number) => pool.hold(rules, false, at(minute));

describe('background work, once the app’s owner has told of all sites', () => {
  it('keeps to the line of the whole pool, before any answer has named the quota', () => {
    const pool = new Pool();
    expect(hold(pool, 20)).toBeNull();
    pool.tell(said(), at(20));
    // 48,000 by now, at its pace, of the 58,500 that are not kept for people: not on the line before the 46th minute.
    const held = hold(pool, 20);
    expect(held?.reason).toBe('smoothing');
    // And is looked at again when the word is over.
    expect(held?.untilMs).toBe(at(30));
    pool.tell(said({ atMs: at(17), goodUntilMs: at(59) }), at(20));
    expect(Math.round((hold(pool, 20)!.untilMs - hourStart) / minuteMs)).toBe(43);
    expect(hold(new Pool(), 20)).toBeNull();
  });

  it('stops at the reserve: until the full hour where it is gone for certain, else as long as the word is good', () => {
    const pool = new Pool();
    pool.tell(said({ usedPoints: 57_000 }), at(20));
    expect(hold(pool, 20)).toEqual({ reason: 'reserve', untilMs: at(30) });
    pool.tell(said({ usedPoints: 60_000, leastPoints: 59_000, atMs: at(21) }), at(22));
    expect(hold(pool, 22)).toEqual({ reason: 'reserve', untilMs: at(60) });
  });

  it('goes on when the word is over, by the least that is gone', () => {
    const pool = new Pool();
    pool.tell(said({ leastPoints: 20_000 }), at(20));
    expect(hold(pool, 29)).not.toBeNull();
    expect(hold(pool, 31)).toBeNull();
  });

  it('believes an answer that came later: silence, or a figure', () => {
    const silent = new Pool();
    silent.tell(said({ usedPoints: 60_000, leastPoints: 60_000 }), at(20));
    silent.read([quota(null)], at(21));
    // Less than 80% was gone then.
    expect(hold(silent, 21)?.reason).toBe('smoothing');
    const counted = new Pool();
    counted.tell(said({ usedPoints: 60_000, leastPoints: 60_000 }), at(20));
    counted.read([quota(64_000)], at(21));
    expect(hold(counted, 21)).toBeNull();
  });

  it('has nothing to do with the pool of all where the site has its own', () => {
    const pool = new Pool();
    pool.tell(said({ usedPoints: 65_000, leastPoints: 65_000 }), at(20));
    pool.read([quota(null, 'tenant')], at(21));
    expect(hold(pool, 21)).toBeNull();
  });

  it('begins the next hour as one of many, until it is told anew, and the one after as it always did', () => {
    const pool = new Pool();
    pool.spend(2_000, at(10));
    pool.tell(said(), at(20));
    const next = 62;
    pool.spend(900, at(next));
    pool.read([quota(null)], at(next));
    // A twentieth of all sites: 18,000 by now.
    expect(hold(pool, next)?.reason).toBe('smoothing');
    const later = new Pool();
    later.spend(900, at(next));
    later.read([quota(null)], at(next));
    expect(hold(later, next)).toBeNull();
  });

  it('passes over what is of another hour, or older than what it knows', () => {
    const pool = new Pool();
    pool.tell(said({ atMs: hourStart - 1 }), at(2));
    expect(hold(pool, 20)).toBeNull();
    pool.tell(said({ atMs: at(18), usedPoints: 10_000, leastPoints: 10_000, pointsAMinute: 0 }), at(20));
    pool.tell(said(), at(21));
    expect(hold(pool, 21)).toBeNull();
  });
});

test('whatever storage holds is none, or a list of such words', () => {
  expect(readToldUses({ v: 1, told: [said()] })).toEqual([said()]);
  for (const told of [
    undefined,
    'x',
    [null],
    [{}],
    [{ ...said(), usedPoints: -1 }],
    [{ ...said(), atMs: NaN }],
    [{ ...said(), quotaPoints: 0 }],
    [{ ...said(), product: 'x' }],
  ])
    expect(readToldUses({ v: 1, told })).toEqual([]);
  expect([readToldUses(null), readToldUses(7)]).toEqual([[], []]);
});
