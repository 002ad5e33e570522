import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callScript, projectRoot } from './node-process';

/** `npm ci` refuses a lock file that leaves one out; `node scripts/complete-lock.mjs` adds what npm left out. */
test.each(['package-lock.json', 'scripts/forge/package-lock.json'])(
  '%s names the native builds of every machine',
  async (file) => {
    const lock: unknown = JSON.parse(readFileSync(join(projectRoot, file), 'utf8'));
    expect(await callScript('scripts/complete-lock.mjs', 'missingOptionalPackages', [lock])).toEqual([]);
  },
);

const builds = {
  '@x/core-darwin-arm64': '1.2.3',
  '@x/core-linux-arm64-musl': '1.2.3',
  '@x/core-linux-x64-gnu': '1.2.3',
};
const present = { version: '1.2.3', integrity: 'sha512-AAAA', cpu: ['x64'], optional: true, os: ['linux'] };
const lock = {
  lockfileVersion: 3,
  packages: {
    '': { name: 'project' },
    'node_modules/@x/core': { version: '1.2.3', dev: true, license: 'MIT', optionalDependencies: builds },
    'node_modules/@x/core-linux-x64-gnu': present,
  },
};

test('a lock file gets the builds that are missing, with the machine that their name says', async () => {
  expect(await callScript('scripts/complete-lock.mjs', 'completeLock', [lock])).toEqual({
    lockfileVersion: 3,
    packages: {
      ...lock.packages,
      'node_modules/@x/core-darwin-arm64': {
        version: '1.2.3',
        cpu: ['arm64'],
        dev: true,
        license: 'MIT',
        optional: true,
        os: ['darwin'],
      },
      'node_modules/@x/core-linux-arm64-musl': {
        version: '1.2.3',
        cpu: ['arm64'],
        dev: true,
        libc: ['musl'],
        license: 'MIT',
        optional: true,
        os: ['linux'],
      },
    },
  });
});
