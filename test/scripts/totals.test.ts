import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from './node-process';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'totals-'));
  const run = (passed: number, failed: number, brokenSuites: number) =>
    JSON.stringify({
      numPassedTests: passed,
      numFailedTests: failed,
      numRuntimeErrorTestSuites: brokenSuites,
    });
  writeFileSync(join(folder, 'green.json'), run(40, 0, 0));
  writeFileSync(join(folder, 'red.json'), run(38, 2, 0));
  writeFileSync(join(folder, 'broken.json'), run(0, 0, 1));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  {
    title: 'two green runs are summed',
    steps: 0,
    files: ['green', 'green'],
    line: '80 passed, 0 failed',
    code: 0,
  },
  {
    title: 'failed tests are counted once',
    steps: 1,
    files: ['red', 'green'],
    line: '78 passed, 2 failed',
    code: 1,
  },
  {
    title: 'a failed check counts as one',
    steps: 1,
    files: ['green', 'green'],
    line: '80 passed, 1 failed',
    code: 1,
  },
  {
    title: 'a check beside failed tests counts',
    steps: 2,
    files: ['red', 'green'],
    line: '78 passed, 3 failed',
    code: 1,
  },
  {
    title: 'a test file that does not run counts',
    steps: 1,
    files: ['broken', 'green'],
    line: '40 passed, 1 failed',
    code: 1,
  },
  {
    title: 'a run without a result counts',
    steps: 1,
    files: ['green', 'missing'],
    line: '40 passed, 1 failed',
    code: 1,
  },
  {
    title: 'a run without a result is never green',
    steps: 0,
    files: ['green', 'missing'],
    line: '40 passed, 1 failed',
    code: 1,
  },
])('$title', async ({ steps, files, line, code }) => {
  const paths = files.map((name) => join(folder, `${name}.json`));
  const ended = await runNode(['.ci/totals.mjs', String(steps), ...paths]);
  expect(ended).toEqual({ code, stdout: `${line}\n`, stderr: '' });
});
