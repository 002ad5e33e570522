/** The cloud as an HTTP server: wrong addresses, wrong credentials, wrong bodies, a port in use. */
import { get } from 'node:http';
import { ManualClock } from '../../emulator/clock';
import { createCloud } from '../../emulator/cloud/cloud';
import { startAtlassianCloud } from '../../emulator/cloud/server';
import { app, closeClouds, cloudId, openCloud, site, startMs, token } from './open-cloud';

afterEach(closeClouds);

test('a port in use is named, with what to do about it', async () => {
  const { url } = await openCloud();
  const port = Number(new URL(url).port);
  await expect(startAtlassianCloud({ port })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use: stop the other program or choose another port (0 takes any free one)`,
  );
});

/** As a browser asks that was sent here by a stranger's name server. `fetch` lets nobody choose this header. */
function askAs(url: string, host: string, path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    get(`${url}${path}`, { headers: { host } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
      });
    }).on('error', reject);
  });
}

test('a page of a stranger, to whose name this machine was given, is refused and told why', async () => {
  const cloud = await openCloud();
  const path = '/__cloud/token?app=my-app';
  const names = ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', 'evil.example:4461'];
  for (const host of names) expect(await askAs(cloud.url, host, path)).toMatchObject({ status: 421 });
  const { body } = await askAs(cloud.url, 'evil.example', path);
  expect(body).toContain('answers to localhost and 127.0.0.1, not to \\"evil.example\\"');
  expect(body).toContain('--allow-host');
  for (const host of [
    'localhost',
    'LOCALHOST:80',
    'acme.localhost',
    '127.0.0.1',
    '[::1]:4461',
    'acme.atlassian.net',
  ])
    expect((await askAs(cloud.url, host, path)).status).toBe(200);
});

test('a name that was allowed is answered', async () => {
  const named = await startAtlassianCloud({ allowedHosts: ['atlassian-cloud'] });
  expect((await askAs(named.url, 'atlassian-cloud:4461', '/__cloud/token?app=a')).status).toBe(200);
  await named.close();
});

test('who does not say who he is gets a 401 without limits, and only serverInfo', async () => {
  const cloud = await openCloud();
  const refused = await cloud.send('/rest/api/3/issue/WEB-1', { authorization: null });
  expect(refused.status).toBe(401);
  expect(refused.headers.get('RateLimit')).toBeNull();
  expect((await cloud.send('/rest/api/3/serverInfo', { authorization: null })).status).toBe(200);
});

test.each([
  ['a token of another kind', 'Bearer abc.def.ghi'],
  ['a token that is no JSON', `Bearer emu.${Buffer.from('{').toString('base64url')}`],
  [
    'a token with an unknown route',
    `Bearer emu.${Buffer.from('{"appId":"a","environment":"e","route":"x"}').toString('base64url')}`,
  ],
  ['asUser without a person', token({ route: 'forge.asUser' })],
  ['asUser for a stranger', token({ route: 'forge.asUser', accountId: 'stranger' })],
  ['an API token of a stranger', `Basic ${Buffer.from('stranger@example.com:secret').toString('base64')}`],
])('%s is a 401 and nobody is charged', async (_, authorization) => {
  const cloud = await openCloud();
  expect((await cloud.send('/rest/api/3/myself', { authorization })).status).toBe(401);
  expect(cloud.cloud.account.snapshot().cells).toEqual([]);
});

test.each([
  ['a body that is no JSON', 'application/json; charset=utf-8', '{"fields":', 400],
  ['JSON that says it is a text, as fetch does unless it is told,', 'text/plain;charset=UTF-8', '{}', 415],
  ['JSON that says it is a form', 'application/x-www-form-urlencoded', '{}', 415],
])('%s is refused, and costs 1', async (_what, type, body, status) => {
  const cloud = await openCloud();
  const response = await fetch(`${cloud.url}/ex/jira/${cloudId}/rest/api/3/issue`, {
    method: 'POST',
    headers: { Authorization: token(), 'Content-Type': type },
    body,
  });
  expect(response.status).toBe(status);
  if (status === 415) expect(await response.text()).toContain('Content-Type: application/json');
  expect(cloud.cloud.account.snapshot().cells).toMatchObject([{ requests: 1, points: 1 }]);
});

test.each([
  ['an unknown site', `/ex/jira/nowhere/rest/api/3/myself`, 404],
  ['an address outside of the products', '/nonsense', 404],
  ['Confluence under Jira’s address', `/ex/jira/${cloudId}/wiki/api/v2/pages`, 404],
  ['a broken escape in the path', `/ex/jira/${cloudId}/rest/api/3/issue/%E0%A4%A`, 404],
  [
    'paging that is no number',
    `/ex/jira/${cloudId}/rest/api/3/project/search?startAt=-5&maxResults=many`,
    200,
  ],
])('%s', async (_, path, status) => {
  const cloud = await openCloud();
  const response = await fetch(`${cloud.url}${path}`, { headers: { Authorization: token() } });
  expect(response.status).toBe(status);
  expect(response.headers.get('Content-Type')).toBe('application/json;charset=UTF-8');
});

test('a method that is not emulated is a 501 that names it, and one that no resource takes a 405', async () => {
  const cloud = await openCloud();
  const response = await cloud.send('/rest/api/3/myself', { method: 'DELETE' });
  expect(response.status).toBe(501);
  expect(await response.text()).toContain('DELETE /rest/api/3/myself is not emulated');
  const odd = { method: 'PROPFIND', url: `/ex/jira/${cloudId}/rest/api/3/myself`, body: null };
  expect(cloud.cloud.handle({ ...odd, headers: { authorization: token() } }).status).toBe(405);
});

test('the Date header is the time of the emulator’s clock', async () => {
  const cloud = await openCloud();
  expect((await cloud.send('/rest/api/3/myself')).headers.get('Date')).toBe('Fri, 09 Oct 2026 16:10:00 GMT');
});

test('without sockets the answer is the same, and the latency is only told', async () => {
  const running = await openCloud();
  const served = await running.send('/rest/api/3/issue/WEB-1');
  // Links begin with where the caller found the site.
  const { host } = new URL(running.url);
  const cloud = createCloud({
    clock: new ManualClock(startMs),
    sites: [site],
    apps: [app()],
    latencyMs: 100_000,
  });
  const url = `/ex/jira/${cloudId}/rest/api/3/issue/WEB-1`;
  const answer = cloud.handle({ method: 'GET', url, headers: { authorization: token(), host }, body: null });
  expect(answer.body).toBe(await served.text());
  const latencyMs = Number(new Headers(answer.headers).get('X-Emulator-Latency-Ms'));
  expect(latencyMs).toBeGreaterThanOrEqual(50_000);
  expect(latencyMs).toBeLessThanOrEqual(200_000);
});

test('options that contradict themselves are refused by name', () => {
  expect(() => createCloud({ sites: [site, site] })).toThrow('sites: two sites have the same cloudId');
  expect(() => createCloud({ sites: [] })).toThrow('sites: a cloud needs at least one site');
  expect(() => createCloud({ apps: [app(), app()] })).toThrow('apps: two apps have the same id');
});

test('the default cloud has two sites with administrators and members', () => {
  const { sites } = createCloud();
  expect(sites.map((each) => [each.name, each.adminAccountIds.length])).toEqual([
    ['acme', 3],
    ['globex', 3],
  ]);
  expect(sites.every((each) => each.memberAccountId !== null)).toBe(true);
});

test('an answer names its length in bytes, whatever an endpoint says of it; one without a body names none', async () => {
  const cloud = await openCloud({
    endpoints: [
      {
        ...{ product: 'jira', method: 'GET', path: '/rest/own' },
        handle: () => ({ status: 200, body: 'größer', headers: { 'content-length': '1', 'X-Own': 'yes' } }),
      },
    ],
  });
  const own = await cloud.send('/rest/own');
  expect([own.headers.get('content-length'), own.headers.get('X-Own')]).toEqual(['10', 'yes']);
  expect(await own.json()).toBe('größer');
  const issue = await cloud.send('/rest/api/3/issue/WEB-1');
  expect(issue.headers.get('content-length')).toBe(String(Buffer.byteLength(await issue.text())));
  const head = await cloud.send('/rest/api/3/issue/WEB-1', { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, null, '']);
  const json = { fields: { labels: ['x'] } };
  const edited = await cloud.send('/rest/api/3/issue/WEB-1', { method: 'PUT', json });
  expect([edited.status, edited.headers.get('content-length')]).toEqual([204, null]);
});
