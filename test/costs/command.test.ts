import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { costs } from '../../cli/costs';
import { measuredFile, readMeasuredFile, type MeasuredRow } from '../../src/costs/price-file';
import { schemaFaults, schemaOf } from '../support/json-schema';

const folder = mkdtempSync(join(tmpdir(), 'points-gauge-costs-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]) {
  const said = { out: '', err: '' };
  const into = (name: 'out' | 'err') => ({ write: (text: string) => (said[name] += text) });
  const code = await costs(args, { out: into('out'), err: into('err') });
  return { code, ...said };
}

const rows: readonly MeasuredRow[] = [
  {
    ...{ product: 'jira', method: 'GET', template: '/rest/api/3/field' },
    ...{ basePoints: 1, objectPoints: 0, relativeError: 0.05, calls: 44 },
  },
];

function written(file: unknown): string {
  const path = join(folder, 'measured.json');
  writeFileSync(path, JSON.stringify(file));
  return path;
}

test('a call is priced with its rule, its source and its n', async () => {
  expect(await run('GET', '/rest/api/3/search/jql', '--objects', '50')).toEqual({
    code: 0,
    err: '',
    out: [
      'GET /rest/api/3/search/jql (jira), 50 objects: 51 points',
      'Basis: measured. Rule: confirmed. Shown for this endpoint in a published example, or measured.',
      'Source: https://community.developer.atlassian.com/t/2026-point-based-rate-limits/97828/151, read 2026-11-22',
      'Measured by a partner, 2026-02-13, calls unknown\n',
    ].join('\n'),
  });
  const { out } = await run('post', '/rest/api/3/issue/bulkfetch?maxResults=1000');
  expect(out).toContain('objects not counted: 1001 (1 to 1001) points');
});

test('a range says why it is one and under which conditions it holds', async () => {
  const { out } = await run('POST', '/rest/api/3/issue/bulkfetch', '--objects', '1000');
  expect(out).toContain('1000 objects: 1001 (1 to 1001) points');
  expect(out).toContain('low is the 1 that the rule has for every POST');
  expect(out).toContain('Note: More than 100 only with fields named, 100 of them at most');
});

test('a path that nobody knows is named as it was asked for, and one point is one', async () => {
  expect((await run('GET', '/foo/bar?token=secret')).out).toMatch(
    /^GET \/foo\/bar \(jira\), objects not counted: /,
  );
  expect((await run('POST', '/rest/api/3/issue')).out).toContain('objects not counted: 1 point\n');
  expect((await run('POST', 'https://acme.atlassian.net/rest/api/3/issue')).code).toBe(0);
});

test('the catalogue is printed, an endpoint a line, or as its file', async () => {
  const { out } = await run('--product', 'confluence');
  expect(out).toMatch(
    /^confluence {2}GET \/wiki\/api\/v2\/spaces\/\{id\}\/permissions +1 \+ 2n +objectsOnly/m,
  );
  expect(out).not.toContain('/rest/agile/');
  expect(out).toMatch(/\d+ endpoints, catalogue of \d{4}-\d{2}-\d{2}/);
  const { out: file } = await run('--json');
  expect(schemaFaults(JSON.parse(file), schemaOf('docs/catalogue.schema.json'))).toEqual([]);
});

test('a file of measured prices has the format of the catalogue, and goes before it', async () => {
  const file = measuredFile(rows, 'a partner', '2026-11-27');
  expect(schemaFaults(JSON.parse(JSON.stringify(file)), schemaOf('docs/catalogue.schema.json'))).toEqual([]);
  const { out } = await run('GET', '/rest/api/3/field', '--objects', '300', '--prices', written(file));
  expect(out).toBe(
    [
      'GET /rest/api/3/field (jira), 300 objects: 1 (0.95 to 1.05) points',
      'Basis: measured. Rule: measured prices of the file.',
      'Source: a partner\n',
    ].join('\n'),
  );
  expect((await run('--prices', written(file))).out).toContain(
    'GET /rest/api/3/field: 1 + 0 an object, measured by a partner',
  );
});

test.each([
  ['no file of prices', { prices: [] }, 'it has no list "groups"'],
  ['another product', { groups: [{ product: 'x', endpoints: [] }] }, 'groups[0].product is none of'],
  [
    'a price that is none',
    {
      groups: [
        {
          product: 'jira',
          endpoints: [{ method: 'GET', path: '/a', points: { base: -1, perObject: 0, relativeError: null } }],
        },
      ],
    },
    'groups[0].endpoints[0].points.base is no number of points.',
  ],
  [
    'rules only',
    { groups: [{ product: 'jira', endpoints: [{ method: 'GET', path: '/a' }] }] },
    'no endpoint',
  ],
])('%s is refused and says where', async (_what, file, words) => {
  expect(readMeasuredFile(file)).toMatchObject({ fault: expect.stringContaining(words) as string });
  const { code, err } = await run('--prices', written(file));
  expect(code).toBe(2);
  expect(err).toContain(words);
});

test.each([
  [['GET'], 'name a method and a path, or nothing.'],
  [['GET', ''], '"" is no path of an API'],
  [['GET', 'myself'], '"myself" is no path of an API'],
  [['GET', '/'], '"/" is no path of an API'],
  [['FETCH', '/rest/api/3/myself'], '"FETCH" is none of GET'],
  [['GET', '/a', '--objects', 'many'], '--objects "many" must be a whole number'],
  [['--product', 'trello'], '--product "trello" is none of jira'],
  [['--prices', '/nowhere.json'], '/nowhere.json cannot be read'],
  [['--objcts', '5'], "points-gauge costs: Unknown option '--objcts'\n\npoints-gauge costs [GET"],
])('%j says what is wrong', async (args, words) => {
  const { code, err } = await run(...args);
  expect(code).toBe(2);
  expect(err).toContain(words);
});
