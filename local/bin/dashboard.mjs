import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { inRoot, root, tools } from './paths.mjs';
import { Problem } from './problem.mjs';
import { capture, excerpt, withProgress } from './run.mjs';

const folder = inRoot('static', 'dashboard');
const stampFile = inRoot('.cache', 'dashboard.stamp');

/** All that the built page depends on. */
const sources = [
  join(folder, 'src'),
  join(folder, 'public'),
  join(folder, 'index.html'),
  join(folder, 'vite.config.ts'),
  join(folder, 'package.json'),
  // The contract, and the pure folders that the page works with itself.
  inRoot('src'),
  inRoot('package-lock.json'),
  // How it is built.
  inRoot('local', 'bin', 'dashboard.mjs'),
];

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  const names = readdirSync(path).sort();
  return names.flatMap((name) => filesUnder(join(path, name)));
}

function sourceHash() {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesUnder)) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** A test sets `NODE_ENV` for all that it starts, and React would be built into the page for developers. */
const forProduction = { ...process.env, NODE_ENV: 'production' };

/** Builds the admin page unless its sources are those of the last build. Stamped after success only. */
export async function ensureDashboard() {
  const wanted = sourceHash();
  const built = existsSync(join(folder, 'dist', 'index.html')) && existsSync(stampFile);
  if (built && readFileSync(stampFile, 'utf8') === wanted) return;
  rmSync(stampFile, { force: true });
  const { code, output } = await withProgress('Building the admin page', () =>
    capture(process.execPath, [tools.vite, 'build'], { cwd: folder, env: forProduction }),
  );
  if (code !== 0) throw new Problem(`The admin page could not be built:\n${excerpt(output)}`);
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, wanted);
}
