import fc from 'fast-check';
import { hourOf } from '../../usage/hour';
import { emptyHourAccount, type HourAccount } from '../../usage/hour-account';
import { book } from '../../usage/hour-usage';
import { minuteMs } from '../../time';
import type { Observation, QuotaReading } from '../../model';
import { noLimits, observation } from '../../../test/support/observation';
import { poolViews } from './pools';
import { paceFromWord, type ToldPool } from './told';
import { verdictOf } from './verdict';
import type { PoolView } from '../views';

const startMs = Date.parse('2026-10-09T16:00:00Z');
const nowMs = startMs + 20 * minuteMs;
const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' } as const;

function call(
  atMinute: number,
  points: number,
  remaining: number | null,
  policy = 'global-app-quota',
): Observation {
  const quota: QuotaReading = {
    ...{ policy, scope: policy === 'global-app-quota' ? 'global' : 'tenant', enforcement: 'enforced' },
    ...{ unit: 'points', quota: 65_000, windowSeconds: 3600, resetAtMs: null, remaining },
  };
  return observation({
    ...{ atMs: startMs + atMinute * minuteMs, points: { low: points, likely: points, high: points } },
    limits: { ...noLimits, quotas: [quota], nearLimit: remaining !== null },
  });
}

const silent = [call(2, 77, null), call(12, 77, null)];
const unnamed = [observation({ atMs: startMs + 12 * minuteMs })];

function said(change: Partial<ToldPool> = {}): ToldPool {
  return {
    ...{
      pool,
      hour: hourOf(startMs),
      sealedAtMs: startMs + 16 * minuteMs,
      goodUntilMs: startMs + 26 * minuteMs,
    },
    ...{
      asOfMs: startMs + 15 * minuteMs,
      quotaPoints: 65_000,
      enforcement: 'enforced',
      status: 'fine',
      sites: 18,
    },
    ...{ lowPoints: 39_800, likelyPoints: 41_200, highPoints: 43_900, course: [13_000, 27_000, 41_200] },
    ...change,
  };
}

function view(calls: readonly Observation[], told: readonly ToldPool[], atMs = nowMs): PoolView {
  const account: HourAccount = emptyHourAccount();
  for (const one of calls) book(account.usage, one);
  return poolViews(new Map([[hourOf(startMs), account]]), atMs, [80], { told })[0]!;
}

