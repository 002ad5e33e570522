/** The matcher and the table in a real Vitest, in a process of its own. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'points-gauge-vitest-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Report {
  testResults: { assertionResults: { title: string; status: string; failureMessages: string[] }[] }[];
}

/** @returns what Vitest printed, and its own report */
function runVitest(): Promise<{ printed: string; report: Report }> {
  const command = join(dirname(createRequire(__filename).resolve('vitest/package.json')), 'vitest.mjs');
  const file = join(folder, 'report.json');
  const args = [
    'run',
    '--root',
    join(__dirname, 'vitest'),
    '--no-color',
    '--reporter=json',
    '--outputFile',
    file,
  ];
  return new Promise((resolve, reject) => {
    // It ends with 1, since tests of it fail on purpose: its report says whether they are those.
    execFile(process.execPath, [command, ...args], { encoding: 'utf8' }, (_, stdout, stderr) => {
      try {
        resolve({ printed: stdout, report: JSON.parse(readFileSync(file, 'utf8')) as Report });
      } catch {
        reject(new Error(`Vitest wrote no report:\n${stdout}${stderr}`));
      }
    });
  });
}

test('a real Vitest passes what is within its budget, fails what is not, and prints what each test spent', async () => {
  const { printed, report } = await runVitest();
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  expect(
    results.map(({ title, status, failureMessages }) => [
      title,
      status,
      failureMessages.map((message) => message.split('\n    at ')[0]),
    ]),
  ).toEqual([
    ['is within its budget', 'passed', []],
    [
      'spends more than it may',
      'failed',
      [
        'Error: The feature "big" spent 6 points in 3 calls, of 5 allowed:\n        6  GET /rest/api/3/issue/{} (3 calls)',
      ],
    ],
    [
      'asks of something that is no cloud',
      'failed',
      [expect.stringMatching(/^TypeError: toHaveSpentAtMost is asked of a cloud/) as string],
    ],
  ]);
  expect(printed).toContain(
    [
      'Points  Calls  Test                                Dearest',
      '     4      2  is within its budget                4 GET /rest/api/3/issue/{}',
      '     6      3  spends more than it may             6 GET /rest/api/3/issue/{}',
    ].join('\n'),
  );
}, 60_000);
