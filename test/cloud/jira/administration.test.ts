/** What callers make and change beside issues: projects, dashboards, work that was logged, and many issues at once. */
import { asAdmin, asMember, closeClouds, openCloud, site, type OpenCloud, type Send } from '../open-cloud';

afterEach(closeClouds);

const small = { ...site, sizes: { projects: 3, issuesPerProject: 6 } };
const api = '/rest/api/3';

async function ask(cloud: OpenCloud, method: string, path: string, json?: unknown, more: Send = {}) {
  const response = await cloud.send(`${api}${path}`, { method, json, authorization: asAdmin, ...more });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as never };
}

const project = { key: 'NEW', name: 'New', leadAccountId: 'member-1', projectTypeKey: 'software' };

test('a project is made, filled, renamed, found by its old key, deleted with its issues and brought back', async () => {
  const cloud = await openCloud({ sites: [small] });
  expect(await ask(cloud, 'POST', '/project', project)).toEqual({
    status: 201,
    body: {
      self: expect.stringMatching(/\/rest\/api\/3\/project\/10003$/) as string,
      id: 10_003,
      key: 'NEW',
    },
  });
  const fields = { project: { key: 'NEW' }, summary: 'First', issuetype: { name: 'Task' } };
  expect(await ask(cloud, 'POST', '/issue', { fields })).toMatchObject({
    status: 201,
    body: { key: 'NEW-1' },
  });
  expect(await ask(cloud, 'PUT', '/project/NEW', { key: 'NEWER', description: 'More of it' })).toMatchObject({
    status: 200,
    body: { key: 'NEWER' },
  });
  for (const key of ['NEW', 'NEWER'])
    expect(await ask(cloud, 'GET', `/project/${key}`)).toMatchObject({
      status: 200,
      body: { key: 'NEWER', description: 'More of it', lead: { accountId: 'member-1' } },
    });
  expect(await ask(cloud, 'GET', '/issue/NEW-1?fields=summary')).toMatchObject({ body: { key: 'NEWER-1' } });
  const found = '/search/jql?jql=project%20%3D%20NEWER&fields=summary';
  expect(await ask(cloud, 'GET', found)).toMatchObject({ body: { issues: [{ key: 'NEWER-1' }] } });
  expect((await ask(cloud, 'DELETE', '/project/NEWER')).status).toBe(204);
  expect((await ask(cloud, 'GET', '/issue/NEWER-1')).status).toBe(404);
  expect((await ask(cloud, 'GET', found)).status).toBe(400);
  expect(await ask(cloud, 'GET', '/project/search')).toMatchObject({ body: { total: 3 } });
  expect((await ask(cloud, 'POST', '/project/NEWER/restore')).status).toBe(200);
  expect(await ask(cloud, 'GET', '/issue/NEWER-1?fields=summary')).toMatchObject({
    body: { fields: { summary: 'First' } },
  });
});

test.each([
  ['a key that is none', { ...project, key: 'new key' }, 400, { projectKey: /uppercase letter/ }],
  ['a key that is taken', { ...project, key: 'WEB' }, 400, { projectKey: /^Project 'Website' uses/ }],
  ['a name that is taken', { ...project, name: 'website' }, 400, { projectName: /already exists/ }],
  ['nobody as lead', { ...project, leadAccountId: 'stranger' }, 400, { projectLead: /valid project lead/ }],
  ['nothing', {}, 400, { projectKey: /key/, projectName: /name/, projectLead: /lead/, projectType: /type/ }],
])('a project with %s is refused by field', async (_, json, status, errors) => {
  const cloud = await openCloud({ sites: [small] });
  const answer = await ask(cloud, 'POST', '/project', json);
  expect(answer.status).toBe(status);
  const said = (answer.body as { errors: Record<string, string> }).errors;
  expect(Object.keys(said).sort()).toEqual(Object.keys(errors).sort());
  for (const [field, words] of Object.entries(errors)) expect(said[field]).toMatch(words);
});

