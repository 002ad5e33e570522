import { existsSync } from 'node:fs';
import { Problem } from './problem.mjs';
import { capture, excerpt, withProgress } from './run.mjs';

/**
 * A program that tests start and npm does not bring: as it is installed, else Debian's own package, which only root may install. A test that is
 * skipped in silence proves nothing, so none is an error.
 * @param {{ find: () => string | null | Promise<string | null>, debianPackage: string, title: string, howTo: string }} wanted
 *   `find`: where it is; `title`: of the progress while it is installed; `howTo`: said where it cannot be installed
 */
export async function findOrInstall({ find, debianPackage, title, howTo }) {
  const found = await find();
  if (found !== null) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    await withProgress(title, () => install(debianPackage, howTo));
    const now = await find();
    if (now !== null) return now;
  }
  throw new Problem(howTo);
}

/**
 * @param {string} debianPackage
 * @param {string} howTo
 */
async function install(debianPackage, howTo) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', debianPackage]]) {
    const { code, output } = await capture('apt-get', args, { env });
    if (code !== 0) throw new Problem(`apt-get ${args[0]} failed:\n${excerpt(output)}\n\n${howTo}`);
  }
}
