import { get } from 'node:http';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { assertPortFree, PortInUseError, startHost, type RunningHost } from '../../emulator/host/server';
import { handlersLeftOut, site, startTinyApp, type TinyApp } from './tiny-app';

const appSource = `
import Resolver from '@forge/resolver';
import { webTrigger } from '@forge/api';
const resolver = new Resolver();
resolver.define('greet', ({ payload, context }) => ({ hello: payload.name, from: context.accountId }));
resolver.define('fail', () => { throw new Error('no such thing'); });
resolver.define('address', async () => ({ url: await webTrigger.getUrl('fixed') }));
const definitions = resolver.getDefinitions();
export { definitions as resolver };
${handlersLeftOut.replace('({ statusCode: 204 })', "({ outputKey: 'taken' })")}
`;

let app: TinyApp;
let host: RunningHost;
let installationId: string;
const logs: string[] = [];
const largeScript = 'void 0;'.repeat(1_000);

const namedByPeople = [
  'logo.js',
  'app-settings.js',
  'app-Settings.js',
  'all-ab-plots.svg',
  'hours-20261128.json',
];

beforeAll(async () => {
  const pageFolder = mkdtempSync(join(tmpdir(), 'page-'));
  writeFileSync(
    join(pageFolder, 'index.html'),
    '<!doctype html><html><head><title>App</title></head></html>',
  );
  writeFileSync(join(pageFolder, 'app.js'), 'void 0;');
  writeFileSync(join(pageFolder, 'large.js'), largeScript);
  mkdirSync(join(pageFolder, 'assets'));
  for (const name of ['start-DdTcPR_n.js', ...namedByPeople])
    writeFileSync(join(pageFolder, 'assets', name), 'void 0;');
  writeFileSync(join(pageFolder, 'settings.html'), '<html><head><title>Settings</title></head></html>');
  app = startTinyApp(appSource, { webTriggerBaseUrl: () => host.url });
  installationId = (await app.forge.install(site)).id;
  host = await startHost(
    {
      apps: [{ key: 'tiny', title: 'Tiny', forge: app.forge, pageFolder }],
      sites: [
        {
          name: 'acme',
          cloudId: site.cloudId,
          siteUrl: site.siteUrl,
          people: [{ accountId: 'admin-1', displayName: 'Ada', role: 'admin' }],
        },
      ],
      projectRoot: resolve(__dirname, '..', '..'),
      handleCloud: (request) => ({ status: 200, headers: [], body: `cloud ${request.url}` }),
      onLog: (message) => logs.push(message),
    },
    0,
  );
});

afterAll(() => host.close());

async function bridge(command: string, payload: unknown, change: object = {}): Promise<unknown> {
  const caller = { app: 'tiny', installationId, moduleKey: 'admin', accountId: 'admin-1' };
  const response = await fetch(`${host.url}/__host/bridge`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...caller, command, payload, ...change }),
  });
  return response.json();
}

it('sends the page compressed as a CDN does to whoever can unpack it, and the emulated cloud as it is', async () => {
  const ask = async (path: string, takes: string): Promise<[string | undefined, number]> =>
    new Promise((resolve, reject) => {
      get(host.url + path, { headers: { 'accept-encoding': takes } }, (answer) => {
        let bytes = 0;
        answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
        answer.on('end', () => {
          resolve([answer.headers['content-encoding'], bytes]);
        });
      }).on('error', reject);
    });
  expect(await ask('/app/tiny/large.js', 'identity')).toEqual([undefined, largeScript.length]);
  const [encoding, bytes] = await ask('/app/tiny/large.js', 'gzip, deflate');
  expect(encoding).toBe('gzip');
  expect(bytes).toBeLessThan(100);
  expect((await ask('/app/tiny/app.js', 'gzip'))[0]).toBeUndefined();
  expect((await ask(`/__cloud/${'x'.repeat(2_000)}`, 'gzip'))[0]).toBeUndefined();
  expect(await (await fetch(`${host.url}/app/tiny/large.js`)).text()).toBe(largeScript);
});

it('has a browser keep what is named by its content, as a CDN does, and nothing else', async () => {
  const kept = async (path: string) => (await fetch(host.url + path)).headers.get('cache-control');
  expect(await kept('/app/tiny/assets/start-DdTcPR_n.js')).toBe('private, max-age=31536000, immutable');
  const named = namedByPeople.map((name) => `/app/tiny/assets/${name}`);
  for (const path of ['/app/tiny/', '/app/tiny/app.js', '/__host/bridge.js', ...named])
    expect([path, await kept(path)]).toEqual([path, 'no-store']);
});

it('answers to names of this machine only: a page of a stranger comes by another', async () => {
  const ask = (name: string): Promise<number> =>
    new Promise((resolve, reject) => {
      get(`${host.url}/__host/state.json`, { headers: { host: name } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      }).on('error', reject);
    });
  expect(await ask('evil.example')).toBe(421);
  expect(await ask(`evil.example:${new URL(host.url).port}`)).toBe(421);
  expect(await ask(new URL(host.url).host)).toBe(200);
});