test('a field that Jira does not know is refused, and so is a person who administers nothing', async () => {
  const cloud = await openCloud({ sites: [small] });
  const unknown = (name: string) => ({
    status: 400,
    body: { errorMessages: [`Unrecognized field "${name}"`] },
  });
  expect(await ask(cloud, 'POST', '/project', { ...project, colour: 'red' })).toMatchObject(
    unknown('colour'),
  );
  const dashboard = { name: 'Ours', sharePermissions: [], editPermissions: [] };
  expect(await ask(cloud, 'POST', '/dashboard', { ...dashboard, size: 3 })).toMatchObject(unknown('size'));
  const asMax = { authorization: asMember };
  expect((await ask(cloud, 'POST', '/project', project, asMax)).status).toBe(403);
  expect((await ask(cloud, 'DELETE', '/project/WEB', undefined, asMax)).status).toBe(403);
});

test('the dashboard of the site is never changed, others are listed by whose they are', async () => {
  const cloud = await openCloud({ sites: [small] });
  const dashboard = { name: 'Ours', sharePermissions: [], editPermissions: [] };
  expect((await ask(cloud, 'DELETE', '/dashboard/10000')).status).toBe(400);
  expect((await ask(cloud, 'POST', '/dashboard', dashboard)).status).toBe(200);
  const names = async (query: string) =>
    (
      (await ask(cloud, 'GET', `/dashboard${query}`)).body as { dashboards: { name: string }[] }
    ).dashboards.map(({ name }) => name);
  expect(await names('')).toEqual(['Default dashboard', 'Ours']);
  expect(await names('?filter=my')).toEqual(['Ours']);
});

test('changed and deleted work is told of after a minute, and pages by time', async () => {
  const cloud = await openCloud({ sites: [small] });
  const log = () => ask(cloud, 'POST', '/issue/WEB-1/worklog', { timeSpent: '1h' });
  const { id } = (await log()).body as { id: string };
  const ids = async (what: string) =>
    (
      (await ask(cloud, 'GET', `/worklog/${what}?since=0`)).body as { values: { worklogId: number }[] }
    ).values.map(({ worklogId }) => worklogId);
  expect(await ids('updated')).toEqual([]);
  cloud.clock.advance(60_000);
  expect(await ids('updated')).toEqual([Number(id)]);
  await ask(cloud, 'DELETE', `/issue/WEB-1/worklog/${id}`);
  cloud.clock.advance(60_000);
  expect([await ids('updated'), await ids('deleted')]).toEqual([[], [Number(id)]]);
  expect((await ask(cloud, 'GET', '/worklog/updated?since=yesterday')).status).toBe(400);
});

test('a bulk edit adds to lists, takes from them, replaces and empties them, and refuses to guess which', async () => {
  const cloud = await openCloud({ sites: [small] });
  const edit = (option: string | undefined, ...names: string[]) =>
    ask(cloud, 'POST', '/bulk/issues/fields', {
      selectedActions: ['labels'],
      selectedIssueIdsOrKeys: ['WEB-1'],
      editedFieldsInput: {
        labelsFields: [
          {
            fieldId: 'labels',
            bulkEditMultiSelectFieldOption: option,
            labels: names.map((name) => ({ name })),
          },
        ],
      },
    });
  const labels = async () =>
    ((await ask(cloud, 'GET', '/issue/WEB-1?fields=labels')).body as { fields: { labels: string[] } }).fields
      .labels;
  const after = async (option: string, ...names: string[]) => {
    expect((await edit(option, ...names)).status).toBe(201);
    cloud.clock.advance(2_000);
    return labels();
  };
  expect(await after('REPLACE', 'a', 'b')).toEqual(['a', 'b']);
  expect(await after('ADD', 'c')).toEqual(['a', 'b', 'c']);
  expect(await after('REMOVE', 'a', 'x')).toEqual(['b', 'c']);
  expect(await ask(cloud, 'GET', '/label')).toMatchObject({ body: { values: ['b', 'c', 'customer'] } });
  expect(await after('REMOVE_ALL')).toEqual([]);
  expect((await edit(undefined, 'd')).status).toBe(400);
});

