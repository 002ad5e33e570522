import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.mjs';
import { capture, excerpt, withProgress } from './run.mjs';

const howTo =
  'The tests of the fleet’s store start a real PostgreSQL and found none. Install it (Debian: apt-get install postgresql), or name the folder of its programs:\n' +
  '  POINTS_GAUGE_POSTGRES=/usr/lib/postgresql/15/bin npm test';

/** Debian keeps each version in a folder of its own and none on the path; other systems have them where programs are. */
function installed() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...['/usr/local/bin', '/usr/bin', '/opt/homebrew/bin'],
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

/** Debian's own package, which only root may install. */
async function installFromDebian() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await withProgress('Installing PostgreSQL from Debian', async () => {
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'postgresql']]) {
      const { code, output } = await capture('apt-get', args, { env });
      if (code !== 0) throw new Problem(`apt-get ${args[0]} failed:\n${excerpt(output)}\n\n${howTo}`);
    }
  });
}

/** The folder of `initdb` and `pg_ctl`. A test that is skipped in silence proves nothing, so none is an error. */
export async function findPostgres() {
  const named = process.env.POINTS_GAUGE_POSTGRES;
  if (named) {
    if (!existsSync(join(named, 'initdb')))
      throw new Problem(`There is no initdb in ${named} (POINTS_GAUGE_POSTGRES).`);
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