describe('the word of the app’s owner', () => {
  it('narrows the band that silent headers leave, and says who it is of', () => {
    expect(view(silent, []).level).toMatchObject({ lowPoints: 154, highPoints: 52_000, basis: 'silent' });
    const { level, status } = view(silent, [said()]);
    expect(level).toEqual({
      ...{ basis: 'told', lowPoints: 39_800, likelyPoints: 41_200, highPoints: 43_900 },
      readAtMs: startMs + 12 * minuteMs,
      told: {
        ...{
          atMs: startMs + 16 * minuteMs,
          asOfMs: startMs + 15 * minuteMs,
          goodUntilMs: startMs + 26 * minuteMs,
        },
        ...{ isGood: true, sites: 18, status: 'fine', isBand: false },
      },
    });
    // 41,200 in a quarter of an hour: by the owner’s word the pool runs dry.
    expect(status).toBe('watch');
  });

  it('is all that is known where no answer has named the quota', () => {
    expect(view(unnamed, []).quotaPoints).toBeNull();
    const told = view(unnamed, [said()]);
    expect([told.quotaPoints, told.level.basis, told.status]).toEqual([65_000, 'told', 'watch']);
  });

  it('brings the others into the forecast', () => {
    expect(view(silent, []).forecast?.othersAnHour).toBeNull();
    const { forecast } = view(silent, [said()]);
    // 41,200 in a quarter of an hour, less 154 of this site.
    expect(forecast?.othersAnHour).toBeCloseTo(4 * (41_200 - 154), 0);
    expect(forecast?.wallAtMs).not.toBeNull();
    expect(verdictOf(view(silent, [said()]))).toMatchObject({ kind: 'runsDry', usedBy: 'owner' });
  });

  it('fades: past its time only the least is left of it, which is gone until the full hour', () => {
    const later = view(silent, [said()], startMs + 26 * minuteMs);
    expect(later.level).toMatchObject({
      ...{ basis: 'told', lowPoints: 39_800, likelyPoints: 39_800, highPoints: 52_000 },
      told: { isGood: false },
    });
    expect(later.forecast?.othersAnHour).toBeNull();
    expect(view(silent, [said()], startMs + 60 * minuteMs).level.basis).toBe('none');
  });

  it('warns of what the headers here cannot see, and its own judgement ends with its time', () => {
    const near = said({ lowPoints: 51_000, likelyPoints: 52_400, highPoints: 54_000, status: 'near' });
    expect(view(silent, [near]).status).toBe('near');
    const empty = said({ lowPoints: 64_000, likelyPoints: 65_000, highPoints: 65_000, status: 'exhausted' });
    expect(view(silent, [empty]).status).toBe('exhausted');
    const soft = said({ status: 'near' });
    expect(view(silent, [soft]).status).toBe('near');
    expect(view(silent, [soft], startMs + 26 * minuteMs).status).toBe('fine');
  });

  it('is nothing to a site with a pool of its own', () => {
    const own = [call(12, 77, null, 'tenant-app-quota')];
    expect(view(own, [said()])).toEqual(view(own, []));
  });

  it('is nothing where it cannot be: less than this site alone, or more than a later answer leaves', () => {
    const large = [call(12, 45_000, null)];
    expect(view(large, [said()])).toEqual(view(large, []));
    const much = said({
      lowPoints: 60_000,
      likelyPoints: 61_000,
      highPoints: 62_000,
      status: 'near',
      asOfMs: startMs + 5 * minuteMs,
    });
    expect(view(silent, [much])).toEqual(view(silent, []));
  });

  it('leaves a reading of the counter as it is, unless more is gone since', () => {
    const read = [call(14, 77, 10_000)];
    expect(view(read, [said()])).toEqual(view(read, []));
    const more = said({ lowPoints: 58_000, likelyPoints: 59_000, highPoints: 61_000, status: 'near' });
    expect(view(read, [more]).level).toMatchObject({ basis: 'told', lowPoints: 58_000, highPoints: 61_000 });
    const stale = { ...more, asOfMs: startMs + 13 * minuteMs };
    expect(view(read, [stale])).toEqual(view(read, []));
  });

  it('of bands has its pace from half an hour, from the middle of the band', () => {
    const banded = said({
      likelyPoints: null,
      lowPoints: 39_000,
      highPoints: 45_500,
      course: [13_000, 26_000, 39_000],
    });
    expect(paceFromWord(banded)).toEqual({ usedPoints: 42_250, pointsAMinute: 42_250 / 15, fromMs: startMs });
    expect(view(silent, [banded]).level).toMatchObject({ likelyPoints: 39_000, told: { isBand: true } });
  });

  const alarm = { unknown: 0, fine: 0, recovering: 0, watch: 1, near: 2, exhausted: 3 } as const;

  it('whatever it says, never takes away a warning, nor a bound that a header gave', () => {
    const anyCall = fc.tuple(fc.integer({ min: 0, max: 19 }), fc.nat(20_000), fc.option(fc.nat(13_000)));
    const anyWord = fc.record({
      lowPoints: fc.nat(70_000),
      more: fc.tuple(fc.nat(20_000), fc.nat(20_000)),
      isBand: fc.boolean(),
      isBounded: fc.boolean(),
      asOf: fc.integer({ min: 0, max: 20 }),
      goodFor: fc.integer({ min: -5, max: 10 }),
      status: fc.constantFrom('unknown', 'fine', 'watch', 'near', 'exhausted', 'recovering' as const),
    });
    fc.assert(
      fc.property(fc.array(anyCall, { minLength: 1, maxLength: 6 }), anyWord, (calls, word) => {
        const all = calls.map(([minute, points, remaining]) => call(minute, points, remaining));
        const likely = word.lowPoints + word.more[0];
        const told = said({
          ...{ lowPoints: word.lowPoints, likelyPoints: word.isBand ? null : likely, status: word.status },
          highPoints: word.isBounded ? likely + word.more[1] : null,
          ...{ asOfMs: startMs + word.asOf * minuteMs, goodUntilMs: nowMs + word.goodFor * minuteMs },
        });
        const [before, after] = [view(all, []), view(all, [told])];
        const facts = before.status === 'watch' ? 'fine' : before.status;
        expect(alarm[after.status]).toBeGreaterThanOrEqual(alarm[facts]);
        const { level } = after;
        expect(level.lowPoints).toBeGreaterThanOrEqual(before.level.lowPoints);
        expect(level.likelyPoints).toBeGreaterThanOrEqual(level.lowPoints);
        expect(level.highPoints ?? Infinity).toBeGreaterThanOrEqual(level.likelyPoints);
        const isMore = level.lowPoints > (before.level.highPoints ?? Infinity);
        if (!isMore)
          expect(level.highPoints ?? Infinity).toBeLessThanOrEqual(before.level.highPoints ?? Infinity);
        expect(after.own).toEqual(before.own);
        expect([after.tier, after.enforcement]).toEqual([before.tier, before.enforcement]);
      }),
      { numRuns: 500 },
    );
  });
});
