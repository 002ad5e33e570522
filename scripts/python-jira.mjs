import { findOrInstall } from './debian.mjs';
import { Problem } from './problem.mjs';
import { capture } from './run.mjs';

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

async function installed() {
  for (const python of ['/usr/bin/python3', 'python3']) if (await hasJira(python)) return python;
  return null;
}

/** A Python that has the client. */
export async function findPythonWithJira() {
  const named = process.env.POINTS_GAUGE_PYTHON;
  if (named) {
    if (await hasJira(named)) return named;
    throw new Problem(`"import jira" fails in ${named} (POINTS_GAUGE_PYTHON).`);
  }
  return findOrInstall({
    find: installed,
    debianPackage: 'python3-jira',
    title: 'Installing python3-jira from Debian (about half a minute)',
    howTo,
  });
}
