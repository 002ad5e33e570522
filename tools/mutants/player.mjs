// Runs jest as often as it is told to, in one process: what it has loaded and transformed stays warm.
import { createRequire } from 'node:module';
import { inRoot } from '../../local/bin/paths.mjs';

const require = createRequire(import.meta.url);
/** @type {typeof import('jest')} */
const { runCLI } = require('jest');
/** @typedef {{ transform: Record<string, [string, object]> }} Project */
/** @type {{ projects: Project[] }} */
const { projects } = require('../../jest.config.cjs');
const [node = { transform: {} }] = projects;
const root = inRoot();

const throughOurs = Object.fromEntries(
  Object.entries(node.transform).map(([pattern, [, options]]) => [
    pattern,
    [inRoot('tools', 'mutants', 'transform.cjs'), options],
  ]),
);

const config = {
  ...node,
  rootDir: root,
  // Jest looks at every file below its roots before each run.
  roots: ['src', 'test', 'bin', 'local', 'static/dashboard/src'].map((folder) => inRoot(folder)),
  transform: throughOurs,
  setupFilesAfterEnv: [inRoot('tools', 'mutants', 'activate.cjs')],
};

/** @param {readonly string[]} files */
async function run(files) {
  // Without jest's own "bail", which ends the process.
  const argv = {
    ...{ _: [...files], $0: 'mutants', config: JSON.stringify(config), rootDir: root, reporters: [] },
    ...{ runTestsByPath: true, runInBand: true, watchman: false, silent: true },
  };
  const { results } = await runCLI(/** @type {Parameters<typeof runCLI>[0]} */ (argv), [root]);
  return results.testResults;
}

/**
 * A mutant is tried file by file, until one notices it; -1 is the program without a mutant, in all of them.
 * @typedef {{ id: number, files: string[] }} Task
 * @param {Task} task
 */
async function play({ id, files }) {
  process.env.POINTS_GAUGE_MUTANT = String(id);
  /** @type {Record<string, number>} */
  const millisecondsByFile = {};
  for (const group of id < 0 ? [files] : files.map((file) => [file])) {
    for (const { testFilePath, numFailingTests, testExecError, perfStats } of await run(group)) {
      if (numFailingTests > 0 || testExecError) return { id, failed: testFilePath, millisecondsByFile };
      millisecondsByFile[testFilePath] = perfStats.runtime;
    }
  }
  return { id, failed: null, millisecondsByFile };
}

process.on('message', (task) => {
  play(/** @type {Task} */ (task)).then(
    (result) => process.send?.(result),
    (error) => process.send?.({ id: -2, failed: String(error?.stack ?? error), millisecondsByFile: {} }),
  );
});
