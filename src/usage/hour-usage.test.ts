import * as fc from 'fast-check';
import { decodeUsage, encodeUsage } from './codec';
import {
  book,
  bookPerson,
  bookSamples,
  callsIn,
  emptyHourUsage,
  isEmptyUsage,
  mergeUsage,
  type HourUsage,
} from './hour-usage';
import { chargedToPool } from '../limits/charging';
import type { Observation } from '../model';
import { anyObservation } from '../../test/support/arbitraries';
import { capturedAtMs, noLimits, observation } from '../../test/support/observation';
import { textOrder } from '../text-order';

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
          remaining: 9100,
          quotaPoints: 65_000,
          windowSeconds: 3600,
          resetAtMs: null,
          leastRemaining: 9000,
          window: 494_560 + 3096,
          first: { atMs: capturedAtMs, remaining: 9000, window: 494_560 + 3096 },
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
        ...{ remaining: 64_000, window, leastRemaining: 120 },
        first: { atMs: fullHourMs + 400, remaining: 120, window: window - 1 },
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
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => textOrder(a, b)))
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

describe('what else a call leaves', () => {
  const throttle = {
    reason: 'quotaGlobal',
    reasonRaw: null,
    retryAtMs: null,
    enforcement: 'enforced',
  } as const;
  const pair = { pool: 'own|PRODUCTION|jira', endedAtMs: 1, elapsedMs: 1, drawnPoints: 1, calls: [] };

  it('is that something was booked: a sum, a person or a pair', () => {
    const [person, sampled] = [emptyHourUsage(), emptyHourUsage()];
    bookPerson(person, observation(), 0x80ffffff);
    bookSamples(sampled, [pair], 1);
    expect([emptyHourUsage(), usageOf([observation()]), person, sampled].map(isEmptyUsage)).toEqual([
      ...[true, false, false, false],
    ]);
    expect([...person.people.keys()]).toEqual(['own|PRODUCTION|jira|forge.asApp']);
    expect(person.people.get('own|PRODUCTION|jira|forge.asApp')?.[257]).toBe(1);
    expect([callsIn(person), callsIn(usageOf([observation(), observation({ template: '/x' })]))]).toEqual([
      0, 2,
    ]);
  });

  it('are pairs, so many at most, and 480 of an hour', () => {
    const pairs = Array.from({ length: 481 }, (_, i) => ({ ...pair, endedAtMs: i }));
    const [into, from] = [emptyHourUsage(), emptyHourUsage()];
    bookSamples(into, pairs.slice(0, 1), 500);
    bookSamples(into, pairs.slice(1), 500);
    expect(into.pairs).toEqual(pairs);
    bookSamples(from, pairs.slice(0, 9), 7);
    expect(from.pairs).toHaveLength(7);
    mergeUsage(into, emptyHourUsage());
    expect(into.pairs).toHaveLength(481);
    mergeUsage(from, into);
    expect(from.pairs).toHaveLength(480);
  });

  it('is the newest refusal of its pool, and its policies, of which eight are taken', () => {
    const refused = (atMs: number): Observation =>
      observation({ atMs, status: 429, limits: { ...noLimits, throttle } });
    const usage = usageOf([refused(capturedAtMs + 5), refused(capturedAtMs)]);
    expect([...usage.refusals.values()]).toEqual([capturedAtMs + 5]);
    const quotas = Array.from({ length: 10 }, (_, i) => ({
      ...({
        policy: `q${i}`,
        scope: 'global',
        enforcement: 'enforced',
        quota: 1,
        windowSeconds: 3600,
      } as const),
      ...({ remaining: 1, resetAtMs: null, unit: 'points' } as const),
    }));
    const named = usageOf([observation({ limits: { ...noLimits, quotas } })]);
    expect([...named.policies.keys()].map((key) => key.split('|')[3])).toEqual(
      Array.from({ length: 8 }, (_, i) => `q${i}`),
    );
    const unplaced = usageOf([{ ...refused(capturedAtMs), isUnplaced: true }]);
    expect([unplaced.refusals.size, unplaced.throttles.length]).toEqual([0, 1]);
  });

  it('is the least room in a bucket of a second or a minute', () => {
    const roomOf = (...buckets: [scope: string, remaining: number | null, limit?: number | null][]) => {
      const bucket = { unit: 'requests', enforcement: 'enforced', used: null, resetAtMs: null } as const;
      const usage = usageOf(
        buckets.map(([scope, remaining, limit = 9]) =>
          observation({
            limits: {
              ...noLimits,
              buckets: [{ ...bucket, windowSeconds: null, fillRate: null, scope, remaining, limit }],
            },
          }),
        ),
      );
      return [...usage.sums.values()][0]?.leastBurst;
    };
    for (const scope of ['burst', 'tenant', 'user', 'user, update requests'])
      expect(roomOf([scope, 5])).toEqual({ remainingRequests: 5, limitRequests: 9 });
    for (const scope of ['users', 'quota', 'a burst', 'burst, too']) expect(roomOf([scope, 5])).toBeNull();
    expect(roomOf(['burst', null])).toBeNull();
    expect(roomOf(['burst', 5], ['burst', 4], ['burst', 6])).toEqual({
      remainingRequests: 4,
      limitRequests: 9,
    });
    for (const limits of [
      [9, 8, 10],
      [10, 9, 8],
      [8, 10, 9],
    ] as const)
      expect(roomOf(...limits.map((limit) => ['burst', 5, limit] as [string, number, number]))).toEqual({
        ...{ remainingRequests: 5, limitRequests: 8 },
      });
    expect(roomOf(['burst', 5, null], ['burst', 5, 9])).toEqual({ remainingRequests: 5, limitRequests: 9 });
  });

  it('counts a problem of each header once, and the note of further ones of none', () => {
    const problem = { header: 'retry-after', value: 'x', problem: 'a number was expected', assumed: null };
    const usage = usageOf([
      observation({ limits: { ...noLimits, problems: [problem, problem, { ...problem, header: '' }] } }),
      observation({ atMs: capturedAtMs - 5, limits: { ...noLimits, problems: [problem] } }),
    ]);
    expect([...usage.problems]).toEqual([
      ['own|PRODUCTION|jira|retry-after|badNumber', { responses: 2, lastAtMs: capturedAtMs }],
    ]);
  });
});
