/** Confluence as strict as the real one: what it refuses, what it keeps, where its links lead, and what each call costs. */
import fc from 'fast-check';
import { ManualClock } from '../../emulator/clock';
import { createCloud } from '../../emulator/cloud/cloud';
import { confluenceEndpoints } from '../../emulator/cloud/confluence/endpoints';
import { adfFromStorage, storageFromAdf } from '../../emulator/cloud/confluence/adf';
import {
  app,
  asMember,
  chargedPoints,
  closeClouds,
  cloudId,
  openCloud,
  site,
  startMs,
  token,
} from './open-cloud';

afterEach(closeClouds);

const body = { representation: 'storage', value: '<p>Hello</p>' };
const post = (json: unknown) => ({ method: 'POST', json });
const newPage = (title: string) => post({ spaceId: '65537', title, body });

test.each([
  ['a parameter that it does not know', '/wiki/api/v2/pages?subtype=live', {}, 'the parameter \\"subtype\\"'],
  [
    'a field that it does not know',
    '/wiki/api/v2/pages',
    post({ spaceId: '65537', titel: 'x' }),
    'the field \\"titel\\"',
  ],
  [
    'a page without a title',
    '/wiki/api/v2/pages',
    post({ spaceId: '65537', body }),
    'title: it must not be empty',
  ],
  ['a title that is taken', '/wiki/api/v2/pages', newPage('DOCS Home'), 'A page already exists'],
  [
    'a representation of another name',
    '/wiki/api/v2/pages/1000001?body-format=pdf',
    {},
    'body-format: there are storage',
  ],
  [
    'CQL of a field that is none',
    '/wiki/rest/api/search?cql=colour+%3D+red',
    {},
    "The field 'colour' does not exist",
  ],
  [
    'CQL that it does not evaluate',
    '/wiki/rest/api/search?cql=macro+%3D+toc',
    {},
    'is CQL that the emulator does not evaluate',
  ],
  [
    'CQL that ends too early',
    '/wiki/rest/api/content/search?cql=type+%3D',
    {},
    'Could not parse cql : expected a value',
  ],
  ['no CQL', '/wiki/rest/api/search', {}, 'The query parameter cql must not be empty'],
  ['a sort that is none', '/wiki/api/v2/pages?sort=colour', {}, 'sort: there are id'],
] as const)('%s is a 400 that says so', async (_, path, send, message) => {
  const cloud = await openCloud();
  await cloud.send('/wiki/api/v2/pages', newPage('DOCS Home'));
  const answer = await cloud.send(path, send);
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain(message);
});

test('an upload without the token against forgery is refused, as is one of a known name', async () => {
  const cloud = await openCloud();
  const send = (headers: Record<string, string>) => {
    const form = new FormData();
    form.append('file', new Blob(['x']), 'x.txt');
    return fetch(`${cloud.url}/wiki/rest/api/content/1000001/child/attachment`, {
      ...{ method: 'POST', body: form, headers: { Authorization: token(), ...headers } },
    });
  };
  const guarded = { 'X-Atlassian-Token': 'nocheck' };
  expect([(await send({})).status, (await send(guarded)).status, (await send(guarded)).status]).toEqual([
    403, 200, 400,
  ]);
});

test.each([
  ['25 pages', '/wiki/api/v2/pages', 26],
  ['7 spaces', '/wiki/api/v2/spaces?limit=7', 8],
  ['3 found by CQL', '/wiki/rest/api/search?cql=type%3Dpage&limit=3', 4],
  ['10 children', '/wiki/api/v2/pages/1000001/children', 11],
  ['one page', '/wiki/api/v2/pages/1000001', 2],
  [
    'one page with everything expanded',
    '/wiki/rest/api/content/1000001?expand=body.storage,space,ancestors,version',
    2,
  ],
  ['one user', '/wiki/rest/api/user?accountId=admin-1', 3],
  ['2 users', '/wiki/rest/api/user/bulk?accountId=admin-1&accountId=member-1', 5],
  ['5 groups', '/wiki/rest/api/group?limit=5', 11],
  ['one version', '/wiki/api/v2/pages/1000001/versions', 2],
  ['no comments', '/wiki/api/v2/pages/1000001/footer-comments', 1],
  ['a page that is not there', '/wiki/api/v2/pages/7', 1],
  ['a query that is refused', '/wiki/rest/api/search?cql=x', 1],
])('the account: %s', async (_, path, points) => {
  const cloud = await openCloud();
  await cloud.send(path);
  expect(chargedPoints(cloud)).toBe(points);
});

test('each write costs 1', async () => {
  const cloud = await openCloud();
  const made = (await (await cloud.send('/wiki/api/v2/pages', newPage('One'))).json()) as { id: string };
  await cloud.send(
    `/wiki/rest/api/content/${made.id}/label`,
    post([
      { prefix: 'global', name: 'a' },
      { prefix: 'global', name: 'b' },
    ]),
  );
  await cloud.send('/wiki/api/v2/footer-comments', post({ pageId: made.id, body }));
  await cloud.send(`/wiki/api/v2/pages/${made.id}`, { method: 'DELETE' });
  expect(chargedPoints(cloud)).toBe(4);
});

