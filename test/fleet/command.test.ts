/** The command on a real port, a real folder and the real time. */
import { createServer } from 'node:http';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fleet, type FleetPort } from '../../fleet/command';
import { ask, readGateway } from '../../fleet/gateway';
import type { PlanState } from '../../fleet/planning/plan';
import { paceNameOf } from '../../fleet/requests/ask-metrics';
import { readSiteNames } from '../../fleet/site-names';
import { appScope } from '../../fleet/store/app-scope';
import { collectorStore } from '../../fleet/store/collector-store';
import { keepCounts } from '../../fleet/store/keep-counts';
import { openStore } from '../../fleet/store/open-store';
import { peerFile } from '../../fleet/store/optional-peer';
import { startAtlassianCloud, type RunningCloud } from '../../emulator/cloud/server';
import type { HourLine } from '../../src/fleet-line/line';
import { writeLine } from '../../src/fleet-line/write-line';
import './support/compiled-pglite';
import { appId, owner, siteIdOf } from './support/printed-fleet';
import { hourMs } from '../../src/time';

/** Within an hour, whenever the test runs: the cloud and the command have this time. */
const nowMs = Date.UTC(2026, 10, 27, 14, 37);
const hour = Math.floor(nowMs / hourMs);

let folder: string;
let running: RunningCloud;
let environmentId: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'points-gauge-command-'));
  running = await startAtlassianCloud({ clock: { now: () => nowMs }, owner: { accounts: [owner] } });
  environmentId = running.cloud.owner?.environmentId(appId, 'PRODUCTION') ?? '';
  print(0, 30_000, [{ atMs: nowMs - 300_000, remainingPoints: 9_120 }]);
  print(1, 10_000, []);
});
afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

function print(site: number, points: number, readings: { atMs: number; remainingPoints: number }[]): void {
  const sum = {
    requests: points / 10,
    lowMilli: points * 900,
    likelyMilli: points * 1_000,
    highMilli: points * 1_500,
    refused: site,
  };
  const line: HourLine = {
    kind: 'hour',
    from: {
      installation: '00000001',
      gauge: '0.1.0',
      site: `site-${site}.atlassian.net`,
      edition: null,
      users: site === 0 ? 180 : null,
    },
    pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
    ...{
      hour,
      number: 3,
      atMs: nowMs - 240_000,
      routes: { 'forge.asApp': sum },
      refusals: {},
      endpoints: [],
    },
    readings: readings.map((one) => ({
      policy: 'global-app-quota',
      enforcement: 'enforced',
      quotaPoints: 65_000,
      ...one,
    })),
  };
  running.cloud.owner?.log({
    ...{
      atMs: nowMs - 240_000,
      app: appId,
      environment: 'PRODUCTION',
      installationContext: `ari:cloud:jira::site/${siteIdOf(site)}`,
    },
    ...{
      level: 'info',
      message: writeLine(line),
      invocationId: 'i',
      functionKey: 'pg-rollup',
      appVersion: '3.0.0',
    },
  });
}

interface Ran {
  code: number;
  out: string;
  err: string;
}

async function run(args: readonly string[], change: Partial<FleetPort> = {}): Promise<Ran> {
  const said = { out: '', err: '' };
  const code = await fleet(args, {
    out: { write: (text) => (said.out += text) },
    err: { write: (text) => (said.err += text) },
    env: { ATLASSIAN_EMAIL: owner.email, ATLASSIAN_API_TOKEN: owner.apiToken },
    fetch,
    pageFolder: join(folder, 'no-page'),
    now: () => nowMs,
    wait: () => Promise.reject(new Error('It waits where the clock stands.')),
    stopped: new AbortController().signal,
    ...change,
  });
  return { code, ...said };
}

const known = () => [
  '--app',
  appId,
  '--environment',
  environmentId,
  '--gateway',
  running.url,
  '--once',
  '--data',
  join(folder, 'data'),
];

