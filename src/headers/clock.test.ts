import { readClock } from './clock';
import { ProblemList } from './problems';
import { readRateLimits } from './read';
import { headerSource } from './source';

const sentMs = Date.UTC(2026, 2, 26, 15, 24, 52);
const date = new Date(sentMs).toUTCString();
const clock = (receivedAtMs: number, headers: Record<string, string>) =>
  readClock(headerSource({ date, ...headers }), receivedAtMs, new ProblemList());

it.each([
  ['a moment ago', 1_999, {}, { nowMs: sentMs + 1_999, callerAheadMs: 1_999 }],
  ['a moment ago, whatever its age', 1_000, { age: '100' }, { nowMs: sentMs + 1_000, callerAheadMs: 1_000 }],
  ['as long ago as it is old', 600_000, { age: '599' }, { nowMs: sentMs + 600_000, callerAheadMs: 1_000 }],
  ['two seconds more', 600_000, { age: '598' }, { nowMs: sentMs + 598_000, callerAheadMs: 2_000 }],
  ['a day ago', 86_400_000, {}, { nowMs: sentMs, callerAheadMs: 86_400_000 }],
  ['longer ago than clocks go wrong', 86_400_001, {}, { nowMs: sentMs + 86_400_001, callerAheadMs: null }],
  ['at no time', NaN, {}, { nowMs: NaN, callerAheadMs: null }],
])('an answer that was dated %s', (_, agoMs, headers, wanted) => {
  expect(clock(sentMs + agoMs, headers)).toEqual(wanted);
});

it('a date is what it is, though the caller does not know the time', () => {
  const headers = headerSource({ date, 'x-ratelimit-limit': '5', 'x-ratelimit-reset': '2026-03-26T16:00Z' });
  for (const receivedAtMs of [NaN, Infinity]) {
    const { buckets } = readRateLimits(headers, { status: 200, receivedAtMs });
    expect(buckets[0]?.resetAtMs).toBe(Date.UTC(2026, 2, 26, 16));
  }
});

describe('a caller whose clock is 10 minutes fast', () => {
  const receivedAtMs = sentMs + 600_000;
  const read = (headers: Record<string, string>, status = 429) =>
    readRateLimits(headerSource({ date, ...headers }), { status, receivedAtMs, product: 'jira' });

  it('waits as long as the server says, by its own clock', () => {
    const limits = read({
      'retry-after': '30',
      'ratelimit-policy': '"jira-burst-based";q=100;w=60',
      ratelimit: '"jira-burst-based";r=0;t=30',
      'x-ratelimit-limit': '100',
      'x-ratelimit-reset': '2026-03-26T15:25:22Z',
    });
    expect(limits.quotas[0]?.resetAtMs).toBe(receivedAtMs + 30_000);
    expect(limits.buckets[0]?.resetAtMs).toBe(receivedAtMs + 30_000);
    expect(limits.throttle?.retryAtMs).toBe(receivedAtMs + 30_000);
    expect(limits.waitUntilMs).toBe(receivedAtMs + 30_000);
    expect(limits.clockAheadMs).toBe(600_000);
    expect(limits.problems.map(({ problem }) => problem)).toEqual([
      'the clock of the caller is 10 minutes fast',
    ]);
  });

  it('keeps the full hour of a points quota, which is one of UTC', () => {
    const { quotas } = read({ ratelimit: '"global-app-quota";r=5;t=2108' }, 200);
    expect(quotas[0]?.resetAtMs).toBe(Date.UTC(2026, 2, 26, 16));
  });

  it('has no time where the server gives none', () => {
    const limits = read({ 'x-ratelimit-limit': '100' });
    expect([limits.buckets[0]?.resetAtMs, limits.throttle?.retryAtMs, limits.waitUntilMs]).toEqual([
      ...[null, null, null],
    ]);
    expect(read({}, 200)).toMatchObject({ throttle: null, waitUntilMs: null });
  });
});
