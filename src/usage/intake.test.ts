import * as fc from 'fast-check';
import { admitCall, admitPerson, boundedText } from './intake';
import type { BucketReading, Observation, QuotaReading, RateLimits, Throttle } from '../model';
import { anyCharacter } from '../../test/support/any-character';
import { noLimits, observation as observed } from '../../test/support/observation';

const quota: QuotaReading = {
  ...{ policy: 'global-app-quota', scope: 'global', enforcement: 'enforced', quota: 65_000 },
  ...{ windowSeconds: 3600, remaining: 9_000, resetAtMs: 1_760_000_400_000, unit: 'points' },
};
const bucket: BucketReading = {
  ...{ unit: 'requests', enforcement: 'enforced', scope: 'burst', limit: 100, remaining: 99, used: null },
  ...{ resetAtMs: null, windowSeconds: null, fillRate: null },
};
const throttle: Throttle = {
  ...{ reason: 'burst', reasonRaw: 'jira-burst-based', retryAtMs: 1_760_000_000_000 },
  enforcement: 'enforced',
};
const problem = { header: 'retry-after', value: 'soon', problem: 'a number was expected', assumed: null };
const limits: RateLimits = {
  ...{ ...noLimits, quotas: [quota], buckets: [bucket], throttle, problems: [problem] },
};

const observation = (change: Partial<Observation> = {}): Observation =>
  observed({ objects: null, ...change });
const limited = (change: Partial<RateLimits>): Observation =>
  observation({ limits: { ...limits, ...change }, objects: 3, contextCallsASecond: 2, tag: 'sync' });
const quoted = (change: Partial<QuotaReading>): Observation =>
  limited({ quotas: [quota, { ...quota, ...change }] });
const bucketed = (change: object): Observation => limited({ buckets: [bucket, { ...bucket, ...change }] });
const refused = (change: Partial<Throttle>): Observation => limited({ throttle: { ...throttle, ...change } });
const pool = observation().pool;

const text = (length: number): string => 'x'.repeat(length);
const cutAt = (most: number) =>
  [
    [text(most), text(most)],
    [text(most + 1), text(most)],
    ['a\u0007', 'a?'],
  ] as const;
const amounts = (most: number) =>
  [
    [null, null],
    [0, 0],
    [most, most],
    [most + 1, most],
    [-1, null],
    [NaN, null],
  ] as const;
const lastMs = 35_999_999_999_999;
const times = [
  [0, 0],
  [lastMs, lastMs],
  [lastMs + 1, null],
  [-1, null],
  [NaN, null],
  [1.5, 2],
] as const;

