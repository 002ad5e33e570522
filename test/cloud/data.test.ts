/** The data behind the endpoints: the same for the same seed, whole through paging, different by who asks. */
import { createCloud } from '../../emulator/cloud/cloud';
import { ManualClock } from '../../emulator/clock';
import {
  asAdmin,
  asMember,
  closeClouds,
  cloudId,
  openCloud,
  site,
  startMs,
  token,
  type OpenCloud,
} from './open-cloud';

afterEach(closeClouds);

interface SearchPage {
  issues: { id: string; key?: string }[];
  nextPageToken?: string;
  isLast: boolean;
}

async function searchAll(
  cloud: OpenCloud,
  jql: string,
  authorization: string,
  byPost: boolean,
): Promise<string[]> {
  const keys: string[] = [];
  let nextPageToken: string | undefined;
  do {
    const query = new URLSearchParams({ jql, fields: 'summary', maxResults: '30' });
    if (nextPageToken !== undefined) query.set('nextPageToken', nextPageToken);
    const json = { jql, fields: ['summary'], maxResults: 30, nextPageToken };
    const response = byPost
      ? await cloud.send('/rest/api/3/search/jql', { method: 'POST', json, authorization })
      : await cloud.send(`/rest/api/3/search/jql?${query.toString()}`, { authorization });
    const page = (await response.json()) as SearchPage;
    keys.push(...page.issues.map((issue) => issue.key ?? ''));
    expect(page.isLast).toBe(page.nextPageToken === undefined);
    nextPageToken = page.nextPageToken;
  } while (nextPageToken !== undefined);
  return keys;
}

/** Jira refuses a query that nothing bounds. */
const everything = 'created >= -3650d';
const small = { ...site, sizes: { projects: 4, issuesPerProject: 35 } };

test('the same seed gives the same answers, another seed gives others', () => {
  const bodies = (seed: number) => {
    const cloud = createCloud({ clock: new ManualClock(startMs), sites: [site], seed });
    return ['/rest/api/3/issue/MOB-12', '/rest/api/3/users/search', '/rest/api/3/issue/WEB-3/changelog'].map(
      (path) =>
        cloud.handle({
          method: 'GET',
          url: `/ex/jira/${cloudId}${path}`,
          headers: { authorization: token() },
          body: null,
        }).body,
    );
  };
  expect(bodies(5)).toEqual(bodies(5));
  expect(bodies(6)).not.toEqual(bodies(5));
});

test.each([true, false])('paging through a search finds every issue once (by POST: %s)', async (byPost) => {
  const cloud = await openCloud({ sites: [small] });
  const keys = await searchAll(cloud, everything, token(), byPost);
  expect(keys).toHaveLength(4 * 35);
  expect(new Set(keys).size).toBe(4 * 35);
  expect(await searchAll(cloud, 'project = MOB ORDER BY created', token(), byPost)).toHaveLength(35);
  expect(await searchAll(cloud, 'project in (WEB, "PAY")', token(), byPost)).toHaveLength(70);
});

test('a member sees fewer projects and issues than the app or an administrator', async () => {
  const cloud = await openCloud({ sites: [small] });
  // One of four projects is restricted, and every tenth issue of the others: 3 times 35 less 3.
  expect(await searchAll(cloud, everything, asMember, false)).toHaveLength(96);
  expect(await searchAll(cloud, everything, asAdmin, false)).toHaveLength(140);
  const totalOf = async (authorization: string) => {
    const response = await cloud.send('/rest/api/3/project/search', { authorization });
    return ((await response.json()) as { total: number }).total;
  };
  expect([await totalOf(asMember), await totalOf(asAdmin), await totalOf(token())]).toEqual([3, 4, 4]);
  expect((await cloud.send('/rest/api/3/issue/PEOPLE-1', { authorization: asMember })).status).toBe(404);
  expect((await cloud.send('/rest/api/3/issue/PEOPLE-1', { authorization: asAdmin })).status).toBe(200);
});

test('a project that does not exist is named in the answer to the search', async () => {
  const cloud = await openCloud();
  const response = await cloud.send('/rest/api/3/search/jql?jql=project%20%3D%20NOPE');
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    errorMessages: ["The value 'NOPE' does not exist for the field 'project'."],
  });
});

test.each([
  ['an administrator', asAdmin, true],
  ['a member', asMember, false],
  ['the app itself', token(), false],
])('ADMINISTER of %s', async (_, authorization, expected) => {
  const cloud = await openCloud();
  const jira = await cloud.send('/rest/api/3/mypermissions?permissions=ADMINISTER', { authorization });
  expect(await jira.json()).toMatchObject({
    permissions: { ADMINISTER: { key: 'ADMINISTER', type: 'GLOBAL', havePermission: expected } },
  });
  const wiki = await cloud.send('/wiki/rest/api/user/current?expand=operations', { authorization });
  const { operations } = (await wiki.json()) as { operations: { operation: string; targetType: string }[] };
  expect(operations.some((one) => one.operation === 'administer' && one.targetType === 'application')).toBe(
    expected,
  );
});

