import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { endpoints } from '../../emulator/cloud/endpoints';
import { readPrincipal } from '../../emulator/cloud/principal';
import { Scopes } from '../../emulator/forge/scopes/scope-table';
import { ask, handlersLeftOut, site, startTinyApp, type TinyApp } from './tiny-app';

const source = `
import { asApp, asUser, assumeTrustedRoute } from '@forge/api';
export const resolver = async ({ call }) => {
  const { product = 'requestJira', path, method = 'GET', as = 'app' } = call.payload;
  const api = as === 'app' ? asApp() : asUser();
  const response = await api[product](assumeTrustedRoute(path), { method });
  return { status: response.status, text: response.statusText, category: response.headers.get('x-failure-category'), body: await response.json() };
};
${handlersLeftOut}`;

const refused = {
  status: 401,
  text: 'Unauthorized',
  category: 'FAILURE_CLIENT_SCOPE_CHECK',
  body: { code: 401, message: 'Unauthorized; scope does not match' },
};
const served = { status: 200, text: 'OK', category: null, body: { answered: true } };

async function start(
  options: Parameters<typeof startTinyApp>[1] = {},
): Promise<{ app: TinyApp; id: string }> {
  const app = startTinyApp(source, options);
  const { id } = await app.forge.install(site);
  return { app, id };
}

describe('a call whose scope the manifest lacks', () => {
  it.each([
    [{ path: '/rest/api/3/field', method: 'POST' }, 'POST /rest/api/3/field needs manage:jira-configuration'],
    [
      { path: '/rest/agile/1.0/board', as: 'user' },
      'GET /rest/agile/1.0/board needs read:board-scope:jira-software and read:project:jira;',
    ],
    [
      { product: 'requestConfluence', path: '/wiki/api/v2/spaces' },
      'GET /wiki/api/v2/spaces needs read:space:confluence;',
    ],
    [
      { path: '/rest/api/3/nothing/known' },
      'GET /rest/api/3/nothing/known: no scopes are known for this endpoint',
    ],
  ])('is answered as the gateway does, and the log says what it lacks: %p', async (call, said) => {
    const { app, id } = await start();

    await expect(ask(app, id, 'any', call)).resolves.toEqual(refused);

    // The cloud is told, so that the refusal is in its account.
    const told = app.requests.map(({ headers }) => readPrincipal(headers.authorization)?.isOutOfScope);
    expect(told).toEqual([true]);
    expect(app.logs.map(({ message }) => message).join()).toContain(said);
  });

  it('is refused to the page as well', async () => {
    const { app, id } = await start();

    const response = await app.forge.fetchProduct({
      ...{
        installationId: id,
        accountId: 'admin-1',
        product: 'jira',
        restPath: '/rest/api/3/auditing/record',
        init: {},
      },
    });

    expect(response.status).toBe(401);
    await expect(response.json()).resolves.toEqual(refused.body);
  });
});

it.each([
  ['one by its number, with a query', { path: '/rest/api/3/issue/ABC-1?fields=summary' }],
  ['version 2', { path: '/rest/api/2/issue/ABC-1' }],
  ['the latest version', { path: '/rest/api/latest/project/search' }],
  ['a write', { path: '/rest/api/3/issue', method: 'POST' }],
  ['granular scopes', { product: 'requestConfluence', path: '/wiki/api/v2/pages/12' }],
])('a call within the scopes goes out: %s', async (_name, call) => {
  const { app, id } = await start();

  await expect(ask(app, id, 'any', call)).resolves.toEqual(served);
});

it('endpoints of the caller’s own are known beside the others, and all pass where scopes are off', async () => {
  const own = await start({ scopes: { 'GET /rest/own/{}': ['read:jira-work'] } });
  await expect(ask(own.app, own.id, 'any', { path: '/rest/own/1' })).resolves.toEqual(served);
  await expect(ask(own.app, own.id, 'any', { path: '/rest/other/1' })).resolves.toEqual(refused);

  const off = await start({ scopes: 'off' });
  await expect(ask(off.app, off.id, 'any', { path: '/rest/other/1' })).resolves.toEqual(served);
});

test('The scopes of every endpoint that the emulated cloud answers are known, but for what no app may call.', () => {
  const scopes = new Scopes();
  const unknown = endpoints
    .filter(({ product }) => product === 'jira' || product === 'confluence')
    .filter(({ method, template }) => scopes.alternativesOf(method, template.replaceAll('{}', '1')) === null)
    .map(({ method, template }) => `${method} ${template}`);
  // Backups want an API token, and the address of a file is not the gateway's.
  expect(unknown).toEqual(['GET /secure/attachment/{}/{}', 'POST /rest/backup/1/export/runbackup']);
});

test('The scopes of Forge’s own linter, which the gauge and its demo are checked with, are among the known ones.', () => {
  const scopes = new Scopes();
  for (const name of ['jira', 'confluence', 'confluence-v2']) {
    const file = readFileSync(`scripts/forge/swagger/${name}.json`, 'utf8');
    const { paths } = parse(file) as {
      paths: Record<string, Record<string, { 'x-atlassian-oauth2-scopes': { scopes: string[] }[] }>>;
    };
    for (const [path, methods] of Object.entries(paths))
      for (const [method, operation] of Object.entries(methods))
        for (const { scopes: needed } of operation['x-atlassian-oauth2-scopes']) {
          const known = scopes.alternativesOf(method.toUpperCase(), path.replaceAll(/\{[^}]*\}/g, '1')) ?? [];
          expect([path, known.map((one) => [...one].sort())]).toEqual([
            path,
            expect.arrayContaining([[...needed].sort()]),
          ]);
        }
  }
});
