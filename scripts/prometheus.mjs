import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.mjs';
import { capture, excerpt, withProgress } from './run.mjs';

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

/** Debian's own package, which only root may install. Its service is not what the tests need: they start their own. */
async function installFromDebian() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await withProgress('Installing Prometheus from Debian', async () => {
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'prometheus']]) {
      const { code, output } = await capture('apt-get', args, { env });
      if (code !== 0) throw new Problem(`apt-get ${args[0]} failed:\n${excerpt(output)}\n\n${howTo}`);
    }
  });
}

/** The folder of `prometheus` and `promtool`. A test that is skipped in silence proves nothing, so none is an error. */
export async function findPrometheus() {
  const named = process.env.POINTS_GAUGE_PROMETHEUS;
  if (named) {
    if (!hasAll(named))
      throw new Problem(`There is no prometheus or no promtool in ${named} (POINTS_GAUGE_PROMETHEUS).`);
    return named;
  }
  const folder = installed();
  if (folder !== null) return folder;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    await installFromDebian();
    const now = installed();
    if (now !== null) return now;
  }
  throw new Problem(howTo);
}