test('what a bulk edit cannot do to an issue stands in its task, and the others are edited', async () => {
  const cloud = await openCloud({ sites: [small] });
  const { body } = await ask(cloud, 'POST', '/bulk/issues/fields', {
    selectedActions: ['components', 'duedate', 'description'],
    selectedIssueIdsOrKeys: ['WEB-1', 'MOB-1'],
    editedFieldsInput: {
      multiselectComponents: {
        fieldId: 'components',
        bulkEditMultiSelectFieldOption: 'REPLACE',
        components: [{ componentId: 100 }],
      },
      datePickerFields: [{ fieldId: 'duedate', date: { formattedDate: '2026-11-30' } }],
      richTextFields: [
        { fieldId: 'description', richText: { adfValue: { type: 'doc', version: 1, content: [] } } },
      ],
    },
  });
  cloud.clock.advance(2_000);
  expect(await ask(cloud, 'GET', `/bulk/queue/${(body as { taskId: string }).taskId}`)).toMatchObject({
    body: {
      status: 'COMPLETE',
      processedAccessibleIssues: [1_000_001],
      failedAccessibleIssues: { '2000001': ["Component name '100' is not valid"] },
    },
  });
  const { fields } = (await ask(cloud, 'GET', '/issue/WEB-1')).body as { fields: Record<string, unknown> };
  expect(fields).toMatchObject({
    duedate: '2026-11-30',
    components: [{ id: '100' }],
    description: { content: [] },
  });
});

test('a group is made, filled, emptied and deleted by administrators and apps, and by nobody else', async () => {
  const cloud = await openCloud();
  const ask = async (method: string, path: string, json?: unknown, authorization = asAdmin) => {
    const answer = await cloud.send(`/rest/api/3/group${path}`, { method, json, authorization });
    return [answer.status, await answer.text()] as const;
  };
  expect(await ask('POST', '', { name: 'testers' }, asMember)).toMatchObject([403, expect.anything()]);
  expect(await ask('POST', '', { name: 'jira-users' })).toMatchObject([
    400,
    expect.stringContaining('already exists'),
  ]);
  expect((await ask('POST', '', { name: 'testers' }))[0]).toBe(201);
  const member = '/user?groupname=testers';
  expect((await ask('POST', member, { accountId: 'nobody' }))[0]).toBe(404);
  expect((await ask('POST', member, { accountId: 'member-1' }))[0]).toBe(201);
  expect((await ask('POST', member, { accountId: 'member-1' }))[0]).toBe(400);
  expect((await ask('GET', '/member?groupname=testers'))[1]).toContain('"accountId":"member-1"');
  // Jira asks of it whom it holds, wherever that counts.
  const found = await cloud.send('/rest/api/3/search/jql?jql=assignee%20in%20membersOf(testers)', {
    authorization: asAdmin,
  });
  expect(found.status).toBe(200);
  expect((await ask('DELETE', `${member}&accountId=member-1`))[0]).toBe(200);
  expect((await ask('DELETE', `${member}&accountId=member-1`))[0]).toBe(400);
  expect((await ask('DELETE', '?groupname=testers'))[0]).toBe(200);
  expect((await ask('GET', '/member?groupname=testers'))[0]).toBe(404);
});

test('a filter shows with whom it is shared, and a mail wants somebody to go to', async () => {
  const cloud = await openCloud();
  const post = (path: string, json: unknown) =>
    cloud.send(`/rest/api/3${path}`, { method: 'POST', json, authorization: asAdmin });
  const { id } = (await (await post('/filter', { name: 'Mine', jql: 'project = WEB' })).json()) as {
    id: string;
  };
  expect((await post(`/filter/${id}/permission`, { type: 'project', projectId: 'NONE' })).status).toBe(400);
  expect((await post(`/filter/${id}/permission`, { type: 'authenticated' })).status).toBe(201);
  const filter: unknown = await (
    await cloud.send(`/rest/api/3/filter/${id}`, { authorization: asAdmin })
  ).json();
  expect(filter).toMatchObject({ sharePermissions: [{ type: 'loggedin' }] });
  expect((await post('/issue/WEB-1/notify', { subject: 'Hello', to: {} })).status).toBe(400);
  expect((await post('/issue/WEB-1/notify', { to: { users: [{ accountId: 'nobody' }] } })).status).toBe(400);
  expect((await post('/issue/WEB-1/notify', { to: { users: [{ accountId: 'member-1' }] } })).status).toBe(
    204,
  );
});
