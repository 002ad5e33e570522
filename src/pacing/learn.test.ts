import { Blocks } from './blocks';
import type { PacedCall } from './call';
import { closeBy, readPool } from './learn';
import { Pool } from './pool';
import { retryHold } from './retry';
import {
  throttleReasons,
  type QuotaReading,
  type RateLimits,
  type Throttle,
  type ThrottleReason,
} from '../model';
import { noLimits } from '../../test/support/observation';

const nowMs = Date.UTC(2026, 9, 5, 9, 20);
const hourEndMs = Date.UTC(2026, 9, 5, 10);
const call = (change: Partial<PacedCall> = {}): PacedCall =>
  ({
    ...{ product: 'jira', route: 'forge.asUser', user: '#ann', issue: '#1', endpoint: 'jira PUT /a' },
    ...{ canRetry: true, canResendRefused: true, ...change },
  }) as PacedCall;
const keys = ['quota:jira', 'endpoint:jira PUT /a', 'issue:#1', 'product:jira', 'cost:jira:App + user:#ann'];

const refused = (
  reason: ThrottleReason,
  retryAtMs: number | null,
  change: Partial<Throttle> = {},
): RateLimits => ({
  ...{ ...noLimits, waitUntilMs: retryAtMs },
  throttle: { reason, reasonRaw: null, retryAtMs, enforcement: 'enforced', ...change },
});
/** What an answer closes: `[key, reason, for how long]`. */
function closed(limits: RateLimits, asked = call(), at = nowMs): unknown[][] {
  const blocks = new Blocks();
  closeBy(asked, limits, blocks, at);
  return keys.flatMap((key) => {
    const hold = blocks.heldBy([key], at);
    return hold === null ? [] : [[key, hold.reason, hold.untilMs - at]];
  });
}

describe('a refusal closes', () => {
  const toHourEndMs = hourEndMs - nowMs;
  it.each<[ThrottleReason, string, string, number]>([
    ['quotaGlobal', 'quota:jira', 'quota', toHourEndMs],
    ['quotaTenant', 'quota:jira', 'quota', toHourEndMs],
    ['burst', 'endpoint:jira PUT /a', 'burst', 1_000],
    ['perIssueWrite', 'issue:#1', 'issue', 2_000],
    ['costBudget', 'cost:jira:App + user:#ann', 'costBudget', 5_000],
    ['gateway', 'product:jira', 'server', 5_000],
    ['concurrency', 'endpoint:jira PUT /a', 'server', 5_000],
    ['other', 'endpoint:jira PUT /a', 'server', 5_000],
  ])('for %s: %s', (reason, key, delay, unsaidMs) => {
    expect(closed(refused(reason, null))).toEqual([[key, delay, unsaidMs]]);
    expect(closed(refused(reason, nowMs + 7_000))).toEqual([[key, delay, 7_000]]);
    // A time that is over is none.
    expect(closed(refused(reason, nowMs))).toEqual([[key, delay, unsaidMs]]);
    expect(closed(refused(reason, nowMs + 1))).toEqual([[key, delay, 1]]);
    expect(closed(refused(reason, nowMs + 7_000, { enforcement: 'beta' }))).toEqual([
      ['endpoint:jira PUT /a', 'server', 7_000],
    ]);
    expect(throttleReasons).toContain(reason);
  });

  it('the quota until the full hour, whatever else is said', () => {
    expect(closed(refused('quotaGlobal', hourEndMs + 60_001))).toEqual([
      ['quota:jira', 'quota', toHourEndMs],
    ]);
    expect(closed(refused('quotaGlobal', hourEndMs + 60_000))).toEqual([
      ['quota:jira', 'quota', toHourEndMs + 60_000],
    ]);
  });

  it('the endpoint where the issue is not known, and where a wait has no refusal', () => {
    expect(closed(refused('perIssueWrite', null), call({ issue: null }))).toEqual([
      ['endpoint:jira PUT /a', 'issue', 2_000],
    ]);
    expect(closed({ ...noLimits, waitUntilMs: nowMs + 4_000 })).toEqual([
      ['endpoint:jira PUT /a', 'server', 4_000],
    ]);
    expect(closed(noLimits)).toEqual([]);
  });
});

