import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from '../../src/input-error';
import type { AppFiles } from './app-files';

const notOfTheApp = new Set(['node_modules', 'static', 'dist', 'build', 'out', 'coverage']);
/** Larger ones are no source that a person wrote. */
const largestBytes = 1_000_000;
const ofTheRoot = /^(manifest\.yml|package\.json|points-gauge\.json)$/;
const lockFiles = /^(package-lock\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?)$/;

/** Manifest, package and sources of the app in `folder`; of lock files the names alone. @throws InputError */
export function readApp(folder: string): AppFiles {
  try {
    demandFolder(folder);
    return filesIn(folder);
  } catch (error) {
    const { syscall, message } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new InputError(`the app cannot be read (${message}). Make it readable to you and try again.`, {
      cause: error,
    });
  }
}

function demandFolder(folder: string): void {
  const isThere = existsSync(folder);
  if (isThere && statSync(folder).isDirectory()) return;
  const wrong = isThere ? `"${folder}" is no folder` : `there is no folder "${folder}"`;
  throw new InputError(`${wrong}. Name the folder of the Forge app, where its manifest.yml is.`);
}

function filesIn(folder: string): AppFiles {
  const files = new Map<string, string>();
  const visit = (path: string): void => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
      const file = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!notOfTheApp.has(entry.name) && !entry.name.startsWith('.')) visit(file);
      } else if (lockFiles.test(file)) files.set(file, '');
      else if (entry.isFile() && (ofTheRoot.test(file) || /\.[cm]?[jt]sx?$/.test(file)))
        if (statSync(join(folder, file)).size <= largestBytes)
          files.set(file, readFileSync(join(folder, file), 'utf8'));
    }
  };
  visit('');
  return files;
}

export function changedFiles(before: AppFiles, after: AppFiles): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((file) => before.get(file) !== after.get(file))
    .sort();
}

export function writeApp(folder: string, before: AppFiles, after: AppFiles): void {
  for (const file of changedFiles(before, after)) {
    const text = after.get(file);
    const path = join(folder, file);
    if (text === undefined) rmSync(path, { force: true });
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
}

/** The page as Forge serves it: whatever was there before goes. `null` takes it away. */
export function writePage(folder: string, page: string, from: string | null): void {
  rmSync(join(folder, page), { recursive: true, force: true });
  if (from !== null) cpSync(from, join(folder, page), { recursive: true });
}
