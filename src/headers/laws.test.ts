import fc from 'fast-check';
import { parseList } from './grammar';
import { policyScope, policyUnit } from './policy';
import { serializeQuotas } from './serialize';
import { keptProblems, ProblemList } from './problems';
import { readProducts } from './product';
import { readRateLimits } from './read';
import { headerSource } from './source';
import { describeLimits, describeProblems } from './describe';
import type { Enforcement, QuotaReading, RateLimits } from '../model';
import { hourMs } from '../time';
import { anyCharacter } from '../../test/support/any-character';

const names = [
  'ratelimit',
  'ratelimit-policy',
  'beta-ratelimit',
  'beta-ratelimit-policy',
  'ratelimit-limit',
  'ratelimit-reason',
  'retry-after',
  'beta-retry-after',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-ratelimit-nearlimit',
  'x-ratelimit-fillrate',
  'x-ratelimit-state',
  'x-beta-ratelimit-limit',
  'x-beta-ratelimit-remaining',
  'x-beta-ratelimit-reason',
  'x-failure-category',
  'x-rate-limit-api-key-max',
  'x-quota-reset',
];

const piece = fc.constantFrom(
  '"',
  '“',
  '\\',
  ';',
  ',',
  '=',
  ':',
  ' ',
  '\t',
  'q',
  'r',
  't',
  'w',
  '0',
  '9',
  '-',
  '.',
  'é',
  '\u0000',
);
const hostile = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 60 }),
  fc.array(piece, { maxLength: 80 }).map((pieces) => pieces.join('')),
  fc.constantFrom(
    '"global-app-quota";q=65000;w=3600',
    '"a";r=0;t=0',
    '9223372036854775807',
    '-0',
    '1e999',
    '2026-13-40T99:99Z',
  ),
);
const anyHeaders = fc.array(fc.tuple(fc.constantFrom(...names), hostile), { maxLength: 12 });
const anyContext = fc.record({
  status: fc.constantFrom(null, 200, 304, 429, 503),
  receivedAtMs: fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(NaN, Infinity, -1)),
  product: fc.constantFrom(undefined, ...readProducts),
  body: fc.jsonValue(),
});

function quotaOf(enforcement: Enforcement, policy: string, receivedAtMs: number): fc.Arbitrary<QuotaReading> {
  const scope = policyScope(policy);
  const hourly = scope === 'global' || scope === 'tenant';
  const resetAtMs = hourly
    ? fc.constantFrom(null, (Math.floor(receivedAtMs / hourMs) + 1) * hourMs)
    : fc.option(fc.nat(100_000).map((seconds) => receivedAtMs + seconds * 1000));
  return fc.record({
    policy: fc.constant(policy),
    scope: fc.constant(scope),
    enforcement: fc.constant(enforcement),
    quota: fc.option(fc.nat(1_000_000)),
    windowSeconds: hourly ? fc.constantFrom(null, 3600) : fc.option(fc.integer({ min: 1, max: 1e6 })),
    remaining: fc.option(fc.nat(1_000_000)),
    resetAtMs,
    unit:
      scope === 'other'
        ? fc.constantFrom('requests', 'points', 'unknown')
        : fc.constant(policyUnit(scope, null)),
  });
}

const policyName = fc.oneof(
  fc.constantFrom('global-app-quota', 'tenant-app-quota', 'jira-burst-based'),
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }),
);
const printed = fc.integer({ min: 1e9, max: 4e9 }).chain((atSeconds) => {
  const receivedAtMs = atSeconds * 1000;
  const family = (enforcement: Enforcement) =>
    fc
      .uniqueArray(policyName, { maxLength: 5 })
      .chain((policies) => fc.tuple(...policies.map((policy) => quotaOf(enforcement, policy, receivedAtMs))));
  return fc.record({
    receivedAtMs: fc.constant(receivedAtMs),
    enforced: family('enforced'),
    beta: family('beta'),
  });
});