test('the hour of all sites is printed, estimate and counter side by side', async () => {
  const { code, out, err } = await run(known());
  expect([code, err]).toEqual([0, `Figures are kept in PGlite in ${join(folder, 'data')}.\n`]);
  expect(out).toBe(`App ${appId}, environment ${environmentId}: the hour from 14:00 UTC, as of 14:37 UTC

own · PRODUCTION · jira: about 40,000 points (36,000 to 60,000) estimated by the gauges of 2 sites
Atlassian’s counter at 14:32 UTC, seen by site-0.atlassian.net: 9,120 of 65,000 left: 55,880 drawn by all sites by then, 15,880 more than the estimate now
All sites together: about 64,611 points (58,007 to 65,000) of 65,000: 86% of it counted by Atlassian, the rest a guess for the minutes since

Site                  Points       Low..high  Share  Requests  Refused  Edition         Users  As of
site-0.atlassian.net  30,000  27,000..45,000  75.0%     3,000        0  not known         180  14:33 UTC
site-1.atlassian.net  10,000   9,000..15,000  25.0%     1,000        1  not known  not stated  14:33 UTC

Heard of: 2 sites, 2 in the last day. Sites without a gauge that prints, or that keep their logs to themselves, are in no figure.
Read of the last 14 days: 0.3% (335 hours missing)

`);
});

test('JSON has the same figures, and the token is in nothing that was printed or stored', async () => {
  const { code, out, err } = await run([...known(), '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    hour: '2026-11-27T14:00:00.000Z',
    pools: [
      {
        likelyPoints: 40_000,
        drawnByCounter: 55_880,
        sitesInIt: [{ likelyPoints: 30_000 }, { likelyPoints: 10_000 }],
      },
    ],
    coverage: { sitesHeardOf: 2 },
  });
  // What customers' sites draw is for nobody else on this machine.
  expect(statSync(join(folder, 'data')).mode & 0o077).toBe(0);
  const basic = Buffer.from(`${owner.email}:${owner.apiToken}`).toString('base64');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  const stored = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, 'latin1'));
  for (const text of [out, err, ...stored])
    for (const secret of [owner.apiToken, basic]) expect(text.includes(secret)).toBe(false);
});

test.each<[string, () => string[], Partial<FleetPort>, string]>([
  [
    'no credentials',
    known,
    { env: {} },
    'ATLASSIAN_EMAIL and ATLASSIAN_API_TOKEN (or --token-file) are needed',
  ],
  ['no app', () => ['--environment', 'e'], {}, '--app is missing'],
  [
    'another gateway',
    () => [...known(), '--gateway', 'https://api.atlassian.com.evil.example'],
    {},
    'the API token is sent to no other',
  ],
  [
    'two places',
    () => [...known(), '--database', 'postgres://db/fleet'],
    {},
    'are two places for the same figures',
  ],
  [
    'a server that is away',
    () => [...known().slice(0, -2), '--database', 'postgres://me:secret@127.0.0.1:1/fleet'],
    {},
    'PostgreSQL at 127.0.0.1:1/fleet does not answer',
  ],
  ['an unknown app', () => ['--app', 'nobody', ...known().slice(2)], {}, 'Atlassian knows no app nobody'],
])('%s: said, with exit code 2', async (_name, args, change, why) => {
  const { code, out, err } = await run(args(), change);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(why);
  expect(err).not.toMatch(/:secret@|owners-token/);
});

