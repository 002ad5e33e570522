import * as fc from 'fast-check';
import { decodeUsage, encodeUsage } from './codec';
import { book, emptyHourUsage, mergeUsage, type HourUsage } from './hour-usage';
import { chargedToPool } from '../limits/charging';
import type { Observation } from '../model';
import { anyObservation } from '../../test/support/arbitraries';
import { capturedAtMs, noLimits, observation } from '../../test/support/observation';

function usageOf(calls: readonly Observation[]): HourUsage {
  const usage = emptyHourUsage();
  for (const call of calls) book(usage, call);
  return usage;
}

function merged(...usages: HourUsage[]): HourUsage {
  const sum = emptyHourUsage();
  for (const usage of usages) mergeUsage(sum, usage);
  return sum;
}

const anyCalls = fc.array(anyObservation, { maxLength: 12 });

describe('a usage', () => {
  it('sums the calls that share everything but their time', () => {
    const usage = usageOf([
      observation(),
      observation({ latencyMs: 30, atMs: capturedAtMs + 5 }),
      observation({ status: null, limits: null, points: { low: 0, likely: 0, high: 2 }, basis: 'assumed' }),
    ]);
    expect([...usage.sums]).toEqual([
      [
        'own|PRODUCTION|jira|forge.asApp|schedule||GET|/rest/api/3/issue/{issueIdOrKey}',
        {
          requests: 3,
          lowMilli: 4000,
          likelyMilli: 4000,
          highMilli: 6000,
          objects: 0,
          countedRequests: 0,
          kinds: new Map(),
          bases: { header: 0, measured: 0, documented: 2, assumed: 1 },
          statuses: { none: 1, '1xx': 0, '2xx': 2, '3xx': 0, '4xx': 0, '5xx': 0 },
          throttles: new Map(),
          latency: [0, 0, 1, 0, 1],
          leastBurst: null,
        },
      ],
    ]);
  });

  it('keeps the last and the least word of an hourly policy for each five minutes, and none of a burst policy', () => {
    const quota = (remaining: number | null, policy = 'global-app-quota') => ({
      policy,
      scope: policy === 'global-app-quota' ? ('global' as const) : ('burst' as const),
      enforcement: 'enforced' as const,
      quota: 65_000,
      windowSeconds: 3600,
      remaining,
      resetAtMs: null,
      unit: 'points' as const,
    });
    const usage = usageOf([
      observation({ limits: { ...noLimits, quotas: [quota(9000), quota(90, 'jira-burst-based')] } }),
      observation({
        atMs: capturedAtMs + 1000,
        limits: { ...noLimits, quotas: [quota(9100)], nearLimit: true },
      }),
    ]);
    expect([...usage.policies]).toEqual([
      [
        'own|PRODUCTION|jira|global-app-quota|enforced|1',
        {
          lastAtMs: capturedAtMs + 1000,
          lastRemainingPoints: 9100,
          quotaPoints: 65_000,
          windowSeconds: 3600,
          resetAtMs: null,
          leastRemainingPoints: 9000,
          window: 494_560 + 3096,
          first: { atMs: capturedAtMs, remainingPoints: 9000, window: 494_560 + 3096 },
          near: true,
        },
      ],
    ]);
  });

  it('remembers a refusal for the quota by its pool, but not one that a beta limit only announced', () => {
    const throttle = {
      reason: 'quotaGlobal' as const,
      reasonRaw: 'jira-quota-global-based',
      retryAtMs: null,
    };
    const beta = usageOf([
      observation({ limits: { ...noLimits, throttle: { ...throttle, enforcement: 'beta' } } }),
    ]);
    const enforced = usageOf([
      observation({
        status: 429,
        limits: { ...noLimits, throttle: { ...throttle, enforcement: 'enforced' } },
      }),
    ]);
    expect([...beta.refusals]).toEqual([]);
    expect([...enforced.refusals]).toEqual([['own|PRODUCTION|jira', capturedAtMs]]);
    expect(enforced.throttles).toHaveLength(1);
  });

  it('knows which hour’s quota a reading at a full hour speaks of, and the first reading beside the last', () => {
    const fullHourMs = Math.ceil(capturedAtMs / 3_600_000) * 3_600_000;
    const read = (afterMs: number, remaining: number, resetAtMs: number) =>
      observation({
        atMs: fullHourMs + afterMs,
        limits: {
          ...noLimits,
          quotas: [
            {
              ...{ policy: 'global-app-quota', scope: 'global', enforcement: 'enforced', quota: 65_000 },
              ...{ windowSeconds: 3600, remaining, resetAtMs, unit: 'points' },
            },
          ],
        },
      });
    const usage = usageOf([
      read(5_000, 64_990, fullHourMs + 3_600_000),
      read(400, 120, fullHourMs + 400),
      read(9_000, 64_000, fullHourMs + 3_600_400),
    ]);
    const window = fullHourMs / 3_600_000;
    expect([...usage.policies.values()]).toMatchObject([
      {
        ...{ lastRemainingPoints: 64_000, window, leastRemainingPoints: 120 },
        first: { atMs: fullHourMs + 400, remainingPoints: 120, window: window - 1 },
      },
    ]);
    expect(decodeUsage(encodeUsage(usage))).toEqual(usage);
  });

  it('keeps what each minute drew by route and endpoint, and of one minute no more than its number', () => {
    const at = (minute: number, change: Partial<Observation> = {}) =>
      observation({ atMs: Math.floor(capturedAtMs / 3_600_000) * 3_600_000 + minute * 60_000, ...change });
    expect(encodeUsage(usageOf([at(7), at(7, { template: '/x' })])).n).toBe(7);
    const usage = usageOf([at(7), at(59, { template: '/x' }), at(7, { route: 'forge.bridge' })]);
    const other = usageOf([at(8)]);
    expect(encodeUsage(merged(usage, other)).n).toEqual({
      r: { 'own|PRODUCTION|jira|forge.asApp': [7, 2, 2, ...Array.from({ length: 50 }, () => 0), 2] },
      e: {
        'own|PRODUCTION|jira|GET|/rest/api/3/issue/{issueIdOrKey}': [7, 2, 2],
        'own|PRODUCTION|jira|GET|/x': [59, 2],
      },
    });
  });

  it('is the same whether calls are booked one by one or merged from parts in any order and grouping', () => {
    fc.assert(
      fc.property(anyCalls, anyCalls, anyCalls, (a, b, c) => {
        const all = usageOf([...a, ...b, ...c]);
        const [x, y, z] = [usageOf(a), usageOf(b), usageOf(c)];
        const plain = (usage: HourUsage): unknown => sortedDeep(encodeUsage(usage));
        expect(plain(merged(x, y, z))).toEqual(plain(all));
        expect(plain(merged(z, x, y))).toEqual(plain(all));
        expect(plain(merged(x, merged(y, z)))).toEqual(plain(all));
      }),
    );
  });

  it('comes back from its stored form as it was', () => {
    fc.assert(
      fc.property(anyCalls, (calls) => {
        const usage = usageOf(calls);
        expect(decodeUsage(JSON.parse(JSON.stringify(encodeUsage(usage))))).toEqual(usage);
      }),
    );
  });

  it('is read whole or not at all: no damaged value becomes a usage with less in it', () => {
    const stored = JSON.stringify(encodeUsage(usageOf([observation()])));
    const damaged: unknown[] = [
      null,
      7,
      [],
      {},
      { c: { nonsense: [] } },
      JSON.parse(stored.replace('2000', '-1')),
      JSON.parse(stored.replace('2000', '"2000"')),
      JSON.parse(stored.replace('own|', 'own|x|')),
      { ...(JSON.parse(stored) as object), t: [['x']] },
      {
        ...(JSON.parse(stored) as object),
        p: { 'own|PRODUCTION|jira|q|enforced|12': [1, 1, 1, 1, 1, 1, 1] },
      },
      { ...(JSON.parse(stored) as object), f: { 'own|PRODUCTION|jira': 'soon' } },
    ];
    expect(damaged.map(decodeUsage)).toEqual(damaged.map(() => null));
  });

  it('reads any value without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        decodeUsage({ c: value, p: value, f: value, t: value });
        decodeUsage(value);
      }),
    );
  });
});

