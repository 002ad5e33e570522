import type { QuotaReading } from '../model';
import { minuteMs } from '../time';
import { Pool } from './pool';
import { paceRules } from './rules';
import { smoothedAtMs } from './smoothing';
import type { ToldUse } from './told-use';

const startMs = Date.UTC(2026, 9, 5, 9);
const at = (minute: number): number => startMs + minute * minuteMs;

function quota(change: Partial<QuotaReading> = {}): QuotaReading {
  return {
    ...{
      policy: 'global-app-quota',
      scope: 'global',
      enforcement: 'enforced',
      unit: 'points',
      remaining: null,
    },
    ...{ quota: 1_000, windowSeconds: 3600, resetAtMs: null },
    ...change,
  };
}
const hard = paceRules({ isSmooth: false });
const smooth = paceRules({});
const held = (pool: Pool, minute: number, rules = hard, isBehind = false) =>
  pool.hold(rules, isBehind, at(minute));
const poolLeft = (remaining: number | null, minute = 20): Pool => {
  const pool = new Pool();
  pool.read([quota({ remaining })], at(minute));
  return pool;
};

describe('what an answer says of the hour', () => {
  it.each<[string, Partial<QuotaReading>, object | null]>([
    ['what is left', { remaining: 400 }, { quotaPoints: 1_000, remaining: 400 }],
    ['that all is left', { remaining: 1_000 }, { quotaPoints: 1_000, remaining: 1_000 }],
    ['that nothing is', { remaining: 0 }, { quotaPoints: 1_000, remaining: 0 }],
    ['the site’s own', { remaining: 5, scope: 'tenant' }, { quotaPoints: 1_000, remaining: 5 }],
    ['with a reset to come', { remaining: 5, resetAtMs: at(20) + 1 }, { quotaPoints: 1_000, remaining: 5 }],
    ['nothing below 80%', {}, null],
    ['more than there is', { remaining: 1_001 }, null],
    ['less than nothing', { remaining: -1 }, null],
    ['of an hour that is over', { remaining: 5, resetAtMs: at(20) }, null],
    ['of no size', { remaining: 5, quota: null }, null],
    ['of the size 0', { remaining: 0, quota: 0 }, null],
    ['announced', { remaining: 5, enforcement: 'beta' }, null],
    ['requests', { remaining: 5, unit: 'requests' }, null],
    ['a burst', { remaining: 5, scope: 'burst' }, null],
  ])('is %s', (_name, change, left) => {
    expect(new Pool().read([quota({ scope: 'burst', unit: 'requests' }), quota(change)], at(20))).toEqual(
      left,
    );
  });

  it('of which it cannot be believed changes nothing', () => {
    const pool = poolLeft(50);
    pool.read([quota({ remaining: 1_001 })], at(21));
    pool.read([quota({ remaining: 900, resetAtMs: at(21) })], at(21));
    expect(held(pool, 21)?.reason).toBe('reserve');
  });
});

