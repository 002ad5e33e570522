import type { ReadContext } from './context';
import { readRateLimits } from './read';
import { headerSource, type HeaderPairs } from './source';
import type { QuotaReading } from '../model';

const receivedAtMs = Date.UTC(2026, 9, 9, 16, 9, 45);
const nextHourMs = Date.UTC(2026, 9, 9, 17);

function read(headers: HeaderPairs | Record<string, string>, more: Partial<ReadContext> = {}) {
  return readRateLimits(headerSource(headers), { status: 200, receivedAtMs, product: 'jira', ...more });
}

const tier1: QuotaReading = {
  policy: 'global-app-quota',
  scope: 'global',
  enforcement: 'enforced',
  quota: 65000,
  windowSeconds: 3600,
  remaining: null,
  resetAtMs: nextHourMs,
  unit: 'points',
};

describe('Points quotas', () => {
  test('a missing r is neither zero nor near the limit', () => {
    const limits = read({
      'ratelimit-policy': '"global-app-quota";q=65000;w=3600',
      ratelimit: '"global-app-quota";t=3015',
    });
    expect(limits).toEqual({
      quotas: [tier1],
      buckets: [],
      nearLimit: null,
      throttle: null,
      waitUntilMs: null,
      problems: [],
    });
  });

  test('of a parameter that is repeated, the last one counts (RFC 9651, 4.2.3.2)', () => {
    const { quotas } = read({
      'ratelimit-policy': '"global-app-quota";q=100;w=60;q=65000;w=3600',
      ratelimit: '"global-app-quota";r=9;t=3015;r=17842',
    });
    expect(quotas).toEqual([{ ...tier1, remaining: 17842 }]);
  });

  test('r=0 is zero', () => {
    const limits = read({
      'ratelimit-policy': '"global-app-quota";q=65000;w=3600',
      ratelimit: '"global-app-quota";r=0;t=3015',
    });
    expect(limits.quotas).toEqual([{ ...tier1, remaining: 0 }]);
    expect(limits.nearLimit).toBe(true);
    // The last unit may just have been used: the call itself was served.
    expect(limits.throttle).toBeNull();
  });

  test('a policy without parameters is a policy of unknown size', () => {
    expect(read({ 'ratelimit-policy': '"tenant-app-quota"' }).quotas).toEqual([
      {
        ...tier1,
        policy: 'tenant-app-quota',
        scope: 'tenant',
        quota: null,
        windowSeconds: null,
        resetAtMs: null,
      },
    ]);
  });

  test('at r=0 without its policy header the last known q and w are kept, and that is said', () => {
    const headers = {
      ratelimit: '"global-app-quota";r=0;t=3015',
      'ratelimit-reason': 'jira-quota-global-based',
    };
    const limits = read(headers, { status: 429, previous: [tier1] });
    expect(limits.quotas).toEqual([{ ...tier1, remaining: 0 }]);
    expect(limits.problems).toEqual([
      {
        header: 'ratelimit-policy',
        value: '',
        problem: '"global-app-quota" came without its policy, as happens when nothing is left',
        assumed: 'q=65000;w=3600, from the response before',
      },
    ]);
    expect(read(headers, { status: 429 }).quotas[0]?.quota).toBeNull();
    const beta = { ...tier1, enforcement: 'beta' as const };
    expect(read(headers, { status: 429, previous: [beta] }).quotas[0]?.quota).toBeNull();
  });

  test('a t that is 700 s off gives way to the full hour', () => {
    const limits = read({ ratelimit: '"global-app-quota";r=9;t=3715' });
    expect(limits.quotas[0]?.resetAtMs).toBe(nextHourMs);
    expect(limits.problems).toEqual([
      {
        header: 'ratelimit',
        value: 't=3715',
        problem: 't ends 700 s after the full hour, when this quota is renewed',
        assumed: '2026-10-09T17:00:00.000Z',
      },
    ]);
  });

  test('a clock a few seconds behind at the turn of the hour still finds the right hour', () => {
    const atMs = Date.UTC(2026, 9, 9, 16, 59, 58);
    const limits = read({ ratelimit: '"global-app-quota";t=3600' }, { receivedAtMs: atMs });
    expect(limits.quotas[0]?.resetAtMs).toBe(Date.UTC(2026, 9, 9, 18));
    expect(limits.problems).toEqual([]);
  });

  test('enforced and beta policies of one response stay apart', () => {
    const limits = read({
      'RateLimit-Policy': '"jira-burst-based";q=100;w=1',
      RateLimit: '"jira-burst-based";r=90;t=1',
      'Beta-RateLimit-Policy': '"global-app-quota";q=65000;w=3600',
      'Beta-RateLimit': '"global-app-quota";t=3015',
    });
    expect(limits.quotas.map(({ policy, enforcement }) => [policy, enforcement])).toEqual([
      ['jira-burst-based', 'enforced'],
      ['global-app-quota', 'beta'],
    ]);
  });

  test('an unknown policy is kept as it is and proves no tier', () => {
    const limits = read({ 'ratelimit-policy': '"global-user-quota";q=5000;w=60' });
    expect(limits.quotas[0]).toMatchObject({
      policy: 'global-user-quota',
      scope: 'other',
      unit: 'unknown',
      quota: 5000,
    });
  });

  test('two header lines of one name, in any letter case, are one list', () => {
    const limits = read([
      ['Ratelimit-policy', '"global-app-quota";q=65000;w=3600'],
      ['RATELIMIT-POLICY', '"jira-burst-based";q=100;w=1'],
    ]);
    expect(limits.quotas.map((quota) => quota.quota)).toEqual([65000, 100]);
  });

  test.each([
    '“global-app-quota”;q=65000;w=3600',
    '\u00e2\u0080\u009cglobal-app-quota\u00e2\u0080\u009d;q=65000;w=3600',
  ])('typographic quotes are read and pointed out (%#)', (value) => {
    const limits = read({ 'ratelimit-policy': value });
    expect(limits.quotas[0]).toMatchObject({ policy: 'global-app-quota', quota: 65000 });
    expect(limits.problems).toMatchObject([
      { problem: 'the quotation marks are not plain ones', assumed: '"global-app-quota"' },
    ]);
  });

  test('one broken entry does not take the others with it', () => {
    const limits = read({ 'ratelimit-policy': '"a";q=1 oops;w=2, , "b";q=x;w=60, "c";q=3' });
    expect(limits.quotas.map(({ policy, quota, windowSeconds }) => [policy, quota, windowSeconds])).toEqual([
      ['a', 1, null],
      ['b', null, 60],
      ['c', 3, null],
    ]);
    expect(limits.problems.map((one) => one.problem)).toEqual([
      'the entry does not follow the grammar',
      'an entry between two commas is empty',
      'a number was expected',
    ]);
  });

  test('a quota listed twice counts once, and a contradiction is pointed out', () => {
    const limits = read({ 'ratelimit-policy': '"a";q=1, "a";q=1, "a";q=2' });
    expect(limits.quotas).toHaveLength(1);
    expect(limits.problems).toMatchObject([{ value: 'a', assumed: 'the first entry' }]);
  });
});

