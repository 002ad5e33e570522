import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = join(__dirname, '..', '..');

/** The gauge as it is deployed: of the sources as they are now, or the bundle that `npm run check:forge` had Forge make. */
export function appBundle(): string {
  return given('POINTS_GAUGE_APP_BUNDLE') ?? built('app', '.cache/app/index.js');
}

/** The same of the demo that embeds the gauge. */
export function demoBundle(): string {
  return given('POINTS_GAUGE_DEMO_BUNDLE') ?? built('demo', '.cache/demo/index.js');
}

/** The folder of the built page, of the sources as they are now. */
export function pageFolder(): string {
  return built('page', 'static/dashboard/dist');
}

/** The folder of the built page of `points-gauge fleet`. */
export function fleetPageFolder(): string {
  return built('fleet-page', '.cache/fleet-page');
}

/** The folder of the package as it is published, of the sources as they are now. */
export function packageFolder(): string {
  return built('package', '.cache/package');
}

/** The folder of the tarball that npm made of it, and in `packed.json` of what npm said. */
export function packedFolder(): string {
  return built('tarball', '.cache/packed');
}

/** A PGlite with this version's tables and nothing in them, as a folder and as a file; see scripts/empty-database.mjs. */
export function emptyDatabase(): string {
  return built('empty-database', '.cache/empty-database');
}

function given(name: string): string | null {
  const file = process.env[name];
  if (file === undefined) return null;
  if (!existsSync(file)) throw new Error(`${name} names ${file}, which is not there.`);
  return resolve(file);
}

const known = new Map<string, string>();

/**
 * A folder of `npm test` that ends with the run, in which the test files tell each other what is built. At its end that is compared with the sources
 * once more. Who watches them has none.
 */
const builtInRun = process.env['POINTS_GAUGE_BUILT'];

/** Once a run, or once a test file. Built here if need be, so that a plain `npx jest` tests the code that stands there, too. */
function built(
  what: 'app' | 'demo' | 'page' | 'fleet-page' | 'package' | 'tarball' | 'empty-database',
  path: string,
): string {
  const before = known.get(what);
  if (before !== undefined) return before;
  const file = join(root, path);
  const mark = builtInRun === undefined ? null : join(builtInRun, what);
  if (mark === null || !existsSync(mark)) build(what, path);
  if (mark !== null) writeFileSync(mark, '');
  known.set(what, file);
  return file;
}

function build(what: string, path: string): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/built.mjs', what], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${path} cannot be made of the sources as they are:\n${stdout}${stderr}`);
}
