import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ask, handlersLeftOut, site, startTinyApp } from './tiny-app';

const productApp = `
import { asApp, asUser, route } from '@forge/api';
const functions = {
  asApp: () => asApp().requestJira(route\`/rest/api/3/project/search?maxResults=\${5}\`),
  asUser: () => asUser().requestConfluence(route\`/wiki/api/v2/pages\`, { headers: { Accept: 'application/json' } }),
  offline: () => asUser('person-7').requestJira(route\`/rest/api/3/myself\`),
  write: () => asApp().requestJira(route\`/rest/api/3/issue\`, { method: 'post', body: '{"fields":{}}' }),
  graph: () => asApp().requestGraph('query { me { user { name } } }'),
  bitbucket: () => asApp().requestBitbucket(route\`/2.0/user\`),
};
const call = async (name) => {
  try {
    const response = await functions[name]();
    return { status: response.status, quota: response.headers.get('ratelimit'), body: await response.text() };
  } catch (error) {
    return error.name + ': ' + error.message;
  }
};
export const resolver = async ({ call: { functionKey, payload } }) =>
  functionKey === 'service' ? global.__forge_fetch__(payload, '/api/v1/execute', {}).catch(String) : call(functionKey);
${handlersLeftOut.replace('hourly = async () => {}', 'hourly = async () => call("asUser")')}
`;

function claims(authorization: string | undefined): unknown {
  const token = authorization?.replace('Bearer emu.', '') ?? '';
  return JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown;
}

describe('a call to a product', () => {
  const appId = '22222222-bbbb-4bbb-8bbb-222222222222';
  const environment = 'DEVELOPMENT';

  it.each([
    ['asApp', 'GET', '/ex/jira/', '/rest/api/3/project/search?maxResults=5', { route: 'forge.asApp' }],
    [
      'asUser',
      'GET',
      '/ex/confluence/',
      '/wiki/api/v2/pages',
      { route: 'forge.asUser', accountId: 'admin-1' },
    ],
    [
      'offline',
      'GET',
      '/ex/jira/',
      '/rest/api/3/myself',
      { route: 'forge.asUserOffline', accountId: 'person-7' },
    ],
    ['write', 'POST', '/ex/jira/', '/rest/api/3/issue', { route: 'forge.asApp' }],
  ])('goes out by %s with the token of its route', async (name, method, gateway, path, whose) => {
    const app = startTinyApp(productApp);
    const { id } = await app.forge.install(site);

    await ask(app, id, name);

    const [request] = app.requests;
    expect(request).toMatchObject({ method, url: `${gateway}${site.cloudId}${path}` });
    expect(claims(request?.headers.authorization)).toEqual({ appId, environment, ...whose });
  });

  it('asks for authentication where a person is wanted and none is there', async () => {
    const app = startTinyApp(productApp);
    const { id } = await app.forge.install(site);

    await expect(app.forge.runScheduled(id, 'hourly')).resolves.toEqual({
      ok: true,
      value: 'NEEDS_AUTHENTICATION_ERR: Authentication Required',
    });
    expect(app.requests).toEqual([]);
  });

  it('asks for consent of the person who has not given it, and goes out once it is given', async () => {
    const app = startTinyApp(`
      import { asUser, route } from '@forge/api';
      export const resolver = async ({ call }) => {
        const response = await asUser(call.payload.accountId).requestJira(route\`/rest/api/3/myself\`);
        return response.status;
      };
      ${handlersLeftOut}
    `);
    const { id } = await app.forge.install(site);
    const invoke = (payload: object) =>
      app.forge.invokeResolver({
        ...{ installationId: id, moduleKey: 'admin', functionKey: 'me', payload, accountId: 'admin-1' },
      });
    app.forge.consents.require(id, 'admin-1');

    await expect(invoke({})).resolves.toMatchObject({
      ok: false,
      failure: { kind: 'consent', message: 'Authentication Required' },
    });
    await expect(invoke({ accountId: 'person-7' })).resolves.toEqual({ ok: true, value: 200 });
    app.forge.consents.give(id, 'admin-1');
    await expect(invoke({})).resolves.toEqual({ ok: true, value: 200 });
  });

  it("passes GraphQL that is not the platform's own to the gateway", async () => {
    const app = startTinyApp(productApp);
    const { id } = await app.forge.install(site);

    await ask(app, id, 'graph');

    expect(app.requests[0]).toMatchObject({ method: 'POST', url: '/graphql' });
  });

  it('fails clearly for a product that the local Forge does not have', async () => {
    const app = startTinyApp(productApp);
    const { id } = await app.forge.install(site);

    await expect(ask(app, id, 'bitbucket')).resolves.toBe(
      'Error: The local Forge does not emulate Bitbucket (requestBitbucket): the call to /2.0/user was not made. Put what the ' +
        'app does with it behind a function of its own that a test replaces when it bundles, or test it in a deployed environment.',
    );
  });

  // As @forge/sql 4.0.8, object-store 3.0.0 and llm 1.0.8 call; `npm run soak -- majors` has the packages themselves.
  it.each([
    [{ provider: 'app', remote: 'sql', type: 'sql' }, 'Forge SQL (@forge/sql)'],
    [{ provider: 'app', remote: 'os', type: 'os' }, 'the object store (@forge/object-store)'],
    [{ type: 'llm', model: 'some' }, 'Forge LLMs (@forge/llm)'],
    [{ type: 'frc', remote: 'my-backend' }, 'Forge Remote (invokeRemote)'],
    [{ type: 'fcc', service: 'my-service' }, 'Forge containers (invokeService)'],
    [{ type: 'new', remote: 'newer' }, 'the service "new" (remote "newer")'],
  ])('names what a call for %j wants', async (meta, name) => {
    const app = startTinyApp(productApp);
    const { id } = await app.forge.install(site);

    await expect(ask(app, id, 'service', meta)).resolves.toContain(
      `Error: The local Forge does not emulate ${name}: the call to /api/v1/execute was not made.`,
    );
  });

  it('reaches a cloud over HTTP and brings its headers and body back', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(429, { RateLimit: '"global-app-quota";r=0;t=60' });
      response.end('{"wait":true}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const app = startTinyApp(productApp, { cloud: { url } });
    const { id } = await app.forge.install(site);

    const answer = await ask(app, id, 'asApp');
    await new Promise((resolve) => server.close(resolve));

    expect(answer).toEqual({ status: 429, quota: '"global-app-quota";r=0;t=60', body: '{"wait":true}' });
  });

  it("of the page itself goes out on the bridge's route", async () => {
    const app = startTinyApp(productApp);
    const { id } = await app.forge.install(site);

    await app.forge.fetchProduct({
      installationId: id,
      accountId: 'person-7',
      product: 'jira',
      restPath: '/rest/api/3/myself',
      init: { method: 'GET', headers: [['accept', 'application/json']], body: null },
    });

    expect(claims(app.requests[0]?.headers.authorization)).toEqual({
      appId,
      environment,
      route: 'forge.bridge',
      accountId: 'person-7',
    });
    expect(app.requests[0]?.headers.accept).toBe('application/json');
  });
});
