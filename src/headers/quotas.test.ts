import { parseList } from './grammar';
import { parseInstant } from './instant';
import { policyScope, policyUnit } from './policy';
import { ProblemList } from './problems';
import { readRateLimits } from './read';
import { serializeQuotas } from './serialize';
import { headerSource } from './source';
import type { QuotaReading } from '../model';

const receivedAtMs = Date.UTC(2026, 2, 26, 15, 24, 52);
type Context = Partial<Parameters<typeof readRateLimits>[1]>;
const read = (headers: Record<string, string>, context: Context = {}) =>
  readRateLimits(headerSource(headers), { status: 200, receivedAtMs, product: 'jira', ...context });
const figures = (quotas: readonly QuotaReading[]) =>
  quotas.map(({ policy, quota, windowSeconds, remaining }) => [policy, quota, windowSeconds, remaining]);

describe('a policy that the answer leaves out', () => {
  const previous = read({ 'ratelimit-policy': '"x";q=5;w=60, "y"' }).quotas;
  it.each<[string, Record<string, string>, unknown[][], number]>([
    ['is known from the answer before', { ratelimit: '"x";r=0' }, [['x', 5, 60, 0]], 1],
    [
      'is known though another came',
      { 'ratelimit-policy': '"z";q=9', ratelimit: '"x";r=0' },
      [
        ['z', 9, null, null],
        ['x', 5, 60, 0],
      ],
      1,
    ],
    [
      'is not asked for where it came without a size',
      { 'ratelimit-policy': '"x"' },
      [['x', null, null, null]],
      0,
    ],
    ['is not asked for where the limit says its size', { ratelimit: '"x";r=0;q=7' }, [['x', 7, null, 0]], 0],
    [
      'is not asked for by one that came, whatever the other',
      { 'ratelimit-policy': '"x"', ratelimit: '"x";r=1, "w";r=0' },
      [
        ['x', null, null, 1],
        ['w', null, null, 0],
      ],
      0,
    ],
    ['is as unknown as before', { ratelimit: '"y";r=0' }, [['y', null, null, 0]], 0],
  ])('%s', (_, headers, quotas, problems) => {
    const limits = read(headers, { previous });
    expect(figures(limits.quotas)).toEqual(quotas);
    expect(limits.problems).toHaveLength(problems);
  });
});

it('entries without a name are each a quota of their own', () => {
  expect(figures(read({ 'ratelimit-policy': '5;w=1, 5;w=1, 9;w=60' }).quotas)).toEqual([
    ['', 5, 1, null],
    ['', 5, 1, null],
    ['', 9, 60, null],
  ]);
});

it('a number may have its name behind it, as draft 7 had it', () => {
  expect(figures(read({ 'ratelimit-policy': '5;w=1;name="a"', ratelimit: '"a";r=3' }).quotas)).toEqual([
    ['a', 5, 1, 3],
  ]);
});

it('pairs beside policies are none', () => {
  expect(figures(read({ 'ratelimit-policy': 'limit=100, "a";q=5' }).quotas)).toEqual([['a', 5, null, null]]);
  expect(figures(read({ ratelimit: 'limit=100, "a";r=5' }).quotas)).toEqual([['a', null, null, 5]]);
});

it.each([8, 9, 10])('of %d policies each is joined with its own limit, and told once', (count) => {
  const names = Array.from({ length: count }, (_, i) => `p${i}`);
  const headers = {
    'ratelimit-policy': names.map((name, i) => `"${name}";q=${i + 1}`).join(', '),
    ratelimit: names.map((name, i) => `"${name}";r=${i}`).join(', '),
  };
  const wanted = names.map((name, i) => [name, i + 1, null, i]);
  expect(figures(read(headers).quotas)).toEqual(wanted);
  expect(figures(read(headers).quotas)).toEqual(wanted);
  const more = { ...headers, ratelimit: `${headers.ratelimit}, "new";r=3, "p0";r=9` };
  const { quotas, problems } = read(more);
  expect(figures(quotas)).toEqual([...wanted, ['new', null, null, 3]]);
  expect(problems.map(({ value }) => value)).toEqual(['p0']);
});

