import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyScripts, projectRoot, runNode } from './node-process';

let project: string;

/** A project of two files, with the scripts and the packages of this one. */
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'bundles-'));
  copyScripts(join(project, 'scripts'));
  symlinkSync(join(projectRoot, 'node_modules'), join(project, 'node_modules'), 'junction');
  mkdirSync(join(project, 'src'));
  write('package-lock.json', '{}');
  write('tsconfig.json', '{}');
  write('src/index.ts', "export { quota } from './quota';");
  write('src/quota.ts', 'export const quota = 65_000;');
});

afterEach(() => {
  rmSync(project, { recursive: true, force: true });
});

/** As a checkout or a copy leaves it: older than what was built of the one before. */
function write(name: string, text: string): void {
  writeFileSync(join(project, name), text);
  utimesSync(join(project, name), new Date(0), new Date(0));
}

const bundleFile = () => join(project, '.cache', 'app', 'index.js');

async function bundle(...options: string[]): Promise<string> {
  const args = [...options, join(project, 'scripts', 'built.mjs'), 'app'];
  const ended = await runNode(args, { cwd: project });
  if (ended.code !== 0) return ended.stderr;
  return readFileSync(bundleFile(), 'utf8');
}

test('a bundle of these very sources is left as it is', async () => {
  expect(await bundle()).toContain('65e3');
  const before = statSync(bundleFile());
  await bundle();
  expect(statSync(bundleFile())).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
});

test.each([
  [
    'the entry',
    () => {
      write('src/index.ts', "export { quota } from './quota'; export const tier = 2;");
    },
    'tier',
  ],
  [
    'a file that the entry imports',
    () => {
      write('src/quota.ts', 'export const quota = 150_000;');
    },
    '15e4',
  ],
])(
  'a change of %s is in the next bundle, though the file is older than the last one',
  async (_, change, wanted) => {
    expect(await bundle()).not.toContain(wanted);
    change();
    expect(await bundle()).toContain(wanted);
  },
);

test('a run of tests that took a bundle for built hears at its end that the sources have changed', async () => {
  await bundle();
  const unchanged = () =>
    runNode([join(project, 'scripts', 'built.mjs'), '--unchanged', 'app'], { cwd: project });
  expect(await unchanged()).toMatchObject({ code: 0, stderr: '' });
  write('src/quota.ts', 'export const quota = 150_000;');
  const { code, stderr } = await unchanged();
  expect(code).toBe(1);
  expect(stderr).toMatch(/"app" is made of changed while the tests ran.*Run them again/);
});

test('what somebody else wrote in its place is no bundle of these sources', async () => {
  await bundle();
  write('.cache/app/index.js', 'exports.quota = 0;');
  expect(await bundle()).toContain('65e3');
});

test('of a source that cannot be bundled, no bundle of before is taken for it', async () => {
  await bundle();
  write('src/quota.ts', 'export const quota = ;');
  expect(await bundle()).toMatch(/src\/index\.ts could not be bundled:[^]*src\/quota\.ts:1:21/);
  // Nor does the next one who asks.
  expect(await bundle()).toContain('could not be bundled');
});

/** The lock of a process that is gone. */
async function leaveLock(): Promise<string> {
  mkdirSync(join(project, '.cache', 'app'), { recursive: true });
  const { stdout: pid } = await runNode(['-e', 'process.stdout.write(String(process.pid))']);
  const lock = `${bundleFile()}.sources.json.lock`;
  writeFileSync(lock, pid);
  return lock;
}

test('who asks at the same time waits for the one who builds, and a lock that was left behind is nobody’s', async () => {
  await leaveLock();
  const bundles = await Promise.all([bundle(), bundle(), bundle()]);
  expect(new Set(bundles).size).toBe(1);
  expect(bundles[0]).toContain('65e3');
});

/** What the process does between two steps of looking at the lock, in place of another one; each removal of the lock is written down with whose it was. */
const between = (step: string) => `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const { readFileSync, rmSync, writeFileSync, appendFileSync } = fs;
  const isLock = (file) => String(file).endsWith('.lock');
  let isFirst = true;
  fs.readFileSync = (file, ...rest) => {
    if (!isLock(file) || !isFirst) return readFileSync(file, ...rest);
    isFirst = false;
    ${step}
  };
  fs.rmSync = (file, ...rest) => {
    if (isLock(file)) appendFileSync('removed', readFileSync(file, 'utf8') === String(process.pid) ? 'own ' : 'another’s ');
    rmSync(file, ...rest);
  };
  syncBuiltinESMExports();`;

test.each([
  [
    'taken by another process after it was seen to be nobody’s, is waited for',
    `const seen = readFileSync(file, ...rest);
    writeFileSync(file, String(process.ppid));
    setTimeout(() => rmSync(file, { force: true }), 200);
    return seen;`,
  ],
  ['given back before it is read, is free', 'rmSync(file); return readFileSync(file, ...rest);'],
])('a lock, %s', async (_, step) => {
  await leaveLock();
  write('between.mjs', between(step));
  expect(await bundle('--import', './between.mjs')).toContain('65e3');
  expect(readFileSync(join(project, 'removed'), 'utf8')).toBe('own ');
});
