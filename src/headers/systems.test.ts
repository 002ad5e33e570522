import type { ReadContext } from './context';
import { parseOneStackBody } from './one-stack';
import { readRateLimits } from './read';
import { headerSource } from './source';
import type { BucketReading } from '../model';

const receivedAtMs = Date.UTC(2020, 10, 16);
const minuteLaterMs = receivedAtMs + 60_000;

function read(headers: Record<string, string>, context: Partial<ReadContext>) {
  return readRateLimits(headerSource(headers), { status: 200, receivedAtMs, ...context });
}

function bucket(known: Partial<BucketReading>): BucketReading {
  return {
    unit: 'unknown',
    enforcement: 'enforced',
    scope: 'unknown',
    limit: null,
    remaining: null,
    used: null,
    resetAtMs: null,
    windowSeconds: null,
    fillRate: null,
    ...known,
  };
}

describe('Nulab Backlog', () => {
  const headers = {
    'x-ratelimit-limit': '150',
    'x-ratelimit-remaining': '142',
    'x-ratelimit-reset': '1605484860',
  };
  const known = {
    unit: 'requests',
    limit: 150,
    remaining: 142,
    resetAtMs: minuteLaterMs,
    windowSeconds: 60,
  } as const;

  test('counts requests of a user in a minute, until a reset in epoch seconds', () => {
    expect(read(headers, { product: 'backlog' }).buckets).toEqual([bucket({ ...known, scope: 'user' })]);
  });

  test('a write tells which of the request types it is, a GET does not', () => {
    expect(read(headers, { product: 'backlog', method: 'PATCH' }).buckets[0]?.scope).toBe(
      'user, update requests',
    );
    expect(read(headers, { product: 'backlog', method: 'GET' }).buckets[0]?.scope).toBe('user');
  });

  test('a refusal ends at the reset, or after the documented minute when there is none', () => {
    expect(read(headers, { product: 'backlog', status: 429 }).throttle).toEqual({
      reason: 'other',
      reasonRaw: null,
      retryAtMs: minuteLaterMs,
      enforcement: 'enforced',
    });
    const bare = read({}, { product: 'backlog', status: 429 });
    expect(bare.throttle?.retryAtMs).toBe(minuteLaterMs);
    expect(bare.problems).toMatchObject([{ assumed: '2020-11-16T00:01:00.000Z, the documented minute' }]);
  });
});

describe('One Stack', () => {
  const body = {
    error: 'Rate limit exceeded',
    code: 'RATE_LIMIT_EXCEEDED',
    details: { limit: 100, window: '1m', retryAfter: 23 },
  };
  const tenant = { unit: 'requests', scope: 'tenant', limit: 100, windowSeconds: 60 } as const;

  test('counts requests of a tenant in a minute, until a Unix reset', () => {
    const headers = {
      'x-ratelimit-limit': '100',
      'x-ratelimit-remaining': '40',
      'x-ratelimit-reset': '1605484860',
    };
    const { buckets } = read(headers, { product: 'oneStack' });
    expect(buckets).toEqual([bucket({ ...tenant, remaining: 40, resetAtMs: minuteLaterMs })]);
  });

  test('a refusal is read from header and body, and known by its body', () => {
    const limits = read({ 'retry-after': '23' }, { status: 429, body });
    expect(limits).toEqual({
      quotas: [],
      buckets: [bucket({ ...tenant, remaining: 0 })],
      nearLimit: null,
      throttle: {
        reason: 'other',
        reasonRaw: 'RATE_LIMIT_EXCEEDED',
        retryAtMs: receivedAtMs + 23_000,
        enforcement: 'enforced',
      },
      waitUntilMs: receivedAtMs + 23_000,
      problems: [],
    });
  });

  test('the wait of the body counts where the header is missing', () => {
    expect(read({}, { status: 429, body }).throttle?.retryAtMs).toBe(receivedAtMs + 23_000);
  });

  test('a limit agreed with the customer is the one in the response', () => {
    const agreed = { ...body, details: { limit: 500, window: '30s', retryAfter: 2 } };
    expect(read({}, { product: 'oneStack', status: 429, body: agreed }).buckets).toMatchObject([
      { limit: 500, windowSeconds: 30 },
    ]);
  });

  test.each([
    null,
    'text',
    [],
    {},
    { code: 1, details: {} },
    { code: 'X', details: {} },
    { code: 'X', details: null },
  ])('another body is not taken for its own (%#)', (other) => {
    expect(parseOneStackBody(other)).toBeNull();
    expect(read({}, { product: 'oneStack', status: 429, body: other }).throttle?.reasonRaw).toBeNull();
  });

  test('details of another shape are unknown, not zero', () => {
    const odd = { code: 'X', details: { limit: '100', window: 'soon', retryAfter: -1 } };
    expect(parseOneStackBody(odd)).toEqual({
      code: 'X',
      limit: null,
      windowSeconds: null,
      retryAfterSeconds: null,
    });
  });
});

describe('Jira cost budgets', () => {
  test('a refusal names its wait and a reset date without seconds, and counts cost and no points', () => {
    const limits = read(
      {
        'retry-after': '840',
        'x-ratelimit-limit': '150000',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': '2020-11-16T00:14Z',
        'x-ratelimit-nearlimit': 'true',
        'ratelimit-reason': 'jira-cost-based',
      },
      { product: 'jira', status: 429 },
    );
    const resetAtMs = Date.UTC(2020, 10, 16, 0, 14);
    expect(limits.buckets).toEqual([
      bucket({ unit: 'cost', scope: 'account', limit: 150000, remaining: 0, resetAtMs }),
    ]);
    expect(limits.throttle).toMatchObject({ reason: 'costBudget', retryAtMs: resetAtMs });
    expect(limits.nearLimit).toBe(true);
    expect(limits.problems).toEqual([]);
  });
});

