import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { until } from '../support/until';
import { packedFolder } from '../support/bundles';

const root = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'points-gauge-package-'));
const consumer = join(folder, 'consumer');
const installed = join(consumer, 'node_modules', 'points-gauge');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const tarball = `points-gauge-${version}.tgz`;
/** What npm says of the tarball that it made. */
let packed: { filename: string; files: { path: string }[] }[];

function run(file: string, args: readonly string[], { cwd = consumer, input = '' } = {}) {
  const { status, stdout, stderr } = spawnSync(file, args, { cwd, input, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

/** Runs npm as a person would, in a folder that has nothing of this project. */
function npm(...args: string[]) {
  const { code, out, err } = run('npm', [...args, '--loglevel=error']);
  if (code !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${out}${err}`);
  return out;
}

// Build, pack and install as somebody else would get it: from the tarball, in an empty folder, without a network.
beforeAll(() => {
  mkdirSync(consumer);
  writeFileSync(join(consumer, 'package.json'), '{"name":"consumer","private":true}');
  const made = packedFolder();
  packed = JSON.parse(readFileSync(join(made, 'packed.json'), 'utf8')) as typeof packed;
  cpSync(join(made, tarball), join(consumer, tarball));
  npm('install', '--offline', '--no-audit', '--no-fund', `./${tarball}`);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the package points-gauge', () => {
  it('brings no other package along, so that no Forge is needed', () => {
    expect(readdirSync(join(consumer, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'points-gauge',
    ]);
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as object;
    expect(Object.keys(manifest)).not.toContain('dependencies');
  });

  it('reads headers from the command line: npx points-gauge read', () => {
    const response = 'HTTP/2 429\nretry-after: 23\nratelimit-reason: jira-burst-based\n';
    const args = ['points-gauge', 'read', '--at', '2026-10-09T16:09:45Z'];
    const { code, out } = run('npx', ['--offline', '--no', ...args], { input: response });
    expect(out).toBe(
      'Read as HTTP headers, status 429.\n' +
        'Refused: too many requests to this endpoint in a second ("jira-burst-based"). Try again at 2026-10-09T16:10:08Z, in 23 s. ' +
        'It counts one endpoint and method on this site, for all apps and tokens together: slow down that endpoint only.\n',
    );
    expect(code).toBe(0);
  });

  it('says which version its command is of', () => {
    const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
    expect(run('npx', ['--offline', '--no', '--', 'points-gauge', '--version'])).toEqual({
      code: 0,
      out: `${version}\n`,
      err: '',
    });
  });

  it('starts its command without what only some commands need', () => {
    const begun = new Set(['points-gauge.mjs']);
    for (const file of begun) {
      const text = readFileSync(join(installed, file), 'utf8');
      for (const [, imported = ''] of text.matchAll(/^(?:import|\} from) "(\.[^"]+)";$/gm))
        begun.add(join(dirname(file), imported));
    }
    const bytes = [...begun].reduce((sum, file) => sum + statSync(join(installed, file)).size, 0);
    // A parser of JavaScript, one of YAML and a cloud are two megabytes beside it.
    expect(bytes).toBeLessThan(20_000);
    expect(begun.size).toBeGreaterThan(1);
  });

  it('counts a page’s own calls where there is no Node, as in a browser', async () => {
    const page = createContext({ module: { exports: {} } });
    runInContext(readFileSync(join(installed, 'lib.js'), 'utf8'), page);
    const script = `(async () => {
      const sent = [];
      const headers = new Map([['ratelimit-reason', 'jira-burst-based'], ['content-type', 'text/plain']]);
      const lane = module.exports.createBridgeLane({
        requestJira: async () => ({ status: 429, headers }),
        requestConfluence: async () => ({ status: 200, headers }),
        send: async (batch) => sent.push(batch),
        nowMs: () => 1000,
        later: () => undefined,
      });
      await lane.requestJira('/rest/api/3/myself');
      await lane.flush();
      return JSON.stringify(sent);
    })()`;
    const sent = (await runInContext(script, page)) as string;
    expect(JSON.parse(sent)).toEqual([
      {
        calls: [
          {
            ...{ product: 'jira', method: 'GET', path: '/rest/api/3/myself', status: 429 },
            ...{ latencyMs: 0, agoMs: 0, headers: { 'ratelimit-reason': 'jira-burst-based' } },
          },
        ],
      },
    ]);
  });

  it('has an emulated Atlassian Cloud that needs no other package, and a Forge that says which one it needs', () => {
    const script = `
      const { createCloud, emulatorToken, startAtlassianCloud, startForge } = require('points-gauge/testing');
      void (async () => {
        const { url, cloud, close } = await startAtlassianCloud();
        const token = emulatorToken({ appId: 'a', environment: 'PRODUCTION', route: 'forge.asApp' });
        const headers = { authorization: 'Bearer ' + token };
        const path = '/ex/jira/' + cloud.sites[0].cloudId + '/rest/api/3/search/jql?jql=created+%3E%3D+-3650d&maxResults=5';
        const { issues } = await (await fetch(url + path, { headers })).json();
        console.log(issues.length, cloud.account.snapshot().cells[0].points);
        await close();
        require('fs').writeFileSync('m.yml', 'app: { id: one }');
        await startForge({ bundleFile: 'b', manifestFile: 'm.yml', cloud: createCloud() }).catch((error) =>
          console.log(error.message));
      })();`;
    expect(run(process.execPath, ['-e', script])).toEqual({
      code: 0,
      out: '5 6\nstartForge keeps Forge’s storage in libsql: npm install --save-dev libsql@0.5\n',
      err: '',
    });
  });

  it('gives Jest the budget matcher and a table of what each test spent, by one import', () => {
    const suite = `
      const { createCloud } = require('points-gauge/testing');
      const { reportSpending } = require('points-gauge/testing/jest');
      const cloud = createCloud();
      reportSpending(() => cloud);
      test('spends nothing', () => {
        expect(cloud).toHaveSpentAtMost(0);
        expect(() => expect(cloud).not.toHaveSpentAtMost(0)).toThrow('The apps spent 0 points in 0 calls');
      });`;
    writeFileSync(join(consumer, 'budget.test.js'), suite);
    const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
    const { code, out, err } = run(process.execPath, [jest, '--rootDir', consumer, 'budget.test.js']);
    expect(err).toContain('Tests:       1 passed, 1 total');
    expect(out).toContain('     0      0  spends nothing\n');
    expect(code).toBe(0);
  });

  it('runs the same cloud from the command line until it is stopped: npx points-gauge cloud', async () => {
    const command = join(installed, 'points-gauge.mjs');
    const child = spawn(process.execPath, [command, 'cloud', '--port', '0', '--quota', '8']);
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await until('the cloud says how to stop it', () => printed.includes('Ctrl+C'));
    const authorization = /Authorization: (Bearer \S+)"/.exec(printed)?.[1] ?? '';
    const url = /"(http:\S+)"/.exec(printed)?.[1] ?? '';
    const statuses = [];
    for (let call = 0; call < 3; call += 1)
      statuses.push((await fetch(url, { headers: { authorization } })).status);
    // 6 points each, 8 an hour: the second still goes through, as at Atlassian, the third does not.
    expect(statuses).toEqual([200, 200, 429]);
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  it('refuses options of the cloud that it does not know, in words', () => {
    const { code, err } = run(process.execPath, [
      join(installed, 'points-gauge.mjs'),
      'cloud',
      '--tier',
      '3',
    ]);
    expect([code, err]).toEqual([2, 'points-gauge cloud: --tier "3": there are 1 and 2.\n']);
  });

  it('has types and code that every resolver finds, as attw judges the tarball', () => {
    const attw = join(root, 'node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js');
    const { code, out } = run(process.execPath, [attw, tarball, '--format', 'json']);
    const { analysis } = JSON.parse(out) as {
      analysis: { problems: unknown[]; entrypoints: Record<string, unknown> };
    };
    expect(analysis.problems).toEqual([]);
    expect(Object.keys(analysis.entrypoints)).toEqual(
      expect.arrayContaining([
        ...['./api', './forge', './node', './testing', './testing/jest', './testing/vitest'],
      ]),
    );
    expect(code).toBe(0);
  });

  it('is put together as publint wants it', () => {
    const publint = join(root, 'node_modules', 'publint', 'src', 'cli.js');
    const { code, out } = run(process.execPath, [publint, 'run', join(consumer, tarball), '--strict']);
    expect(out).toContain('All good!');
    expect(code).toBe(0);
  });

  it('holds what it needs and nothing of the project around it', () => {
    expect(packed.map(({ filename }) => filename)).toEqual([tarball]);
    const paths = packed[0]!.files.map(({ path }) => path);
    const top = new Set(paths.map((path) => (path.includes('/') ? path.replace(/\/.*/, '/') : path)));
    expect([...top].sort()).toEqual([
      ...['LICENSE', 'README.md', 'api.d.ts', 'api.js', 'command/', 'dashboard/', 'fleet-page/'],
      ...[
        'forge.d.ts',
        'forge.js',
        'gauge-manifest.yml',
        'gauge-words.json',
        'lib.d.mts',
        'lib.d.ts',
        'lib.js',
        'lib.mjs',
      ],
      ...['node.d.mts', 'node.d.ts', 'node.js', 'node.mjs', 'package.json', 'points-gauge.mjs'],
      ...['process-gauge.js', 'testing.d.ts', 'testing.js', 'testing/', 'types/'],
    ]);
    // Declarations and nothing else; no source, no test, no source map.
    expect(paths.filter((path) => path.startsWith('types/') && !path.endsWith('.d.ts'))).toEqual([]);
    expect(
      paths.filter(
        (path) =>
          /(^|\/)(test|emulator|demo|cli|scripts|examples|bench)\/|\.map$|\.tsx?$/.test(path) &&
          !path.endsWith('.d.ts'),
      ),
    ).toEqual([]);
    expect(paths.filter((path) => /(^|\/)(test|emulator)\//.test(path))).toEqual([]);
  });

  it('names files that it does not have, and links those alone that it has', () => {
    const text = readFileSync(join(installed, 'README.md'), 'utf8');
    const targets = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
    const here = targets.filter((target) => !/^(https?:|#)/.test(target));
    expect(here).toContain('LICENSE');
    expect(here.filter((target) => !existsSync(join(installed, target)))).toEqual([]);
    expect(text).toContain("owner's page over many sites (docs/fleet.md)");
    expect(text).toContain('- docs/headers.md and docs/costs.md: written from the data');
  });

  const use = `
    const quota = hourlyQuota({ tier: 2, edition: 'standard', users: 2000 });
    const { points } = estimatePoints({ product: 'jira', method: 'GET', path: '/rest/api/3/issue/A-1', objects: 1 });
    const headers = headerSource({ 'Retry-After': '5' });
    const { waitUntilMs } = readRateLimits(headers, { status: 503, receivedAtMs: 0 });
    console.log(JSON.stringify([quota, points.likely, waitUntilMs]));`;

  it.each([
    [
      'an ES module',
      'use.mjs',
      `import { estimatePoints, headerSource, hourlyQuota, readRateLimits } from 'points-gauge';`,
    ],
    [
      'CommonJS',
      'use.cjs',
      `const { estimatePoints, headerSource, hourlyQuota, readRateLimits } = require('points-gauge');`,
    ],
  ])('works in %s', (_kind, file, line) => {
    writeFileSync(join(consumer, file), line + use);
    expect(run(process.execPath, [file])).toEqual({ code: 0, out: '[120000,2,5000]\n', err: '' });
  });

  const typed = `
    import { countObjects, estimatePoints, findEntry, headerSource, readRateLimits } from 'points-gauge';
    import type { Estimate, RateLimits } from 'points-gauge';
    const limits: RateLimits = readRateLimits(headerSource([['a', 'b']]), { status: null, receivedAtMs: 0 });
    export const bare: RateLimits[] = [readRateLimits({}), readRateLimits({}, { status: 429 })];
    const objects = countObjects(findEntry('jira', 'GET', '/x').entry, {});
    export const estimate: Estimate = estimatePoints({ product: 'jira', method: 'GET', path: '/x', objects });
    // @ts-expect-error points left may be unknown, and unknown is no number
    export const remaining: number = limits.quotas[0]!.remaining;
    // @ts-expect-error there is no such product
    estimatePoints({ product: 'word', method: 'GET', path: '/x', objects });`;

  const resolutions: [string, string, string[]][] = [
    ['node16', 'node16', ['mts', 'cts']],
    ['nodenext', 'nodenext', ['mts', 'cts']],
    ['bundler', 'esnext', ['ts']],
    // What Forge's templates and most of the public apps have.
    ['node', 'commonjs', ['ts']],
  ];
  it(`has types that a strict compiler takes with moduleResolution ${resolutions.map(([name]) => name).join(', ')}`, () => {
    const projects = resolutions.map(([moduleResolution, module, extensions]) => {
      const files = extensions.map((extension) => `typed-${moduleResolution}.${extension}`);
      for (const file of files) writeFileSync(join(consumer, file), typed);
      const compilerOptions = {
        strict: true,
        noEmit: true,
        target: 'es2022',
        types: [],
        module,
        moduleResolution,
      };
      const project = `tsconfig.${moduleResolution}.json`;
      writeFileSync(join(consumer, project), JSON.stringify({ compilerOptions, files }));
      return project;
    });
    const { code, out, err } = run(process.execPath, [
      join(root, 'test', 'support', 'compile-consumers.mjs'),
      ...projects,
    ]);
    expect([out, err, code]).toEqual(['', '', 0]);
  });

  /** What `docs/operations` gives to machines. */
  const operations = (file: string): string => readFileSync(join(root, 'docs', 'operations', file), 'utf8');

  it('is what the container file copies and starts, step by step', () => {
    const steps = operations('Containerfile')
      .split('\n')
      .flatMap((line) => {
        const [, step, rest] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
        return step === undefined || rest === undefined ? [] : [{ step, rest }];
      });
    const of = (wanted: string): string[] =>
      steps.flatMap(({ step, rest }) => (step === wanted ? [rest] : []));
    // No step that loads something: it builds without a network.
    expect(steps.map(({ step }) => step)).toEqual([
      'ARG',
      'FROM',
      'ENV',
      'WORKDIR',
      'COPY',
      'COPY',
      'RUN',
      'USER',
      'VOLUME',
      'EXPOSE',
      'ENTRYPOINT',
    ]);
    expect(of('RUN')).toEqual(['mkdir /data && chown node:node /data']);
    // The image's folder, with "app" as npm made it; and what of it gets into the image.
    const context = join(folder, 'image');
    mkdirSync(context);
    symlinkSync(consumer, join(context, 'app'));
    const image = join(folder, 'in-image');
    for (const copied of of('COPY')) {
      const [from = '', to = ''] = copied.split(' ');
      expect([copied, existsSync(join(context, from))]).toEqual([copied, true]);
      cpSync(join(context, from), to.endsWith('/') ? join(image, to, basename(from)) : join(image, to), {
        ...{ recursive: true, dereference: true },
      });
    }
    const [program = '', ...args] = JSON.parse(of('ENTRYPOINT')[0] ?? '[]') as string[];
    const help = run(program, [...args, '--help'], { cwd: image });
    expect([help.code, help.err]).toEqual([0, '']);
    expect(help.out).toContain('Usage: points-gauge fleet');
    // Reached from elsewhere, and without a password: it does not begin.
    const opened = run(program, [...args, '--app', 'a', '--environment', 'e'], { cwd: image });
    expect(opened.code).toBe(2);
    expect(opened.err).toContain('set a password in POINTS_GAUGE_FLEET_PASSWORD');
  });

  it('takes what the unit for systemd starts it with', () => {
    const [, program = '', line = ''] =
      /^ExecStart=(\S+) (.+)$/m.exec(operations('points-gauge-fleet.service')) ?? [];
    expect(program).toBe('/usr/bin/node');
    const filled = line.replaceAll(/\$\{\w+\}/g, '/a-value').split(' ');
    const { code, out, err } = run(process.execPath, [...filled, '--help']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Usage: points-gauge fleet');
    // An option that there is not is one that --help does not hide.
    expect(run(process.execPath, [...filled, '--no-such-option', '--help']).code).toBe(2);
  });

  const analyze = '/usr/bin/systemd-analyze';
  const isThere = existsSync(analyze);
  // Only Linux has it; whoever works elsewhere is told what was not looked at.
  if (!isThere)
    console.warn(`The unit for systemd is not verified: there is no ${analyze} (Debian: systemd).`);
  (isThere ? it : it.skip)('has a unit that systemd takes', () => {
    const unit = (name: string, program: string): string => {
      const file = join(folder, `${name}.service`);
      const text = operations('points-gauge-fleet.service');
      writeFileSync(file, text.replace('ExecStart=/usr/bin/node', `ExecStart=${program}`));
      return file;
    };
    const verified = run(analyze, ['verify', unit('right', process.execPath)]);
    expect([verified.code, verified.err]).toEqual([0, '']);
    expect(run(analyze, ['verify', unit('wrong', 'node-that-is-not')]).err).not.toBe('');
  });
});