describe("the app's page", () => {
  it('comes with the bridge as its first script', async () => {
    const response = await fetch(`${host.url}/app/tiny/`);

    await expect(response.text()).resolves.toContain(
      '<head><script src="/__host/bridge.js"></script><title>',
    );
  });

  it('has the bridge in each of its entries, and none that is not there', async () => {
    const entry = await fetch(`${host.url}/app/tiny/settings.html`);
    const none = await fetch(`${host.url}/app/tiny/none.html`);

    await expect(entry.text()).resolves.toContain(
      '<head><script src="/__host/bridge.js"></script><title>Settings',
    );
    expect(none.status).toBe(404);
  });

  it('is served under the policy that Forge serves: own scripts and styles, nothing inline, no top navigation', async () => {
    for (const path of ['/app/tiny/', '/app/tiny/app.js']) {
      const policy = (await fetch(host.url + path)).headers.get('content-security-policy') ?? '';
      const directives = new Map(
        policy.split('; ').map((text) => {
          const [name = '', ...values] = text.split(' ');
          return [name, values] as const;
        }),
      );
      expect([...directives.keys()]).toEqual([
        'default-src',
        'frame-ancestors',
        'frame-src',
        'font-src',
        'img-src',
        'media-src',
        'connect-src',
        'script-src',
        'style-src',
        'form-action',
        'sandbox',
        'report-uri',
      ]);
      expect(directives.get('script-src')?.slice(0, 2)).toEqual([
        "'self'",
        'https://forge.cdn.prod.atlassian-dev.net',
      ]);
      expect(directives.get('style-src')?.slice(0, 2)).toEqual(["'self'", host.url]);
      expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|allow-top-navigation/);
    }
  });

  it('is no way to files outside of its folder', async () => {
    const response = await fetch(`${host.url}/app/tiny/..%2f..%2fetc%2fpasswd`);

    expect(response.status).toBe(404);
  });

  it('has its violations of the policy written to the log', async () => {
    await fetch(`${host.url}/__host/csp-report`, { method: 'POST', body: '{"blocked-uri":"inline"}' });

    expect(logs).toContain('Content-Security-Policy violated: {"blocked-uri":"inline"}');
  });
});

describe('the bridge', () => {
  it('invokes a resolver as the person at the page', async () => {
    await expect(bridge('invoke', { functionKey: 'greet', payload: { name: 'you' } })).resolves.toEqual({
      ok: true,
      value: { hello: 'you', from: 'admin-1' },
    });
  });

  it.each([
    [
      'a function that throws',
      { functionKey: 'fail' },
      'There was an error invoking the function - no such thing',
    ],
    [
      'a function that is not there',
      { functionKey: 'nothing' },
      "There was an error invoking the function - Resolver has no definition for 'nothing'.",
    ],
    ['a function key that is no text', { functionKey: 7 }, 'functionKey must be a string!'],
  ])('answers %s with an error in words', async (_what, payload, error) => {
    await expect(bridge('invoke', payload)).resolves.toEqual({ ok: false, error });
  });

  it('lets nobody speak who is not on the site, and no page of another origin', async () => {
    await expect(bridge('getContext', null, { accountId: 'somebody' })).resolves.toEqual({
      ok: false,
      error: 'The local host knows nobody of that account on this site.',
    });
    const foreign = await fetch(`${host.url}/__host/bridge`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://elsewhere.example' },
      body: '{}',
    });
    expect(foreign.status).toBe(403);
  });

  it('tells the page where it is', async () => {
    await expect(bridge('getContext', null)).resolves.toMatchObject({
      ok: true,
      value: {
        accountId: 'admin-1',
        cloudId: site.cloudId,
        siteUrl: site.siteUrl,
        moduleKey: 'admin',
        extension: { type: 'jira:adminPage' },
      },
    });
  });

  it('calls a product and brings back what @forge/bridge makes a Response of', async () => {
    const payload = { product: 'jira', restPath: '/rest/api/3/myself', fetchRequestInit: { headers: [] } };

    await expect(bridge('fetchProduct', payload)).resolves.toEqual({
      ok: true,
      value: {
        body: '{"answered":true}',
        headers: { 'content-type': 'application/json' },
        status: 200,
        statusText: 'OK',
        isAttachment: false,
      },
    });
  });

  it('counts a metric of the page', async () => {
    await bridge('emitFrontendCustomMetric', { customMetricName: 'opened', value: 2 });

    expect(app.forge.metrics.total('opened')).toBe(2);
  });

  it('names a command that it does not have', async () => {
    await expect(bridge('openRovo', {})).resolves.toEqual({
      ok: false,
      error: 'The local host has no bridge command "openRovo".',
    });
  });
});

describe("the host's address", () => {
  it.each([
    '/',
    '/jira/settings/apps/points-gauge',
    '/jira/settings/apps/points-gauge/endpoints',
    '/wiki/settings/apps/points-gauge/limits',
  ])('shows the administration at %s', async (path) => {
    await expect((await fetch(host.url + path)).text()).resolves.toContain('This is a development cloud');
  });

  it('leads to the emulated cloud as well, for any other client', async () => {
    await expect((await fetch(`${host.url}/ex/jira/x/rest/api/3/issue/A-1?fields=id`)).text()).resolves.toBe(
      'cloud /ex/jira/x/rest/api/3/issue/A-1?fields=id',
    );
  });

  it('answers a static web trigger with the output that its function names', async () => {
    const asked = (await bridge('invoke', { functionKey: 'address' })) as { value: { url: string } };
    const response = await fetch(asked.value.url, { method: 'POST', body: '{}' });

    expect(response.status).toBe(202);
    expect(response.headers.get('content-type')).toBe('application/json');
    await expect(response.text()).resolves.toBe('{"ok":true}');
  });

  it('has the design tokens for light and dark', async () => {
    const css = await (await fetch(`${host.url}/__host/tokens.css`)).text();

    expect(css).toContain('html[data-color-mode="dark"][data-theme~="dark:dark"]');
    expect(css).toContain('--ds-space-100');
  });

  it('says so when its port is taken', async () => {
    const port = Number(new URL(host.url).port);

    await expect(assertPortFree(port)).rejects.toThrow(PortInUseError);
    await expect(assertPortFree(port)).rejects.toThrow(
      `Port ${String(port)} is in use. Stop the other program, or choose another port with --port.`,
    );
  });
});
