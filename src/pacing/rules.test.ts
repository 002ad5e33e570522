import type { Delay } from './delay';
import { longerDelay } from './delay';
import { maxWaitMs, waitUntil } from './max-wait';
import { paceRules, type PaceOptions } from './rules';

describe('how an app wants its calls paced', () => {
  it('is, where it says nothing, with a tenth for people, five calls at once and ten seconds of spread', () => {
    expect(paceRules({})).toEqual({
      ...{ reserveShare: 0.1, concurrency: 5, budgets: {}, isSmooth: true, spreadMs: 10_000 },
    });
  });

  it.each<PaceOptions>([
    { reserveShare: 0 },
    { reserveShare: 0.9 },
    { concurrency: 1 },
    { spreadMs: 0 },
    { spreadMs: 600_000 },
    { budgets: { backgroundPoints: 0.1, userPoints: 1, componentPoints: { sync: 5 } } },
  ])('may be %j', (options) => {
    expect(paceRules(options)).toMatchObject(options);
  });

  it.each<[PaceOptions, string]>([
    [{ reserveShare: -0.01 }, 'reserveShare: a share from 0 to 0.9'],
    [{ reserveShare: 0.91 }, 'reserveShare: a share from 0 to 0.9'],
    [{ reserveShare: NaN }, 'reserveShare: a share from 0 to 0.9'],
    [{ concurrency: 0 }, 'concurrency: a whole number from 1'],
    [{ concurrency: 1.5 }, 'concurrency: a whole number from 1'],
    [{ concurrency: Infinity }, 'concurrency: a whole number from 1'],
    [{ spreadMs: -1 }, 'spreadMs: milliseconds from 0 to 600000'],
    [{ spreadMs: 600_001 }, 'spreadMs: milliseconds from 0 to 600000'],
    [{ spreadMs: NaN }, 'spreadMs: milliseconds from 0 to 600000'],
    [{ budgets: { backgroundPoints: 0 } }, 'budgets: points above 0'],
    [{ budgets: { userPoints: NaN } }, 'budgets: points above 0'],
    [{ budgets: { componentPoints: { a: 1, b: -1 } } }, 'budgets: points above 0'],
  ])('may not be %j', (options, words) => {
    expect(() => paceRules(options)).toThrow(new RangeError(words));
  });
});

describe('the wait of a call', () => {
  it.each([
    ['background', null, Infinity],
    ['background', 10_000, 7_000],
    ['person', null, 20_000],
    ['person', 23_000, 20_000],
    ['person', 22_000, 19_000],
  ] as const)('of %s with %p ms left is %d at most', (work, leftMs, mostMs) => {
    expect(maxWaitMs(work, leftMs)).toBe(mostMs);
  });

  it.each([
    ['background', 'quota', 16_000],
    ['background', 'reserve', 16_000],
    ['background', 'budget', 16_000],
    ['background', 'smoothing', 1_000],
    ['background', 'burst', 1_000],
    ['background', 'server', 1_000],
    ['person', 'quota', 1_000],
  ] as const)('of %s for %s ends at %d', (work, reason, endMs) => {
    expect(waitUntil(work, { reason, untilMs: 1_000 }, 0.5, 0)).toBe(endMs);
  });

  it('is not more than an hour by chance, and in whole milliseconds', () => {
    const hourMs = 3_600_000;
    expect(waitUntil('background', { reason: 'quota', untilMs: hourMs - 1_000 }, 1, 0)).toBe(hourMs);
    expect(waitUntil('background', { reason: 'quota', untilMs: hourMs + 1_000 }, 1, 0)).toBe(hourMs + 1_000);
    expect(waitUntil('background', { reason: 'burst', untilMs: 10.6 }, 1, 0)).toBe(11);
  });

  it('is the longer of two, the first of equal ones', () => {
    const [short, long, equal]: Delay[] = [
      { reason: 'burst', untilMs: 1 },
      { reason: 'quota', untilMs: 2 },
      { reason: 'server', untilMs: 2 },
    ];
    expect([longerDelay(short!, long!), longerDelay(long!, short!), longerDelay(long!, equal!)]).toEqual([
      long,
      long,
      long,
    ]);
    expect([longerDelay(null, short!), longerDelay(short!, null), longerDelay(null, null)]).toEqual([
      short,
      short,
      null,
    ]);
  });
});
