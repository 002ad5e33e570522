/** JQL as it is evaluated: what is found, and what is refused in Jira's words rather than ignored. */
import { closeClouds, openCloud, site, asAdmin, type OpenCloud } from '../open-cloud';

afterEach(closeClouds);

const small = { ...site, sizes: { projects: 3, issuesPerProject: 40 } };

async function ask(
  cloud: OpenCloud,
  jql: string,
): Promise<{ status: number; keys: string[]; messages: string[] }> {
  const json = { jql, fields: ['summary'], maxResults: 100 };
  const send = { method: 'POST', json, authorization: asAdmin };
  const response = await cloud.send('/rest/api/3/search/jql', send);
  const { issues = [], errorMessages = [] } = (await response.json()) as {
    issues?: { key: string }[];
    errorMessages?: string[];
  };
  return { status: response.status, keys: issues.map(({ key }) => key), messages: errorMessages };
}

async function make(cloud: OpenCloud, fields: Record<string, unknown>): Promise<string> {
  const json = { fields: { project: { key: 'WEB' }, issuetype: { name: 'Task' }, ...fields } };
  const response = await cloud.send('/rest/api/3/issue', { method: 'POST', json, authorization: asAdmin });
  return ((await response.json()) as { key: string }).key;
}

test('each condition finds the issue that has it and not the one that has not', async () => {
  const cloud = await openCloud({ sites: [small] });
  const one = await make(cloud, {
    summary: 'Repair the steam engine',
    priority: { name: 'Highest' },
    labels: ['Rail', 'steam'],
    duedate: '2026-12-24',
    assignee: { accountId: 'admin-1' },
    customfield_10016: 13,
  });
  cloud.clock.advance(3_600_000);
  const other = await make(cloud, { summary: 'Paint the waiting room', priority: { name: 'Low' } });
  const foundBy = async (condition: string) =>
    (await ask(cloud, `key in (${one}, ${other}) and ${condition}`)).keys;
  for (const condition of [
    'priority > Medium',
    'labels = rail',
    'labels in (steam, other)',
    'labels not in (other)',
    'labels is not EMPTY',
    'due <= "2026-12-24"',
    'assignee = currentUser()',
    'assignee in membersOf("site-admins")',
    'summary ~ "ENGINE steam"',
    String.raw`summary ~ "\"steam engine\""`,
    'text ~ "eng*"',
    'created < -30m',
    '"Story point estimate" >= 13',
    'cf[10016] = 13',
    'not (priority = Low or labels is EMPTY)',
    `key != ${other} and project = Website and type = Task and statusCategory = "To Do" and reporter = admin-1`,
  ]) {
    expect([condition, await foundBy(condition)]).toEqual([condition, [one]]);
  }
  // As in Jira, "is not" finds nothing that is empty.
  expect(await foundBy('assignee != currentUser()')).toEqual([]);
  expect(await foundBy('labels != rail')).toEqual([]);
  expect(await foundBy('summary is not EMPTY order by created desc')).toEqual([other, one]);
  expect(await foundBy('summary is not EMPTY order by priority desc, key')).toEqual([one, other]);
});

test('an ordered search is whole through its pages', async () => {
  const cloud = await openCloud({ sites: [small] });
  const keys: string[] = [];
  let nextPageToken: string | undefined;
  do {
    const json = {
      jql: 'project in (WEB, MOB) order by created',
      fields: ['created'],
      maxResults: 30,
      nextPageToken,
    };
    const response = await cloud.send('/rest/api/3/search/jql', { method: 'POST', json });
    const page = (await response.json()) as { issues: { key: string }[]; nextPageToken?: string };
    keys.push(...page.issues.map(({ key }) => key));
    ({ nextPageToken } = page);
  } while (nextPageToken !== undefined);
  expect(new Set(keys).size).toBe(80);
});

test.each([
  ['', 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.'],
  [
    'order by created',
    'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
  ],
  ['colour = red', "Field 'colour' does not exist or you do not have permission to view it."],
  ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
  ['status = 99', "A value with ID '99' does not exist for the field 'status'."],
  ['key = WEB-99999', "An issue with key 'WEB-99999' does not exist for field 'key'."],
  ['key = "1"', "The issue key '1' for field 'key' is invalid."],
  ['project ~ WEB', "The operator '~' is not supported by the 'project' field."],
  ['summary = word', "The operator '=' is not supported by the 'summary' field."],
  ['project in WEB', "Operator 'in' does not support the non-list value 'WEB' for field 'project'."],
  ['project = (WEB, MOB)', "Operator '=' does not support the list value '(WEB, MOB)' for field 'project'."],
  ['project = EMPTY', "The field 'project' does not support searching for EMPTY values."],
  ['text ~ ""', "The field 'text' does not support searching for an empty string."],
  ['assignee = bogus()', "Unable to find JQL function 'bogus()'."],
  ['project = WEB order by bogus', "Not able to sort using field 'bogus'."],
  [
    'assignee in membersOf(nobody)',
    "Function 'membersOf' can not generate a list of usernames for group 'nobody'; the group does not exist.",
  ],
  [
    'updated >= yesterday',
    "Date value 'yesterday' for field 'updated' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.",
  ],
  ['sprint in openSprints()', "The function 'openSprints()' is JQL that the emulator does not evaluate."],
  ['status was Done', "The operator 'was' is JQL that the emulator does not evaluate."],
  ['status changed', "The operator 'changed' is JQL that the emulator does not evaluate."],
  ['worklogDate > -1d', "The field 'worklogDate' is JQL that the emulator does not evaluate."],
  [
    'summary ~ "a OR b"',
    "In the text sought in 'summary', OR and NOT within a text is JQL that the emulator does not evaluate.",
  ],
])('%j is refused with 400', async (jql, message) => {
  const cloud = await openCloud({ sites: [small] });
  expect(await ask(cloud, jql)).toEqual({ status: 400, keys: [], messages: [message] });
});

test('a field that is not on the screen is refused by name, and nothing of the request is kept', async () => {
  const cloud = await openCloud({ sites: [small] });
  const path = '/rest/api/3/issue/WEB-1';
  const json = { fields: { summary: 'Not kept', customfield_99999: 1, nonsense: 2 } };
  const response = await cloud.send(path, { method: 'PUT', json });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({
    errorMessages: [],
    errors: {
      customfield_99999:
        "Field 'customfield_99999' cannot be set. It is not on the appropriate screen, or unknown.",
      nonsense: "Field 'nonsense' cannot be set. It is not on the appropriate screen, or unknown.",
    },
  });
  const { fields } = (await (await cloud.send(path)).json()) as { fields: { summary: string } };
  expect(fields.summary).not.toBe('Not kept');
});

test('the removed search says 410 in Jira’s words, and answers where it is let', async () => {
  const path = '/rest/api/2/search?jql=project%20%3D%20WEB&startAt=35';
  const removed = await (await openCloud({ sites: [small] })).send(path);
  expect(removed.status).toBe(410);
  expect(await removed.json()).toEqual({
    errorMessages: [
      'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046',
    ],
    errors: {},
  });
  const kept = await (await openCloud({ sites: [small], legacySearch: true })).send(path);
  expect(await kept.json()).toMatchObject({ startAt: 35, total: 40, issues: [{}, {}, {}, {}, {}] });
});
