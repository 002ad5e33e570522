import { Bursts } from './bursts';
import type { PacedCall } from './call';
import type { BucketReading, QuotaReading, RateLimits } from '../model';
import { noLimits } from '../../test/support/observation';

const nowMs = 1_760_000_000_000;
const call = (change: Partial<PacedCall> = {}): PacedCall =>
  ({
    ...{ endpoint: 'jira GET /a', work: 'person', shared: null, product: 'jira', method: 'GET' },
    ...{ template: '/rest/api/3/field', ...change },
  }) as PacedCall;

function shows(
  left: number | null,
  size: number | null,
  refill: number | null,
  change: object = {},
): RateLimits {
  const scope = { scope: 'burst', enforcement: 'enforced', ...change } as const;
  const bucket: BucketReading = {
    ...{ unit: 'requests', limit: size, remaining: left, used: null, resetAtMs: null },
    ...{ windowSeconds: null, fillRate: null, ...scope },
  };
  const quota: QuotaReading = {
    ...{ policy: 'jira-burst-based', quota: refill, windowSeconds: 1, remaining: left, resetAtMs: null },
    ...{ unit: 'requests', ...scope },
  };
  return { ...noLimits, buckets: size === null ? [] : [bucket], quotas: refill === null ? [] : [quota] };
}

/** How long a bucket that an answer showed holds the next call, milliseconds. */
function heldMs(limits: RateLimits, asked: Partial<PacedCall> = {}, afterMs = 0, bursts = new Bursts(5)) {
  bursts.ended(call(), limits, nowMs);
  const hold = bursts.hold(call(asked), false, nowMs + afterMs);
  return hold === null ? null : hold.untilMs - nowMs;
}
const background = { work: 'background' } as const;

describe('a bucket of requests', () => {
  it('lets people take what is left, and then what comes back', () => {
    expect([3, 1, 0].map((left) => heldMs(shows(left, 100, 10)))).toEqual([null, null, 100]);
    expect(heldMs(shows(-3, 100, 10))).toBe(100);
    expect(heldMs(shows(0, 100, 10), {}, 50)).toBe(100);
    expect(heldMs(shows(0, 100, 10), {}, 100)).toBeNull();
  });

  it.each([
    ['a tenth of it', 200, 1, 20],
    ['twice what is sent at once', 100, 10, 20],
    ['no more than a quarter of it', 30, 5, 7],
  ])('keeps from background work %s', (_name, size, concurrency, spared) => {
    const bursts = () => new Bursts(concurrency);
    expect(heldMs(shows(spared + 1, size, 10), background, 0, bursts())).toBeNull();
    expect(heldMs(shows(spared, size, 10), background, 0, bursts())).toBe(100);
  });

  it('counts what is under way, and what waits before it for one that comes anew', () => {
    const bursts = new Bursts(5);
    bursts.ended(call(), shows(3, 100, 10), nowMs);
    bursts.of('jira GET /a').underWay = 2;
    bursts.of('jira GET /a').waiting = 4;
    expect(bursts.hold(call(), false, nowMs)).toBeNull();
    expect(bursts.hold(call(), true, nowMs)).toEqual({ reason: 'burst', untilMs: nowMs + 400 });
    bursts.of('jira GET /a').underWay = 3;
    expect(bursts.hold(call(), false, nowMs)).toEqual({ reason: 'burst', untilMs: nowMs + 100 });
    expect(bursts.hold(call({ endpoint: 'jira GET /b' }), true, nowMs)).toBeNull();
  });

  it('that is smaller than the line before it makes the rest wait for their time', () => {
    const bursts = new Bursts(5);
    bursts.ended(call(), shows(0, 10, 10), nowMs);
    bursts.of('jira GET /a').waiting = 29;
    // Ten fit in a second; the other twenty come at ten a second.
    expect(bursts.hold(call(), true, nowMs)?.untilMs).toBe(nowMs + 3_000);
    // Nobody waits longer than any bucket takes.
    bursts.of('jira GET /a').waiting = 500;
    expect(bursts.hold(call(), true, nowMs)?.untilMs).toBe(nowMs + 30_000);
  });

  it('is out of date half a minute after it was shown', () => {
    const never = shows(0, 10, 0);
    expect(heldMs(never)).toBe(1_000);
    expect(heldMs(never, {}, 29_500)).toBe(30_000);
    expect(heldMs(never, {}, 29_999)).toBe(30_000);
    expect(heldMs(never, {}, 30_000)).toBeNull();
  });

  it('loses one for an answer that does not show it', () => {
    for (const limits of [null, noLimits]) {
      const bursts = new Bursts(5);
      bursts.ended(call(), limits, nowMs);
      expect(bursts.hold(call(), false, nowMs)).toBeNull();
      bursts.ended(call(), shows(2, 100, 1), nowMs);
      bursts.ended(call(), limits, nowMs);
      expect(bursts.hold(call(), false, nowMs)).toBeNull();
      bursts.ended(call(), limits, nowMs);
      expect(bursts.hold(call(), false, nowMs)?.untilMs).toBe(nowMs + 1_000);
      bursts.ended(call(), limits, nowMs);
      expect(bursts.hold(call(), false, nowMs)?.untilMs).toBe(nowMs + 1_000);
    }
  });

  it.each<[string, RateLimits, number | null]>([
    ['a policy and a bucket', shows(0, 100, 10), 100],
    ['a policy alone, which is as large as what comes in a second', shows(0, null, 10), 100],
    ['a bucket alone: a hundred a second, as published for reads', shows(0, 200, null), 10],
    ['of another scope', shows(0, 100, 10, { scope: 'global' }), null],
    ['that is only announced', shows(0, 100, 10, { enforcement: 'beta' }), null],
    ['of less than one request', shows(0, 0.5, 10), null],
    ['of one', shows(0, 1, 10), 100],
    ['that does not say what is left', shows(null, 100, 10), null],
  ])('is read of %s', (_name, limits, ms) => {
    expect(heldMs(limits)).toBe(ms);
  });

  it('is not all: of bulk operations five are under way at once, of user searches as many as there are', () => {
    const bursts = new Bursts(5);
    const known = bursts.of('jira GET /a');
    known.underWay = 4;
    expect(bursts.hold(call({ shared: 'bulkOperations' }), false, nowMs)).toBeNull();
    known.underWay = 5;
    expect(bursts.hold(call({ shared: 'bulkOperations' }), false, nowMs)).toEqual({
      ...{ reason: 'burst', untilMs: nowMs + 500 },
    });
    expect(bursts.hold(call({ shared: 'userSearch' }), false, nowMs)).toBeNull();
  });

  it('is forgotten, when five hundred are known, where nothing is under way or waits', () => {
    const bursts = new Bursts(5);
    for (let i = 0; i < 500; i += 1) bursts.ended(call({ endpoint: `${i}` }), shows(0, 10, 1), nowMs);
    bursts.of('0').underWay = 1;
    bursts.of('1').waiting = 1;
    const isHeld = (endpoint: string): boolean => bursts.hold(call({ endpoint }), false, nowMs) !== null;
    expect([isHeld('0'), isHeld('1'), isHeld('2')]).toEqual([true, true, true]);
    bursts.of('new');
    expect([isHeld('0'), isHeld('1'), isHeld('2')]).toEqual([true, true, false]);
  });
});
