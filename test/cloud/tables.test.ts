/** The gauge's table of costs beside the emulator's, which shares no code with it: each endpoint called once, and every place where they could disagree. */
import { endpoints } from '../../emulator/cloud/endpoints';
import { publishedPoints } from '../../emulator/cloud/prices';
import { isCharged } from '../../emulator/cloud/principal';
import { readMethod } from '../../src/calls/method';
import { catalogue } from '../../src/costs/catalogue';
import { estimatePoints } from '../../src/costs/estimate';
import { findEntry } from '../../src/costs/lookup';
import { chargedToPool } from '../../src/limits/charging';
import { routes } from '../../src/model';
import { both, watched, type Asked, type Compared } from './both-tables';
import { confluenceReads } from './confluence-reads';
import { steps } from './jira/every-endpoint';
import { name, play, small } from './jira/play';
import { adminId, asAdmin, closeClouds, cloudId, openCloud, token } from './open-cloud';

afterEach(closeClouds);

/** Each endpoint of Jira, writes and the Agile API included. @param options of the cloud */
async function jira(options: object = {}): Promise<Compared[]> {
  const cloud = await openCloud({ sites: [small], ...options });
  const { send, observed } = watched('jira');
  const played = await play(cloud, '3', send);
  const seen = observed();
  return played.map(({ step, status, points: charged }, n) => {
    return { endpoint: name(step), status, seen: seen[n]!.points, charged };
  });
}

async function confluence(options: object = {}): Promise<Compared[]> {
  const cloud = await openCloud(options);
  return both(cloud, 'confluence', await confluenceReads(cloud));
}

const differing = (all: readonly Compared[]) =>
  all.filter(({ seen, charged }) => seen.likely !== charged).map(({ endpoint }) => endpoint);

test('every call of every endpoint of Jira costs the same in both tables', async () => {
  // That the list of all versions is as flat as its pages are, nobody has measured: the emulator's hidden price.
  expect(differing(await jira())).toEqual(['GET /rest/api/3/project/{}/versions']);
});

test('every read of Confluence, by version 1 and 2, costs the same in both tables', async () => {
  const all = await confluence();
  expect(all.filter(({ status }) => status >= 300)).toEqual([]);
  expect(all.length).toBeGreaterThan(80);
  // Whether the base point was in what was measured could not be seen: the emulator leaves it out, the gauge counts it.
  expect(differing(all)).toEqual(['GET /wiki/api/v2/spaces/{}/permissions']);
});

test('no row but a measured one is likely below the published rule, and its range holds it', async () => {
  const measured = ['flat', 'objectsOnly'];
  const all = [...(await jira({ hiddenCosts: {} })), ...(await confluence({ hiddenCosts: {} }))];
  const ruleOf = (endpoint: string) => {
    const [method = '', template = ''] = endpoint.split(' ');
    const product = template.startsWith('/wiki/') ? 'confluence' : 'jira';
    return findEntry(product, readMethod(method), template).entry?.rule ?? 'unknown';
  };
  const under = all.filter(
    ({ endpoint, seen, charged }) =>
      charged > seen.high ||
      charged < seen.low ||
      (!measured.includes(ruleOf(endpoint)) && seen.likely < charged),
  );
  expect(under).toEqual([]);
});

test('every endpoint that the emulator has is in the catalogue', () => {
  const own = /^\/secure\/|^\/wiki\/download\/|^\/rest\/(?:backup|obm)\//;
  const unknown = endpoints.filter(
    ({ product, method, template }) =>
      !own.test(template) && findEntry(product, method, template.replaceAll('{}', '7')).entry === null,
  );
  const missing = [
    ...unknown.map(({ method, template }) => `${method} ${template}`),
    ...steps
      .filter(({ method, template }) => findEntry('jira', readMethod(method), template).entry === null)
      .map(name),
  ];
  expect([...new Set(missing)]).toEqual([]);
});

