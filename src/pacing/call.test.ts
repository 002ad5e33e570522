import { describeCall, type AskedCall } from './call';

const asked = (change: Partial<AskedCall> = {}): AskedCall => ({
  ...{ product: 'jira', method: 'POST', path: '/rest/api/3/issue/ABC-1/comment', route: 'forge.asUser' },
  ...{ work: 'background', component: 'sync', person: 'ann', isSafe: false, isRepeatable: true, ...change },
});
const described = (change: Partial<AskedCall> = {}) => describeCall(asked(change), (text) => `#${text}`);

describe('a call that asks for its turn', () => {
  it('is held by all that its product, endpoint, budget, points, component and issue may close', () => {
    const endpoint = 'jira POST /rest/api/3/issue/{issueIdOrKey}/comment';
    expect(described().keys).toEqual([
      ...['product:jira', `endpoint:${endpoint}`, 'cost:jira:App + user:#ann', 'quota:jira', 'reserve:jira'],
      ...['component:sync', 'issue:#ABC-1'],
    ]);
    expect(described({ work: 'person', component: null, person: null, method: 'GET' }).keys).toEqual([
      ...['product:jira', endpoint.replace('POST', 'GET')].map((key, i) =>
        i === 0 ? key : `endpoint:${key}`,
      ),
      ...['cost:jira:App + user:', 'quota:jira'],
    ]);
    expect(described({ route: 'apiToken', component: null, method: 'GET' }).keys).toHaveLength(3);
    expect(described()).toMatchObject({
      endpoint,
      shared: null,
      isCharged: true,
      user: '#ann',
      issue: '#ABC-1',
    });
  });

  it.each<[string, Partial<AskedCall>, string | null]>([
    ['of its key', { path: '/rest/api/3/issue/ABC-1' }, '#ABC-1'],
    ['in any letters', { path: '/rest/api/2/issue/a_b2c-12/worklog?x=1' }, '#A_B2C-12'],
    ['of its number', { path: '/rest/agile/1.0/issue/10001?a=b' }, '#10001'],
    ['before a fragment', { path: '/rest/api/3/issue/ABC-1#x' }, '#ABC-1'],
    ['deleted', { method: 'DELETE', path: '/rest/api/3/issue/ABC-1' }, '#ABC-1'],
    ['that is read', { method: 'GET' }, null],
    ['that is asked about', { method: 'HEAD' }, null],
    ['whose methods are', { method: 'OPTIONS' }, null],
    ['that is made', { path: '/rest/api/3/issue' }, null],
    ['in a list', { path: '/rest/api/3/issue/bulk' }, null],
    ['that is none', { path: '/rest/api/3/issue/ABC-1x' }, null],
    ['of another product', { product: 'confluence' }, null],
  ])('writes to the issue %s', (_name, change, issue) => {
    expect(described(change).issue).toBe(issue);
  });

  it.each<[Partial<AskedCall>, boolean, boolean]>([
    [{ method: 'GET' }, true, true],
    [{ method: 'HEAD' }, true, true],
    [{ method: 'OPTIONS' }, true, true],
    [{ method: 'PUT' }, true, true],
    [{ method: 'DELETE' }, true, true],
    [{ method: 'POST' }, false, false],
    [{ method: 'PATCH' }, false, false],
    [{ method: 'POST', isSafe: true }, true, true],
    [{ method: 'POST', resendsRefused: true }, false, true],
    [{ method: 'PUT', isRepeatable: false }, false, false],
    [{ method: 'POST', isSafe: true, isRepeatable: false, resendsRefused: true }, false, false],
  ])('%j is sent twice: %s, where it was refused: %s', (change, canRetry, canResendRefused) => {
    expect(described(change)).toMatchObject({ canRetry, canResendRefused });
  });

  it('shares the limit of its endpoint with others', () => {
    const of = (product: AskedCall['product'], path: string, method: AskedCall['method'] = 'GET') => {
      const { shared, endpoint } = described({ product, path, method });
      return [shared, endpoint];
    };
    expect(of('jira', '/rest/api/3/user/search?query=a')).toEqual(['userSearch', 'jira userSearch']);
    expect(of('jira', '/rest/api/3/user/picker?query=a')).toEqual(['userSearch', 'jira userSearch']);
    expect(of('jira', '/rest/api/3/bulk/issues/move', 'POST')).toEqual([
      'bulkOperations',
      'jira bulkOperations',
    ]);
    expect(of('jira', '/forge/app/v1/license?x=1')).toEqual(['license', 'jira license']);
  });

  it('of a product that counts requests a minute draws on no points', () => {
    expect(described({ product: 'backlog', path: '/api/v2/issues' })).toMatchObject({ isCharged: false });
    expect(described({ product: 'confluence', path: '/wiki/api/v2/pages' })).toMatchObject({
      isCharged: true,
    });
  });
});