describe('background work', () => {
  it('goes until nine tenths are used, and then not before the full hour', () => {
    expect(held(new Pool(), 20)).toBeNull();
    expect(held(poolLeft(101), 20)).toBeNull();
    expect(held(poolLeft(100), 20)).toEqual({ reason: 'reserve', untilMs: at(60) });
    expect(held(poolLeft(100), 59)).toEqual({ reason: 'reserve', untilMs: at(60) });
    expect(held(poolLeft(0), 60)).toBeNull();
  });

  it('counts what was spent since the answer, and what a body told of before it', () => {
    const pool = poolLeft(150);
    pool.spend(49, at(21));
    expect(held(pool, 21)).toBeNull();
    pool.correct(10, at(21));
    expect(held(pool, 21)).toBeNull();
    pool.spend(1, at(21));
    expect(held(pool, 21)?.reason).toBe('reserve');
    const early = new Pool();
    early.correct(5, at(20));
    early.read([quota()], at(20));
    early.spend(894, at(20));
    expect(held(early, 20)).toBeNull();
    early.spend(1, at(20));
    expect(held(early, 20)?.reason).toBe('reserve');
  });

  it('of which a silent answer proves no more than four fifths', () => {
    const pool = new Pool();
    pool.spend(900, at(10));
    pool.read([quota()], at(10));
    pool.spend(99, at(11));
    expect(held(pool, 11)).toBeNull();
    pool.spend(1, at(11));
    expect(held(pool, 11)?.reason).toBe('reserve');
  });

  it('waits a moment where only calls under way would use up its part', () => {
    const pool = poolLeft(150);
    pool.underWayPoints = 49;
    expect(held(pool, 20)).toBeNull();
    pool.underWayPoints = 50;
    expect(held(pool, 20)).toEqual({ reason: 'reserve', untilMs: at(20) + 100 });
    const full = poolLeft(100);
    full.underWayPoints = 50;
    expect(held(full, 20)?.untilMs).toBe(at(60));
  });

  it('keeps to the line of the hour, behind what waits already, a minute later than its own place at most', () => {
    // 600 of 900: on the line after five ninths of the hour, 33:20.
    const pool = poolLeft(400);
    expect(held(pool, 20, smooth)).toEqual({ reason: 'smoothing', untilMs: at(33 + 1 / 3) });
    expect(held(pool, 34, smooth)).toBeNull();
    pool.waitingPoints = 9;
    expect(held(pool, 20, smooth)?.untilMs).toBe(at(33 + 1 / 3));
    // A hundredth more of its part: 48 s later.
    expect(held(pool, 20, smooth, true)?.untilMs).toBe(at(33 + 1 / 3) + 48_000);
    pool.waitingPoints = 900;
    expect(held(pool, 20, smooth, true)?.untilMs).toBe(at(34 + 1 / 3));
    // Whose place has come waits a minute at most, too.
    expect(held(pool, 40, smooth, true)?.untilMs).toBe(at(41));
    pool.waitingPoints = 0;
    pool.underWayPoints = 9;
    expect(held(pool, 20, smooth)?.untilMs).toBe(at(33 + 1 / 3) + 48_000);
  });

  it('has a line from a quarter at once to all at the end', () => {
    expect([0, 0.25, 0.625, 1, 2].map((share) => smoothedAtMs(share, startMs) - startMs)).toEqual([
      ...[0, 0, 1_800_000, 3_600_000, 3_600_000],
    ]);
    expect(smoothedAtMs(0.25 + 1e-9, startMs) - startMs).toBe(1);
  });
});