describe('a call on its way into a usage', () => {
  it.each<
    [string, (value: never) => Observation, (call: Observation) => unknown, readonly (readonly unknown[])[]]
  >([
    ['app', (app) => observation({ pool: { ...pool, app } }), (call) => call.pool.app, cutAt(60)],
    [
      'environment',
      (environment) => observation({ pool: { ...pool, environment } }),
      (call) => call.pool.environment,
      cutAt(30),
    ],
    ['tag', (tag) => observation({ tag }), ({ tag }) => tag, [...cutAt(80), [null, null]]],
    ['template', (template) => observation({ template }), ({ template }) => template, cutAt(300)],
    ['policy', (policy) => quoted({ policy }), (call) => call.limits?.quotas[1]?.policy, cutAt(80)],
    [
      'reason',
      (reasonRaw) => refused({ reasonRaw }),
      (call) => call.limits?.throttle?.reasonRaw,
      [...cutAt(120), [null, null]],
    ],
    [
      'header',
      (header) => limited({ problems: [problem, { ...problem, header }] }),
      (call) => call.limits?.problems[1]?.header,
      cutAt(60),
    ],
    ['quota', (value) => quoted({ quota: value }), (call) => call.limits?.quotas[1]?.quota, amounts(1e9)],
    [
      'remaining',
      (remaining) => quoted({ remaining }),
      (call) => call.limits?.quotas[1]?.remaining,
      amounts(1e9),
    ],
    [
      'window',
      (windowSeconds) => quoted({ windowSeconds }),
      (call) => call.limits?.quotas[1]?.windowSeconds,
      amounts(lastMs),
    ],
    ['reset', (resetAtMs) => quoted({ resetAtMs }), (call) => call.limits?.quotas[1]?.resetAtMs, times],
    ['limit', (limit) => bucketed({ limit }), (call) => call.limits?.buckets[1]?.limit, amounts(1e9)],
    [
      'room',
      (remaining) => bucketed({ remaining }),
      (call) => call.limits?.buckets[1]?.remaining,
      amounts(1e9),
    ],
    [
      'retry',
      (retryAtMs) => refused({ retryAtMs }),
      (call) => call.limits?.throttle?.retryAtMs,
      [...times, [null, null]],
    ],
    [
      'wait',
      (waitUntilMs) => limited({ waitUntilMs }),
      (call) => call.limits?.waitUntilMs,
      [...times, [Infinity, null], [null, null]],
    ],
    [
      'objects',
      (objects) => observation({ objects }),
      (call) => call.objects,
      [...amounts(1e9), [1.4, 1], [1.6, 2]],
    ],
    [
      'calls a second',
      (contextCallsASecond) => observation({ contextCallsASecond }),
      (call) => call.contextCallsASecond,
      [
        [1, 1],
        [1e9, 1e9],
        [1e9 + 1, 1e9],
        [2.4, 2],
        [-1, undefined],
      ],
    ],
    [
      'latency',
      (latencyMs) => observation({ latencyMs }),
      (call) => call.latencyMs,
      [
        ...[
          [0, 0],
          [1.6, 2],
          [-1, 0],
          [NaN, 0],
        ],
        ...[
          [lastMs, lastMs],
          [lastMs + 1, lastMs],
        ],
      ],
    ],
  ])('has a bound on its %s', (_name, callOf, valueOf, rows) => {
    for (const [given, taken] of rows) {
      const call = callOf(given as never);
      const admitted = admitCall(call);
      expect(admitted && valueOf(admitted)).toBe(taken);
      // Nothing is copied that stays as it is, and nothing else is lost on the way.
      if (Object.is(given, taken)) expect(admitted).toBe(call);
      else expect(admitted).toEqual(callOf(taken as never));
    }
  });

  it.each<readonly [number, number | null]>([...times, [Infinity, null]])(
    'of the time %d is taken at %p',
    (atMs, taken) => {
      expect(admitCall(observation({ atMs }))?.atMs ?? null).toBe(taken);
      const { route } = observation();
      expect(admitPerson({ atMs, pool, route })).toEqual(
        taken === null ? null : { atMs: taken, pool, route },
      );
    },
  );

  it.each([
    [
      [1, 2, 3],
      [1, 2, 3],
    ],
    [
      [0, 0, 1e9],
      [0, 0, 1e9],
    ],
    [
      [5, 3, 1],
      [5, 5, 5],
    ],
    [
      [1, 3, 2],
      [1, 3, 3],
    ],
    [
      [2, 1, 4],
      [2, 2, 4],
    ],
    [
      [-1, 1, 2],
      [0, 1, 2],
    ],
    [
      [1, 2, 1e9 + 1],
      [1, 2, 1e9],
    ],
    [
      [NaN, 2, Infinity],
      [0, 2, 1e9],
    ],
  ])('has its points %p in their order: %p', (given, taken) => {
    const pointsOf = ([low = 0, likely = 0, high = 0]: number[]) => ({ low, likely, high });
    const call = observation({ points: pointsOf(given) });
    expect(admitCall(call)?.points).toEqual(pointsOf(taken));
    expect(admitCall(call) === call).toBe(String(given) === String(taken));
  });

  it('brings eight quotas and buckets and forty problems at most, whatever an answer named', () => {
    const many = <T>(one: T, count: number): T[] => Array.from({ length: count }, () => one);
    const most = limited({
      ...{ quotas: many(quota, 8), buckets: many(bucket, 8), problems: many(problem, 40) },
    });
    expect(admitCall(most)).toBe(most);
    for (const change of [
      { quotas: many(quota, 9) },
      { buckets: many(bucket, 9) },
      { problems: many(problem, 41) },
    ])
      expect(admitCall(limited({ ...most.limits, ...change }))).toEqual(most);
    expect(admitCall(observation({ limits: null, latencyMs: 0.5 }))?.limits).toBeNull();
    expect(admitCall(observed())).toEqual(observed());
    expect(admitCall(limited({ throttle: null, quotas: many(quota, 9) }))?.limits?.throttle).toBeNull();
    const waiting = { quotas: many(quota, 9), waitUntilMs: -1 };
    expect(admitCall(limited(waiting))?.limits?.waitUntilMs).toBeNull();
  });

  it('that has passed passes again as it is', () => {
    const number = fc.oneof(fc.double(), fc.constantFrom(-1, 0, 0.5, 1e9, 1e9 + 1, lastMs, 3.6e13));
    const name = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 400 }),
      fc.constantFrom('é'.repeat(90), '😀'.repeat(40)),
    );
    const hostile = fc.record({
      ...{ atMs: fc.oneof(number, fc.constant(1_760_000_000_000)), latencyMs: number, objects: number },
      ...{ template: name, tag: name, contextCallsASecond: number },
      pool: fc.record({ app: name, environment: name, product: fc.constant('jira' as const) }),
      points: fc.record({ low: number, likely: number, high: number }),
      limits: fc.record({
        ...{ nearLimit: fc.constant(null), waitUntilMs: number },
        quotas: fc.array(
          fc
            .record({
              policy: name,
              quota: number,
              remaining: number,
              windowSeconds: number,
              resetAtMs: number,
            })
            .map((change) => ({ ...quota, ...change })),
          { maxLength: 10 },
        ),
        buckets: fc.array(
          fc.record({ limit: number, remaining: number }).map((change) => ({ ...bucket, ...change })),
          { maxLength: 10 },
        ),
        throttle: fc
          .record({ reasonRaw: name, retryAtMs: number })
          .map((change) => ({ ...throttle, ...change })),
        problems: fc.array(
          name.map((header) => ({ ...problem, header })),
          { maxLength: 3 },
        ),
      }),
    });
    fc.assert(
      fc.property(hostile, (change) => {
        const admitted = admitCall(observation(change));
        if (admitted !== null) expect(admitCall(admitted)).toBe(admitted);
      }),
    );
  });
});

describe('a bounded text', () => {
  it.each([
    ['plain', 5, 'plain'],
    ['é ü', 5, 'é ü'],
    ['plain', 4, 'plai'],
    ['', 0, ''],
    [' ~', 2, ' ~'],
    ['\u0000\u001f\u007f\u0080\u009f\u00a0', 9, '?????\u00a0'],
    ['\ud800a\udfff', 9, '?a?'],
    ['\ud7ff\ue000', 6, '\ud7ff\ue000'],
    ['\u0007\u0007\u0007', 2, '??'],
    ['éé', 4, 'éé'],
    ['éé', 3, 'é'],
    ['\u07ff\u07ff', 4, '\u07ff\u07ff'],
    ['\u0800a', 3, '\u0800'],
    ['€€', 6, '€€'],
    ['€€', 5, '€'],
    ['\uffffa', 3, '\uffff'],
    ['\u{10000}a', 4, '\u{10000}'],
    ['😀😀', 8, '😀😀'],
    ['😀😀', 7, '😀'],
    ['a😀', 2, 'a?'],
  ])('of %j in %d bytes is %j', (given, mostBytes, bounded) => {
    expect(boundedText(given, mostBytes)).toBe(bounded);
  });
});
