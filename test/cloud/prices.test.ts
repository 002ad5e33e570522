/** What calls cost. The figures are Atlassian's worked examples and field measurements, read 2026-10. */
import { measuredCosts } from '../../emulator/cloud/prices';
import { chargedPoints, closeClouds, openCloud, site, token, type Send } from './open-cloud';

afterEach(closeClouds);

async function pointsOf(path: string, send?: Send, options = {}): Promise<number> {
  const cloud = await openCloud(options);
  const response = await cloud.send(path, send);
  expect(response.status).toBeLessThan(300);
  return chargedPoints(cloud);
}

const newIssue = { fields: { project: { key: 'WEB' }, summary: 'One', issuetype: { name: 'Task' } } };

describe("Atlassian's worked examples", () => {
  test.each([
    ['GET one issue', 2, '/rest/api/3/issue/WEB-1', {}],
    ['GET the members of a group of 8', 17, '/rest/api/3/group/member?groupname=release-managers', {}],
    ['POST an issue', 1, '/rest/api/3/issue', { method: 'POST', json: newIssue }],
    ['GET one page', 2, '/wiki/rest/api/content/1000001', {}],
    ['GET one space', 2, '/wiki/rest/api/space/DOCS', {}],
    ['GET one user', 3, '/wiki/rest/api/user?accountId=admin-1', {}],
    [
      'POST a page',
      1,
      '/wiki/rest/api/content',
      { method: 'POST', json: { type: 'page', title: 'A', space: { key: 'DOCS' } } },
    ],
    [
      'PUT a page',
      1,
      '/wiki/rest/api/content/1000001',
      { method: 'PUT', json: { type: 'page', title: 'B', version: { number: 2 } } },
    ],
  ] as [string, number, string, Send][])('%s costs %i', async (_, points, path, send) => {
    expect(await pointsOf(path, send)).toBe(points);
  });

  test('fifty issues created cost 50', async () => {
    const cloud = await openCloud();
    for (let n = 0; n < 50; n += 1) await cloud.send('/rest/api/3/issue', { method: 'POST', json: newIssue });
    expect(chargedPoints(cloud)).toBe(50);
  });
});

describe('Measured prices', () => {
  const large = { ...site, sizes: { versionsPerProject: 500, permissionsPerSpace: 480, projects: 7 } };

  test.each([
    ['500 versions of a project', 1, '/rest/api/3/project/WEB/versions', {}],
    ['a page of users found', 1, '/rest/api/3/user/search?query=example', {}],
    [
      'the projects that a permission opens',
      1,
      '/rest/api/3/permissions/project',
      { method: 'POST', json: { permissions: ['BROWSE_PROJECTS'] } },
    ],
    ['7 projects', 8, '/rest/api/3/project/search', {}],
    ['10 issues found by GET', 11, '/rest/api/3/search/jql?jql=project%20%3D%20WEB&maxResults=10', {}],
    [
      '10 issues found by POST',
      11,
      '/rest/api/3/search/jql',
      { method: 'POST', json: { jql: 'project = WEB', maxResults: 10 } },
    ],
    ['250 permissions of a space', 500, '/wiki/api/v2/spaces/65537/permissions?limit=250', {}],
  ] as [string, number, string, Send][])('%s cost %i', async (_, points, path, send) => {
    expect(await pointsOf(path, send, { sites: [large] })).toBe(points);
  });

  test('without hidden costs the published rule holds', async () => {
    const options = { sites: [large], hiddenCosts: {} };
    expect(await pointsOf('/rest/api/3/project/WEB/versions', {}, options)).toBe(501);
    const post = { method: 'POST', json: { jql: 'project = WEB', maxResults: 10 } };
    expect(await pointsOf('/rest/api/3/search/jql', post, options)).toBe(11);
  });

  test('one hidden cost can be added to the measured ones', async () => {
    const hiddenCosts = { ...measuredCosts, 'GET /rest/api/3/myself': { kind: 'flat', points: 9 } };
    expect(await pointsOf('/rest/api/3/myself', {}, { hiddenCosts })).toBe(9);
  });
});

test('a path that is not emulated costs 1 and is answered in the product’s error shape', async () => {
  const cloud = await openCloud();
  const jira = await cloud.send('/rest/api/3/nothing/here');
  const confluence = await cloud.send('/wiki/api/v2/nothing');
  expect([jira.status, confluence.status]).toEqual([501, 501]);
  expect(await jira.json()).toEqual({
    errorMessages: [expect.stringContaining('GET /rest/api/3/nothing/here is not emulated.') as string],
    errors: {},
  });
  expect(await confluence.json()).toMatchObject({ errors: [{ status: 501, code: 'NOT_IMPLEMENTED' }] });
  expect(chargedPoints(cloud)).toBe(2);
});

test('GraphQL tells its cost in the body: 2 for an issue, 1 for a mutation', async () => {
  const cloud = await openCloud();
  const ask = async (query: string) => {
    const body = JSON.stringify({ query, variables: { cloudId: site.cloudId } });
    const response = await fetch(`${cloud.url}/graphql`, {
      method: 'POST',
      headers: { Authorization: token(), 'Content-Type': 'application/json' },
      body,
    });
    return (await response.json()) as unknown;
  };
  expect(await ask('query { jira { issueByKey(key: "WEB-1") { key } } }')).toMatchObject({
    data: { jira: { issueByKey: { key: 'WEB-1' } } },
    extensions: { cost: 2 },
  });
  expect(await ask('mutation { anything { id } }')).toMatchObject({ extensions: { cost: 1 } });
});