describe('Laws of reading', () => {
  test('any string in any header is read without throwing, and can be said in words', () => {
    fc.assert(
      fc.property(anyHeaders, anyContext, (headers, context) => {
        const limits = readRateLimits(headerSource(headers), context);
        expect(limits.problems.length).toBeLessThanOrEqual(keptProblems + 1);
        expect(limits.problems.every((one) => one.value.length <= 200)).toBe(true);
        expect(describeLimits(limits, context.receivedAtMs).length).toBeGreaterThan(0);
        describeProblems(limits);
      }),
      { numRuns: 1500 },
    );
  });

  test('no figure is ever NaN or infinite, so unknown is null and nothing else', () => {
    fc.assert(
      fc.property(anyHeaders, (headers) => {
        const limits = readRateLimits(headerSource(headers), { status: 200, receivedAtMs: 1.7e12 });
        const figures = [...limits.quotas, ...limits.buckets].flatMap((one): unknown[] => Object.values(one));
        expect(figures.filter((one) => typeof one === 'number' && !Number.isFinite(one))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test('the same words say the same again, whatever became of the first reading', () => {
    const policies = fc.constantFrom(
      '"global-app-quota";q=65000;w=3600, "jira-burst-based";q=100;w=1',
      '"a";q=1, "a";q=2, "b";q="3"',
      '“a”;q=1, "a";q=1;pk=x',
      '"tenant-app-quota";q=-5',
    );
    const limit = '"global-app-quota";r=11;t=15, "a";r=4, "c";r=2';
    fc.assert(
      fc.property(anyHeaders, policies, anyContext, (others, policy, context) => {
        const headers = [['ratelimit-policy', policy], ['ratelimit', limit], ...others] as const;
        const read = (): RateLimits => readRateLimits(headerSource(headers), context);
        const first = read();
        const said = structuredClone(first);
        for (const one of [...first.quotas, ...first.buckets])
          Object.assign(one, { remaining: -7, scope: '' });
        for (const list of [first.quotas, first.buckets, first.problems]) list.length = 0;
        expect(read()).toEqual(said);
      }),
    );
  });

  test('thousands of policies and dates change nothing in those that come after them', () => {
    const read = (policy: string, reset: string): RateLimits =>
      readRateLimits(
        { get: (name) => ({ 'ratelimit-policy': policy, 'x-ratelimit-reset': reset })[name] ?? null },
        {
          ...{ status: 200, receivedAtMs: 1.7e12, product: 'jira' },
        },
      );
    const first = read('"p0";q=1;w=60', '2024-01-01T00:00Z');
    for (let n = 1; n < 3000; n += 1) {
      const reset = new Date(1.71e12 + n * 60_000).toISOString();
      const { quotas, buckets } = read(`"p${n}";q=${n};w=60`, reset);
      expect(quotas.map(({ policy, quota }) => [policy, quota])).toEqual([[`p${n}`, n]]);
      expect(buckets.map(({ resetAtMs }) => resetAtMs)).toEqual([Date.parse(reset)]);
    }
    expect(read('"p0";q=1;w=60', '2024-01-01T00:00Z')).toEqual(first);
  });

  test('reading what is printed gives the same quotas', () => {
    fc.assert(
      fc.property(printed, ({ receivedAtMs, enforced, beta }) => {
        const quotas = [...enforced, ...beta];
        const headers = serializeQuotas(quotas, receivedAtMs).map(
          ({ name, value }) => [name, value] as const,
        );
        const limits = readRateLimits(headerSource(headers), { status: 200, receivedAtMs });
        const sorted = (list: QuotaReading[]): string[] =>
          list.map((quota) => JSON.stringify(quota, Object.keys(quota).sort())).sort();
        expect(sorted(limits.quotas)).toEqual(sorted(quotas));
      }),
      { numRuns: 500 },
    );
  });

  test('the order of entries, and how lines are split, changes nothing but the order', () => {
    const entries = ['"global-app-quota";q=65000;w=3600', '"jira-burst-based";q=100;w=1', '"c";q=3'];
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: 3 }), fc.boolean(), (shuffled, split) => {
        const lines = split ? shuffled : [shuffled.join(',')];
        const headers = lines.map((line) => ['RateLimit-Policy', line] as const);
        const { quotas, problems } = readRateLimits(headerSource(headers), { status: 200, receivedAtMs: 0 });
        expect(problems).toEqual([]);
        expect(quotas.map((quota) => quota.policy)).toEqual(
          shuffled.map((entry) => entry.slice(1, entry.lastIndexOf('"'))),
        );
      }),
    );
  });
});

describe('Linear work', () => {
  const original = (name: string): unknown => Reflect.get(String.prototype, name);

  /** Counts the characters that the reader passes over in any way, which is where its time goes. */
  function charactersPassed(text: string): number {
    let passed = 0;
    const charCodeAt = original('charCodeAt') as (this: string, at: number) => number;
    const indexOf = original('indexOf') as (this: string, mark: string, from: number) => number;
    const slice = original('slice') as (this: string, from?: number, to?: number) => string;
    const spies = [
      jest.spyOn(String.prototype, 'charCodeAt').mockImplementation(function (this: string, at: number) {
        passed += 1;
        return charCodeAt.call(this, at);
      }),
      jest.spyOn(String.prototype, 'indexOf').mockImplementation(function (
        this: string,
        mark: string,
        from = 0,
      ) {
        const found = indexOf.call(this, mark, from);
        passed += (found === -1 ? this.length : found) - from;
        return found;
      }),
      jest.spyOn(String.prototype, 'slice').mockImplementation(function (
        this: string,
        from?: number,
        to?: number,
      ) {
        const piece = slice.call(this, from, to);
        passed += piece.length;
        return piece;
      }),
    ];
    try {
      parseList(text, 'ratelimit', new ProblemList());
      return passed;
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  }

  test.each([
    'x',
    ',',
    '"',
    '"a;b",',
    '\\"',
    '“a”;q=1,',
    ';q=1',
    '"p";q=1;w=1,',
    ' ',
    '=',
    'a b,',
    ':a',
    '\u00e2',
  ])('twice as much of %j is at most about twice the work', (unit) => {
    const once = charactersPassed(unit.repeat(1000));
    const twice = charactersPassed(unit.repeat(2000));
    expect(once).toBeGreaterThanOrEqual(unit.length * 1000 - 1);
    expect(once).toBeLessThan(unit.length * 1000 * 10 + 50);
    expect(twice).toBeLessThanOrEqual(once * 2 + 50);
  });

  test('thousands of entries are all read', () => {
    const policies = Array.from({ length: 5000 }, (_, i) => `"p${i}";q=${i}`).join(', ');
    const limits = Array.from({ length: 5000 }, (_, i) => `"p${i}";r=${i}`).join(', ');
    const source = headerSource({ 'ratelimit-policy': policies, ratelimit: limits });
    const { quotas } = readRateLimits(source, { status: 200, receivedAtMs: 0 });
    expect(quotas).toHaveLength(5000);
    expect(quotas[4999]).toMatchObject({ policy: 'p4999', quota: 4999, remaining: 4999 });
  });
});
