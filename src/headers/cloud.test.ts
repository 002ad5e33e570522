import { readRateLimits } from './read';
import { headerSource } from './source';

const receivedAtMs = Date.UTC(2026, 2, 26, 15, 24, 52);
const hourMs = Date.UTC(2026, 2, 26, 16);
type Context = Partial<Parameters<typeof readRateLimits>[1]>;
const read = (headers: Record<string, string>, context: Context = {}) =>
  readRateLimits(headerSource(headers), { status: 200, receivedAtMs, product: 'jira', ...context });

describe('what the flat headers count', () => {
  const kinds = (headers: Record<string, string>, status = 200) =>
    read(headers, { status }).buckets.map(({ enforcement, unit, scope }) => [enforcement, unit, scope]);
  const points = ['enforced', 'points', 'quota'];
  const requests = ['enforced', 'requests', 'burst'];

  it.each<[string, Record<string, string>, unknown[][]]>([
    ['a quota of their size', { 'ratelimit-policy': '"tenant-app-quota";q=100;w=3600' }, [points]],
    ['no quota of another size', { 'ratelimit-policy': '"tenant-app-quota";q=101;w=3600' }, [requests]],
    ['no burst policy of their size', { 'ratelimit-policy': '"jira-burst-based";q=100;w=1' }, [requests]],
    ['no quota that is only announced', { 'beta-ratelimit-policy': '"tenant-app-quota";q=100' }, [requests]],
  ])('on a served call is %s', (_, headers, wanted) => {
    expect(kinds({ 'x-ratelimit-limit': '100', ...headers })).toEqual(wanted);
  });

  it('is not said by what is left alone', () => {
    const left = { 'x-ratelimit-remaining': '5', ratelimit: '"global-app-quota";r=5' };
    expect(kinds(left)).toEqual([['enforced', 'unknown', 'unknown']]);
  });

  it.each([
    ['ratelimit-reason', 'jira-quota-global-based', points],
    ['ratelimit-reason', 'jira-burst-based', requests],
    ['ratelimit-reason', 'jira-concurrent', ['enforced', 'unknown', 'unknown']],
    ['x-failure-category', 'FAILURE_RATE_LIMITED', ['enforced', 'unknown', 'gateway']],
    ['x-failure-category', 'rate-limit', ['enforced', 'unknown', 'gateway']],
  ])('on a refusal is told by %s: %s', (name, value, wanted) => {
    expect(kinds({ 'x-ratelimit-limit': '100', [name]: value }, 429)).toEqual([wanted]);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['nothing', {}, ['unknown', 'unknown']],
    [
      'a beta quota of their size',
      { 'beta-ratelimit-policy': '"global-app-quota";q=7' },
      ['points', 'quota'],
    ],
    ['no quota in force', { 'ratelimit-policy': '"global-app-quota";q=7' }, ['unknown', 'unknown']],
    ['their own reason', { 'x-beta-ratelimit-reason': 'jira-burst-based' }, ['requests', 'burst']],
    ['no reason of another name', { 'ratelimit-reason': 'jira-burst-based' }, ['unknown', 'unknown']],
  ])('in the beta is told by %s', (_, headers, kind) => {
    expect(kinds({ 'x-beta-ratelimit-limit': '7', ...headers })).toEqual([['beta', ...kind]]);
  });
});

