import { findEntry } from '../costs/lookup';
import { sharedLimitNames, sharedLimitOf, sharedLimits } from './shared-limits';
import { KnownLimits } from '../pacing/rate-limits';
import { describeCall } from '../pacing/call';
import { paceRules } from '../pacing/rules';
import type { Method } from '../model';
import { app, closeClouds, openCloud, token } from '../../test/cloud/open-cloud';

afterEach(closeClouds);

const nowMs = Date.parse('2026-10-09T16:10:00Z');
const call = (method: Method, path: string) =>
  describeCall(
    {
      ...{ product: 'jira', method, path, route: 'forge.asApp', work: 'background' },
      ...{ component: null, person: null, isSafe: false, isRepeatable: true },
    },
    (text) => text,
  );

describe('limits that endpoints share', () => {
  it('name their endpoints, in every version of the API, and no other', () => {
    expect(sharedLimitOf('jira', '/rest/api/3/user/picker')).toBe('userSearch');
    expect(sharedLimitOf('jira', '/rest/api/latest/user/assignable/search')).toBe('userSearch');
    expect(sharedLimitOf('jira', '/rest/api/2/bulk/issues/delete')).toBe('bulkOperations');
    expect(sharedLimitOf('jira', '/rest/api/3/user')).toBeNull();
    expect(sharedLimitOf('backlog', '/rest/api/3/user/picker')).toBeNull();
    expect(sharedLimits.userSearch.templates).toHaveLength(8);
  });

  it('say where they were read and when', () => {
    for (const name of sharedLimitNames) {
      expect(sharedLimits[name].source).toMatch(/^https:\/\/developer\.atlassian\.com\//);
      expect(sharedLimits[name].readOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
    const unpriced = [...sharedLimits.userSearch.templates, ...sharedLimits.bulkOperations.templates].filter(
      (path) => (findEntry('jira', 'GET', path).entry ?? findEntry('jira', 'POST', path).entry) === null,
    );
    expect(unpriced).toEqual([]);
  });

  it('close together: a refused search for users holds the seven others, and nothing else', () => {
    const gate = new KnownLimits(paceRules({}));
    const refused = call('GET', '/rest/api/3/user/picker?query=a');
    gate.blocks.close(`endpoint:${refused.endpoint}`, 'burst', nowMs + 3_000, nowMs);
    expect(gate.hold(call('GET', '/rest/api/3/user/assignable/search'), true, nowMs)).toEqual({
      reason: 'burst',
      untilMs: nowMs + 3_000,
    });
    expect(gate.hold(call('GET', '/rest/api/3/user?accountId=a'), true, nowMs)).toBeNull();
  });

  it('let five bulk operations go at once, of whatever kind', () => {
    const gate = new KnownLimits(paceRules({ concurrency: 20 }));
    const edit = call('POST', '/rest/api/3/bulk/issues/fields');
    for (let n = 0; n < 4; n += 1) gate.went(edit, nowMs);
    const remove = call('POST', '/rest/api/3/bulk/issues/delete');
    expect(gate.hold(remove, true, nowMs)).toBeNull();
    gate.went(remove, nowMs);
    expect(gate.hold(edit, true, nowMs)?.reason).toBe('burst');
    gate.ended(edit, null, nowMs);
    expect(gate.hold(edit, true, nowMs)).toBeNull();
  });

  it('ask for a licence once in five minutes', () => {
    const gate = new KnownLimits(paceRules({}));
    const license = call('GET', '/forge/app/v1/license');
    expect(sharedLimitOf('jira', '/forge/installation/v1/license')).toBe('license');
    gate.went(license, nowMs);
    expect(gate.hold(license, true, nowMs + 299_000)?.untilMs).toBe(nowMs + 300_000);
    expect(gate.hold(license, true, nowMs + 300_000)).toBeNull();
  });
});

test('in the emulator, too, the searches for users empty one bucket', async () => {
  const cloud = await openCloud();
  const paths = ['search?query=a', 'picker?query=a', 'assignable/search?project=WEB'];
  const statuses: number[] = [];
  for (let n = 0; n < 360; n += 1)
    statuses.push((await cloud.send(`/rest/api/3/user/${paths[n % 3]!}`)).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(350);
  expect((await cloud.send('/rest/api/3/user?accountId=admin-1')).status).toBe(200);
});

test('in the emulator an installation asks for its licence once in five minutes, and a site ten times a minute over all apps', async () => {
  const license = { active: true, type: 'commercial', isEvaluation: false } as const;
  const ids = Array.from({ length: 11 }, (_, n) => `35559c21-6120-406b-b7cd-d87f468f6d${10 + n}`);
  const cloud = await openCloud({ apps: ids.map((id) => app({ id, license })) });
  const ask = (appId: string, query = '') =>
    fetch(`${cloud.url}/forge/app/v1/license${query}`, { headers: { Authorization: token({ appId }) } });
  const [first = '', other = ''] = ids;
  const answer = await ask(first);
  expect([answer.status, await answer.json()]).toEqual([200, { results: [{ appId: first, data: license }] }]);
  const refused = await ask(first);
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '300']);
  cloud.clock.advance(299_000);
  expect((await ask(first)).status).toBe(429);
  cloud.clock.advance(1_000);
  const nobody = '00000000-6120-406b-b7cd-d87f468f6d00';
  expect(await (await ask(first, `?appId=${other}&appId=${nobody}`)).json()).toEqual({
    results: [
      { appId: other, data: license },
      { appId: nobody, error: expect.objectContaining({ type: 'NOT_FOUND' }) as unknown },
    ],
  });
  expect((await ask(other, '?appId=mine')).status).toBe(400);
  const statuses = await Promise.all(ids.slice(2).map(async (id) => (await ask(id)).status));
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  // The platform's address: no product's points.
  expect(cloud.cloud.account.snapshot().cells).toEqual([]);
});