describe('looking once where Atlassian does not answer', () => {
  const unreachable: typeof fetch = () =>
    Promise.reject(
      new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }),
    );
  const elsewhere = (name: string) => [...known().slice(0, -1), join(folder, name)];
  const why = () => `${running.url} does not answer: ECONNREFUSED.\n`;

  test('it ends after its turn, says what was not read, and the exit code says so', async () => {
    const { code, out, err } = await run(elsewhere('away'), { fetch: unreachable });
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(`points-gauge fleet: the logs could not be read: ${why()}`);
    expect(err).not.toContain('tried again');
  });

  test('the hour is shown without the counts of requests, and the exit code says so', async () => {
    const logsAlone: typeof fetch = (input, init) =>
      new URL(input instanceof Request ? input.url : input).pathname.startsWith('/v1/app/logs/')
        ? fetch(input, init)
        : unreachable(input, init);
    const { code, out, err } = await run(elsewhere('logs-alone'), { fetch: logsAlone });
    expect([code, out]).toEqual([1, expect.stringContaining('about 40,000 points')]);
    expect(err).toContain(`Counts of requests could not be read: ${why()}`);
    expect(err).not.toContain('tried again');
  });

  test('a wait of an hour that Atlassian asked for is not waited for', async () => {
    const busy: typeof fetch = () =>
      Promise.resolve(new Response('{}', { status: 429, headers: { 'Retry-After': '3600' } }));
    const later = { now: () => nowMs + 60_000 };
    expect(await run(elsewhere('away'), { ...later, fetch: busy })).toMatchObject({ code: 1, out: '' });
    const { code, err } = await run(elsewhere('away'), later);
    expect(code).toBe(1);
    expect(err).toContain(
      'the logs could not be read: earlier calls failed, and the next is due at 2026-11-27T15:38:',
    );
  });

  test('a wait of two seconds that Atlassian asked for is waited for, once', async () => {
    const busyTimes = (times: number): typeof fetch => {
      const calls = new Map<string, number>();
      return (input, init) => {
        const { pathname } = new URL(input instanceof Request ? input.url : input);
        const call = (calls.get(pathname) ?? 0) + 1;
        calls.set(pathname, call);
        if (call > times) return fetch(input, init);
        return Promise.resolve(new Response('{}', { status: 429, headers: { 'Retry-After': '2' } }));
      };
    };
    const lookedAt = async (name: string, times: number) => {
      let atMs = nowMs;
      const waits: number[] = [];
      const wait = (ms: number) => {
        waits.push(ms);
        atMs += ms;
        return Promise.resolve();
      };
      return { ...(await run(elsewhere(name), { fetch: busyTimes(times), now: () => atMs, wait })), waits };
    };
    const first = await lookedAt('busy-once', 1);
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('about 40,000 points') as string });
    expect(first.waits).toContain(2_000);
    expect(first.err).toContain('The App logs API takes no more calls in this minute; it is tried again.');
    const second = await lookedAt('busy-twice', 2);
    expect([second.code, second.out]).toEqual([1, '']);
    expect(second.err).toContain('the logs could not be read: The App logs API takes no more calls');
  });
});

describe('looking once right after a look', () => {
  const place = () => join(folder, 'looked');
  const args = () => [...known().slice(0, -1), place()];
  const lookAgain = async (change: Partial<PlanState>): Promise<Ran> => {
    const database = await openStore({ kind: 'folder', folder: place() });
    const { app } = await appScope(database, appId, environmentId);
    const store = collectorStore(database, app, 'metrics', keepCounts, paceNameOf(owner));
    const state = await store.readState();
    await store.keep({ ...state, plan: { ...state.plan, ...change } }, null);
    await database.close();
    return run(args(), { now: () => nowMs + 10_000 });
  };
  beforeAll(async () => {
    expect(await run(args())).toMatchObject({ code: 0 });
  });

  /** Of the past, too. */
  const allRead = { settled: [{ fromMs: 0, toMs: nowMs }] };

  test('counts of which nothing is due were looked at, and nothing failed', async () => {
    const { code, out, err } = await lookAgain(allRead);
    expect([code, out]).toEqual([0, expect.stringContaining('about 40,000 points')]);
    expect(err).toMatch(/^Figures are kept in .*\n$/);
  });

  test('counts that were given up since were not', async () => {
    const { code, err } = await lookAgain({ ...allRead, lookedAtMs: nowMs - 300_000, gaveUpAtMs: nowMs });
    expect(code).toBe(1);
    expect(err).toContain(
      'Counts of requests could not be read: earlier calls failed, and the next is due at',
    );
  });
});