describe('a limit that is only announced, and used up', () => {
  const beta = (headers: Record<string, string>) => {
    const { throttle } = read(headers);
    return (
      throttle && [throttle.reason, throttle.retryAtMs === null ? null : throttle.retryAtMs - receivedAtMs]
    );
  };
  const reset = { 'x-beta-ratelimit-remaining': '0', 'x-beta-ratelimit-reset': '90' };
  it.each<[string, Record<string, string>, unknown[] | null]>([
    ['by its flat headers alone', reset, ['other', 90_000]],
    ['by nothing, where some of it is left', { ...reset, 'x-beta-ratelimit-remaining': '1' }, null],
    [
      'with a reset that has passed',
      { ...reset, 'x-beta-ratelimit-reset': '2026-03-26T15:24:30Z' },
      ['other', null],
    ],
    ['with a reset that is now', { 'beta-ratelimit': '"jira-burst-based";r=0;t=0' }, ['burst', null]],
    [
      'a burst, by its policy',
      { ...reset, 'beta-ratelimit': '"jira-burst-based";r=0;t=5' },
      ['burst', 5_000],
    ],
    [
      'a burst without a time, by the date',
      { ...reset, 'beta-ratelimit': '"jira-burst-based";r=0' },
      ['burst', 90_000],
    ],
    [
      'a quota, by the date',
      { ...reset, 'beta-ratelimit': '"global-app-quota";r=0;t=2108' },
      ['quotaGlobal', 90_000],
    ],
    [
      'a quota without a date, by its hour',
      { 'x-beta-ratelimit-remaining': '0', 'beta-ratelimit': '"global-app-quota";r=0;t=2108' },
      ['quotaGlobal', hourMs - receivedAtMs],
    ],
    [
      'a quota beside one in force',
      { ratelimit: '"x";r=5', 'beta-ratelimit': '"y-burst";r=0;t=5' },
      ['burst', 5_000],
    ],
    ['a bucket beside one in force', { ...reset, 'x-ratelimit-remaining': '5' }, ['other', 90_000]],
    ['a limit in force is none', { 'x-ratelimit-remaining': '0', ratelimit: '"global-app-quota";r=0' }, null],
  ])('%s', (_, headers, wanted) => {
    expect(beta(headers)).toEqual(wanted);
  });

  it('is not said by a reason and a wait, where a flat header has some left', () => {
    const said = { 'x-beta-ratelimit-reason': 'jira-burst-based', 'beta-retry-after': '5' };
    expect(beta({ ...said, 'x-ratelimit-remaining': '1' })).toEqual(['burst', 5_000]);
    expect(beta({ ...said, 'x-beta-ratelimit-remaining': '1' })).toBeNull();
    expect(read({ 'beta-retry-after': '5' }).problems).toMatchObject([
      { header: 'beta-retry-after', value: '5' },
    ]);
  });
});

describe('near the limit', () => {
  it.each([
    ['"global-app-quota";q=65000', '"global-app-quota";r=12999', true],
    ['"global-app-quota";q=65000', '"global-app-quota";r=13000', null],
    ['"jira-burst-based";q=100', '"jira-burst-based";r=1', null],
    ['"tenant-app-quota"', '"tenant-app-quota";r=1', null],
  ])('of %s with %s: %p', (policy, ratelimit, near) => {
    expect(read({ 'ratelimit-policy': policy, ratelimit }).nearLimit).toBe(near);
  });

  it('is what the header says where the figures say nothing', () => {
    expect(read({ 'x-ratelimit-nearlimit': 'false' }).nearLimit).toBe(false);
    expect(read({ 'x-beta-ratelimit-nearlimit': 'false' }).nearLimit).toBe(false);
    expect(
      read({ 'x-ratelimit-nearlimit': 'false', ratelimit: '"global-app-quota";r=0;q=5' }).nearLimit,
    ).toBe(true);
  });
});

describe('a reset date beside a quota', () => {
  const beside = (ratelimit: string, headers: Record<string, string>) => {
    const { quotas, problems } = read({ ratelimit, ...headers }, { product: undefined });
    return [
      quotas.map(({ resetAtMs }) => resetAtMs !== null && (resetAtMs - receivedAtMs) / 1000),
      problems.length,
    ];
  };
  const flat = { 'x-ratelimit-limit': '100', 'x-ratelimit-reset': '300' };
  const other = '"x";q=100;r=5;t=600';
  it.each<[string, string, Record<string, string>, unknown[]]>([
    ['wins', other, flat, [[300], 1]],
    ['wins where it is now', other, { ...flat, 'x-ratelimit-reset': '2026-03-26T15:24:52Z' }, [[0], 1]],
    [
      'is nothing where it has passed',
      other,
      { ...flat, 'x-ratelimit-reset': '2026-03-26T15:24:00Z' },
      [[600], 0],
    ],
    [
      'is nothing without a limit',
      '"x";r=5;t=600',
      { 'x-ratelimit-remaining': '5', 'x-ratelimit-reset': '300' },
      [[600], 0],
    ],
    ['wins for the one that it is of', `${other}, "y";q=7;t=9, "z"`, flat, [[300, 9, false], 1]],
    ['is no witness of an hour', '"global-app-quota";q=100;t=2108', flat, [[2108], 0]],
    ['is no witness of the beta', '"y";t=9', { ...flat, 'beta-ratelimit': other }, [[9, 600], 0]],
  ])('%s', (_, ratelimit, headers, wanted) => {
    expect(beside(ratelimit, headers)).toEqual(wanted);
  });

  it('is told with what was taken instead', () => {
    expect(read({ ratelimit: other, ...flat }).problems).toEqual([
      {
        header: 'ratelimit',
        value: '"x";t=600',
        problem: 't ends at another time than the reset date of the same limit',
        assumed: '2026-03-26T15:29:52.000Z',
      },
    ]);
  });
});
