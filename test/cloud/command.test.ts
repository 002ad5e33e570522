/** What is typed after `points-gauge cloud`, and the apps and people that come of it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { optionsOf } from '../../cli/cloud-options';
import { createCloud } from '../../emulator/cloud/cloud';
import { oddities } from '../../emulator/cloud/own/oddities';
import { startAtlassianCloud, type ServerOptions } from '../../emulator/cloud/server';
import { asMember, closeClouds, openCloud, token } from './open-cloud';

const folder = mkdtempSync(join(tmpdir(), 'points-gauge-command-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
afterEach(closeClouds);

const file = (name: string, value: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
};

const read = (...args: string[]) => optionsOf(args) as ServerOptions;

test('quota, tier and enforcement are those of every app, and an app of its own differs in what it says', () => {
  const { anyApp, apps } = read(
    ...['--quota', '9', '--enforcement', 'beta', '--app', 'sync=2', '--app', 'tidy=::500', '--app', 'plain'],
  );
  expect(anyApp).toEqual({ quotaPoints: 9, enforcement: 'beta' });
  expect(apps).toEqual([
    { id: 'sync', tier: 2, enforcement: 'beta', quotaPoints: 9 },
    { id: 'tidy', tier: 1, enforcement: 'beta', quotaPoints: 500 },
    { id: 'plain', tier: 1, enforcement: 'beta', quotaPoints: 9 },
  ]);
});

test('faults and flags are read as they are typed', () => {
  const { faults, flags } = read(
    ...['--fault', '503+5@0.1 /rest/api/3/search/*', '--fault', 'latency=800', '--fault', 'lost@0.5'],
    ...['--fault', '429=gateway', '--fault', 'truncated', '--flag', 'clock-skew', '--flag', 'names-lower'],
  );
  expect(faults).toEqual([
    { kind: 'status', status: 503, retryAfter: '5', rate: 0.1, on: { path: '/rest/api/3/search/*' } },
    { kind: 'latency', ms: 800, rate: 1 },
    { kind: 'reset', served: false, rate: 0.5 },
    { kind: 'refused', as: 'gateway', rate: 1 },
    { kind: 'truncated', rate: 1 },
  ]);
  expect(flags).toEqual(['clock-skew', 'names-lower']);
});

test.each([
  [['--app', '=2'], '--app "=2" must be a name and what differs from the usual'],
  [['--app', 'a=1:beta:5:6'], '--app "a=1:beta:5:6" must be a name'],
  [['--app', 'a=3'], '--app "3": there are 1 and 2.'],
  [['--app', 'a=1:maybe'], '--app "maybe": there are enforced, beta, off.'],
  [['--app', 'a=1::none'], '--app "none" must be a whole number from 1'],
  [['--tier', '3'], '--tier "3": there are 1 and 2.'],
  [['--enforcement', 'x'], '--enforcement "x": there are enforced, beta, off.'],
  [['--fault', '418'], '--fault "418" cannot be read. It is 500, 502'],
  [['--fault', '503@7'], '--fault "503@7" cannot be read.'],
  [['--flag', 'x'], '--flag "x": there are\npolicy-absent-at-zero'],
  [['--people', '/nowhere.json'], 'ENOENT: no such file or directory'],
  [['--quoata', '5'], "Unknown option '--quoata'"],
])('%j is refused by name', (args, message) => {
  expect(() => optionsOf(args)).toThrow(message);
});

test.each([
  ['{}', 'it must be a list of people'],
  ['[{"accountId":"a"}]', 'person 1: displayName must be a text'],
  ['[{"accountId":"a","displayName":"A","admin":1}]', 'person 1: admin must be true or false'],
  ['[{]', 'JSON'],
])('a file of people that is wrong says how: %s', (text, message) => {
  expect(() => optionsOf(['--people', file('people.json', text)])).toThrow(message);
});

test('people of your own come first on every site, by account id and by e-mail address', async () => {
  const people = [{ accountId: 'me', displayName: 'Mia', admin: true, emailAddress: 'Mia@Acme.example' }];
  const options = read('--port', '0', '--people', file('mine.json', people));
  const running = await startAtlassianCloud(options);
  const basic = `Basic ${Buffer.from('mia@acme.example:any').toString('base64')}`;
  for (const { name } of running.cloud.sites) {
    const answer = await fetch(`${running.url}/site/${name}/rest/api/3/myself`, {
      headers: { authorization: basic },
    });
    expect(await answer.json()).toMatchObject({ accountId: 'me', emailAddress: 'mia@acme.example' });
  }
  await running.close();
});

test('a quota for any app is a pool of its own for each name', async () => {
  const cloud = await openCloud({ apps: [], anyApp: { quotaPoints: 3 } });
  const read = async (appId: string) =>
    (await cloud.send('/rest/api/3/issue/WEB-1', { authorization: token({ appId }) })).status;
  expect([await read('one'), await read('one'), await read('one')]).toEqual([200, 200, 429]);
  expect(await read('two')).toBe(200);
});

test('a token is made for who asks, and says what is missing', async () => {
  const { url } = await openCloud();
  const made = await fetch(`${url}/__cloud/token?app=py&route=forge.asUser&account=member-1&feature=sync`);
  const { authorization } = (await made.json()) as { authorization: string };
  const claims = { appId: 'py', environment: 'PRODUCTION', route: 'forge.asUser', accountId: 'member-1' };
  expect(JSON.parse(Buffer.from(authorization.slice('Bearer emu.'.length), 'base64url').toString())).toEqual({
    ...claims,
    feature: 'sync',
  });
  expect((await fetch(`${url}/__cloud/token`)).status).toBe(400);
  expect(await (await fetch(`${url}/__cloud/token?app=a&route=x`)).text()).toContain(
    'route \\"x\\": there are forge.asApp',
  );
});

test.each([
  [{ anyApp: { tier: 3 as 1 } }, 'anyApp: tier 3: there are 1 and 2'],
  [{ anyApp: { quotaPoints: 0 } }, 'anyApp: quotaPoints 0: it must be a number from 1'],
  [
    { apps: [{ id: 'a', tier: 1 as const, enforcement: 'on' as 'off' }] },
    'apps: a: enforcement "on": there are',
  ],
  [
    { people: [1, 2].map((n) => ({ accountId: 'a', displayName: `${n}`, admin: false })) },
    'people: two have the same accountId',
  ],
])('options that cannot be are refused by name: %j', (options, message) => {
  expect(() => createCloud(options)).toThrow(message);
});

test('calls are booked to the feature that the header, the token or the open scope names, in this order', async () => {
  const cloud = await openCloud();
  const issue = '/rest/api/3/issue/WEB-1';
  await cloud.send(issue);
  await cloud.cloud.feature('sync', async () => {
    await cloud.send(issue);
    await cloud.send(issue, { authorization: token({ feature: 'report' }) });
    await fetch(`${cloud.url}${issue}`, {
      headers: { authorization: asMember, 'X-Points-Gauge-Feature': 'panel' },
    });
  });
  const spent = cloud.cloud.account.snapshot().features;
  expect(spent.map(({ feature, requests, points }) => [feature, requests, points])).toEqual([
    ['sync', 1, 2],
    ['report', 1, 2],
    ['panel', 1, 2],
  ]);
});

test('two features at once could not be told apart, and the message says what to do', async () => {
  const { cloud } = await openCloud();
  const both = cloud.feature('a', () => cloud.feature('b', () => undefined));
  await expect(both).rejects.toThrow(
    'feature "b": the feature "a" is still running, and calls of both could not be told apart. Let one follow the other',
  );
  await expect(cloud.feature('c', () => 5)).resolves.toBe(5);
});

test('the document lists every flag with the words of the command line', () => {
  const page = readFileSync('docs/testing.md', 'utf8');
  for (const [name, what] of Object.entries(oddities)) expect(page).toContain(`| \`${name}\` | ${what} |`);
});
