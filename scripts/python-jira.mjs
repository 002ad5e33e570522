import { existsSync } from 'node:fs';
import { Problem } from './problem.mjs';
import { capture, excerpt, withProgress } from './run.mjs';

const howTo =
  'The tests send a client in Python, which nobody here wrote, against the emulated Jira, and found none. Install it\n' +
  '(Debian and Ubuntu: apt-get install python3-jira; elsewhere: pip install jira), or name the Python that has it:\n' +
  '  POINTS_GAUGE_PYTHON=/path/to/python3 npm test';

/** @param {string} python */
async function hasJira(python) {
  try {
    return (await capture(python, ['-c', 'import jira'])).code === 0;
  } catch {
    // There is no such program.
    return false;
  }
}

/** Debian's own package, which only root may install. */
async function installFromDebian() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await withProgress('Installing python3-jira from Debian (about half a minute)', async () => {
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'python3-jira']]) {
      const { code, output } = await capture('apt-get', args, { env });
      if (code !== 0) throw new Problem(`apt-get ${args[0]} failed:\n${excerpt(output)}\n\n${howTo}`);
    }
  });
}

/** A Python that has the client. A test that is skipped in silence proves nothing, so none is an error. */
export async function findPythonWithJira() {
  const named = process.env.POINTS_GAUGE_PYTHON;
  if (named) {
    if (await hasJira(named)) return named;
    throw new Problem(`"import jira" fails in ${named} (POINTS_GAUGE_PYTHON).`);
  }
  for (const python of ['/usr/bin/python3', 'python3']) if (await hasJira(python)) return python;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    await installFromDebian();
    if (await hasJira('/usr/bin/python3')) return '/usr/bin/python3';
  }
  throw new Problem(howTo);
}
