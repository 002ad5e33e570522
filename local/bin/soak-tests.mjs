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

/** Keeps a core busy until whoever started it is gone or lets go of its input. */
const spinning = `process.stdin.on('end', () => process.exit()).resume();
(function spin() { for (const end = Date.now() + 50; Date.now() < end; ); setImmediate(spin); })();`;

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

/** As a person has it who put this Node first: no variable of the npm that runs us. */
function environmentOf({ path }) {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  return { ...Object.fromEntries(own), PATH: [dirname(path), process.env.PATH ?? ''].join(delimiter) };
}

async function must(title, file, args, options) {
  const { code, output } = await capture(file, args, options);
  if (code !== 0) throw new Problem(`${title} failed:\n${excerpt(output)}`);
}

/** A clone of the last commit for each Node, since native packages are built for one of them. */
async function makeClone(folder, major, node) {
  const clone = join(folder, `node${major}`);
  await must('git clone', 'git', ['clone', '--quiet', root, clone]);
  await withProgress(`Installing packages for Node ${node.version}`, () =>
    must('The set-up', node.path, ['local/bin/setup.mjs'], { cwd: clone, env: environmentOf(node) }),
  );
  return clone;
}

/** What jest wrote, or that it wrote nothing. */
function readOutcome(file) {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
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

async function runOnce({ run, major, busy }, { clone, node, folder, jestArgs }) {
  const resultFile = join(folder, `run-${run}.json`);
  const args = ['local/bin/test.mjs', '--json', `--outputFile=${resultFile}`, ...jestArgs];
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
 */
export async function soakTests({ count, named, jestArgs }) {
  const nodes = await findNodes(named);
  for (const major of supportedMajors) if (!nodes.has(major)) console.log(howToGet(major));
  const folder = mkdtempSync(join(tmpdir(), 'points-gauge-soak-'));
  mkdirSync(folder, { recursive: true });
  const clones = new Map();
  for (const [major, node] of nodes) clones.set(major, await makeClone(folder, major, node));
  const majors = [...nodes.keys()].sort((a, b) => a - b);
  const results = [];
  for (const step of planRuns(count, majors)) {
    const { major } = step;
    results.push(await runOnce(step, { clone: clones.get(major), node: nodes.get(major), folder, jestArgs }));
  }
  for (const line of tableOf(results)) console.log(line);
  const isGreen = results.every((result) => result.isGreen);
  if (isGreen) rmSync(folder, { recursive: true, force: true });
  return isGreen ? 0 : 1;
}