test('who is on no list of a restricted page does not find it anywhere; the author does', async () => {
  const cloud = await openCloud();
  const put = {
    method: 'PUT',
    json: { results: [{ operation: 'read', restrictions: { user: [{ accountId: 'admin-1' }] } }] },
  };
  expect((await cloud.send('/wiki/rest/api/content/1000001/restriction', put)).status).toBe(200);
  const asks = async (path: string) => (await cloud.send(path, { authorization: asMember })).status;
  expect(await asks('/wiki/api/v2/pages/1000001')).toBe(404);
  // What is below it is hidden, too.
  expect(await asks('/wiki/api/v2/pages/1000002')).toBe(404);
  const search = await cloud.send('/wiki/rest/api/search?cql=id%3D1000001', { authorization: asMember });
  expect(await search.json()).toMatchObject({ totalSize: 0 });
});

test('the tree: children hang below their page, and a page does not go below itself', async () => {
  const cloud = await openCloud();
  const move = (page: string, below: string) =>
    cloud.send(`/wiki/rest/api/content/${page}/move/append/${below}`, { method: 'PUT' });
  expect((await move('1000001', '1000002')).status).toBe(400);
  expect((await move('1000003', '1000002')).status).toBe(200);
  const children = await cloud.send('/wiki/api/v2/pages/1000002/children?limit=250');
  const { results } = (await children.json()) as { results: { id: string }[] };
  expect(results.map(({ id }) => id)).toContain('1000003');
  const found = await cloud.send('/wiki/rest/api/search?cql=parent%3D1000002+and+id%3D1000003');
  expect(await found.json()).toMatchObject({ totalSize: 1 });
});

test('a document is kept as it was written, and read as the other representation', async () => {
  const document = {
    type: 'doc',
    version: 1,
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'A < B' }] }],
  };
  const cloud = await openCloud();
  const value = JSON.stringify(document);
  const sent = { spaceId: '65537', title: 'ADF', body: { representation: 'atlas_doc_format', value } };
  const { id } = (await (await cloud.send('/wiki/api/v2/pages', post(sent))).json()) as { id: string };
  const read = async (format: string) =>
    (await cloud.send(`/wiki/api/v2/pages/${id}?body-format=${format}`)).json() as Promise<unknown>;
  expect(await read('atlas_doc_format')).toMatchObject({ body: { atlas_doc_format: { value } } });
  expect(await read('storage')).toMatchObject({ body: { storage: { value: '<p>A &lt; B</p>' } } });
  expect(JSON.parse(adfFromStorage(storageFromAdf(value)))).toEqual(document);
});

test('paging names the next page in the body and the Link header, with the filters that were sent', async () => {
  const cloud = await openCloud();
  const answer = await cloud.send('/wiki/api/v2/spaces/65537/pages?limit=2&body-format=storage');
  const { _links } = (await answer.json()) as { _links: { next: string; base: string } };
  expect(_links.base).toBe(`${cloud.url}/ex/confluence/${cloudId}/wiki`);
  expect(_links.next).toMatch(/^\/wiki\/api\/v2\/spaces\/65537\/pages\?limit=2&body-format=storage&cursor=/);
  expect(answer.headers.get('Link')).toBe(`<${_links.next}>; rel="next", <${_links.base}>; rel="base"`);
});

const ids = [
  '1000001',
  '1000002',
  '2000001',
  '65537',
  '65538',
  'DOCS',
  'page',
  'admin-1',
  'att9000000001',
  'read',
];
const words = fc.oneof(fc.constantFrom(...ids), fc.string({ maxLength: 8 }));
const names = [
  'cql',
  'limit',
  'cursor',
  'start',
  'expand',
  'sort',
  'status',
  'title',
  'body-format',
  'accountId',
  'depth',
];
const values = fc.oneof(
  words,
  fc.constantFrom('type = page', 'title ~ "a*"', 'label is empty', '-1', '250', 'body.storage,children.page'),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    words,
    fc.integer(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        'id',
        'key',
        'value',
        'title',
        'body',
        'version',
        'number',
        'spaceId',
        'pageId',
        'type',
        'name',
        '__proto__',
      ),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

test('10,000 random requests crash nothing, are answered with a status that fits, and lead nowhere else', () => {
  const clock = new ManualClock(startMs);
  const cloud = createCloud({ clock, sites: [site], apps: [app({ enforcement: 'off' })] });
  const request = fc.record({
    endpoint: fc.constantFrom(...confluenceEndpoints),
    params: fc.array(words, { minLength: 3, maxLength: 3 }),
    query: fc.dictionary(fc.constantFrom(...names), values, { maxKeys: 3 }),
    sent: fc.oneof(
      json.map((value) => JSON.stringify(value)),
      fc.string({ maxLength: 20 }),
    ),
  });
  fc.assert(
    fc.property(request, ({ endpoint, params, query, sent }) => {
      clock.advance(1_000);
      let next = 0;
      const path = endpoint.template.replace(/\{\}/g, () => encodeURIComponent(params[next++] ?? ''));
      const url = `/ex/confluence/${cloudId}${path}?${new URLSearchParams(query).toString()}`;
      const headers = { host: 'emulator.test', authorization: token(), 'x-atlassian-token': 'nocheck' };
      const answer = cloud.handle({ method: endpoint.method, url, headers, body: sent });
      expect(answer.status < 500 || answer.status === 501).toBe(true);
      if (answer.body !== '' && answer.bytes === undefined) JSON.parse(answer.body);
      const links = [...answer.body.matchAll(/https?:\/\/([^/"\\]+)/g)].map(([, host]) => host);
      expect(links.filter((host) => host !== 'emulator.test')).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
}, 120_000);
