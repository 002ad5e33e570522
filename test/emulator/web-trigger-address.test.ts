import { readManifest } from '../../emulator/forge/manifest';
import { startWebTriggers, type WebTriggerServer } from '../../emulator/testing/web-trigger-server';
import { ask, handlersLeftOut, site, startTinyApp } from './tiny-app';

const app = `
import { webTrigger } from '@forge/api';
import Resolver from '@forge/resolver';
const resolver = new Resolver();
resolver.define('url', ({ payload }) => webTrigger.getUrl(payload.key));
const definitions = resolver.getDefinitions();
export { definitions as resolver };
${handlersLeftOut.replace(/export const web = .*/, '')}
export const web = async ({ path, userPath }) => ({ statusCode: 200, body: path + ' ' + userPath });
`;

const manifestWith = (urlFormat: string): string => `
app: { id: ari:cloud:ecosystem::app/1 }
modules:
  webtrigger: [{ key: hook, function: web, urlFormat: ${urlFormat} }]
  function: [{ key: web, handler: index.web }]
`;

test('an address has the form that the manifest says, and an address of the other form stays good', async () => {
  const found: { server?: WebTriggerServer } = {};
  const tiny = startTinyApp(app, { webTriggerBaseUrl: () => found.server?.url ?? '' });
  const server = await startWebTriggers(() => tiny.forge);
  found.server = server;
  const { id } = await tiny.forge.install(site);
  const older = (await ask(tiny, id, 'url', { key: 'dynamic' })) as string;
  const newer = (await ask(tiny, id, 'url', { key: 'newer' })) as string;
  expect(new URL(older).pathname).toMatch(/^\/x1\/[\w-]{32}$/);
  expect(new URL(newer).pathname).toMatch(/^\/public\/[\w-]{32}$/);

  const called = async (url: string) => (await fetch(url)).text();
  expect(await called(`${older}/a/b?c=d`)).toBe(`${new URL(older).pathname}/a/b /a/b`);
  expect(await called(newer)).toBe(`${new URL(newer).pathname} `);
  expect(await called(newer.replace('/public/', '/x1/'))).toContain('/x1/');
  expect((await fetch(`${server.url}/public/unknown`)).status).toBe(404);
  expect((await fetch(`${server.url}/elsewhere`)).status).toBe(404);
  await server.close();
});

test('a manifest without a form has the older one, and a form that Forge does not know is refused by name', () => {
  const formatOf = (text: string) => readManifest(text).webTriggers[0]?.urlFormat;
  expect(formatOf(manifestWith('v2'))).toBe('v2');
  expect(formatOf(manifestWith('v1'))).toBe('v1');
  expect(formatOf(manifestWith('v1').replace(', urlFormat: v1', ''))).toBe('v1');
  expect(() => formatOf(manifestWith('v3'))).toThrow('Web trigger "hook" has urlFormat "v3".');
});