test('an issue can be created, edited, commented, given a property, and deleted', async () => {
  const cloud = await openCloud();
  const fields = { project: { key: 'WEB' }, summary: 'First words', issuetype: { name: 'Task' } };
  const created = await cloud.send('/rest/api/3/issue', { method: 'POST', json: { fields } });
  expect(created.status).toBe(201);
  const { key } = (await created.json()) as { key: string };
  expect(key).toBe('WEB-401');
  const path = `/rest/api/3/issue/${key}`;
  const edit = { method: 'PUT', json: { fields: { summary: 'Better words' } } };
  expect((await cloud.send(path, edit)).status).toBe(204);
  expect(await (await cloud.send(path)).json()).toMatchObject({ key, fields: { summary: 'Better words' } });
  const before = (await (await cloud.send(`${path}/comment`)).json()) as { total: number };
  const comment = { method: 'POST', json: { body: { type: 'doc', version: 1, content: [] } } };
  expect((await cloud.send(`${path}/comment`, comment)).status).toBe(201);
  expect(await (await cloud.send(`${path}/comment`)).json()).toMatchObject({ total: before.total + 1 });
  expect((await cloud.send(`${path}/properties/p`, { method: 'PUT', json: { a: 1 } })).status).toBe(201);
  expect(await (await cloud.send(`${path}/properties/p`)).json()).toEqual({ key: 'p', value: { a: 1 } });
  expect((await cloud.send(path, { method: 'DELETE' })).status).toBe(204);
  expect((await cloud.send(path)).status).toBe(404);
});

test('an issue is moved along its workflow, which has no step to done in every project', async () => {
  const cloud = await openCloud();
  const path = '/rest/api/3/issue/WEB-1';
  const { transitions } = (await (await cloud.send(`${path}/transitions`)).json()) as {
    transitions: { id: string; to: { statusCategory: { key: string } } }[];
  };
  const categories = transitions.map(({ to }) => to.statusCategory.key);
  expect(categories).toEqual(['new', 'indeterminate', 'indeterminate', 'done']);
  const move = (id: string) => ({ method: 'POST', json: { transition: { id } } });
  expect((await cloud.send(`${path}/transitions`, move(transitions[3]!.id))).status).toBe(204);
  expect(await (await cloud.send(path)).json()).toMatchObject({ fields: { status: { name: 'Done' } } });
  expect((await cloud.send(`${path}/transitions`, move('99'))).status).toBe(400);
  const endless = '/rest/api/3/issue/PAY-1/transitions';
  expect((await cloud.send(endless, move(transitions[3]!.id))).status).toBe(400);
  const types = await cloud.send('/rest/api/3/issue/createmeta/WEB/issuetypes');
  expect(await types.json()).toMatchObject({
    total: 5,
    issueTypes: [{ name: 'Epic' }, { subtask: true }, {}, {}, {}],
  });
});

test('an issue without a summary is refused with the field named', async () => {
  const cloud = await openCloud();
  const response = await cloud.send('/rest/api/3/issue', {
    method: 'POST',
    json: { fields: { project: { key: 'WEB' }, issuetype: { name: 'Task' } } },
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({
    errorMessages: [],
    errors: { summary: 'You must specify a summary of the issue.' },
  });
  const bare = await cloud.send('/rest/api/3/issue', { method: 'POST', json: { fields: {} } });
  expect(await bare.json()).toEqual({
    errorMessages: [],
    errors: {
      project: 'valid project is required',
      summary: 'You must specify a summary of the issue.',
      issuetype: 'Specify an issue type',
    },
  });
});

test('pages follow their cursor to the end, and a stale version is a conflict', async () => {
  const cloud = await openCloud({ sites: [{ ...site, sizes: { spaces: 2, pagesPerSpace: 30 } }] });
  const ids: string[] = [];
  let next: string | undefined = '/wiki/api/v2/pages?limit=25';
  while (next !== undefined) {
    const page = (await (await cloud.send(next)).json()) as {
      results: { id: string }[];
      _links: { next?: string };
    };
    ids.push(...page.results.map((result) => result.id));
    next = page._links.next;
  }
  expect(new Set(ids).size).toBe(60);
  const path = '/wiki/api/v2/pages/1000001';
  const put = (number: number) =>
    cloud.send(path, { method: 'PUT', json: { title: 'New', version: { number } } });
  expect((await put(2)).status).toBe(200);
  expect((await put(2)).status).toBe(409);
  expect(await (await cloud.send(path)).json()).toMatchObject({ title: 'New', version: { number: 2 } });
});
