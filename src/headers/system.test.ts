import { readRateLimits } from './read';
import { headerSource } from './source';

const receivedAtMs = Date.UTC(2026, 2, 26, 15, 24, 52);
type Context = Partial<Parameters<typeof readRateLimits>[1]>;
const read = (headers: Record<string, string>, context: Context = {}) =>
  readRateLimits(headerSource(headers), { status: 200, receivedAtMs, ...context });
const limit = { 'x-ratelimit-limit': '100' };

describe('whose answer it is, where nobody says', () => {
  it.each<[string, Record<string, string>]>([
    ['a reason of Jira', { 'ratelimit-reason': 'jira-burst-based' }],
    ['a reason of Confluence', { 'ratelimit-reason': 'CONF-global-based' }],
    ['a verdict of the gateway', { 'x-failure-category': 'FAILURE_OTHER' }],
    ['a beta reason', { 'x-beta-ratelimit-reason': 'any' }],
    ['a beta that is near', { 'x-beta-ratelimit-nearlimit': 'false' }],
    ['a policy of Atlassian', { 'ratelimit-policy': '"global-app-quota";q=5' }],
    ['a burst policy', { 'ratelimit-policy': '"jira-burst-based";q=5' }],
    ['a policy that is only announced', { 'beta-ratelimit-policy': '"x";q=5' }],
  ])('%s tells the cloud', (_, headers) => {
    expect(read({ ...limit, ...headers }).buckets).toMatchObject([{ scope: 'burst', unit: 'requests' }]);
  });

  it('a limit of the beta tells the cloud', () => {
    const { buckets } = read({ ...limit, 'x-beta-ratelimit-limit': '7' });
    expect(buckets.map(({ enforcement, scope }) => [enforcement, scope])).toEqual([
      ['enforced', 'burst'],
      ['beta', 'unknown'],
    ]);
  });

  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['a reason of somebody', { 'ratelimit-reason': 'my-jira-' }],
    ['a policy of somebody', { 'ratelimit-policy': '"x";q=5' }],
  ])('%s tells nobody', (_, headers) => {
    expect(read({ ...limit, ...headers }).buckets).toMatchObject([{ scope: 'unknown', unit: 'unknown' }]);
  });

  it.each<[string, Record<string, string>, object]>([
    ['x-ratelimit-state', { 'x-ratelimit-state': 'OK' }, { scope: 'unknown', windowSeconds: null }],
    [
      'x-ratelimit-period-in-sec',
      { 'x-ratelimit-period-in-sec': '60' },
      { scope: 'unknown', windowSeconds: 60 },
    ],
  ])('%s tells Opsgenie', (_, headers, bucket) => {
    expect(read(headers).buckets).toMatchObject([{ unit: 'requests', limit: null, ...bucket }]);
  });

  it('the body of One Stack tells it on a refusal alone', () => {
    const body = { code: 'LIMIT', details: { limit: 5, window: '1m' } };
    expect(read({}, { body, status: 429 }).buckets).toMatchObject([
      { scope: 'tenant', limit: 5, remaining: 0 },
    ]);
    expect(read({}, { body, status: 200 }).buckets).toEqual([]);
  });
});

describe('whose answer it is, where the caller says', () => {
  it('the fill rate of Data Center counts for Jira and Confluence only', () => {
    const scopes = (['jira', 'confluence', 'bitbucket', 'generic'] as const).map(
      (product) => read({ ...limit, 'x-ratelimit-fillrate': '5' }, { product }).buckets[0]?.scope,
    );
    expect(scopes).toEqual(['user', 'user', 'unknown', 'user']);
  });

  it('the state and the body of others say nothing', () => {
    const refused = (headers: Record<string, string>, body?: unknown) =>
      read(headers, { product: 'jira', status: 429, body }).throttle?.reasonRaw;
    expect(refused({ 'x-ratelimit-state': 'THROTTLED', 'x-ratelimit-reason': 'ACCOUNT' })).toBeNull();
    expect(refused({}, { error: 'API_KEY_LIMIT_EXCEEDED' })).toBeNull();
  });
});

describe('Opsgenie', () => {
  it.each<[Record<string, string>, unknown[][]]>([
    [{}, []],
    [{ 'x-ratelimit-state': 'OK' }, [['unknown', null]]],
    [{ 'x-ratelimit-reason': 'ACCOUNT' }, [['account', null]]],
    [{ 'x-ratelimit-period-in-sec': '60' }, [['unknown', 60]]],
  ])('%j', (headers, buckets) => {
    const found = read(headers, { product: 'opsgenie' }).buckets;
    expect(found.map(({ scope, windowSeconds }) => [scope, windowSeconds])).toEqual(buckets);
  });
});

describe('Trello', () => {
  it.each<[string, string, string, unknown[]]>([
    ['x-rate-limit-api-token-max', '100', 'token', [100, null, null]],
    ['x-rate-limit-api-token-remaining', '99', 'token', [null, 99, null]],
    ['x-rate-limit-api-token-interval-ms', '10000', 'token', [null, null, 10]],
    ['x-rate-limit-api-key-max', '300', 'key', [300, null, null]],
    ['x-rate-limit-member-max', '200', 'member', [200, null, null]],
  ])('%s: %s is of the %s', (name, value, scope, figures) => {
    const { buckets } = read({ [name]: value }, { product: 'trello' });
    expect(buckets.map((one) => [one.scope, one.limit, one.remaining, one.windowSeconds])).toEqual([
      [scope, ...figures],
    ]);
    if (name.endsWith('-max')) expect(read({ [name]: value }).buckets).toEqual(buckets);
  });
});

describe('Backlog, Data Center and One Stack', () => {
  it.each([
    ['GET', 'user'],
    ['PUT', 'user'],
    ['POST', 'user, update requests'],
    ['PATCH', 'user, update requests'],
    ['DELETE', 'user, update requests'],
  ] as const)('Backlog counts a %s for %s', (method, scope) => {
    expect(read(limit, { product: 'backlog', method }).buckets).toMatchObject([{ scope, windowSeconds: 60 }]);
  });

  it('Data Center may name its fill rate alone, and a bucket without an interval fills by the second', () => {
    const headers = { 'x-ratelimit-fillrate': '5' };
    expect(read(headers).buckets).toMatchObject([{ fillRate: 5, limit: null, windowSeconds: null }]);
    const { throttle } = read({ ...headers, 'retry-after': '0' }, { status: 429 });
    expect(throttle?.retryAtMs).toBe(receivedAtMs + 1_000);
    const lost = read({ 'retry-after': '0' }, { status: 429, product: 'jiraDataCenter' });
    expect(lost.throttle?.retryAtMs).toBe(receivedAtMs + 1_000);
  });

  it('One Stack has one bucket, of its headers before its body', () => {
    const of = (headers: Record<string, string>, body: unknown) =>
      read(headers, { product: 'oneStack', status: 429, body }).buckets.map((one) => [
        ...[one.limit, one.remaining, one.windowSeconds],
      ]);
    const body = { code: 'LIMIT', details: { limit: 5, window: '30s' } };
    expect(of({}, body)).toEqual([[5, 0, 30]]);
    expect(of(limit, body)).toEqual([[100, null, 30]]);
    expect(of(limit, {})).toEqual([[100, null, 60]]);
    expect(of({}, { code: 'LIMIT', details: { window: '30s' } })).toEqual([]);
  });
});
