/** The ways into the cloud: a site's own root, the gateway, a browser's page; and what is not emulated. */
import fc from 'fast-check';
import { createCloud } from '../../emulator/cloud/cloud';
import { boundaryOf, readMultipart } from '../../emulator/cloud/multipart';
import { Blobs } from '../../emulator/cloud/world/blobs';
import { asAdmin, closeClouds, cloudId, openCloud, site, token } from './open-cloud';

afterEach(closeClouds);

const second = { ...site, cloudId: 'second-site', name: 'globex', people: [] };

test.each([
  ['the root is the first site', '/rest/api/3/serverInfo'],
  ['a site is below its name', '/site/testers/rest/api/3/serverInfo'],
  ['a site is below its cloudId', `/ex/jira/${cloudId}/rest/api/3/serverInfo`],
])('%s', async (_, path) => {
  const { url } = await openCloud({ sites: [site, second] });
  expect((await fetch(url + path)).status).toBe(200);
});

test('the first label of the host names a site, and tenant_info says which', async () => {
  const { cloud, url } = await openCloud({ sites: [site, second] });
  const idAt = (host: string) => {
    const asked = { method: 'GET', url: '/_edge/tenant_info', headers: { host }, body: null };
    return JSON.parse(cloud.handle(asked).body) as unknown;
  };
  expect(idAt('globex.localhost:4461')).toEqual({ cloudId: 'second-site' });
  expect(idAt('127.0.0.1:4461')).toEqual({ cloudId });
  const named = await fetch(`${url}/site/globex/_edge/tenant_info`);
  expect(await named.json()).toEqual({ cloudId: 'second-site' });
});

test('a token is told the sites that it reaches, with addresses of the emulator', async () => {
  const { url } = await openCloud({ sites: [site, second] });
  const ask = (authorization: string) =>
    fetch(`${url}/oauth/token/accessible-resources`, { headers: { Authorization: authorization } });
  expect(await (await ask(token())).json()).toMatchObject([
    { id: cloudId, name: 'testers', url },
    { id: 'second-site', name: 'globex', url: `${url}/site/globex` },
  ]);
  expect(await (await ask(asAdmin)).json()).toMatchObject([{ id: cloudId }]);
  expect((await ask('Bearer nobody')).status).toBe(401);
});

test('a page of another origin may call, send its token and read the limits', async () => {
  const { url } = await openCloud();
  const origin = 'http://localhost:3000';
  const asks = {
    ...{ Origin: origin, 'Access-Control-Request-Method': 'PUT' },
    'Access-Control-Request-Headers': 'authorization,content-type',
  };
  const before = await fetch(`${url}/rest/api/3/issue/WEB-1`, { method: 'OPTIONS', headers: asks });
  expect(before.status).toBe(204);
  expect(before.headers.get('Access-Control-Allow-Headers')).toBe('authorization,content-type');
  const headers = { Origin: origin, Authorization: token() };
  const answer = await fetch(`${url}/rest/api/3/issue/WEB-1`, { headers });
  expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(origin);
  expect(answer.headers.get('Access-Control-Expose-Headers')).toContain('RateLimit-Policy');
});

test.each([
  ['/wiki/api/v2/whiteboards', 'POST'],
  ['/rest/api/3/no-such-thing', 'GET'],
])('what is not emulated is a 501 that names it and says how to add it: %s', async (path, method) => {
  const cloud = await openCloud();
  const answer = await cloud.send(path, { method });
  expect(answer.status).toBe(501);
  expect(await answer.text()).toContain(
    `${method} ${path} is not emulated. Add it with createCloud({ endpoints`,
  );
});

test('an address of nothing is a 404 that lists what there is', async () => {
  const { url } = await openCloud();
  const answer = await fetch(`${url}/nonsense`);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain('Nothing of the emulator is at /nonsense. Jira is at /rest/');
});

test('a host that is no host gets into no link', () => {
  const cloud = createCloud({ sites: [site] });
  const headers = { host: 'evil"><script>', authorization: token() };
  const url = '/oauth/token/accessible-resources';
  const { body } = cloud.handle({ method: 'GET', url, headers, body: null });
  expect(JSON.parse(body)).toMatchObject([{ url: 'http://localhost' }]);
});

test('every form that FormData writes is read back whole', async () => {
  const part = fc.record({
    name: fc.stringMatching(/^[a-z]{1,8}$/),
    bytes: fc.uint8Array({ maxLength: 200 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 5 }), async (parts) => {
      const form = new FormData();
      for (const { name, bytes } of parts)
        form.append(name, new Blob([new Uint8Array(bytes)]), `${name} "1".bin`);
      const sent = new Response(form);
      const boundary = boundaryOf(sent.headers.get('Content-Type') ?? '');
      const read = readMultipart(new Uint8Array(await sent.arrayBuffer()), boundary ?? '');
      expect(read?.map(({ name, fileName, bytes }) => ({ name, fileName, bytes: [...bytes] }))).toEqual(
        parts.map(({ name, bytes }) => ({ name, fileName: `${name} "1".bin`, bytes: [...bytes] })),
      );
    }),
    { numRuns: 50 },
  );
});

test('no bytes make the reading of a form throw', () => {
  const around = fc.uint8Array({ maxLength: 60 });
  fc.assert(
    fc.property(
      around,
      fc.constantFrom('--b', '--b--', '--b\r\n\r\n', '--b\r\na: b\r\n\r\n\r\n--b'),
      around,
      (a, mark, z) => {
        const body = Buffer.concat([a, Buffer.from(mark), z]);
        expect(() => readMultipart(body, 'b')).not.toThrow();
      },
    ),
  );
});

test('attachments are kept within a bound, the newest whatever its size', () => {
  const blobs = new Blobs(10);
  blobs.put('a', new Uint8Array(4));
  blobs.put('b', new Uint8Array(4));
  blobs.put('c', new Uint8Array(4));
  expect([blobs.get('a'), blobs.get('b')?.length, blobs.get('c')?.length]).toEqual([undefined, 4, 4]);
  blobs.put('d', new Uint8Array(50));
  expect([blobs.get('c'), blobs.get('d')?.length]).toEqual([undefined, 50]);
});
