import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { Problem } from './problem.mjs';
import { capture } from './run.mjs';
import { supportedMajors } from './soak-plan.mjs';

const program = process.platform === 'win32' ? 'node.exe' : 'node';

/** @param {string} path */
async function versionOf(path) {
  const { code, output } = await capture(path, ['--version']);
  const version = /^v(\d+\.\d+\.\d+)/.exec(output)?.[1];
  return code === 0 && version !== undefined ? version : null;
}

/**
 * The first Node of each supported line: of those named, the one that runs this, and those on the PATH.
 * @throws Problem when one that was named is none
 * @param {readonly string[]} named
 * @returns {Promise<Map<number, { path: string, version: string }>>}
 */
export async function findNodes(named) {
  for (const path of named) {
    if (!existsSync(path) || (await versionOf(resolve(path))) === null)
      throw new Problem(`${path} is no Node.`);
  }
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
  const found = new Map();
  for (const path of [...named.map((path) => resolve(path)), process.execPath, ...onPath]) {
    if (!existsSync(path)) continue;
    const version = await versionOf(path);
    const major = Number(version?.split('.')[0]);
    if (version !== null && supportedMajors.includes(major) && !found.has(major))
      found.set(major, { path, version });
  }
  return found;
}

/**
 * How a line of Node that is not here gets here, without changing what the machine has.
 * @param {number} major
 */
export function howToGet(major) {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  return (
    `There is no Node ${major} here. In an empty folder: npm i --ignore-scripts ${name}@${major}\n` +
    `then add: --node <that folder>/node_modules/${name}/bin/${program}`
  );
}
