import { measuredFile, readMeasuredFile, type MeasuredRow } from './price-file';

const row = (over: Partial<MeasuredRow>): MeasuredRow => ({
  ...{ product: 'jira', method: 'GET', template: '/rest/api/3/field' },
  ...{ basePoints: 1, objectPoints: 0, relativeError: 0.05, calls: 44 },
  ...over,
});

it('rows become groups by product, and their calls are added up where all are known', () => {
  const page = row({ product: 'confluence', template: '/wiki/api/v2/pages', objectPoints: 2, calls: 6 });
  expect(measuredFile([page, row({})], 'a partner', '2026-11-27')).toEqual({
    version: '2026-11-27',
    sources: {
      measuredHere: { url: null, readOn: '2026-11-27', method: 'measured', by: 'a partner', calls: 50 },
    },
    groups: [
      {
        ...{ product: 'jira', source: 'measuredHere' },
        endpoints: [
          {
            ...{ method: 'GET', path: '/rest/api/3/field' },
            points: { base: 1, perObject: 0, relativeError: 0.05, calls: 44 },
          },
        ],
      },
      {
        ...{ product: 'confluence', source: 'measuredHere' },
        endpoints: [
          {
            ...{ method: 'GET', path: '/wiki/api/v2/pages' },
            points: { base: 1, perObject: 2, relativeError: 0.05, calls: 6 },
          },
        ],
      },
    ],
  });
  expect(measuredFile([row({}), row({ calls: null })], 'x', '2026-11-27')).toMatchObject({
    sources: { measuredHere: { calls: null } },
  });
});

it('what was written is read again, with who measured it', () => {
  const file: unknown = JSON.parse(
    JSON.stringify(
      measuredFile([row({}), row({ method: 'PUT', relativeError: null })], 'a partner', '2026-11-27'),
    ),
  );
  const price = { product: 'jira', template: '/rest/api/3/field', basePoints: 1, objectPoints: 0 };
  expect(readMeasuredFile(file)).toEqual([
    { ...price, method: 'GET', relativeError: 0.05, basis: 'measured', source: 'a partner' },
    { ...price, method: 'PUT', basis: 'measured', source: 'a partner' },
  ]);
});

const points = { base: 1, perObject: 2 };
const fileOf = (
  endpoint: unknown,
  source: unknown = 's',
  sources: unknown = { s: { by: 'me' } },
): unknown => ({
  ...{ sources, groups: [{ product: 'jira', source, endpoints: [endpoint] }] },
});
const call = { method: 'GET', path: '/x', points };

it.each([
  ['named', fileOf(call), 'me'],
  ['of another name', fileOf(call, 'other'), 'unknown'],
  ['inherited', fileOf(call, 'toString'), 'unknown'],
  ['no name', fileOf(call, 7), 'unknown'],
  ['not a text', fileOf(call, 's', { s: { by: 7 } }), 'unknown'],
  ['in no list', fileOf(call, 's', null), 'unknown'],
  ['long', fileOf(call, 's', { s: { by: 'a'.repeat(201) } }), 'a'.repeat(200)],
])('a source that is %s is told as such', (_, file, source) => {
  expect(readMeasuredFile(file)).toMatchObject([{ source }]);
});

it.each([
  [null, 'it has no list "groups": it is no file of prices (docs/catalogue.schema.json).'],
  [{ groups: 'x' }, 'it has no list "groups": it is no file of prices (docs/catalogue.schema.json).'],
  [{ groups: [] }, 'no endpoint in it has measured "points".'],
  [{ groups: [null] }, 'groups[0] has no list "endpoints".'],
  [{ groups: [{ product: 'jira' }] }, 'groups[0] has no list "endpoints".'],
  [
    { groups: [{ product: 'trello', endpoints: [] }] },
    'groups[0].product is none of jira, confluence, bitbucket, graphql, backlog, oneStack.',
  ],
  [fileOf(null), 'groups[0].endpoints[0] is no endpoint.'],
  [fileOf({ ...call, method: 'get' }), /^groups\[0\]\.endpoints\[0\]\.method is none of GET, /],
  [fileOf({ ...call, path: 7 }), 'groups[0].endpoints[0].path is no path of 500 characters at most.'],
  [fileOf({ ...call, path: 'x' }), 'groups[0].endpoints[0].path is no path of 500 characters at most.'],
  [
    fileOf({ ...call, path: `/${'x'.repeat(500)}` }),
    'groups[0].endpoints[0].path is no path of 500 characters at most.',
  ],
  [fileOf({ method: 'GET', path: '/x' }), 'no endpoint in it has measured "points".'],
  [fileOf({ ...call, points: 3 }), 'groups[0].endpoints[0].points is no object.'],
  [
    fileOf({ ...call, points: { ...points, base: -1 } }),
    'groups[0].endpoints[0].points.base is no number of points.',
  ],
  [
    fileOf({ ...call, points: { ...points, perObject: '2' } }),
    'groups[0].endpoints[0].points.perObject is no number of points.',
  ],
  [
    fileOf({ ...call, points: { ...points, perObject: 1e6 + 1 } }),
    'groups[0].endpoints[0].points.perObject is no number of points.',
  ],
  [
    fileOf({ ...call, points: { ...points, relativeError: 'x' } }),
    'groups[0].endpoints[0].points.relativeError is neither a part of 1 nor null.',
  ],
])('a file that is wrong says where: %j', (file, fault) => {
  const read = readMeasuredFile(file);
  expect(read).toEqual({
    fault: fault instanceof RegExp ? (expect.stringMatching(fault) as unknown) : fault,
  });
});

it('the longest path, the dearest price and the most rows are taken, and one more is not', () => {
  const path = `/${'x'.repeat(499)}`;
  expect(readMeasuredFile(fileOf({ ...call, path, points: { base: 0, perObject: 1e6 } }))).toMatchObject([
    { template: path, basePoints: 0, objectPoints: 1e6 },
  ]);
  const many = (count: number): unknown => ({
    groups: [{ product: 'jira', endpoints: Array.from({ length: count }, () => call) }],
  });
  expect(readMeasuredFile(many(5_000))).toHaveLength(5_000);
  expect(readMeasuredFile(many(5_001))).toEqual({ fault: 'it has more than 5000 prices.' });
});
