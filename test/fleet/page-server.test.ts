/** The page's server, asked as browsers, programs and other sites' pages ask. */
import { mostUploadBytes } from '../../fleet/pages/contract';
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
import { usualThresholds } from '../../fleet/thresholds';
import type { ChangePort } from '../../fleet/server/changes';
import { appScope } from '../../fleet/store/app-scope';
import type { Database } from '../../fleet/store/sql';
import { readThresholds } from '../../fleet/store/thresholds';
import { freshCollecting } from './support/collecting';
import { openMemory } from './support/empty-database';

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
const query: Database['query'] = (text) =>
  Promise.resolve(text.includes('all_sites') ? [{ all_sites: 0, last_day: 0 }] : []);
const emptyDatabase: Database = {
  ...{ name: 'an empty store', query, reader: { query } },
  transaction: () => Promise.reject(new Error('The page only reads.')),
  snapshot: () => Promise.reject(new Error('The page only reads.')),
  alone: () => Promise.reject(new Error('The page only reads.')),
  close: () => Promise.resolve(),
};

async function start(
  place: Partial<PagePlace> = {},
  nowMs = 0,
  database: Database = emptyDatabase,
  alerts: ChangePort['alerts'] = null,
): Promise<URL> {
  const server = await startPageServer(
    join(folder, 'page'),
    {
      ...{ host: '127.0.0.1', port: 0, isPortChosen: true, password: null, names: [], apiToken: null },
      ...place,
    },
    {
      ...{ database, now: () => nowMs, startThresholds: usualThresholds, tellsSites: false, alerts },
      note: (text) => noted.push(text),
      scope: { app: 1, appId: 'the-app', environmentId: 'production' },
      collecting: async () => {
        const kept = await readThresholds(database.reader, 1);
        return { ...freshCollecting(), ...(kept === null ? {} : { thresholds: kept.thresholds }) };
      },
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
  isPage: true,
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
  [
    'a frame or a window of another site that asks the store',
    { fetchSite: 'cross-site', fetchMode: 'navigate', isPage: false },
    false,
    false,
  ],
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
  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
  const led = ['/', '/?from=there', '/api/overview', '/api/evidence', '/metrics', '/fleet.html'];
  expect(await Promise.all(led.map(async (path) => (await get(url, path, link)).status))).toEqual([
    ...[200, 200],
    ...[403, 403, 403, 403],
  ]);
  expect((await get(url, '/api/sites?period=century')).body).toContain(
    'period is one of hour, day, twoWeeks, month',
  );
  expect((await get(url, '/api/site?site=nobody')).body).toContain('There is no such site');
  // Nothing can be changed by anybody who asks.
  const posted = await get(url, '/api/overview', {}, 'x');
  expect([posted.status, posted.headers.allow]).toEqual([405, 'GET, HEAD']);
});

test('the evidence takes the store for seconds: it is made once, whatever else addresses say', async () => {
  const database = await openMemory();
  await appScope(database, 'the-app', 'production');
  const made = jest.spyOn(database, 'transaction');
  const url = await start({}, Date.UTC(2026, 10, 27), database);
  const ask = async (query: string): Promise<string> => (await get(url, `/api/evidence?${query}`)).body;
  try {
    const same = await Promise.all(['days=7', 'days=7&names=0', 'x=1&days=7', 'x=2&days=7'].map(ask));
    expect(JSON.parse(same[0] ?? '')).toMatchObject({ ok: true, data: { days: 7 } });
    expect(new Set(same).size).toBe(1);
    const once = made.mock.calls.length;
    await ask('days=30');
    expect(made).toHaveBeenCalledTimes(2 * once);
    expect(await ask('days=8')).toContain('days is one of 7, 14, 30');
  } finally {
    await database.close();
  }
});

test('the page is answered while the evidence is made', async () => {
  const database = await openMemory();
  await appScope(database, 'the-app', 'production');
  let [begin, end] = [(): void => undefined, (): void => undefined];
  const began = new Promise<void>((resolve) => (begin = resolve));
  const mayEnd = new Promise<void>((resolve) => (end = resolve));
  const snapshot: Database['snapshot'] = (work) =>
    database.snapshot(async (sql) => {
      begin();
      await mayEnd;
      return work(sql);
    });
  const url = await start({}, Date.UTC(2026, 10, 27), { ...database, snapshot });
  try {
    let isMade = false;
    const evidence = get(url, '/api/evidence').finally(() => (isMade = true));
    await began;
    for (const path of ['overview', 'sites', 'settings', 'v1/pools'])
      expect((await get(url, `/api/${path}`)).status).not.toBe(500);
    expect(isMade).toBe(false);
    end();
    expect(JSON.parse((await evidence).body)).toMatchObject({ ok: true });
  } finally {
    end();
    await database.close();
  }
});

test('what a database says when it fails is told to who runs the program, and to nobody who asks', async () => {
  const failing: Database = {
    ...emptyDatabase,
    reader: { query: () => Promise.reject(new Error('could not open /var/lib/secret')) },
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

const changing = (url: URL, headers: Record<string, string> = {}): Record<string, string> => ({
  ...{ origin: url.origin, 'content-type': 'application/json' },
  ...headers,
});
const at = (percent: number, ...actions: string[]) => ({ percent, actions });

test('thresholds: kept, each change on the one that was seen, and what is no threshold is refused in words', async () => {
  const database = await openMemory();
  await appScope(database, 'the-app', 'production');
  const url = await start({}, 0, database);
  const save = async (body: unknown): Promise<unknown> =>
    JSON.parse((await get(url, '/api/thresholds', changing(url), JSON.stringify(body))).body);
  try {
    expect(JSON.parse((await get(url, '/api/settings')).body)).toMatchObject({
      ok: true,
      data: { version: 0, thresholds: [at(80, 'alert', 'sites')], receivers: [], tellsSites: false },
    });
    const shown = async (): Promise<unknown> =>
      (JSON.parse((await get(url, '/api/overview')).body) as { data: { thresholds: unknown } }).data
        .thresholds;
    expect(await shown()).toEqual([at(80, 'alert', 'sites')]);
    const wanted = [at(60), at(95, 'alert')];
    expect(await save({ version: 0, thresholds: wanted })).toMatchObject({
      ...{ ok: true, data: { version: 1, thresholds: wanted } },
    });
    // Whoever saved looks at the first screen next.
    expect(await shown()).toEqual(wanted);
    // Somebody else had the page open since before.
    expect(await save({ version: 0, thresholds: [at(50)] })).toMatchObject({
      ...{ ok: false, error: { code: 'changedMeanwhile' } },
    });
    expect(await save({ version: 1, thresholds: [at(70, 'sites')] })).toMatchObject({ data: { version: 2 } });
    expect(JSON.parse((await get(url, '/api/settings')).body)).toMatchObject({
      data: { version: 2, thresholds: [at(70, 'sites')] },
    });
    const list = '"thresholds" must be a list of 1 to 4 thresholds.';
    const percent = 'Each of "thresholds" must have a "percent", a whole number from 1 to 100.';
    const actions = 'Each of "thresholds" must have "actions", a list without doubles of: alert, sites.';
    for (const [thresholds, message] of [
      [[], list],
      [[50, 60, 70, 80, 90].map((one) => at(one)), list],
      ['80', list],
      [[at(90), at(80)], '"thresholds" must rise: each "percent" above the one before.'],
      [[at(0)], percent],
      [[at(80.5)], percent],
      [[{ percent: 80, actions: ['alert', 'alert'] }], actions],
      [[at(80, 'banner')], actions],
      [[{ ...at(80), more: 1 }], 'Each of "thresholds" must have "percent" and "actions" alone.'],
    ] as const)
      expect(await save({ version: 2, thresholds })).toMatchObject({
        error: { code: 'badRequest', message },
      });
    expect(await save(null)).toMatchObject({ error: { code: 'badRequest' } });
    expect((await get(url, '/api/thresholds', changing(url), 'no JSON')).body).toContain('badRequest');
  } finally {
    await database.close();
  }
});

test('a change that is refused makes no screen ask the store anew', async () => {
  let asked = 0;
  const counting: Database['query'] = (...question) => query(...question).finally(() => (asked += 1));
  const url = await start({ password }, 0, { ...emptyDatabase, reader: { query: counting } });
  const { headers } = await get(url, '/login', {}, `password=${encodeURIComponent(password)}`);
  const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const shown = async (): Promise<number> => {
    expect((await get(url, '/api/overview', { cookie })).status).toBe(200);
    return asked;
  };
  const once = await shown();
  expect((await get(url, '/api/thresholds', changing(url), '{}')).status).toBe(401);
  expect(await shown()).toBe(once);
  expect((await get(url, '/api/thresholds', changing(url, { cookie }), '{}')).status).toBe(200);
  expect(await shown()).toBeGreaterThan(once);
});

test('nothing is changed or sent for another site, for a form, for who names no origin, and before the password', async () => {
  let sent = 0;
  const alerts: ChangePort['alerts'] = {
    format: 'slack',
    test: () => Promise.resolve({ kind: 'refused', status: 400 + ++sent } as const),
  };
  const url = await start({ password }, 0, emptyDatabase, alerts);
  const right = `password=${encodeURIComponent(password)}`;
  const { headers } = await get(url, '/login', {}, right);
  const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const status = async (given: Record<string, string>, body = '{}'): Promise<number> =>
    (await get(url, '/api/test-alert', given, body)).status;
  const own = changing(url, { cookie });
  expect(await status(changing(url))).toBe(401);
  expect(await status({ ...own, origin: 'https://evil.example' })).toBe(403);
  expect(await status({ ...own, host: 'evil.example' })).toBe(403);
  expect(await status({ ...own, 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await status({ cookie, 'content-type': 'application/json' })).toBe(403);
  expect(await status({ ...own, 'content-type': 'text/plain' })).toBe(415);
  expect(await status({ ...own, 'content-type': 'application/x-www-form-urlencoded' })).toBe(415);
  expect(await status(own, 'x'.repeat(10_000))).toBe(413);
  const bytes = { ...own, 'content-type': 'application/octet-stream' };
  const upload = async (given: Record<string, string>, body = 'x'): Promise<number> =>
    (await get(url, '/api/import?site=acme', given, body)).status;
  expect([await upload(own), await upload({ cookie, 'content-type': 'application/octet-stream' })]).toEqual([
    415, 403,
  ]);
  expect(await upload({ ...changing(url), 'content-type': 'application/octet-stream' })).toBe(401);
  expect(await upload({ ...bytes, origin: 'https://evil.example' })).toBe(403);
  expect(await upload(bytes, 'x'.repeat(mostUploadBytes + 1))).toBe(413);
  expect(await upload(bytes, 'x'.repeat(10_000))).toBe(200);
  const read = await get(url, '/api/test-alert', own);
  expect([read.status, read.headers.allow, sent]).toEqual([405, 'POST', 0]);
  const tested = await get(url, '/api/test-alert', own, '{}');
  expect(JSON.parse(tested.body)).toMatchObject({
    data: { receivers: [{ format: 'slack', sent: { kind: 'refused', status: 401 } }] },
  });
  // A second one at once goes to nobody.
  expect(JSON.parse((await get(url, '/api/test-alert', own, '{}')).body)).toMatchObject({
    ok: false,
    error: { code: 'badRequest', message: 'A test goes out every 10 seconds and 20 times an hour at most.' },
  });
  expect(sent).toBe(1);
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
