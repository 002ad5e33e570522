/** The page's server, asked as browsers, programs and other sites' pages ask. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pagePlace } from '../../fleet/listen-option';
import { refusal, type Asked, type GuardRules } from '../../fleet/server/guard';
import { addressOf } from '../../fleet/server/request';
import { startPageServer, type PagePlace, type PageServer } from '../../fleet/server/page-server';
import { sessionCookie, Sessions } from '../../fleet/server/sessions';
import type { Database } from '../../fleet/store/sql';
import { freshCollecting } from './support/collecting';

const password = 'a long enough password';
let folder: string;
let open: PageServer[] = [];
let noted: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'points-gauge-page-'));
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'page', 'fleet.html'), '<!doctype html><title>the page</title>');
  writeFileSync(join(folder, 'page', 'assets', 'page.js'), `// ${'script '.repeat(500)}`);
  writeFileSync(join(folder, 'secret.html'), 'not of the page');
});
afterEach(async () => {
  await Promise.all(open.map((server) => server.close()));
  open = [];
  noted = [];
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** No pool and no site. */
const emptyDatabase: Database = {
  name: 'an empty store',
  query: (text) => Promise.resolve(text.includes('all_sites') ? [{ all_sites: 0, last_day: 0 }] : []),
  transaction: () => Promise.reject(new Error('The page only reads.')),
  alone: () => Promise.reject(new Error('The page only reads.')),
  close: () => Promise.resolve(),
};

async function start(
  place: Partial<PagePlace> = {},
  nowMs = 0,
  database: Database = emptyDatabase,
): Promise<URL> {
  const server = await startPageServer(
    join(folder, 'page'),
    {
      ...{ host: '127.0.0.1', port: 0, isPortChosen: true, password: null, names: [], apiToken: null },
      ...place,
    },
    {
      ...{ database, now: () => nowMs },
      note: (text) => noted.push(text),
      scope: { app: 1, appId: 'the-app', environmentId: 'production' },
      collecting: () => Promise.resolve(freshCollecting()),
    },
  );
  open.push(server);
  return new URL(server.url);
}

interface Got {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** As it is written: `fetch` would put Host and dots in order. */
function get(url: URL, path: string, headers: Record<string, string> = {}, post?: string): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(
      { host: url.hostname, port: url.port, path, method: post === undefined ? 'GET' : 'POST', headers },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (part: string) => (body += part));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        });
      },
    );
    asked.on('error', reject);
    asked.end(post);
  });
}

const rules: GuardRules = {
  ...{ host: '127.0.0.2', names: ['fleet.example.com'] },
  isThisMachineOnly: true,
};
const asked = (change: Partial<Asked>): Asked => ({
  ...{ method: 'GET', host: '127.0.0.1:4466', origin: undefined, fetchSite: undefined, fetchMode: undefined },
  ...change,
});

test.each<[string, Partial<Asked>, boolean, boolean]>([
  ['the address that was printed', {}, true, true],
  [
    'localhost',
    { host: 'localhost:4466', origin: 'http://localhost:4466', fetchSite: 'same-origin' },
    true,
    true,
  ],
  ['a name that somebody lets point here', { host: 'evil.example:4466' }, false, false],
  ['no name', { host: undefined }, false, false],
  ['a name that was given', { host: 'fleet.example.com', origin: 'https://fleet.example.com' }, false, true],
  ['an address of the network', { host: '10.0.0.7:4466' }, false, true],
  [
    'a form on another site',
    { method: 'POST', origin: 'https://evil.example', fetchSite: 'cross-site' },
    false,
    false,
  ],
  ['a form without an origin', { method: 'POST', origin: 'null' }, false, false],
  ['a script on another port', { origin: 'http://127.0.0.1:9999', fetchSite: 'same-site' }, false, false],
  [
    'a form of this page',
    { method: 'POST', origin: 'http://127.0.0.1:4466', fetchSite: 'same-origin' },
    true,
    true,
  ],
  ['a link from elsewhere', { fetchSite: 'cross-site', fetchMode: 'navigate' }, true, true],
  ['an image on another site', { fetchSite: 'cross-site', fetchMode: 'no-cors' }, false, false],
  ['a script of another port', { fetchSite: 'same-site', fetchMode: 'no-cors' }, false, false],
  ['where it listens', { host: '127.0.0.2:4466' }, true, true],
])('who may ask: %s', (_name, change, here, elsewhere) => {
  expect(refusal(asked(change), rules) === null).toBe(here);
  expect(refusal(asked(change), { ...rules, isThisMachineOnly: false }) === null).toBe(elsewhere);
});

