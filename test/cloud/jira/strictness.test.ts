/** What clients get away with elsewhere and not with Jira. */
import { asAdmin, closeClouds, cloudId, openCloud, token, type OpenCloud } from '../open-cloud';

afterEach(closeClouds);

const api = '/rest/api/3';

async function ask(cloud: OpenCloud, method: string, path: string, json?: unknown) {
  const response = await cloud.send(`${api}${path}`, { method, json, authorization: asAdmin });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as never };
}

test.each([[{}], [{ 'X-Atlassian-Token': 'yes' }]])(
  'an upload with the headers %p is refused',
  async (more) => {
    const cloud = await openCloud();
    const body = new FormData();
    body.append('file', new Blob(['words']), 'a.txt');
    const upload = (headers: Record<string, string>) =>
      fetch(`${cloud.url}/ex/jira/${cloudId}${api}/issue/WEB-1/attachments`, {
        method: 'POST',
        headers: { Authorization: token(), ...headers },
        body,
      });
    const refused = await upload(more);
    expect([refused.status, await refused.text()]).toEqual([
      403,
      expect.stringContaining('XSRF check failed'),
    ]);
    expect(await ask(cloud, 'GET', '/issue/WEB-1?fields=attachment')).toMatchObject({
      body: { fields: { attachment: [] } },
    });
    for (const word of ['no-check', 'nocheck'])
      expect((await upload({ 'X-Atlassian-Token': word })).status).toBe(200);
  },
);

test.each([
  ['startAt', { startAt: 50 }],
  ['validateQuery', { validateQuery: true }],
  ['fields that are no list', { fields: 'summary' }],
  ['maxResults that is text', { maxResults: '50' }],
  ['expand that is a list', { expand: ['changelog'] }],
])('a search whose body has %s is refused in Jira’s words', async (_, more) => {
  const cloud = await openCloud();
  expect(await ask(cloud, 'POST', '/search/jql', { jql: 'project = WEB', ...more })).toEqual({
    status: 400,
    body: {
      errorMessages: ['Invalid request payload. Refer to the REST API documentation and try again.'],
      errors: {},
    },
  });
});

test('properties that come with an issue, a comment or a worklog are kept with it', async () => {
  const cloud = await openCloud();
  const properties = [{ key: 'origin', value: { app: 'sync' } }];
  const fields = { project: { key: 'WEB' }, summary: 'With a property', issuetype: { name: 'Task' } };
  const { key } = (await ask(cloud, 'POST', '/issue', { fields, properties })).body as { key: string };
  const kept = { status: 200, body: { key: 'origin', value: { app: 'sync' } } };
  expect(await ask(cloud, 'GET', `/issue/${key}/properties/origin`)).toEqual(kept);
  expect((await ask(cloud, 'PUT', '/issue/WEB-1', { properties })).status).toBe(204);
  expect(await ask(cloud, 'GET', '/issue/WEB-1/properties/origin')).toEqual(kept);
  const body = { type: 'doc', version: 1, content: [] };
  const comment = (await ask(cloud, 'POST', '/issue/WEB-1/comment', { body, properties })).body as {
    id: string;
  };
  expect(await ask(cloud, 'GET', `/comment/${comment.id}/properties/origin`)).toEqual(kept);
  const worklog = (await ask(cloud, 'POST', '/issue/WEB-1/worklog', { timeSpent: '1h', properties }))
    .body as {
    id: string;
  };
  expect(await ask(cloud, 'GET', `/issue/WEB-1/worklog/${worklog.id}/properties/origin`)).toEqual(kept);
  for (const wrong of [{ origin: 1 }, [{ value: 1 }], [{ key: 'origin' }]])
    expect((await ask(cloud, 'PUT', '/issue/WEB-1', { properties: wrong })).status).toBe(400);
});

test('a token for a person is not made without one, and such a token is refused by what it lacks', async () => {
  const cloud = await openCloud();
  const made = await fetch(`${cloud.url}/__cloud/token?app=sync&route=oauth.3lo`);
  expect([made.status, await made.text()]).toEqual([400, expect.stringContaining('add &account=')]);
  const refused = await cloud.send(`${api}/myself`, { authorization: token({ route: 'oauth.3lo' }) });
  expect([refused.status, await refused.text()]).toEqual([
    401,
    expect.stringContaining('the token needs an accountId'),
  ]);
});
