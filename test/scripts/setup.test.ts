import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyScripts, callScript, projectRoot, runNode } from './node-process';

let folder: string;
let clone: string;

/** A clone of a project with one package, which comes from a file: nothing is fetched. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'setup-'));
  clone = join(folder, 'clone');
  mkdirSync(join(folder, 'tiny'));
  writeFileSync(join(folder, 'tiny', 'package.json'), JSON.stringify({ name: 'tiny', version: '1.0.0' }));
  mkdirSync(clone);
  await npm(['pack', '../tiny'], clone);
  const project = {
    name: 'clone',
    version: '1.0.0',
    private: true,
    dependencies: { tiny: 'file:tiny-1.0.0.tgz' },
  };
  writeFileSync(join(clone, 'package.json'), JSON.stringify(project));
  await npm(['install', '--package-lock-only', '--offline', '--no-audit'], clone);
  copyScripts(join(clone, 'scripts'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function npm(args: string[], cwd: string): Promise<void> {
  const script = JSON.stringify(join(projectRoot, 'scripts', 'npm.mjs'));
  const code = `import { npm } from ${script}; const r = await npm(${JSON.stringify(args)}, ${JSON.stringify(cwd)}); if (r.code !== 0) throw new Error(r.output);`;
  const ended = await runNode(['--input-type=module', '-e', code]);
  if (ended.code !== 0) throw new Error(ended.stderr);
}

function setUp() {
  return runNode([join(clone, 'scripts', 'setup.mjs')], {
    cwd: folder,
    env: { npm_config_offline: 'true' },
  });
}

const stamp = () => join(clone, 'node_modules', '.points-gauge-setup');

test('a fresh clone is installed and stamped, and says so while it takes time', async () => {
  const ended = await setUp();
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(ended.stdout).toContain('Installing packages (about a minute)…');
  expect(existsSync(join(clone, 'node_modules', 'tiny', 'package.json'))).toBe(true);
  expect(existsSync(stamp())).toBe(true);
});

test('a second run installs nothing and says nothing', async () => {
  expect(await setUp()).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('an install that stopped half way is noticed and done again', async () => {
  rmSync(join(clone, 'node_modules', 'tiny'), { recursive: true });
  rmSync(stamp());
  const ended = await setUp();
  expect(ended.stdout).toContain('Installing packages');
  expect(existsSync(join(clone, 'node_modules', 'tiny', 'package.json'))).toBe(true);
});

test('packages that npm installed by itself are taken as they are', async () => {
  rmSync(stamp());
  expect(await setUp()).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(existsSync(stamp())).toBe(true);
});

test('packages that another Node or another machine installed are installed anew', async () => {
  writeFileSync(stamp(), readFileSync(stamp(), 'utf8').replace(/node\d+/, 'node18'));
  expect((await setUp()).stdout).toContain('Installing packages');
});

test('packages of another version than the lock file names are installed anew', async () => {
  const list = join(clone, 'node_modules', '.package-lock.json');
  writeFileSync(
    list,
    readFileSync(list, 'utf8').replace(
      '"version": "1.0.0",\n      "resolved"',
      '"version": "0.9.0",\n      "resolved"',
    ),
  );
  expect(readFileSync(list, 'utf8')).toContain('0.9.0');
  expect((await setUp()).stdout).toContain('Installing packages');
});

test('an install that fails says what npm said and leaves no stamp', async () => {
  const project = { name: 'clone', version: '1.0.0', dependencies: { tiny: 'file:tiny-2.0.0.tgz' } };
  writeFileSync(join(clone, 'package.json'), JSON.stringify(project));
  rmSync(join(clone, 'node_modules', 'tiny'), { recursive: true });
  const ended = await setUp();
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain('The packages could not be installed');
  expect(ended.stderr).toContain('tiny-2.0.0.tgz');
  expect(existsSync(stamp())).toBe(false);
});

test.each(['20.19.0', '20.20.1', '22.0.0', '24.11.0'])('Node %s is supported', async (version) => {
  expect(await callScript('scripts/node-version.mjs', 'nodeVersionProblem', [version])).toBeNull();
});

test.each(['18.20.8', '20.18.3', '21.7.3', '23.1.0', '26.0.0'])(
  'Node %s is refused with what to do',
  async (version) => {
    expect(await callScript('scripts/node-version.mjs', 'nodeVersionProblem', [version])).toBe(
      `Points Gauge needs Node 20.19 or later in the 20 line, Node 22 or Node 24. This is Node ${version}. ` +
        'Install one of these from https://nodejs.org and try again.',
    );
  },
);

test('a browser that was named and is not there is an error, not a skipped test', async () => {
  const code = `import { findChromium } from ${JSON.stringify(join(projectRoot, 'scripts', 'chromium.mjs'))}; await findChromium();`;
  const ended = await runNode(['--input-type=module', '-e', code], {
    env: { POINTS_GAUGE_CHROMIUM: '/nowhere/chrome' },
  });
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain('There is no browser at /nowhere/chrome');
});