describe('Data Center', () => {
  const headers = {
    'x-ratelimit-limit': '70',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-fillrate': '5',
    'x-ratelimit-interval-seconds': '1',
    'retry-after': '3',
  };
  const expected = bucket({
    unit: 'requests',
    scope: 'user',
    limit: 70,
    remaining: 0,
    fillRate: 5,
    windowSeconds: 1,
  });

  test.each(['jiraDataCenter', 'confluenceDataCenter', 'jira', undefined] as const)(
    'is known by its fill rate, also when the caller says %s',
    (product) => {
      const limits = read(headers, { product, status: 429 });
      expect(limits.buckets).toEqual([expected]);
      expect(limits.throttle).toMatchObject({ reason: 'burst', retryAtMs: receivedAtMs + 3000 });
    },
  );

  test('a refusal that is told to wait no time waits for the interval after which the bucket fills', () => {
    const { throttle } = read({ ...headers, 'retry-after': '0' }, { product: 'jira', status: 429 });
    expect(throttle).toMatchObject({ reason: 'burst', retryAtMs: receivedAtMs + 1000 });
  });

  test('the seconds that come with the last served call are a wait, and no refusal', () => {
    const limits = read(headers, { product: 'jira', status: 200 });
    expect([limits.throttle, limits.waitUntilMs]).toEqual([null, receivedAtMs + 3000]);
    expect(read({ ...headers, 'retry-after': '0' }, { status: 200 }).waitUntilMs).toBeNull();
  });
});

describe('Bitbucket, Trello and Opsgenie', () => {
  test('Bitbucket lists its window behind the limit and resets in seconds from now', () => {
    const headers = { 'x-ratelimit-limit': '1000, 1000;w=3600', 'x-ratelimit-reset': '960' };
    const limits = read(headers, { product: 'bitbucket' });
    expect(limits.quotas).toEqual([]);
    expect(limits.buckets).toEqual([
      bucket({ unit: 'requests', limit: 1000, windowSeconds: 3600, resetAtMs: receivedAtMs + 960_000 }),
    ]);
  });

  test('a refusal of Trello gives no time, and its reason stands in the body', () => {
    const headers = { 'x-rate-limit-api-key-max': '300', 'x-rate-limit-api-key-remaining': '0' };
    const { throttle } = read(headers, {
      status: 429,
      body: { error: 'API_KEY_LIMIT_EXCEEDED', message: '' },
    });
    expect(throttle).toMatchObject({ reason: 'other', reasonRaw: 'API_KEY_LIMIT_EXCEEDED', retryAtMs: null });
  });

  test('Opsgenie tells a refusal by its state when the status is not known', () => {
    const headers = {
      'x-ratelimit-state': 'THROTTLED',
      'x-ratelimit-reason': 'ACCOUNT',
      'x-ratelimit-period-in-sec': '60',
    };
    expect(read(headers, { status: null }).throttle).toMatchObject({ reasonRaw: 'ACCOUNT' });
    expect(read({ ...headers, 'x-ratelimit-state': 'OK' }, { status: null }).throttle).toBeNull();
  });
});

describe('The IETF drafts', () => {
  test('partition keys keep two quotas of one name apart, or join by name where one header leaves them out', () => {
    const policy = '"user";q=10;w=60;pk=:YQ==:, "user";q=20;w=60;pk=:Yg==:';
    const both = read({ 'ratelimit-policy': policy, ratelimit: '"user";r=7;t=9;pk=:Yg==:' }, {});
    expect(both.quotas.map(({ quota, remaining }) => [quota, remaining])).toEqual([
      [10, null],
      [20, 7],
    ]);
    const one = read({ 'ratelimit-policy': '"user";q=10;pk=:YQ==:', ratelimit: '"user";r=7' }, {});
    expect(one.quotas.map(({ quota, remaining }) => [quota, remaining])).toEqual([[10, 7]]);
  });

  test('partition keys keep many quotas of one name apart', () => {
    const keys = Array.from('abcdefghijkl', (letter) => Buffer.from(letter).toString('base64'));
    const { quotas, problems } = read(
      {
        'ratelimit-policy': keys.map((key, i) => `"user";q=${i + 1};pk=:${key}:`).join(', '),
        ratelimit: keys.map((key, i) => `"user";r=${i};pk=:${key}:`).join(', '),
      },
      {},
    );
    expect(quotas.map(({ quota, remaining }) => [quota, remaining])).toEqual(keys.map((_, i) => [i + 1, i]));
    expect(problems).toEqual([]);
  });

  test('a window that stands beside what remains completes the policy', () => {
    const { quotas } = read({ 'ratelimit-policy': '"a";q=10', ratelimit: '"a";r=7;w=60' }, {});
    expect(quotas).toMatchObject([{ quota: 10, windowSeconds: 60, remaining: 7 }]);
  });

  test('a quota unit is kept where it counts requests, and is unknown where it counts bytes', () => {
    const value = '"a";q=10;qu="requests", "b";q=10;qu="content-bytes", "c";q=3;qu="concurrent-requests"';
    const { quotas } = read({ 'ratelimit-policy': value }, {});
    expect(quotas.map((quota) => quota.unit)).toEqual(['requests', 'unknown', 'unknown']);
  });

  test('draft 7 says limit, remaining and reset as pairs', () => {
    const limits = read({ ratelimit: 'limit=100, remaining=x, reset=50' }, {});
    expect(limits.buckets).toEqual([bucket({ limit: 100, resetAtMs: receivedAtMs + 50_000 })]);
    expect(limits.problems).toMatchObject([{ value: 'remaining=x' }]);
  });
});
