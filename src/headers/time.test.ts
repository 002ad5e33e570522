import { parseInstant } from './instant';
import { readRateLimits } from './read';
import { headerSource } from './source';

const receivedAtMs = Date.UTC(2026, 2, 26, 15, 24, 52);
const hourMs = Date.UTC(2026, 2, 26, 16);

function refused(headers: Record<string, string>) {
  const limits = readRateLimits(headerSource(headers), { status: 429, receivedAtMs, product: 'jira' });
  return { retryAtMs: limits.throttle?.retryAtMs, problems: limits.problems };
}

describe('A reset', () => {
  test.each([
    ['2026-03-26T16:00Z', 'date', null],
    ['2026-03-26T16:00:00Z', 'date', null],
    ['2026-03-26T16:00:00.000Z', 'date', null],
    ['2026-03-26T17:00:00+01:00', 'date', null],
    ['2026-03-26T10:30-0530', 'date', null],
    ['2026-03-26 16:00:00+00:00', 'date', null],
    ['2026-03-26T16:00:00', 'date', 'UTC, since no time zone is given'],
    ['Thu, 26 Mar 2026 16:00:00 GMT', 'date', null],
    ['1774540800', 'epochSeconds', null],
    ['1774540800000', 'epochMilliseconds', null],
    ['2108', 'deltaSeconds', null],
  ])('%s is read as a %s', (text, kind, assumption) => {
    expect(parseInstant(text, receivedAtMs)).toEqual({ atMs: hourMs, kind, assumption });
  });

  test.each([
    '',
    'soon',
    '2026-02-30T00:00Z',
    '2026-13-01T00:00Z',
    '2026-03-26T25:00Z',
    '9223372036854775807',
    '-5',
    '1e9',
  ])('"%s" is no time', (text) => {
    expect(parseInstant(text, receivedAtMs)).toBeNull();
  });

  test('in the past stays a date, makes no wait, and is pointed out', () => {
    const { retryAtMs, problems } = refused({
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '2026-03-26T15:00Z',
    });
    expect(retryAtMs).toBeNull();
    expect(problems).toMatchObject([{ header: 'x-ratelimit-reset', problem: 'the reset lies in the past' }]);
  });

  test('that contradicts the t of the same limit wins', () => {
    const limits = readRateLimits(
      headerSource({
        'ratelimit-policy': '"default";q=500;w=600',
        ratelimit: '"default";r=3;t=600',
        'x-ratelimit-limit': '500',
        'x-ratelimit-reset': '300',
      }),
      { status: 200, receivedAtMs },
    );
    expect(limits.quotas[0]?.resetAtMs).toBe(receivedAtMs + 300_000);
    expect(limits.problems).toMatchObject([{ header: 'ratelimit', value: '"default";t=600' }]);
  });
});

describe('Retry-After', () => {
  test.each([
    ['30', receivedAtMs + 30_000, []],
    ['Thu, 26 Mar 2026 16:00:00 GMT', hourMs, []],
    ['0', receivedAtMs, ['a refused call is told to wait no time at all']],
    ['1.5', receivedAtMs + 1500, ['seconds are sent as a whole number']],
    ['5, 60', receivedAtMs + 60_000, ['two waits are given']],
    ['5, 5', receivedAtMs + 5000, []],
    ['9223372036854775807', null, ['the wait is longer than a year: it means blocked, not a time']],
    ['999999999', null, ['the wait is longer than a year: it means blocked, not a time']],
    ['-1', null, ['neither seconds nor an HTTP date']],
    ['later', null, ['neither seconds nor an HTTP date']],
    ['Thu, 26 Mar 2020 16:00:00 GMT', null, ['the date lies in the past']],
  ])('%s on a refusal', (value, retryAtMs, found) => {
    const reading = refused({ 'retry-after': value });
    expect(reading.retryAtMs).toBe(retryAtMs);
    expect(reading.problems.map((one) => one.problem)).toEqual(found);
  });

  test('absent leaves the reset date, and without one the time unknown', () => {
    expect(refused({ 'x-ratelimit-reset': '2026-03-26T16:00Z' }).retryAtMs).toBe(hourMs);
    expect(refused({}).retryAtMs).toBeNull();
  });

  test('0 gives way to a reset that lies ahead', () => {
    expect(refused({ 'retry-after': '0', 'x-ratelimit-reset': '2026-03-26T16:00Z' }).retryAtMs).toBe(hourMs);
  });

  test('that is 700 s off gives way to the full hour of a points quota, and only there', () => {
    const headers = { 'retry-after': '2808', 'x-ratelimit-reset': '2026-03-26T16:00Z' };
    const quota = refused({ ...headers, 'ratelimit-reason': 'jira-quota-tenant-based' });
    expect(quota.retryAtMs).toBe(hourMs);
    expect(quota.problems).toMatchObject([{ header: 'retry-after', assumed: '2026-03-26T16:00:00.000Z' }]);
    const cost = refused({ ...headers, 'ratelimit-reason': 'jira-cost-based' });
    expect(cost.retryAtMs).toBe(receivedAtMs + 2_808_000);
  });

  test('on a 5xx is a wait and no throttle', () => {
    const headers = headerSource({ 'retry-after': '20' });
    const context = { status: 503, receivedAtMs, product: 'jira' as const };
    const busy = readRateLimits(headers, context);
    expect(busy).toMatchObject({ throttle: null, waitUntilMs: receivedAtMs + 20_000 });
    expect(readRateLimits(headers, { ...context, status: 429 }).waitUntilMs).toBe(receivedAtMs + 20_000);
    expect(readRateLimits(headers, { ...context, status: 200 }).waitUntilMs).toBeNull();
    expect(readRateLimits(headerSource({}), context).waitUntilMs).toBeNull();
  });

  test('of a limit that is only announced asks for no wait', () => {
    const headers = headerSource({
      'beta-ratelimit-policy': '"global-app-quota";q=65000;w=3600',
      'beta-ratelimit': '"global-app-quota";r=0;t=20',
      'beta-retry-after': '20',
    });
    const served = readRateLimits(headers, { status: 200, receivedAtMs, product: 'jira' });
    expect(served).toMatchObject({ throttle: { enforcement: 'beta' }, waitUntilMs: null });
  });
});
