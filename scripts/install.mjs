import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.mjs';
import { Problem } from './problem.mjs';
import { excerpt, withProgress } from './run.mjs';

/** The Node and the machine whose native packages an install holds. */
const machine = `node${process.versions.node.split('.')[0]} ${process.platform}-${process.arch}`;

/**
 * What an install was made from: the lock file, and the machine that it was made for.
 * @param {string} folder
 */
function wantedStamp(folder) {
  const lock = readFileSync(join(folder, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${machine}\n`;
}

/**
 * @typedef {{ version?: string, link?: boolean, optional?: boolean, peer?: boolean }} Locked
 * @param {string} path
 * @returns {{ packages?: Record<string, Locked> } | null}
 */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * True when what lies in `node_modules` is what the lock file wants. npm writes its own list there as the last act of an
 * install, so an install that was stopped has none; a folder that was deleted later is missed by name. An optional package
 * may be absent: most of them are native builds for other machines.
 * @param {string} folder
 */
function isComplete(folder) {
  const wanted = readJson(join(folder, 'package-lock.json'))?.packages;
  const present = readJson(join(folder, 'node_modules', '.package-lock.json'))?.packages;
  if (wanted == null || present == null) return false;
  return Object.entries(wanted).every(([path, { version, link, optional, peer }]) => {
    if (!path.startsWith('node_modules/')) return true;
    const there = present[path];
    if (there === undefined && (optional || peer)) return true;
    return existsSync(join(folder, path, 'package.json')) && (link || there?.version === version);
  });
}

/**
 * Installs the packages of `folder` unless they are there already. The stamp is written after success only, so an install
 * that was interrupted is noticed and done again. Packages that somebody installed with npm are taken as they are, if they
 * are those of the lock file.
 * @param {string} folder
 * @param {{ title: string, args?: string[] }} options
 */
export async function ensurePackages(folder, { title, args = [] }) {
  const stampFile = join(folder, 'node_modules', '.points-gauge-setup');
  const stamp = wantedStamp(folder);
  const known = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : stamp;
  if (known.trimEnd().endsWith(machine) && isComplete(folder)) {
    if (known !== stamp || !existsSync(stampFile)) writeFileSync(stampFile, stamp);
    return;
  }
  rmSync(stampFile, { force: true });
  const ci = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error', ...args];
  const { code, output } = await withProgress(title, () => npm(ci, folder));
  if (code !== 0) {
    throw new Problem(
      `The packages could not be installed (npm ended with ${code}):\n${excerpt(output)}\n\n` +
        'Check that this machine reaches the npm registry, then run the same command again.',
    );
  }
  if (!isComplete(folder)) {
    throw new Problem(`npm reported success, but packages are missing in ${join(folder, 'node_modules')}.`);
  }
  writeFileSync(stampFile, stamp);
}
