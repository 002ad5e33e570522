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

async function bundle(): Promise<string> {
  const ended = await runNode([join(project, 'scripts', 'built.mjs'), 'app'], { cwd: project });
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

test('who asks at the same time waits for the one who builds, and a lock that was left behind is nobody’s', async () => {
  mkdirSync(join(project, '.cache', 'app'), { recursive: true });
  const { stdout: pid } = await runNode(['-e', 'process.stdout.write(String(process.pid))']);
  writeFileSync(`${bundleFile()}.sources.json.lock`, pid);
  const bundles = await Promise.all([bundle(), bundle(), bundle()]);
  expect(new Set(bundles).size).toBe(1);
  expect(bundles[0]).toContain('65e3');
});
