import { pathToFileURL } from 'node:url';
import { ensurePackages } from './install.mjs';
import { assertNodeVersion } from './node-version.mjs';
import { root } from './paths.mjs';
import { runMain } from './problem.mjs';

/** Checks Node and installs what is missing. Needs nothing but Node and npm, since it runs in a fresh clone. */
export async function ensureInstalled() {
  assertNodeVersion();
  await ensurePackages(root, { title: 'Installing packages (about a minute)' });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runMain(ensureInstalled);
