import { callScript, runNode } from './node-process';

const plan = (count: number, majors: number[]) =>
  callScript('scripts/soak-plan.mjs', 'planRuns', [count, majors]);

test('runs go by turns over the lines of Node, and each of them is the busy one in its turn', async () => {
  const runs = (await plan(10, [20, 22, 24])) as { run: number; major: number; busy: boolean }[];
  expect(runs.map(({ run, major }) => [run, major])).toEqual([
    ...[
      [1, 20],
      [2, 22],
      [3, 24],
      [4, 20],
      [5, 22],
      [6, 24],
      [7, 20],
      [8, 22],
      [9, 24],
      [10, 20],
    ],
  ]);
  expect(runs.filter(({ busy }) => busy).map(({ run, major }) => [run, major])).toEqual([
    [1, 20],
    [6, 24],
    [8, 22],
    [10, 20],
  ]);
});

test('with one Node every third run is busy', async () => {
  const runs = (await plan(6, [20])) as { run: number; busy: boolean }[];
  expect(runs.filter(({ busy }) => busy).map(({ run }) => run)).toEqual([1, 4]);
});

test('the table has a line a run, how many were green, and how often which test failed', async () => {
  const green = {
    version: '20.20.2',
    busy: false,
    passed: 12,
    failed: 0,
    seconds: 200,
    failures: [],
    isGreen: true,
  };
  const red = { version: '24.1.0', busy: true, passed: 10, failed: 2, seconds: 300, isGreen: false };
  const results = [
    { run: 1, ...green },
    { run: 2, ...red, failures: ['a page opens', 'a row is there'] },
    { run: 3, ...red, failures: ['a row is there'] },
  ];
  expect(await callScript('scripts/soak-plan.mjs', 'tableOf', [results])).toEqual([
    '  1  Node 20.20.2           12 passed, 0 failed           200 s',
    '  2  Node 24.1.0     busy   10 passed, 2 failed           300 s',
    '  3  Node 24.1.0     busy   10 passed, 2 failed           300 s',
    '1 of 3 runs were green, the slowest took 300 s.',
    '  1 x a page opens',
    '  2 x a row is there',
  ]);
});

test.each([
  [['everything'], 'There is no soak "everything". There are: cloud, day, ledger, load, '],
  [['tests', 'many'], '"many" is no number of runs.'],
  [['tests', '1', '--node', '/nowhere/node'], '/nowhere/node is no Node.'],
  [['tests', '--nodes', 'x'], "Unknown option '--nodes'"],
])('%j is refused in words', async (args, words) => {
  const { code, stderr } = await runNode(['scripts/soak.mjs', ...args]);
  expect(code).not.toBe(0);
  expect(stderr).toContain(words);
});
