/**
 * What the functions of somebody's app are called with: events as the products send them, about issues and pages that the emulated
 * cloud has, and for resolvers a payload of the names that apps use for such things.
 */

/**
 * @typedef {import('../../emulator/testing').Cloud} Cloud
 * @typedef {{ id: string, key: string, fields: { summary: string, project: { id: string, key: string } } }} Issue
 * @typedef {{ id: string, title: string, spaceId: string }} Page
 * @typedef {{ issue: Issue, page: Page, person: string }} Things
 */

/**
 * @param {Cloud} cloud
 * @param {string} token
 * @param {string} path
 * @returns {Promise<any>}
 */
async function ask(cloud, token, path) {
  const headers = { authorization: `Bearer ${token}` };
  const { status, body } = await cloud.handle({ method: 'GET', url: path, headers, body: null });
  if (status !== 200) throw new Error(`The emulated cloud answered ${status} to ${path}: ${body}`);
  return JSON.parse(body);
}

/**
 * An issue and a page of the site; asked by an app of another name, so that it is in another account.
 * @param {{ cloud: Cloud, cloudId: string, person: string, emulatorToken: typeof import('../../emulator/testing').emulatorToken }} world
 * @returns {Promise<Things>}
 */
export async function thingsOf({ cloud, cloudId, person, emulatorToken }) {
  const token = emulatorToken({ appId: 'embed-check', environment: 'PRODUCTION', route: 'forge.asApp' });
  const jira = `/ex/jira/${cloudId}/rest/api/3`;
  const { issues } = await ask(
    cloud,
    token,
    `${jira}/search/jql?jql=created+%3E%3D+-3650d&maxResults=1&fields=*all`,
  );
  const { results } = await ask(cloud, token, `/ex/confluence/${cloudId}/wiki/api/v2/pages?limit=1`);
  return { issue: issues[0], page: results[0], person };
}

/**
 * @param {string} name
 * @param {Things} things
 */
export function eventOf(name, { issue, page, person }) {
  const about = { atlassianId: person, timestamp: 0 };
  if (name.includes(':confluence:'))
    return {
      ...about,
      content: {
        id: page.id,
        type: 'page',
        title: page.title,
        status: 'current',
        space: { id: page.spaceId },
      },
      attachment: {
        id: 'att1',
        type: 'attachment',
        title: 'a.txt',
        container: { id: page.id, type: 'page' },
      },
    };
  return {
    ...about,
    issue: { id: issue.id, key: issue.key, fields: issue.fields },
    changelog: { items: [{ field: 'summary', fromString: 'before', toString: issue.fields.summary }] },
    comment: { id: '10000', body: 'A comment', author: { accountId: person } },
    associatedUsers: [{ accountId: person }],
    ...{ id: '10000', sourceIssueId: issue.id, destinationIssueId: issue.id, issueLinkType: { id: '10000' } },
  };
}

/** @param {Things} things */
export function payloadOf({ issue, page, person }) {
  const { project } = issue.fields;
  return {
    ...{ issueKey: issue.key, issueId: issue.id, issueIdOrKey: issue.key, key: issue.key, id: issue.id },
    ...{ projectKey: project.key, projectId: project.id, projectIdOrKey: project.key },
    ...{ pageId: page.id, contentId: page.id, spaceId: page.spaceId },
    ...{
      accountId: person,
      userId: person,
      jql: `project = ${project.key}`,
      query: 'a',
      text: 'a',
      name: 'a',
    },
  };
}

/**
 * Where a page module says that it is shown.
 * @param {Pick<Things, 'issue' | 'page'>} things
 */
export function contextOf({ issue, page }) {
  const { project } = issue.fields;
  return {
    extension: {
      issue: { id: issue.id, key: issue.key },
      project: { id: project.id, key: project.key },
      content: { id: page.id, type: 'page' },
      space: { id: page.spaceId },
    },
  };
}