it.each([
  ['GLOBAL-APP-QUOTA', null, 'global', 'points'],
  ['tenant-app-quota', 'requests', 'tenant', 'points'],
  ['Jira-Burst-Based', null, 'burst', 'requests'],
  ['x', 'requests', 'other', 'requests'],
  ['x', 'request', 'other', 'requests'],
  ['x', 'points', 'other', 'points'],
  ['x', 'content-bytes', 'other', 'unknown'],
  ['x', null, 'other', 'unknown'],
])('the policy %s with a unit of %p is of scope %s and counts %s', (policy, quotaUnit, scope, unit) => {
  expect(policyScope(policy)).toBe(scope);
  expect(policyUnit(policyScope(policy), quotaUnit)).toBe(unit);
});

it.each<[Partial<QuotaReading>, string[]]>([
  [{ quota: 5, remaining: 3 }, ['RateLimit-Policy: "a";q=5', 'RateLimit: "a";r=3']],
  [{ windowSeconds: 60, remaining: 3 }, ['RateLimit-Policy: "a";w=60', 'RateLimit: "a";r=3']],
  [{ unit: 'requests', scope: 'burst', remaining: 3 }, ['RateLimit: "a";r=3']],
  [{ enforcement: 'beta', resetAtMs: receivedAtMs + 1 }, ['Beta-RateLimit: "a";t=1']],
])('%j is written with what is known of it', (change, lines) => {
  const quota: QuotaReading = {
    ...{ policy: 'a', scope: 'other', enforcement: 'enforced', quota: null, windowSeconds: null },
    ...{ remaining: null, resetAtMs: null, unit: 'unknown', ...change },
  };
  expect(serializeQuotas([quota], receivedAtMs).map(({ name, value }) => `${name}: ${value}`)).toEqual(lines);
});

describe('an item of a list', () => {
  const read = (text: string) => {
    const problems = new ProblemList();
    const items = parseList(text, 'x', problems).map(({ kind, name, value }) => [kind, name, value]);
    return [items, problems.list().map(({ problem }) => problem)];
  };
  it.each<[string, unknown[][], string[]]>([
    ['9.5', [['number', '', 9.5]], []],
    ['0.5', [['number', '', 0.5]], []],
    ['9', [['number', '', 9]], []],
    ['10', [['number', '', 10]], []],
    ['1:5', [['token', '1:5', true]], []],
    ["“it's”", [['string', "it's", true]], ['the quotation marks are not plain ones']],
    ['"it’s"', [['string', 'it’s', true]], []],
    ['"a"=5', [['string', 'a', true]], ['the entry does not follow the grammar']],
    ['5=3', [['number', '', 5]], ['the entry does not follow the grammar']],
    ['"a\\\\"', [['string', 'a\\', true]], []],
    ['"a\\""', [['string', 'a"', true]], []],
    [
      '"", "a"',
      [
        ['string', '', true],
        ['string', 'a', true],
      ],
      [],
    ],
  ])('%s', (text, items, problems) => {
    expect(read(text)).toEqual([items, problems]);
  });
});

it('what is wrong with an item of a list is shown without the others', () => {
  const problems = new ProblemList();
  parseList('b, “a”;q=1, c d, "e', 'x', problems);
  expect(problems.list().map(({ value }) => value)).toEqual(['“a”', 'c d', '"e']);
});

describe('a moment in a long text', () => {
  const spaced = (length: number) =>
    '26 Mar 2026 16:00:00 GMT'.replace('6 M', `6${' '.repeat(length - 23)}M`);
  it('is read in 96 characters', () => {
    const at = (length: number) => parseInstant(spaced(length), receivedAtMs)?.atMs ?? null;
    expect([at(96), at(97)]).toEqual([Date.UTC(2026, 2, 26, 16), null]);
  });

  it('and a hundred trillion are microseconds of 1973, which is no time to wait for', () => {
    expect(parseInstant('100000000000000', receivedAtMs)).toBeNull();
    expect(parseInstant('100000000000000', 1e11)?.atMs).toBe(1e11);
  });

  it('may come twice in one header', () => {
    const reset = (text: string) =>
      read({ 'x-ratelimit-limit': '5', 'x-ratelimit-reset': text }).buckets[0]?.resetAtMs;
    const date = 'Thu, 26 Mar 2026 16:00:00 GMT';
    expect(reset(`${date}, ${date}`)).toBe(Date.UTC(2026, 2, 26, 16));
    expect(reset(`${date}, Thu, 26 Mar 2026 17:00:00 GMT`)).toBeNull();
    expect(reset('50, 50, 50')).toBeNull();
  });
});
