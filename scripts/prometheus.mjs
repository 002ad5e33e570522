import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findOrInstall } from './debian.mjs';
import { Problem } from './problem.mjs';

const howTo =
  'The tests of the fleet’s metrics let a real Prometheus scrape and ask, and found none. Install it (Debian: apt-get install prometheus), or name the folder of its programs:\n' +
  '  POINTS_GAUGE_PROMETHEUS=/usr/bin npm test';

/** Both are needed: the server, and the tool that tests rules. */
const programs = ['prometheus', 'promtool'];

/** @param {string} folder */
const hasAll = (folder) => programs.every((program) => existsSync(join(folder, program)));

function installed() {
  return ['/usr/local/bin', '/usr/bin', '/opt/homebrew/bin'].find(hasAll) ?? null;
}

/** The folder of `prometheus` and `promtool`. */
export async function findPrometheus() {
  const named = process.env.POINTS_GAUGE_PROMETHEUS;
  if (named) {
    if (!hasAll(named))
      throw new Problem(`There is no prometheus or no promtool in ${named} (POINTS_GAUGE_PROMETHEUS).`);
    return named;
  }
  return findOrInstall({
    find: installed,
    debianPackage: 'prometheus',
    title: 'Installing Prometheus from Debian',
    howTo,
  });
}