test('what is a read and what is a write, both say alike of every row of the catalogue and every endpoint of the emulator', () => {
  const rows = [
    ...catalogue.map(({ product, method, template }) => ({ product, method, template })),
    // Jira's other versions are priced by their sister of version 3.
    ...endpoints.map(({ product, method, template, listedAs }) => ({
      ...{ product, method, template: listedAs ?? template },
    })),
  ];
  const unlike = rows
    .map(({ product, method, template }) => {
      const path = template.replaceAll('{}', '7');
      const { entry } = findEntry(product, method, path);
      const bare = template.replace(/\{[^}]*\}/g, '{}');
      const gauge = estimatePoints({ product, method, path, objects: 10 }).points.likely > 1;
      const cloud = publishedPoints(method, bare, { coreObjects: 10, identityObjects: 0 }) > 1;
      return { row: `${method} ${bare}`, rule: entry?.rule, gauge, cloud };
    })
    // Measured otherwise than the published rule has it; GraphQL names its own price.
    .filter(({ rule, row }) => rule !== 'flat' && !row.endsWith('/graphql'))
    .filter(({ gauge, cloud }) => gauge !== cloud);
  expect(unlike).toEqual([]);
});

test('both charge the same routes', async () => {
  expect(routes.filter((route) => isCharged(route) !== chargedToPool(route))).toEqual([]);
  const cloud = await openCloud();
  for (const route of routes.filter((one) => one !== 'anonymous' && one !== 'apiToken')) {
    const authorization = token({ route, accountId: adminId });
    const url = `${cloud.url}/ex/jira/${cloudId}/rest/api/3/issue/WEB-1`;
    const [call] = await both(cloud, 'jira', [{ endpoint: route, method: 'GET', url, authorization }], route);
    expect([route, call?.charged]).toEqual([route, chargedToPool(route) ? call?.seen.likely : 0]);
  }
});

test('both price alike what did not go well, and what people and access cost', async () => {
  const cloud = await openCloud();
  const at = (method: string, path: string, more: Partial<Asked> = {}): Asked => ({
    ...{ endpoint: `${method} ${path}`, method, authorization: asAdmin },
    url: `${cloud.url}/ex/${path.startsWith('/wiki/') ? 'confluence' : 'jira'}/${cloudId}${path}`,
    ...more,
  });
  const all = [
    ...(await both(cloud, 'jira', [
      at('GET', '/rest/api/3/issue/WEB-99999'),
      at('POST', '/rest/api/3/issue', { json: { fields: {} } }),
      at('GET', '/rest/api/3/search/jql?jql=bogus%20%3D%201'),
      at('GET', '/rest/api/3/user/bulk?accountId=admin-1&accountId=member-1'),
      at('GET', '/rest/api/3/mypermissions?permissions=ADMINISTER,BROWSE_PROJECTS'),
      at('GET', '/rest/servicedeskapi/request'),
      at('GET', '/rest/api/3/serverInfo'),
    ])),
    ...(await both(cloud, 'confluence', [
      at('GET', '/wiki/api/v2/pages/999'),
      at('PUT', '/wiki/api/v2/pages/1000001', { json: { title: 'no version' } }),
      at('DELETE', '/wiki/rest/api/content/999'),
    ])),
  ];
  // A scope that the app has not: refused by the gateway, which knows the app.
  const outOfScope = token({ route: 'forge.asUser', accountId: adminId, isOutOfScope: true });
  all.push(...(await both(cloud, 'jira', [at('GET', '/rest/api/3/field', { authorization: outOfScope })])));
  expect(all.at(-1)).toMatchObject({ status: 401, charged: 1, seen: { low: 0, likely: 1, high: 1 } });
  expect(differing(all)).toEqual([]);
});

test('a token that is no good proves no app: the emulator charges none, and the gauge, which cannot tell, counts 1 at most', async () => {
  const cloud = await openCloud();
  const url = `${cloud.url}/ex/jira/${cloudId}/rest/api/3/field`;
  const asked = [
    { endpoint: 'field', method: 'GET', url, authorization: 'Bearer no.token' },
    { endpoint: 'field', method: 'GET', url, authorization: token({ expiresAtMs: 1 }) },
  ];
  for (const call of await both(cloud, 'jira', asked))
    expect(call).toMatchObject({ status: 401, charged: 0, seen: { low: 0, likely: 1, high: 1 } });
});

test('GraphQL costs what its answer names, by both', async () => {
  const cloud = await openCloud();
  const ask = (query: string): Asked => ({
    ...{ endpoint: query, method: 'POST', url: `${cloud.url}/graphql`, authorization: asAdmin },
    json: { query, variables: { cloudId } },
  });
  const queries = [
    'query { jira { issueByKey(key: "WEB-1") { key } } me { user { name } } }',
    'mutation { a { b } }',
  ];
  const all = await both(cloud, 'graphql', queries.map(ask));
  expect(all.map(({ charged }) => charged)).toEqual([4, 1]);
  expect(differing(all)).toEqual([]);
});