describe('the word of the app’s owner', () => {
  const word = (change: Partial<ToldUse> = {}): ToldUse => ({
    ...{ product: 'jira', quotaPoints: 1_000, usedPoints: 700, leastPoints: 600, pointsAMinute: 20 },
    ...{ atMs: at(20), goodUntilMs: at(40) },
    ...change,
  });
  const told = (change: Partial<ToldUse> = {}, minute = 20): Pool => {
    const pool = new Pool();
    pool.tell(word(change), at(minute));
    return pool;
  };

  it('goes on by what all sites draw a minute, as long as it is good', () => {
    expect(held(told(), 29.9)).toBeNull();
    expect(held(told(), 30)).toEqual({ reason: 'reserve', untilMs: at(40) });
    expect(held(told(), 39.99)).toEqual({ reason: 'reserve', untilMs: at(40) });
    expect(held(told(), 40)).toBeNull();
    expect(held(told({ goodUntilMs: at(70) }), 30)?.untilMs).toBe(at(60));
  });

  it('is the least that is gone and what this process spent since, once it is over', () => {
    const pool = told({ leastPoints: 890 });
    expect(held(pool, 45)).toBeNull();
    pool.spend(9, at(45));
    expect(held(pool, 45)).toBeNull();
    pool.spend(1, at(45));
    expect(held(pool, 45)).toEqual({ reason: 'reserve', untilMs: at(60) });
    const before = new Pool();
    before.spend(500, at(19));
    before.tell(word({ leastPoints: 890 }), at(20));
    expect(held(before, 45)).toBeNull();
  });

  it('that names no more than is certain is believed for the hour', () => {
    const rest = { usedPoints: 800, leastPoints: 800, pointsAMinute: 0, goodUntilMs: at(21) };
    expect(held(told(rest), 20, smooth)).toEqual({
      ...{ reason: 'smoothing', untilMs: smoothedAtMs(800 / 900, startMs) },
    });
    expect(held(told({ ...rest, usedPoints: 801 }), 20, smooth)?.untilMs).toBe(at(21));
    expect(held(told({ ...rest, usedPoints: 900, leastPoints: 900 }), 20)?.untilMs).toBe(at(60));
  });

  it('of the same moment, of an older one or of another hour changes nothing', () => {
    for (const [change, minute] of [
      [{ atMs: at(20), usedPoints: 0, leastPoints: 0 }, 21],
      [{ atMs: at(19), usedPoints: 0, leastPoints: 0 }, 21],
    ] as const) {
      const pool = told({ leastPoints: 900, usedPoints: 900 });
      pool.tell(word(change), at(minute));
      expect(held(pool, 21)?.reason).toBe('reserve');
    }
    expect(held(told({ atMs: at(-1), leastPoints: 900 }, 1), 1)).toBeNull();
    expect(held(told({ atMs: at(60), leastPoints: 900 }, 59), 59)).toBeNull();
    const newer = told({ leastPoints: 900, usedPoints: 900 });
    newer.tell(word({ atMs: at(20) + 1, leastPoints: 0, usedPoints: 0, pointsAMinute: 0 }), at(21));
    expect(held(newer, 21)).toBeNull();
  });

  it('yields to an answer that came since, and not to one that came before', () => {
    const read = (remaining: number | null, minute: number, change: Partial<ToldUse> = {}): Pool => {
      const pool = new Pool();
      if (minute < 20) pool.read([quota({ remaining })], at(minute));
      pool.tell(word({ usedPoints: 950, leastPoints: 950, ...change }), at(20));
      if (minute >= 20) pool.read([quota({ remaining })], at(minute));
      return pool;
    };
    expect(held(read(800, 19), 21)?.reason).toBe('reserve');
    expect(held(read(800, 20), 21)).toBeNull();
    expect(held(read(800, 21), 21)).toBeNull();
    // Silence: less than 800 of the 1,000.
    const silent = read(null, 21);
    expect(held(silent, 21)).toBeNull();
    silent.spend(99, at(22));
    expect(held(silent, 22)).toBeNull();
    silent.spend(1, at(22));
    expect(held(silent, 22)?.reason).toBe('reserve');
    // The larger quota of the answer goes before that of the word.
    expect(held(read(null, 21, { quotaPoints: 500 }), 21)).toBeNull();
    // What an answer named goes on beside a word that knows less.
    expect(held(read(100, 19, { usedPoints: 0, leastPoints: 0 }), 21)?.untilMs).toBe(at(60));
  });

  it('is of all sites: one with a pool of its own has nothing of it', () => {
    const pool = told({ usedPoints: 990, leastPoints: 990 });
    pool.read([quota({ scope: 'tenant' })], at(21));
    expect(held(pool, 21)).toBeNull();
  });

  it('tells which part of all sites this one is, for the beginning of the next hour alone', () => {
    const begun = (own: number, nextHour = 1, change: Partial<QuotaReading> = {}, used = 700): Pool => {
      const pool = new Pool();
      pool.spend(own, at(10));
      pool.tell(word({ usedPoints: used }), at(20));
      pool.spend(10, at(60 * nextHour));
      pool.read([quota(change)], at(60 * nextHour));
      return pool;
    };
    const first = (pool: Pool, minute = 60) => held(pool, minute, smooth);
    // 7 of 700: a hundredth, so that its 10 points are 1,000 of all: bound to 800, what silence allows.
    expect(first(begun(7))).toEqual({ reason: 'smoothing', untilMs: smoothedAtMs(800 / 900, at(60)) });
    // A fiftieth: 500 of all.
    expect(first(begun(14))).toEqual({ reason: 'smoothing', untilMs: smoothedAtMs(500 / 900, at(60)) });
    // Less than two thousandths of the quota tell nothing.
    expect(first(begun(2))).not.toBeNull();
    expect(first(begun(1.9))).toBeNull();
    expect(first(begun(14, 2), 120)).toBeNull();
    expect(first(begun(14, 1, { scope: 'tenant' }))).toBeNull();
    expect(first(begun(14, 1, { remaining: 900 }))).toBeNull();
    // Nobody draws less than this process does.
    const alone = begun(14, 1, {}, 1);
    alone.spend(215, at(60));
    expect(first(alone)).toBeNull();
    alone.spend(1, at(60));
    expect(first(alone)?.reason).toBe('smoothing');
  });
});
