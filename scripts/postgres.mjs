import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findOrInstall } from './debian.mjs';
import { Problem } from './problem.mjs';

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

/** The folder of `initdb` and `pg_ctl`. */
export async function findPostgres() {
  const named = process.env.POINTS_GAUGE_POSTGRES;
  if (named) {
    if (!existsSync(join(named, 'initdb')))
      throw new Problem(`There is no initdb in ${named} (POINTS_GAUGE_POSTGRES).`);
    return named;
  }
  return findOrInstall({
    find: installed,
    debianPackage: 'postgresql',
    title: 'Installing PostgreSQL from Debian',
    howTo,
  });
}
