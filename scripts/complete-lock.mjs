import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { runMain } from './problem.mjs';

/**
 * An entry of a lock file, as far as it matters here.
 * @typedef {{ version?: string, dev?: boolean, license?: string, optionalDependencies?: Record<string, string> }} Entry
 * @typedef {{ packages: Record<string, Entry> }} Lock
 * @typedef {{ name: string, version: string, parent: Entry }} Missing
 */

const systems = [
  'darwin',
  'linux',
  'win32',
  'freebsd',
  'openbsd',
  'netbsd',
  'android',
  'openharmony',
  'sunos',
  'aix',
];
const processors = [
  'x64',
  'arm64',
  'ia32',
  'arm',
  'ppc64',
  'riscv64',
  's390x',
  'loong64',
  'mips64el',
  'wasm32',
];

/**
 * Where Node looks for a package from `path`, nearest first: `a/node_modules/b`, then `node_modules/b`.
 * @param {string} name
 * @param {string} path
 */
function placesOf(name, path) {
  const places = [];
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    places.push(`${at}/node_modules/${name}`);
  }
  return [...places, `node_modules/${name}`];
}

/**
 * The optional packages that a lock file asks for and does not name: `{name, version, parent}`.
 * @param {Lock} lock
 * @returns {Missing[]}
 */
export function missingOptionalPackages({ packages }) {
  return Object.entries(packages).flatMap(([path, parent]) =>
    Object.entries(parent.optionalDependencies ?? {})
      .filter(([name]) => !placesOf(name, path).some((place) => place in packages))
      .map(([name, version]) => ({ name, version, parent })),
  );
}

const otherWords = new Map([
  ['armv7', 'arm'],
  ['armhf', 'arm'],
  ['windows', 'win32'],
]);

/**
 * The entry of a native build, whose name says which machine it is for: `core-linux-arm64-musl`, `binding-win32-x64-msvc`.
 * @param {Missing} missing
 */
function entryOf({ name, version, parent }) {
  const words = name.split(/[-/.]/).map((word) => otherWords.get(word) ?? word);
  const system = words.find((word) => systems.includes(word));
  const processor = words.find((word) => processors.includes(word));
  if (processor === undefined) throw new Error(`${name} does not say which machine it is for`);
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc';
  return {
    version,
    cpu: [processor],
    ...(parent.dev ? { dev: true } : {}),
    ...(system === 'linux' && /gnu|musl/.test(name) ? { libc: [libc] } : {}),
    ...(parent.license ? { license: parent.license } : {}),
    optional: true,
    ...(system === undefined ? {} : { os: [system] }),
  };
}

/**
 * A registry that lacks the native builds of other machines makes npm leave them out of the lock file, and `npm ci` then
 * refuses the lock file everywhere. Adds them by name, machine and version, as the packages that want them say.
 * @param {Lock} lock
 */
export function completeLock(lock) {
  const packages = { ...lock.packages };
  for (const missing of missingOptionalPackages(lock))
    packages[`node_modules/${missing.name}`] = entryOf(missing);
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(sorted) };
}

/** `node scripts/complete-lock.mjs [package-lock.json]…`, after `npm install` with such a registry. */
async function main() {
  const files = process.argv.slice(2);
  for (const file of files.length > 0 ? files : ['package-lock.json']) {
    const lock = JSON.parse(readFileSync(file, 'utf8'));
    const count = missingOptionalPackages(lock).length;
    if (count > 0) writeFileSync(file, `${JSON.stringify(completeLock(lock), null, 2)}\n`);
    console.log(`${file}: ${count} optional packages added`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runMain(main);