/** Objects made in another order are equal; what they hold is what matters. */
function sortedDeep(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ),
  );
}

describe('the course of an hour', () => {
  const jira = 'own|PRODUCTION|jira';
  const at = (minute: number, overrides: Partial<Observation> = {}): Observation =>
    observation({ atMs: Date.parse('2026-10-09T16:00:00Z') + minute * 60_000, ...overrides });

  it('is what each five minutes drew from the pool, calls of the browser left out', () => {
    const usage = usageOf([
      at(0),
      at(4.9, { points: { low: 1, likely: 5, high: 9 } }),
      at(5, { route: 'forge.asUser' }),
      at(31, { route: 'forge.bridge' }),
    ]);
    expect([...usage.slots]).toEqual([[jira, [7000, 2000]]]);
  });

  it('sums to the same as the sums of routes that are charged', () => {
    fc.assert(
      fc.property(anyCalls, (calls) => {
        const charged = calls.filter(({ route }) => chargedToPool(route));
        const usage = usageOf(charged);
        const inSlots = [...usage.slots.values()].flat().reduce((sum, milli) => sum + milli, 0);
        const inSums = [...usage.sums.values()].reduce((sum, { likelyMilli }) => sum + likelyMilli, 0);
        expect(inSlots).toBe(inSums);
      }),
    );
  });

  it('is absent from what was stored before it was kept', () => {
    expect(decodeUsage({ c: {} })?.slots).toEqual(new Map());
    expect(decodeUsage({ c: {}, m: { [jira]: [1, 2, -3] } })).toBeNull();
  });
});
