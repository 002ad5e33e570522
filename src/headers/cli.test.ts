import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { compileFunction } from 'node:vm';
import { buildSync } from 'esbuild';
import { readRateLimits } from './read';
import { headerSource } from './source';

const folder = mkdtempSync(join(tmpdir(), 'points-gauge-cli-'));
const program = join(folder, 'points-gauge.cjs');

/** The built program as Node wraps a CommonJS file, but for its process, which is given. */
let start: (exports: object, load: NodeJS.Require, module: object, dirname: string, process: object) => void;

beforeAll(() => {
  buildSync({
    entryPoints: [join(__dirname, '../../cli/points-gauge.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: program,
    logLevel: 'error',
  });
  const names = ['exports', 'require', 'module', '__dirname', 'process'];
  start = compileFunction(readFileSync(program, 'utf8'), names) as typeof start;
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A start of the real program, with streams of the operating system. */
function run(input: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    input,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

/** The same program from its first line on, in this process: most of a start is Node's own. */
async function ask(input: string, ...args: string[]) {
  const said = { out: '', err: '' };
  const into = (name: 'out' | 'err') =>
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        said[name] += chunk.toString('utf8');
        done();
      },
    });
  const code = await new Promise<number>((resolve) => {
    const own = {
      ...{
        argv: [process.execPath, program, ...args],
        stdin: Readable.from(input === '' ? [] : [Buffer.from(input)]),
      },
      ...{ stdout: into('out'), stderr: into('err') },
      set exitCode(value: number) {
        resolve(value);
      },
    };
    start({}, require, { exports: {} }, dirname(program), Object.setPrototypeOf(own, process) as object);
  });
  return { code, ...said };
}

const at = '2026-10-09T16:09:45Z';
const served = [
  'HTTP/2 200 ',
  'content-type: application/json',
  'ratelimit-policy: "global-app-quota";q=65000;w=3600, "jira-burst-based";q=100;w=1',
  'ratelimit: "global-app-quota";t=3015, "jira-burst-based";r=349;t=1',
  'x-ratelimit-limit: 350',
  'x-ratelimit-remaining: 349',
  '',
  '',
].join('\r\n');

describe('points-gauge read', () => {
  test('says in plain words what a served Jira response means', () => {
    expect(run(served, 'read', '--at', at)).toEqual({
      code: 0,
      err: '',
      out: [
        'Read as HTTP headers, status 200.',
        'Points of the app on all its sites together (Tier 1) ("global-app-quota"): 65,000 points an hour. How many are left is left out, which means that less than about 80% is used. Renewed at 2026-10-09T17:00:00Z, in 50 min 15 s.',
        'Burst limit of this endpoint ("jira-burst-based"): 100 requests a second. 349 left. Renewed at 2026-10-09T16:09:46Z, in 1 s.',
        'Limit of kind "burst": 350 requests. 349 left.',
        '',
      ].join('\n'),
    });
  });

  test('does not call a quota "not enforced" that has just refused the call, whatever its name says', async () => {
    const of = async (reason: string) =>
      (
        await ask(
          [
            'HTTP/1.1 429 Too Many Requests',
            'Beta-RateLimit-Policy: "global-app-quota";q=65000;w=3600',
            'Beta-RateLimit: "global-app-quota";r=0;t=3015',
            `RateLimit-Reason: ${reason}`,
          ].join('\n'),
          ...['read', '--at', at],
        )
      ).out.split('\n');
    const quota = 'Points of the app on all its sites together (Tier 1) ("global-app-quota", ';
    const said = (lines: string[]) => lines.find((line) => line.startsWith(quota))?.slice(quota.length);
    expect(said(await of('jira-quota-global-based'))).toMatch(
      /^under a name that says "Beta", which means announced and not enforced; but this call was refused for it\): 65,000/,
    );
    expect(said(await of('jira-burst-based'))).toMatch(/^announced and not enforced yet\): 65,000/);
  });

  test('says why a call was refused, until when, and what it did not believe', async () => {
    const refused = [
      'HTTP/1.1 429 Too Many Requests',
      'Retry-After: 3715',
      'RateLimit-Reason: jira-quota-global-based',
      'X-RateLimit-Reset: 2026-10-09T17:00Z',
    ].join('\n');
    const { code, out } = await ask(refused, 'read', '--at', at);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'Read as HTTP headers, status 429.',
      `Refused: the app's hourly points, shared by all its sites, are used up ("jira-quota-global-based"). Try again at 2026-10-09T17:00:00Z, in 50 min 15 s. The quota is the app's own, over all sites that use it: until then stop every back-end call of the app to this product, and spread scheduled work over the hour.`,
      'Limit of kind "quota": its size is not said. Renewed at 2026-10-09T17:00:00Z, in 50 min 15 s.',
      '',
      'Not taken at its word:',
      '- retry-after "3715": it does not fit the reset at 2026-10-09T17:00:00.000Z; taken instead: 2026-10-09T17:00:00.000Z.',
      '',
    ]);
  });

  test('with --json prints the reading itself, from headers in JSON and a status given by hand', async () => {
    const headers = { 'Retry-After': '23', 'RateLimit-Reason': 'jira-burst-based' };
    const { code, out } = await ask(JSON.stringify(headers), 'read', '--json', '--status', '429', '--at', at);
    expect(code).toBe(0);
    const reading = readRateLimits(headerSource(headers), { status: 429, receivedAtMs: Date.parse(at) });
    expect(JSON.parse(out)).toEqual(reading);
    expect(reading.throttle?.reason).toBe('burst');
  });

  test('reads the body of a refusal too', async () => {
    const body =
      '{"error":"x","code":"RATE_LIMIT_EXCEEDED","details":{"limit":100,"window":"1m","retryAfter":23}}';
    const { out } = await ask(
      `HTTP/1.1 429 Too Many Requests\n\n${body}`,
      'read',
      '--at',
      at,
      '--product',
      'oneStack',
    );
    expect(out).toContain('("RATE_LIMIT_EXCEEDED"). Try again at 2026-10-09T16:10:08Z, in 23 s.');
    expect(out).toContain('Limit of kind "tenant": 100 requests a minute. 0 left.');
  });

  test('tells a wait from a rate limit', async () => {
    const { out } = await ask('HTTP/1.1 503 Busy\nRetry-After: 20\n', 'read', '--at', at);
    expect(out).toContain(
      'The server failed and asks to try again at 2026-10-09T16:10:05Z, in 20 s. This is no rate limit.',
    );
  });

  test('a response without a limit is readable and says so', async () => {
    expect(await ask('HTTP/1.1 200 OK\ndate: x\n', 'read')).toEqual({
      code: 0,
      err: '',
      out: 'Read as HTTP headers, status 200.\nThe response says nothing about a limit. That does not mean that there is none.\n',
    });
  });

  test.each([
    ['', [], 'standard input is empty'],
    ['no headers here', [], 'found no header in the input'],
    ['{"a": ', [], 'begins like JSON and is none'],
    ['{}', [], 'found no header in the input'],
    [served, ['--status', 'ok'], '--status "ok" is no HTTP status'],
    [served, ['--at', 'noon'], '--at "noon" is no time'],
    [served, ['--product', 'word'], '--product "word" is not known'],
    [served, ['--colour'], '--colour'],
  ])('ends with 2 and a clear message (%#)', async (input, args, message) => {
    const { code, out, err } = await ask(input, 'read', ...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
  });

  test.each([
    ['reed', ' Did you mean "read"?'],
    ['bugdet', ' Did you mean "budget"?'],
    ['cost', ' Did you mean "costs"?'],
    ['Fleet', ' Did you mean "fleet"?'],
    ['mergee', ' Did you mean "merge"?'],
    ['edit', ''],
    ['constructor', ''],
  ])('of a command that there is not, "%s", says so in a line', async (name, meant) => {
    expect(await ask('', name)).toEqual({
      code: 2,
      out: '',
      err: `points-gauge: there is no command "${name}".${meant} "points-gauge --help" names all.\n`,
    });
  });

  test('--help names every command', () => {
    expect(run('', '--help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('points-gauge read') as string,
    });
  });
});

test('no command writes what a terminal obeys, whatever it is given', async () => {
  const hostile = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202eevil';
  const file = join(folder, 'report.json');
  const report = { format: 'points-gauge.report', version: hostile };
  writeFileSync(file, JSON.stringify(report));
  const outcomes = [
    // With the streams of the operating system, as somebody starts it.
    run('', hostile),
    await ask('', 'merge', `${hostile}.json`, '-o', join(folder, 'x.json')),
    await ask('', 'merge', file, '-o', join(folder, `x${hostile}.pdf`)),
    await ask('', 'simulate', `${hostile}.json`),
    await ask('', 'budget', hostile),
    await ask('', 'cloud', '--flag', hostile),
    await ask('', 'embed', `--${hostile}`),
    await ask(hostile, 'read', '--product', hostile),
  ];
  for (const { code, out, err } of outcomes) {
    expect(code).not.toBe(0);
    // oxlint-disable-next-line no-control-regex -- these are what is looked for
    expect(out + err).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  }
});