test('it gives the page and its answers, with headers that keep others out, and nothing beside the page’s folder', async () => {
  const url = await start();
  const page = await get(url, '/');
  expect([page.status, page.body]).toEqual([200, '<!doctype html><title>the page</title>']);
  expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(page.headers['x-content-type-options']).toBe('nosniff');
  const answer = await get(url, '/api/overview');
  expect(JSON.parse(answer.body)).toMatchObject({
    ok: true,
    data: { appId: 'the-app', pools: [], collection: { sitesHeardOf: 0, trouble: null } },
  });
  expect(answer.headers['cache-control']).toBe('no-store');
  expect((await get(url, '/assets/page.js', { 'accept-encoding': 'gzip' })).headers['content-encoding']).toBe(
    'gzip',
  );
  for (const path of [
    '/../secret.html',
    '/..%2fsecret.html',
    '/assets/../../secret.html',
    '/%2e%2e/secret.html',
    '/nothing',
    '//',
  ])
    expect((await get(url, path)).status).toBe(404);
  expect((await get(url, '/api/overview', { host: 'evil.example' })).status).toBe(403);
  expect((await get(url, '/api/sites?period=century')).body).toContain(
    'period is one of hour, day, twoWeeks, month',
  );
  expect((await get(url, '/api/site?site=nobody')).body).toContain('There is no such site');
  // Nothing can be changed by anybody who asks.
  const posted = await get(url, '/api/overview', {}, 'x');
  expect([posted.status, posted.headers.allow]).toEqual([405, 'GET, HEAD']);
});

test('what a database says when it fails is told to who runs the program, and to nobody who asks', async () => {
  const failing: Database = {
    ...emptyDatabase,
    query: () => Promise.reject(new Error('could not open /var/lib/secret')),
  };
  const { body } = await get(await start({}, 0, failing), '/api/overview');
  expect(JSON.parse(body)).toMatchObject({ ok: false, error: { code: 'storage' } });
  expect(body).not.toContain('secret');
  expect(noted.join()).toContain('could not open /var/lib/secret');
});

