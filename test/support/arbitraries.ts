import * as fc from 'fast-check';
import {
  bases,
  enforcements,
  methods,
  products,
  routes,
  throttleReasons,
  triggers,
  type Observation,
  type RateLimits,
} from '../../src/model';

const hour = 494_560;

const limits: fc.Arbitrary<RateLimits> = fc.record({
  quotas: fc.array(
    fc.record({
      policy: fc.constantFrom('global-app-quota', 'tenant-app-quota', 'odd|name%'),
      scope: fc.constantFrom('global' as const, 'tenant' as const, 'other' as const, 'burst' as const),
      enforcement: fc.constantFrom(...enforcements),
      quota: fc.option(fc.nat(100_000)),
      windowSeconds: fc.option(fc.constantFrom(1, 3600)),
      remaining: fc.option(fc.nat(100_000)),
      resetAtMs: fc.option(fc.nat(2_000_000_000_000)),
      unit: fc.constant('points' as const),
    }),
    { maxLength: 2 },
  ),
  buckets: fc.array(
    fc.record({
      unit: fc.constant('requests' as const),
      enforcement: fc.constantFrom(...enforcements),
      scope: fc.constantFrom('burst', 'quota'),
      limit: fc.option(fc.nat(500)),
      remaining: fc.option(fc.nat(500)),
      used: fc.constant(null),
      resetAtMs: fc.constant(null),
      windowSeconds: fc.constant(null),
      fillRate: fc.constant(null),
    }),
    { maxLength: 1 },
  ),
  nearLimit: fc.option(fc.boolean()),
  throttle: fc.option(
    fc.record({
      reason: fc.constantFrom(...throttleReasons),
      reasonRaw: fc.option(fc.string({ maxLength: 20 })),
      retryAtMs: fc.option(fc.nat(2_000_000_000_000)),
      enforcement: fc.constantFrom(...enforcements),
    }),
    { freq: 3 },
  ),
  waitUntilMs: fc.option(fc.nat(2_000_000_000_000)),
  problems: fc.array(
    fc.record({
      header: fc.constantFrom('retry-after', 'ratelimit', ''),
      value: fc.string({ maxLength: 5 }),
      problem: fc.constantFrom('a number was expected', 'the reset lies in the past', 'unheard of'),
      assumed: fc.constant(null),
    }),
    { maxLength: 2 },
  ),
});

/** Any call within three neighbouring hours, of few enough kinds that calls meet in the same cells. */
export const anyObservation: fc.Arbitrary<Observation> = fc
  .record({
    atMs: fc.integer({ min: hour * 3_600_000, max: (hour + 3) * 3_600_000 - 1 }),
    pool: fc.record({
      app: fc.constantFrom('own', 'a|b', '100%'),
      environment: fc.constantFrom('PRODUCTION', 'DEVELOPMENT'),
      product: fc.constantFrom(...products),
    }),
    route: fc.constantFrom(...routes),
    trigger: fc.constantFrom(...triggers),
    tag: fc.option(fc.constantFrom('sync', 'a|b')),
    method: fc.constantFrom(...methods),
    template: fc.constantFrom('/rest/api/3/issue/{issueIdOrKey}', '/wiki/api/v2/pages', '{other}'),
    status: fc.option(fc.constantFrom(101, 200, 204, 304, 404, 429, 503)),
    latencyMs: fc.nat(20_000),
    low: fc.nat(5000),
    more: fc.tuple(fc.nat(5000), fc.nat(5000)),
    basis: fc.constantFrom(...bases),
    limits: fc.option(limits),
    objects: fc.option(fc.nat(5000)),
    kind: fc.option(fc.constantFrom('fields', 'expand,fields', '+')),
    peak: fc.option(fc.integer({ min: 1, max: 50 })),
  })
  .map(({ low, more: [toLikely, toHigh], peak, kind, ...call }) => ({
    ...call,
    ...(kind === null ? {} : { kind }),
    ...(peak === null ? {} : { contextCallsASecond: peak }),
    points: { low: low / 100, likely: (low + toLikely) / 100, high: (low + toLikely + toHigh) / 100 },
  }));
