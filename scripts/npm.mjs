import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { capture } from './run.mjs';

/** npm's own script, so that it runs under this Node and without a shell; `null` when only the command is left. */
function npmScript() {
  const nodeFolder = dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath,
    join(nodeFolder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(nodeFolder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  return candidates.find((path) => path?.endsWith('npm-cli.js') && existsSync(path)) ?? null;
}

/**
 * Runs npm with `args` in `cwd` and resolves with `{code, output}`.
 * @param {readonly string[]} args
 * @param {string} cwd
 */
export function npm(args, cwd) {
  const script = npmScript();
  return script === null
    ? capture('npm', args, { cwd })
    : capture(process.execPath, [script, ...args], { cwd });
}
