import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { admin, openExampleHarness, type ExampleHarness } from '../../scripts/examples/harness';
import { signAsJira } from '../../scripts/examples/jira';
import { appBundle } from '../support/bundles';
import { until } from '../support/until';

const root = resolve(__dirname, '..', '..');
let folder: string;
let harness: ExampleHarness;

// The examples as they stand, with the entry that they import beside them.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'examples-'));
  cpSync(join(root, 'examples'), join(folder, 'examples'), { recursive: true });
  const entry = join(folder, 'node_modules', 'points-gauge');
  mkdirSync(entry, { recursive: true });
  writeFileSync(join(entry, 'package.json'), '{"name":"points-gauge","exports":{"./node":"./node.mjs"}}');
  buildSync({
    entryPoints: [join(root, 'src', 'node.ts')],
    outfile: join(entry, 'node.mjs'),
    ...{ bundle: true, platform: 'node', format: 'esm' },
  });
  symlinkSync(join(root, 'node_modules', 'express'), join(folder, 'node_modules', 'express'));
});

beforeEach(async () => {
  harness = await openExampleHarness({ bundle: appBundle(), manifest: join(root, 'manifest.yml') });
});
afterEach(() => harness.close());

interface Running {
  child: ChildProcess;
  /** What it has printed so far. */
  printed: () => string;
  ended: Promise<number | null>;
}

function start(file: string, ...args: string[]): Running {
  const child = spawn(file, args, { cwd: folder, env: { ...process.env, ...harness.env } });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, printed: () => text, ended: new Promise((done) => child.on('exit', done)) };
}

it('a script with OAuth 2.0 (3LO) reports each of its calls', async () => {
  const script = start(process.execPath, 'examples/oauth/sync.mjs');
  expect(await script.ended).toBe(0);
  expect(script.printed()).toContain('Reported 11 calls, 0 wait.');
  // A search that found 10 issues, and each of them.
  expect(await harness.shown()).toEqual({ requests: 11, likelyPoints: 11 + 10 * 2 });
});

it('a client in 60 lines of Python reports its calls', async () => {
  // npm test says where it is, or how to get it.
  const script = start(process.env['POINTS_GAUGE_PYTHON'] ?? 'python3', 'examples/python/points_gauge.py');
  expect(await script.ended).toBe(0);
  expect(script.printed()).toBe('Read 10 issues. Reported: True\n');
  expect(await harness.shown()).toEqual({ requests: 1, likelyPoints: 11 });
});

const signedByJira = (qsh: string, env = harness.env): string => signAsJira(env, admin.accountId, qsh);

it('a Connect back end reports the calls of its server, of its users and of its page, and what is left when it ends', async () => {
  const server = start(process.execPath, 'examples/connect/server.mjs');
  await until('the server listens', () => server.printed().includes('Listening'));
  const url = /http:\S+/.exec(server.printed())![0];
  const headers = {
    'content-type': 'application/json',
    authorization: `JWT ${signedByJira('context-qsh')}`,
  };
  expect(await (await fetch(`${url}/report`, { headers })).json()).toEqual({ issues: 20 });
  // The emulated Jira took the app's JWT, and gave it a token to ask as the user who looks at the page.
  expect(await (await fetch(`${url}/mine/WEB-1`, { headers })).json()).toEqual({
    summary: expect.any(String) as string,
  });
  const qsh = createHash('sha256').update('GET&/page&lic=none').digest('hex');
  const page = await fetch(`${url}/page?lic=none&jwt=${signedByJira(qsh)}`);
  expect(await page.text()).toContain("AP.request('/rest/api/3/myself')");
  const seen = JSON.stringify({ path: '/rest/api/3/myself', status: 200, ms: 40 });
  expect((await fetch(`${url}/seen`, { method: 'POST', headers, body: seen })).status).toBe(204);
  // Nobody else is let in: not without a token, with one of another address, or with one that another secret signed.
  const forged = {
    authorization: `JWT ${signedByJira('context-qsh', { ...harness.env, SHARED_SECRET: 'guessed' })}`,
  };
  const refused = [
    await fetch(`${url}/report`),
    await fetch(`${url}/page?lic=active&jwt=${signedByJira(qsh)}`),
    await fetch(`${url}/report`, { headers: forged }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([401, 401, 401]);
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  expect(server.printed()).toContain('Reported 3 calls.');
  // The page's call, by AP.request, is charged like the others.
  expect(await harness.shown()).toEqual({ requests: 3, likelyPoints: 21 + 2 + 3 });
});
