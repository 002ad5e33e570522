import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './paths.mjs';

/**
 * What a build was made of: each file by the content it had. A folder stands for the names in it, so that a file which is added
 * counts as a change, too. The output is known by its content as well: whoever else writes there, makes it old.
 * @typedef {{ output: string, files: Record<string, string>, folders: Record<string, string> }} Sources
 */

/** @param {string | Buffer} content */
const digest = (content) => createHash('sha256').update(content).digest('hex');

/** Independent of where the project lies. @param {string} path */
const nameOf = (path) => (isAbsolute(path) ? relative(root, path) : path).replaceAll('\\', '/');

/** @param {string} name */
function digestOfFile(name) {
  try {
    return digest(readFileSync(join(root, name)));
  } catch {
    return 'absent';
  }
}

/** @param {string} name */
function digestOfFolder(name) {
  const folder = join(root, name);
  return existsSync(folder) ? digest(readdirSync(folder, { recursive: true }).sort().join('\0')) : 'absent';
}

/** @param {string} file @returns {Sources | null} */
function readSources(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * True when what was built is there, of sources whose content is that of now.
 * @param {string} stampFile
 * @param {string} output
 */
function isCurrent(stampFile, output) {
  const sources = existsSync(output) ? readSources(stampFile) : null;
  return (
    sources !== null &&
    digest(readFileSync(output)) === sources.output &&
    Object.entries(sources.files).every(([name, known]) => digestOfFile(name) === known) &&
    Object.entries(sources.folders).every(([name, known]) => digestOfFolder(name) === known)
  );
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process is alive, too.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** No build takes as long, whoever has the number of that process by now. */
const longestMs = 600_000;

/** @param {string} lockFile */
function isNobodys(lockFile) {
  try {
    const pid = Number(readFileSync(lockFile, 'utf8'));
    return Date.now() - statSync(lockFile).mtimeMs > longestMs || (pid > 0 && !isAlive(pid));
  } catch {
    // Given back meanwhile.
    return false;
  }
}

/** To look at a lock and to remove it are two steps, and this file is held from the first to the second: a moment, if nobody is killed in it. */
const longestRemovalMs = 10_000;

/**
 * Of several who find the lock of a process that is gone, one removes it: who came second would remove that of who came first.
 * @param {string} lockFile
 */
function removeNobodys(lockFile) {
  const removal = `${lockFile}.removal`;
  try {
    writeFileSync(removal, '', { flag: 'wx' });
  } catch {
    const heldSinceMs = statSync(removal, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - heldSinceMs > longestRemovalMs) rmSync(removal, { force: true });
    return;
  }
  try {
    // The lock of now, which may be another's by this time.
    if (isNobodys(lockFile)) rmSync(lockFile, { force: true });
  } finally {
    rmSync(removal, { force: true });
  }
}

/**
 * Several workers of a test run may find the same bundle missing: one builds, the others wait. The lock of a process that is gone
 * is nobody's.
 * @template T
 * @param {string} lockFile
 * @param {() => Promise<T>} work
 */
async function alone(lockFile, work) {
  mkdirSync(dirname(lockFile), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      break;
    } catch {
      if (isNobodys(lockFile)) removeNobodys(lockFile);
      await wait(50);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

/** Every build depends on the packages that are installed, and on how bundles are known to be old. */
const always = ['package-lock.json', 'scripts/up-to-date.mjs'];

/**
 * Builds unless what was built last is of the same sources. They are written down after success, and by their content: neither a
 * clock nor a checkout can make an old bundle look new. A source that changed while it was read leaves none, so that the next one
 * who asks builds again.
 * @param {object} wanted
 * @param {string} wanted.output what is there afterwards
 * @param {string} wanted.stampFile where its sources are written down
 * @param {() => Promise<{ files: string[], folders?: string[] }>} wanted.build resolves with what it took in
 * @returns {Promise<boolean>} whether it was built
 */
export async function ensureBuilt({ output, stampFile, build }) {
  if (isCurrent(stampFile, output)) return false;
  return alone(`${stampFile}.lock`, async () => {
    if (isCurrent(stampFile, output)) return false;
    rmSync(stampFile, { force: true });
    const startedAtMs = Date.now();
    const { files, folders = [] } = await build();
    const names = [...always, ...files.map(nameOf)].filter((name) => !name.includes('node_modules/'));
    const isTouched = names.some((name) => changedAtMs(name) >= startedAtMs);
    if (!isTouched) {
      /** @type {Sources} */
      const sources = {
        output: digest(readFileSync(output)),
        files: Object.fromEntries(names.map((name) => [name, digestOfFile(name)])),
        folders: Object.fromEntries(folders.map(nameOf).map((name) => [name, digestOfFolder(name)])),
      };
      writeFileSync(stampFile, `${JSON.stringify(sources, null, 1)}\n`);
    }
    return true;
  });
}

/** @param {string} name */
function changedAtMs(name) {
  return statSync(join(root, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
