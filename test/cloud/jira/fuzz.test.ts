/**
 * Random requests: nothing crashes, and each is answered with a status that fits. `npm run soak -- cloud 100000 [seed]` sends as
 * many as are wanted.
 */
import * as fc from 'fast-check';
import { createCloud } from '../../../emulator/cloud/cloud';
import { ManualClock } from '../../../emulator/clock';
import { endpoints } from '../../../emulator/cloud/endpoints';
import { cloudId, site, startMs, asAdmin, asMember, token } from '../open-cloud';

const numRuns = Number(process.env.POINTS_GAUGE_SOAK_RUNS ?? 3_000);
const seed = process.env.POINTS_GAUGE_SOAK_SEED;
const fitting = new Set([
  200, 201, 202, 204, 304, 400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 429, 501,
]);

const scrap = fc.oneof(
  fc.constantFrom(
    'WEB',
    'WEB-1',
    '1000001',
    '1',
    '0',
    '-1',
    '10001',
    'DOCS',
    '65537',
    '%00',
    '..',
    '__proto__',
    'é',
    '%E0%A4%A',
  ),
  fc.string({ maxLength: 12 }).map((text) => encodeURIComponent(text)),
);
const path = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...endpoints), fc.array(scrap, { minLength: 5, maxLength: 5 }))
      .map(([{ template }, values]) => {
        let n = 0;
        return template.replace(/\{\}/g, () => values[n++] ?? '');
      }),
  },
  { weight: 1, arbitrary: fc.array(scrap, { maxLength: 5 }).map((parts) => `/${parts.join('/')}`) },
);
const jql = fc
  .array(
    fc.constantFrom(
      'project',
      '=',
      'WEB',
      ' and ',
      ' or ',
      'not ',
      '(',
      ')',
      'in',
      '"',
      "'",
      'created',
      '>',
      '-1d',
      'order by',
      '~',
      'was',
      'EMPTY',
      ',',
      '\\',
      'cf[10016]',
      'now()',
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(' '));
const query = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'jql',
        'cql',
        'fields',
        'expand',
        'startAt',
        'maxResults',
        'limit',
        'start',
        'cursor',
        'nextPageToken',
        'id',
        'accountId',
        'query',
        'permissions',
      ),
      fc.oneof(
        jql,
        fc.string({ maxLength: 20 }),
        fc.nat().map(String),
        fc.constantFrom('-1', '1e9', 'NaN', '*all'),
      ),
    ),
    { maxLength: 3 },
  )
  .map((pairs) => (pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`));
const names = [
  'fields',
  'update',
  'issueIdsOrKeys',
  'jql',
  'body',
  'project',
  'summary',
  'issuetype',
  'labels',
  'transition',
  'id',
  'key',
  'type',
  'issues',
  'timeSpent',
  'name',
  'object',
  'title',
  'version',
  'value',
  'space',
  'queries',
  'selectedIssueIdsOrKeys',
  'customfield_10020',
  'maxResults',
];
const json = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.dictionary(
    fc.constantFrom(...names),
    fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      jql,
      fc.constantFrom('WEB', 'WEB-1', { key: 'WEB' }, { name: 'Task' }),
    ),
  ),
);
const request = fc.record({
  method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'),
  url: fc
    .tuple(
      fc.constantFrom(
        `/ex/jira/${cloudId}`,
        `/ex/confluence/${cloudId}`,
        '',
        '/site/testers',
        '/ex/jira/none',
      ),
      path,
      query,
    )
    .map((parts) => parts.join('')),
  headers: fc.record({
    authorization: fc.oneof(
      fc.constantFrom(token(), asAdmin, asMember, '', 'Basic x', 'Bearer emu.e30', 'JWT a.b.c'),
      fc.string(),
    ),
    host: fc.oneof(fc.constantFrom('localhost:1', 'testers.localhost'), fc.string()),
    'content-type': fc.constantFrom('application/json', 'multipart/form-data; boundary=b', 'text/plain'),
  }),
  body: fc.oneof(
    fc.constant(null),
    json.map((value) => JSON.stringify(value)),
    fc.string(),
    fc.constant('--b\r\n\r\n--b--'),
  ),
});

test('whatever is sent is answered with a status that fits, in a form that can be read', () => {
  const clock = new ManualClock(startMs);
  const sizes = { projects: 3, issuesPerProject: 10, spaces: 2, pagesPerSpace: 5 };
  const cloud = createCloud({ clock, sites: [{ ...site, sizes }], legacySearch: true });
  fc.assert(
    fc.property(request, (made) => {
      clock.advance(250);
      const { status, headers, body } = cloud.handle(made);
      expect([made.method, made.url, status, fitting.has(status)]).toEqual([
        made.method,
        made.url,
        status,
        true,
      ]);
      const isJson = headers.some(
        ([name, value]) => name === 'Content-Type' && value.startsWith('application/json'),
      );
      if (isJson && body !== '') JSON.parse(body);
    }),
    { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) },
  );
}, 3_600_000);
