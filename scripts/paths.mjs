import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root, wherever the command was typed. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * A path inside the project.
 * @param {string[]} parts
 */
export function inRoot(...parts) {
  return join(root, ...parts);
}

/** The script behind a package's command, started with this Node: no shell and no `.cmd` file is needed on Windows. */
export const tools = {
  jest: inRoot('node_modules', 'jest', 'bin', 'jest.js'),
  vite: inRoot('node_modules', 'vite', 'bin', 'vite.js'),
  prettier: inRoot('node_modules', 'prettier', 'bin', 'prettier.cjs'),
  oxlint: inRoot('node_modules', 'oxlint', 'bin', 'oxlint'),
  tsc: inRoot('node_modules', 'typescript', 'bin', 'tsc'),
  depcruise: inRoot('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
  attw: inRoot('node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js'),
  publint: inRoot('node_modules', 'publint', 'src', 'cli.js'),
  knip: inRoot('node_modules', 'knip', 'bin', 'knip.js'),
};
