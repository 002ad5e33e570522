import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { startHost, type RunningHost } from '../../emulator/host/server';
import { handlersLeftOut, site, startTinyApp } from './tiny-app';

/** Stands for Vite's server, which has the page as it is being written. */
let pageServer: Server;
let pageServerUrl: string;
let host: RunningHost;

beforeAll(async () => {
  pageServer = createServer((request, response) => {
    const isPage = request.url === '/index.html' || request.url === '/';
    response.setHeader('content-type', isPage ? 'text/html' : 'text/javascript');
    response.end(isPage ? '<!doctype html><html><head><script></script></head></html>' : `// ${request.url}`);
  });
  await new Promise<void>((listening) => pageServer.listen(0, '127.0.0.1', listening));
  pageServerUrl = `http://127.0.0.1:${(pageServer.address() as AddressInfo).port}`;
  const app = startTinyApp(`export const resolver = () => ({});\n${handlersLeftOut}`, {
    webTriggerBaseUrl: () => '',
  });
  await app.forge.install(site);
  host = await startHost(
    {
      apps: [{ key: 'tiny', title: 'Tiny', forge: app.forge, pageFolder: 'nowhere' }],
      sites: [],
      projectRoot: resolve(__dirname, '..', '..'),
      pageServerUrl,
      handleCloud: () => ({ status: 200, headers: [], body: '' }),
      onLog: () => undefined,
    },
    0,
  );
});

afterAll(async () => {
  await host.close();
  pageServer.close();
});

describe('while the page is being written', () => {
  it('comes from its own server, with the bridge first and what hot reload needs let through', async () => {
    const page = await fetch(`${host.url}/app/tiny/`);
    expect(await page.text()).toMatch(/<head><script src="\/__host\/bridge\.js"><\/script><script>/);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'unsafe-inline' 'self'");
    expect(policy).toContain(`connect-src ${pageServerUrl.replace('http', 'ws')} 'self'`);
  });

  it('finds its modules from the root of the host, with their queries', async () => {
    const module = await fetch(`${host.url}/src/main.tsx?t=17`);
    expect([module.status, module.headers.get('content-type')]).toEqual([200, 'text/javascript']);
    expect(await module.text()).toBe('// /src/main.tsx?t=17');
  });

  it('says so when that server is gone', async () => {
    await new Promise((closed) => pageServer.close(closed));
    const page = await fetch(`${host.url}/app/tiny/`);
    expect([page.status, await page.text()]).toEqual([
      502,
      expect.stringContaining(`The page's server at ${pageServerUrl} does not answer`),
    ]);
  });
});
