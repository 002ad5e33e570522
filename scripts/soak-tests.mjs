import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { findNodes, howToGet } from './node-binaries.mjs';
import { root } from './paths.mjs';
import { Problem } from './problem.mjs';
import { capture, excerpt, withProgress } from './run.mjs';
import { planRuns, supportedMajors, tableOf } from './soak-plan.mjs';

/**
 * @typedef {{ path: string, version: string }} Node
 * @typedef {{ name: string, status: string, assertionResults: { status: string, fullName: string }[] }} TestFile
 */

/**
 * What jest writes with `--json`, as far as it is read here.
 * @typedef {object} Outcome
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numRuntimeErrorTestSuites
 * @property {TestFile[]} testResults
 */

/** Keeps a core busy until whoever started it is gone or lets go of its input. */
const spinning = `process.stdin.on('end', () => process.exit()).resume();
(function spin() { for (const end = Date.now() + 50; Date.now() < end; ); setImmediate(spin); })();`;

/**
 * @template T
 * @param {boolean} busy
 * @param {() => Promise<T>} work
 */
async function whileBusy(busy, work) {
  const args = ['-e', spinning];
  const children = Array.from({ length: busy ? availableParallelism() : 0 }, () =>
    spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'ignore'] }),
  );
  try {
    return await work();
  } finally {
    for (const child of children) child.stdin.end();
  }
}

/**
 * As a person has it who put this Node first: no variable of the npm that runs us.
 * @param {{ path: string }} node
 */
function environmentOf({ path }) {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  return { ...Object.fromEntries(own), PATH: [dirname(path), process.env.PATH ?? ''].join(delimiter) };
}

/**
 * @param {string} title
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
async function must(title, file, args, options) {
  const { code, output } = await capture(file, args, options);
  if (code !== 0) throw new Problem(`${title} failed:\n${excerpt(output)}`);
}

/**
 * A clone of the last commit for each Node, since native packages are built for one of them.
 * @param {string} folder
 * @param {number} major
 * @param {Node} node
 */
async function makeClone(folder, major, node) {
  const clone = join(folder, `node${major}`);
  await must('git clone', 'git', ['clone', '--quiet', root, clone]);
  await withProgress(`Installing packages for Node ${node.version}`, () =>
    must('The set-up', node.path, ['scripts/setup.mjs'], { cwd: clone, env: environmentOf(node) }),
  );
  return clone;
}

/**
 * What jest wrote, or that it wrote nothing.
 * @param {string} file
 */
function readOutcome(file) {
  try {
    /** @type {Outcome} */
    const outcome = JSON.parse(readFileSync(file, 'utf8'));
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults } = outcome;
    const failures = testResults.flatMap(({ name, status, assertionResults }) => {
      const failed = assertionResults
        .filter((one) => one.status === 'failed')
        .map(({ fullName }) => fullName);
      return failed.length === 0 && status === 'failed' ? [name] : failed;
    });
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, failures };
  } catch {
    return { passed: 0, failed: 1, failures: ['jest wrote no result'] };
  }
}

/**
 * @param {{ run: number, major: number, busy: boolean }} step
 * @param {{ clone: string, node: Node, folder: string, jestArgs: readonly string[] }} place
 * @returns {Promise<import('./soak-plan.mjs').Result>}
 */
async function runOnce({ run, major, busy }, { clone, node, folder, jestArgs }) {
  const resultFile = join(folder, `run-${run}.json`);
  const args = ['scripts/test.mjs', '--json', `--outputFile=${resultFile}`, ...jestArgs];
  const startedAtMs = Date.now();
  const title = `Run ${run}, Node ${major}${busy ? ', every core kept busy' : ''}`;
  const { code, output } = await withProgress(title, () =>
    whileBusy(busy, () => capture(node.path, args, { cwd: clone, env: environmentOf(node) })),
  );
  const seconds = Math.round((Date.now() - startedAtMs) / 1000);
  const log = join(folder, `run-${run}.log`);
  writeFileSync(log, Buffer.from(output));
  const outcome = readOutcome(resultFile);
  const isGreen = code === 0 && outcome.failed === 0;
  if (!isGreen) console.log(`  not green, see ${log}`);
  return { run, version: node.version, busy, seconds, isGreen, ...outcome };
}

/**
 * The whole suite `count` times, in clones of the last commit, by turns on each Node that is here, a third of the runs with every
 * core kept busy. Resolves with the exit code: 0 when every run was green.
 * @param {{ count: number, named: readonly string[], jestArgs: readonly string[] }} options
 */
export async function soakTests({ count, named, jestArgs }) {
  const nodes = await findNodes(named);
  for (const major of supportedMajors) if (!nodes.has(major)) console.log(howToGet(major));
  const folder = mkdtempSync(join(tmpdir(), 'points-gauge-soak-'));
  mkdirSync(folder, { recursive: true });
  /** @type {Map<number, { node: Node, clone: string }>} */
  const places = new Map();
  for (const [major, node] of nodes) places.set(major, { node, clone: await makeClone(folder, major, node) });
  const majors = [...nodes.keys()].sort((a, b) => a - b);
  const results = [];
  for (const step of planRuns(count, majors)) {
    const place = places.get(step.major);
    if (place !== undefined) results.push(await runOnce(step, { ...place, folder, jestArgs }));
  }
  for (const line of tableOf(results)) console.log(line);
  const isGreen = results.every((result) => result.isGreen);
  if (isGreen) rmSync(folder, { recursive: true, force: true });
  return isGreen ? 0 : 1;
}