describe('what is left of the hour', () => {
  it.each([
    [null, 0.1, []],
    [101, 0.1, []],
    [100, 0.1, ['reserve:jira']],
    [101, 0.2, ['reserve:jira']],
    [1, 0, []],
    [0, 0, ['quota:jira', 'reserve:jira']],
  ])(
    'of 1,000 points: %p with a reserve of %d closes %j until it is over',
    (remaining, reserveShare, keysClosed) => {
      const blocks = new Blocks();
      const quota: QuotaReading = {
        ...{
          policy: 'global-app-quota',
          scope: 'global',
          enforcement: 'enforced',
          unit: 'points',
          quota: 1_000,
        },
        ...{ windowSeconds: 3600, remaining, resetAtMs: null },
      };
      readPool(call(), { ...noLimits, quotas: [quota] }, new Pool(), blocks, reserveShare, nowMs);
      expect(blocks.shared(nowMs)).toEqual(
        keysClosed.map((key) => [key, { reason: key.split(':')[0], untilMs: hourEndMs }]),
      );
    },
  );
});

describe('a call is sent again', () => {
  const again = (limits: RateLimits, change: object = {}, asked = call()): number | null => {
    const hold = retryHold(asked, {
      ...{ status: 429, limits, retriesMade: 0, chance: 0.5, nowMs },
      ...change,
    });
    return hold === null ? null : hold.untilMs - nowMs;
  };

  it.each<[ThrottleReason, string]>([
    ['quotaGlobal', 'quota'],
    ['quotaTenant', 'quota'],
    ['burst', 'burst'],
    ['perIssueWrite', 'issue'],
    ['costBudget', 'costBudget'],
    ['gateway', 'server'],
    ['concurrency', 'server'],
    ['other', 'server'],
  ])('after %s for that reason', (reason, delay) => {
    const told = { status: 429, limits: refused(reason, null), retriesMade: 0, chance: 0.5, nowMs };
    expect(retryHold(call(), told)).toEqual({ reason: delay, untilMs: nowMs + 5_000 });
  });

  it('after what it was told to wait, a minute of jitter more at most, and no longer than an hour', () => {
    const told = (ms: number, chance: number) => again(refused('burst', nowMs + ms), { chance });
    expect([told(10_000, 0), told(10_000, 0.5), told(10_000, 1)]).toEqual([10_000, 10_000, 13_000]);
    expect([told(200_000, 1), told(300_000, 1)]).toEqual([260_000, 360_000]);
    expect([told(3_600_000, 1), told(9_000_000, 0)]).toEqual([3_600_000, 3_600_000]);
    // A time that is over is none.
    expect([told(0, 0.5), told(1, 0.5), again(noLimits)]).toEqual([5_000, 1, 5_000]);
  });

  it('twice as late each time, half a minute at most', () => {
    const times = [0, 1, 2, 3].map((retriesMade) => again(noLimits, { retriesMade }));
    expect(times).toEqual([5_000, 10_000, 20_000, 30_000]);
    expect(again(noLimits, { retriesMade: 4 })).toBeNull();
  });

  it('only where that does the same, or was not done', () => {
    const onlyRefused = call({ canRetry: false });
    expect([
      again(noLimits, {}, onlyRefused),
      again(noLimits, {}, call({ canResendRefused: false })),
    ]).toEqual([...[5_000, null]]);
    const waiting = { ...noLimits, waitUntilMs: nowMs + 9_000 };
    expect([503, 500, 200, 404].map((status) => again(waiting, { status }))).toEqual([
      9_000,
      9_000,
      null,
      null,
    ]);
    expect(again(waiting, { status: 503 }, onlyRefused)).toBeNull();
    expect(again(noLimits, { status: 503 })).toBeNull();
  });
});
