/** `points-gauge budget compare`, over files that `writeBudget` wrote. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { budget } from '../../cli/budget';
import { writeBudget } from '../../emulator/testing/write-budget';
import { closeClouds, openCloud } from '../cloud/open-cloud';

const folder = mkdtempSync(join(tmpdir(), 'points-gauge-budget-'));
const fileOf = (name: string) => join(folder, name);

afterEach(closeClouds);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Reads this many issues, 2 points each, for each feature, and writes what they spent. */
async function spent(file: string, issues: Record<string, number>): Promise<string> {
  const running = await openCloud();
  for (const [feature, count] of Object.entries(issues))
    await running.cloud.feature(feature, async () => {
      for (let i = 0; i < count; i += 1) await running.send('/rest/api/3/issue/WEB-1');
    });
  writeBudget(running, fileOf(file));
  return fileOf(file);
}

async function compared(...args: string[]) {
  let [out, err] = ['', ''];
  const code = await budget(['compare', ...args], {
    out: { write: (text) => (out += text) },
    err: { write: (text) => (err += text) },
  });
  return { code, out, err };
}

test('a feature that costs more fails, and the endpoint that grew is named', async () => {
  const base = await spent('base.json', { sync: 3, list: 2, gone: 1 });
  const head = await spent('head.json', { sync: 5, list: 1, fresh: 1 });
  expect(await compared(base, head)).toEqual({
    code: 1,
    out: [
      'Feature  Base  Head  Difference  Grew most',
      'fresh     new     2',
      'gone        2  gone',
      'list        4     2          -2',
      'sync        6    10          +4  +4 GET /rest/api/3/issue/{} (3 to 5 calls)',
      '',
      'Dearer than the base: sync',
      '',
    ].join('\n'),
    err: '',
  });
});

test('--allow takes a percentage of the base or points, and what just reaches it passes', async () => {
  const base = await spent('allow-base.json', { sync: 3 });
  const head = await spent('allow-head.json', { sync: 5 });
  const codeWith = async (allow: string) => (await compared(base, head, '--allow', allow)).code;
  expect([await codeWith('3'), await codeWith('4'), await codeWith('66%'), await codeWith('67%')]).toEqual([
    1, 0, 1, 0,
  ]);
  expect((await compared(base, head, '--allow', '4')).out).toContain(
    'No feature costs more than the base and 4 points.',
  );
  expect((await compared(base, base)).code).toBe(0);
});

test('the files of a folder count together, one for each suite', async () => {
  const base = await spent('base/all.json', { sync: 4, list: 1 });
  await spent('head/one.json', { sync: 2 });
  await spent('head/two.json', { sync: 2, list: 1 });
  const { code, out } = await compared(base, fileOf('head'));
  expect(code).toBe(0);
  expect(out).toContain('sync        8     8           0');
});

const line = { requests: 1, points: 2 };
const bad: [string, string, string][] = [
  ['no JSON', '{', 'it is no JSON'],
  ['a file of something else', '{"features": []}', 'it is no file of writeBudget'],
  ['another version', '{"pointsGauge": "budget", "version": 2}', 'it is of version 2; this command reads 1.'],
  ['no features', '{"pointsGauge": "budget", "version": 1}', '"features" is no list.'],
  [
    'points below 0',
    JSON.stringify({
      ...{ pointsGauge: 'budget', version: 1 },
      features: [{ feature: 'a', ...line, points: -1, byEndpoint: [] }],
    }),
    'features[0] is none',
  ],
];

test.each(bad)('a base that is %s is refused in words', async (_what, text, why) => {
  const head = await spent('good.json', { sync: 1 });
  const base = fileOf('bad.json');
  writeFileSync(base, text);
  const { code, out, err } = await compared(base, head);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(`points-gauge budget: ${base}: ${why}`);
});

test('a missing file, an empty folder, odd options and a run without features are refused in words', async () => {
  const head = await spent('good.json', { sync: 1 });
  const nothing = await spent('nothing.json', {});
  const refusals = [
    await compared(fileOf('missing.json'), head),
    await compared(mkdtempSync(join(folder, 'empty-')), head),
    await compared(head, head, '--allow', 'much'),
    await compared(head, head, '--alow', '3'),
    await compared(head),
    await compared(head, nothing),
  ];
  expect(refusals.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2, 2]);
  expect(refusals.map(({ err }) => err)).toEqual(
    [
      'it cannot be read',
      'there is no .json file in this folder.',
      '--allow "much" must be a percentage, as 5%, or points, as 20.',
      "Unknown option '--alow'",
      "say what to compare: the base's file and the head's.",
      'no feature spent anything. Run the calls within cloud.feature(name, work).',
    ].map((words) => expect.stringContaining(words) as string),
  );
});

test('what a name holds cannot steer the terminal', async () => {
  const head = await spent('steering.json', { 'sync\u001b[2J\nNo feature costs more': 1 });
  expect(readFileSync(head, 'utf8')).toContain('sync');
  const { out } = await compared(head, head);
  expect(out.split('\n')[1]).toBe('sync [2J No feature costs more     2     2           0');
});
