import { parseCount, readFlag } from './count';
import { ProblemList } from './problems';
import { readRateLimits } from './read';
import { headerSource } from './source';
import { parseDuration } from './duration';

const receivedAtMs = Date.UTC(2026, 2, 26, 15, 24, 52);
type Context = Partial<Parameters<typeof readRateLimits>[1]>;
const read = (headers: Record<string, string>, context: Context = {}) =>
  readRateLimits(headerSource(headers), { status: 200, receivedAtMs, product: 'generic', ...context });

describe('a flat set of which one header came', () => {
  it.each<[string, string, object]>([
    ['x-ratelimit-limit', '5', { limit: 5 }],
    ['x-ratelimit-remaining', '4', { remaining: 4 }],
    ['x-ratelimit-used', '1', { used: 1 }],
    ['x-ratelimit-reset', '50', { resetAtMs: receivedAtMs + 50_000 }],
    ['ratelimit', 'limit=5', { limit: 5 }],
    ['ratelimit', 'remaining=0', { remaining: 0 }],
    ['ratelimit', 'reset=31622400', { resetAtMs: receivedAtMs + 31_622_400_000 }],
  ])('%s: %s', (name, value, known) => {
    const empty = { limit: null, remaining: null, used: null, resetAtMs: null, windowSeconds: null };
    expect(read({ [name]: value }).buckets).toEqual([
      { ...empty, unit: 'unknown', enforcement: 'enforced', scope: 'unknown', fillRate: null, ...known },
    ]);
  });

  it.each([
    ['x-ratelimit-limit-requests', 'requests', 'requests'],
    ['x-ratelimit-remaining-tokens', 'tokens', 'unknown'],
    ['ratelimit-limit', 'unknown', 'unknown'],
    ['x-rate-limit-limit', 'rate', 'unknown'],
    ['x-quota-limit', 'quota', 'unknown'],
  ])('%s is of scope %s and counts %s', (name, scope, unit) => {
    expect(read({ [name]: '5' }).buckets).toMatchObject([{ scope, unit }]);
  });

  it.each([
    ['x-ratelimit-limit', 'many'],
    ['x-ratelimit-reset', 'soon'],
    ['ratelimit', 'limit=many'],
    ['ratelimit', 'other=5'],
    ['ratelimit-policy', 'limit=100'],
  ])('%s: %s is no bucket', (name, value) => {
    expect(read({ [name]: value }).buckets).toEqual([]);
  });
});

describe('a limit with policies behind it', () => {
  it.each<[string, number | null, number | null, unknown[][]]>([
    ['5, 6', 5, null, []],
    ['10, 10;w=1', 10, 1, []],
    ['10, 20;w=1', 10, 1, [['', 20, 1]]],
    ['10, 10;w=1;name="a"', 10, 1, [['a', 10, 1]]],
    [
      '10, 10;w=1, 1000;w=3600',
      10,
      null,
      [
        ['', 10, 1],
        ['', 1000, 3600],
      ],
    ],
    [
      '10;w=1, 20',
      null,
      null,
      [
        ['', 10, 1],
        ['', 20, null],
      ],
    ],
    ['100, limit=5;w=60', 100, null, []],
  ])('%s', (value, limit, windowSeconds, policies) => {
    const { buckets, quotas } = read({ 'x-ratelimit-limit': value });
    expect(buckets).toMatchObject([{ limit, windowSeconds }]);
    expect(quotas.map((one) => [one.policy, one.quota, one.windowSeconds])).toEqual(policies);
  });

  it('is as much as may be left', () => {
    const problems = (remaining: string) =>
      read({ 'x-ratelimit-limit': '5', 'x-ratelimit-remaining': remaining }).problems.length;
    expect([problems('4'), problems('5'), problems('6')]).toEqual([0, 0, 1]);
  });
});

describe('a figure in several lines', () => {
  it.each([
    ['7, 7', 7],
    [`7,${' '.repeat(198)}7`.slice(1), null],
    [Array(100).fill('7').join(',').replace(',', ', '), 7],
    [Array(100).fill('7').join(',').replace(',', ',  '), null],
  ])('%s is read in 200 characters', (text, count) => {
    expect(parseCount(text, 'x', new ProblemList())).toBe(count);
  });

  it('true and false are answers in 200 characters, too', () => {
    const flag = (spaces: number) =>
      readFlag({ get: () => `true,${' '.repeat(spaces)}true` }, 'x', new ProblemList());
    expect([flag(191), flag(192)]).toEqual([true, null]);
  });

  it('a length of time may be spaced', () => {
    expect([parseDuration('1h   2m'), parseDuration('1 h 2 m '), parseDuration('1h, 2m')]).toEqual([
      ...[3_720_000, 3_720_000, null],
    ]);
  });
});