describe('Beta reasons', () => {
  const near = {
    'beta-ratelimit': '"tenant-app-quota";r=17842;t=3015',
    'x-beta-ratelimit-reason': 'jira-quota-tenant-based',
  };

  test('a served call with points left is no throttle, whatever reason it carries', () => {
    const limits = read(near);
    expect(limits.throttle).toBeNull();
    expect(limits.problems).toMatchObject([
      { header: 'x-beta-ratelimit-reason', value: 'jira-quota-tenant-based' },
    ]);
  });

  test('a served call with nothing left of a beta quota would have been refused', () => {
    const headers = { ...near, 'beta-ratelimit': '"tenant-app-quota";r=0;t=3015' };
    expect(read(headers).throttle).toEqual({
      reason: 'quotaTenant',
      reasonRaw: 'jira-quota-tenant-based',
      retryAtMs: nextHourMs,
      enforcement: 'beta',
    });
    expect(read({ ...headers, 'beta-retry-after': '60' }).throttle?.retryAtMs).toBe(receivedAtMs + 60_000);
  });

  test('a refusal beside a beta reason is the refusal of another limit', () => {
    const limits = read({ ...near, 'retry-after': '5' }, { status: 429 });
    expect(limits.throttle).toEqual({
      reason: 'other',
      reasonRaw: null,
      retryAtMs: receivedAtMs + 5000,
      enforcement: 'enforced',
    });
    expect(limits.problems).toMatchObject([{ assumed: 'another limit refused the call' }]);
  });
});

describe('Flat headers of the cloud', () => {
  const flat = { 'x-ratelimit-limit': '65000', 'x-ratelimit-remaining': '12' };

  test('beside a quota of the same size they count its points', () => {
    const limits = read({ ...flat, 'ratelimit-policy': '"global-app-quota";q=65000;w=3600' });
    expect(limits.buckets).toMatchObject([{ unit: 'points', scope: 'quota', limit: 65000 }]);
  });

  test('of a size that no burst bucket has, and alone, they count nobody knows what', () => {
    expect(read(flat).buckets).toMatchObject([{ unit: 'unknown', scope: 'unknown' }]);
  });

  test.each([
    ['jira-burst-based', 'requests', 'burst', 'burst'],
    ['jira-quota-tenant-based', 'points', 'quota', 'quotaTenant'],
    ['confluence-quota-tenant-based', 'points', 'quota', 'quotaTenant'],
    ['jira-cost-based', 'cost', 'account', 'costBudget'],
    ['jira-per-issue-on-write', 'unknown', 'unknown', 'perIssueWrite'],
    ['something-new', 'unknown', 'unknown', 'other'],
  ])('a refusal for %s says that they count %s', (raw, unit, scope, reason) => {
    const limits = read({ ...flat, 'ratelimit-reason': raw }, { status: 429 });
    expect(limits.buckets).toMatchObject([{ unit, scope }]);
    expect(limits.throttle).toMatchObject({ reason, reasonRaw: raw });
  });

  test('a 429 that names no reason is explained by the policy with nothing left', () => {
    const limits = read(
      { ratelimit: '"jira-burst-based";r=0;t=1, "global-app-quota";r=0;t=3015' },
      { status: 429 },
    );
    expect(limits.throttle).toEqual({
      reason: 'quotaGlobal',
      reasonRaw: null,
      retryAtMs: nextHourMs,
      enforcement: 'enforced',
    });
  });

  test('without a status, a reason and a wait are a refusal, and that is said', () => {
    const headers = { 'ratelimit-reason': 'jira-burst-based', 'retry-after': '1' };
    const limits = read(headers, { status: null });
    expect(limits.throttle).toMatchObject({ reason: 'burst', retryAtMs: receivedAtMs + 1000 });
    expect(limits.problems).toMatchObject([{ assumed: 'status 429' }]);
    expect(read({ 'ratelimit-reason': 'jira-burst-based' }, { status: null }).throttle).toBeNull();
  });
});