test('stopped while Atlassian lets it wait for an answer, it ends at once and blames nobody', async () => {
  const stopping = new AbortController();
  let asked = 0;
  const hanging = createServer(() => {
    asked += 1;
    // Logs and counts both wait for an answer.
    if (asked === 2) stopping.abort();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => hanging.once('listening', resolve));
  const gateway = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`;
  const args = known().map((one) => (one === running.url ? gateway : one));
  const beganMs = performance.now();
  const { code, out, err } = await run(
    [...args.filter((one) => one !== '--once').slice(0, -1), join(folder, 'stopped'), '--no-page'],
    { stopped: stopping.signal, wait: () => Promise.resolve() },
  );
  hanging.close();
  hanging.closeAllConnections();
  expect([asked, code, out]).toEqual([2, 0, '']);
  expect(err).toBe(`Figures are kept in PGlite in ${join(folder, 'stopped')}.\n`);
  // The wait for an answer is 60 seconds.
  expect(performance.now() - beganMs).toBeLessThan(30_000);
});

test('the help names the commands beside it', async () => {
  const { code, out } = await run(['--help']);
  expect(code).toBe(0);
  for (const command of ['keys', 'import', 'evidence', 'evidence --help', 'move'])
    expect(out).toContain(`points-gauge fleet ${command}`);
});

test('the owner’s names of sites are read as spreadsheets write them, and a line that is none is named', async () => {
  const file = join(folder, 'sites.csv');
  writeFileSync(
    file,
    '\ufeff# id, name\r\nsite-0,Acme\r\n"site-2";"Birch, München"\r\n\r\nsite-3\tCobalt\r\n',
  );
  expect([...readSiteNames(file)]).toEqual([
    ['site-0', 'Acme'],
    ['site-2', 'Birch, München'],
    ['site-3', 'Cobalt'],
  ]);
  writeFileSync(file, 'site-0,Acme\nnonsense\n');
  const { code, err } = await run([...known(), '--sites', file]);
  expect([code, err]).toEqual([2, expect.stringContaining(`Line 2 of ${file} is no site`)]);
});

test('a token file stands for the environment’s, and a wrong token is said', async () => {
  const file = join(folder, 'token');
  writeFileSync(file, 'wrong\n');
  const { code, err } = await run([...known(), '--token-file', file], { now: () => nowMs + 180_000 });
  expect([code, err]).toEqual([
    2,
    expect.stringContaining('Atlassian does not take the e-mail address and API token (401'),
  ]);
});

test('a file of a secret that every user of the machine can read is said, and taken', async () => {
  const file = join(folder, 'open-token');
  writeFileSync(file, 'wrong\n');
  for (const [mode, times] of [
    [0o644, 1],
    [0o640, 0],
  ] as const) {
    chmodSync(file, mode);
    const { err } = await run([...known(), '--token-file', file], { now: () => nowMs + 180_000 });
    const said = `Every user of this machine can read the token file ${file}: chmod 600 ${file}.\n`;
    expect([err.split(said).length - 1, err]).toEqual([times, expect.stringContaining('(401')]);
  }
});

test('a file of a secret that is empty is no secret that was not given', async () => {
  const file = join(folder, 'empty');
  writeFileSync(file, '\n');
  for (const option of ['--password-file', '--api-token-file', '--alert-url-file', '--token-file']) {
    const { code, err } = await run([...known().filter((one) => one !== '--once'), option, file]);
    expect([code, err]).toEqual([2, expect.stringContaining(`file ${file} is empty`)]);
  }
});

test('a redirect is not followed: the token goes to the gateway alone', async () => {
  let others = 0;
  const elsewhere = createServer((_request, response) => {
    others += 1;
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => elsewhere.once('listening', resolve));
  const there = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  const gateway = createServer((_request, response) =>
    response.writeHead(302, { Location: there }).end(),
  ).listen(0, '127.0.0.1');
  await new Promise((resolve) => gateway.once('listening', resolve));
  const here = readGateway(`http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`);
  expect(
    await ask({ fetch, stopped: new AbortController().signal }, `${here}/v1`, owner, { method: 'GET' }),
  ).toMatchObject({ kind: 'unreachable' });
  expect(others).toBe(0);
  elsewhere.close();
  gateway.close();
});

test('a package that is missing is named with what installs it', () => {
  const nowhere = [join(folder, 'package.json')];
  expect(() => peerFile('@electric-sql/pglite', nowhere)).toThrow('npm install @electric-sql/pglite@0.5');
  expect(() => peerFile('pg', nowhere)).toThrow('npm install pg@8');
});