test.each([
  ['203.0.113.9', undefined, '203.0.113.9'],
  ['::ffff:203.0.113.9', undefined, '203.0.113.9'],
  ['203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['127.0.0.1', '198.51.100.1, 198.51.100.2', '198.51.100.2'],
  ['::1', undefined, '0:0:0:0::/64'],
  ['2001:db8:0:7::1', undefined, '2001:db8:0:7::/64'],
  ['2001:DB8:0:7:aaaa:bbbb:cccc:dddd', undefined, '2001:db8:0:7::/64'],
  ['fe80::1%eth0', undefined, 'fe80:0:0:0::/64'],
])('whose guesses they are: %s, brought as %s, is %s', (remoteAddress, brought, address) => {
  const headers = brought === undefined ? {} : { 'x-forwarded-for': brought };
  expect(addressOf({ socket: { remoteAddress }, headers })).toBe(address);
});

test('with a password nothing is shown before it, the cookie is out of reach of scripts, and guesses run out', async () => {
  const url = await start({ password });
  expect((await get(url, '/api/overview')).status).toBe(401);
  const closed = await get(url, '/', { 'accept-language': 'de-AT' });
  expect([closed.status, closed.body.includes('Passwort')]).toEqual([401, true]);
  expect((await get(url, '/assets/page.js')).status).toBe(401);
  const entered = await get(
    url,
    '/login',
    { 'x-forwarded-proto': 'https' },
    `password=${encodeURIComponent(password)}`,
  );
  const cookie = entered.headers['set-cookie']?.[0] ?? '';
  expect(entered.status).toBe(303);
  expect(cookie).toMatch(
    /^points-gauge-fleet=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200; Secure$/,
  );
  const session = { cookie: cookie.split(';')[0] ?? '' };
  expect((await get(url, '/api/overview', session)).status).toBe(200);
  expect((await get(url, '/api/overview', { cookie: 'points-gauge-fleet=guessed-guessed' })).status).toBe(
    401,
  );
  const guesser = { 'x-forwarded-for': '198.51.100.7, 203.0.113.9' };
  for (let n = 0; n < 10; n += 1)
    expect((await get(url, '/login', guesser, `password=${n}`)).status).toBe(401);
  const right = `password=${encodeURIComponent(password)}`;
  expect((await get(url, '/login', guesser, right)).status).toBe(429);
  // Who comes from elsewhere is not kept out by it.
  expect((await get(url, '/login', { 'x-forwarded-for': '203.0.113.10' }, right)).status).toBe(303);
  // Who is in stays in.
  expect((await get(url, '/api/overview', session)).status).toBe(200);
  expect((await get(url, '/login', {}, 'x'.repeat(10_000))).status).toBe(413);
});

test('with a password a proxy on this machine may bring people by a name that was given', async () => {
  const headers = { host: 'fleet.example.com', 'x-forwarded-proto': 'https' };
  const url = await start({ password, names: ['fleet.example.com'] });
  expect((await get(url, '/', headers)).status).toBe(401);
  const post = `password=${encodeURIComponent(password)}`;
  expect((await get(url, '/login', { ...headers, origin: 'https://fleet.example.com' }, post)).status).toBe(
    303,
  );
  expect((await get(url, '/', { host: 'evil.example' })).status).toBe(403);
});

test('who takes all connections gets no more than some, and the next is served when they are free', async () => {
  const url = await start();
  const sockets = Array.from({ length: 210 }, () => connect(Number(url.port), url.hostname));
  const told = await Promise.any(
    sockets.map(
      (socket) =>
        new Promise<string>((resolve) => {
          let text = '';
          socket.setEncoding('utf8').on('data', (part: string) => (text += part));
          socket
            .on('error', () => undefined)
            .on('close', () => {
              resolve(text);
            });
        }),
    ),
  );
  // At once: who waits too long is told so.
  expect(told).toBe('');
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>((resolve) => {
          if (socket.closed) resolve();
          else
            socket.on('close', () => {
              resolve();
            });
          socket.destroy();
        }),
    ),
  );
  // The server sees them go a little later.
  let next: Got | null = null;
  while (next === null) next = await get(url, '/').catch(() => null);
  expect(next.status).toBe(200);
});

test('a session ends after twelve hours, and a cookie without https says so', () => {
  const sessions = new Sessions(password);
  const entry = sessions.enter(password, '203.0.113.9', 0);
  if (entry.kind !== 'in') throw new Error('The password was not taken.');
  expect([0, 43_199_999, 43_200_000].map((ms) => sessions.isOpen(entry.session, ms))).toEqual([
    true,
    true,
    false,
  ]);
  expect(sessionCookie('abc', false)).not.toContain('Secure');
});

test.each<[string, string | undefined, string, string]>([
  ['this machine', undefined, '', '127.0.0.1'],
  ['this machine by IPv6', '[::1]:4466', '', '::1'],
  ['every address with a password', '0.0.0.0:4466', password, '0.0.0.0'],
])('--listen for %s', (_name, listen, given, host) => {
  expect(pagePlace(listen, [], given)).toMatchObject({ host, port: 4466 });
});

test.each<[string, string, string, string]>([
  ['every address without a password', '0.0.0.0:4466', '', 'set a password in POINTS_GAUGE_FLEET_PASSWORD'],
  ['a password that is soon guessed', '0.0.0.0:4466', 'fleet', 'needs 12 characters'],
  ['no place', 'everywhere', '', 'is no place: host:port'],
])('--listen is refused for %s', (_name, listen, given, why) => {
  expect(() => pagePlace(listen, [], given)).toThrow(why);
});

test('a name that people use from elsewhere needs a password', () => {
  expect(() => pagePlace(undefined, ['fleet.example.com'], '')).toThrow('set a password');
  expect(pagePlace(undefined, ['Fleet.example.com'], password).names).toEqual(['fleet.example.com']);
});

test('a port that is in use: the next free one where none was named, else it is said', async () => {
  const url = await start();
  const place = { host: '127.0.0.1', port: Number(url.port) };
  expect((await start({ ...place, isPortChosen: false })).port).not.toBe(url.port);
  await expect(start({ ...place, isPortChosen: true })).rejects.toThrow('something else listens there');
});
