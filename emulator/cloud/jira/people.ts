/** Users: one, many, found by words, and those who may be assigned. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { pageOf } from '../offset-page';
import { commaList } from '../untrusted';
import type { Person } from '../world/people';
import { noIssue } from './issue-access';
import { visibleProject } from './project-access';
import { appUserJson, avatarUrls, userJson } from './shapes';

function getUser(call: Call): Reply {
  const person = call.site.people.byAccountId(call.query.get('accountId') ?? '');
  if (person === null)
    return jiraError(404, 'Specified user does not exist or you do not have required permissions');
  return reply(200, withGroups(call, person), { identity: 1 });
}

/** `expand=groups` names them; without it they are counted. */
function withGroups(call: Call, person: Person): Record<string, unknown> {
  const names = call.site.people.groups
    .filter(({ members }) => members.includes(person.index))
    .map(({ name, groupId }) => ({ name, groupId }));
  const wanted = (call.query.get('expand') ?? '').split(',').includes('groups');
  const roles = { size: 1, items: [] };
  return {
    ...userJson(call, person),
    groups: { size: names.length, items: wanted ? names : [] },
    applicationRoles: roles,
    expand: 'groups,applicationRoles',
  };
}

function myself(call: Call): Reply {
  const person = call.viewer.kind === 'person' ? call.site.people.at(call.viewer.index) : null;
  return reply(200, person === null ? appUserJson(call) : withGroups(call, person), { identity: 1 });
}

function peopleList(call: Call, all: readonly Person[]): Reply {
  const users = pageOf(call.query, all, 1_000).values.map((person) => userJson(call, person));
  return reply(200, users, { identity: users.length });
}

function found(call: Call, part: string | null): Person[] {
  const wanted = (part ?? '').toLowerCase();
  const accountId = call.query.get('accountId');
  return call.site.people
    .all()
    .filter((person) =>
      accountId === null
        ? `${person.displayName} ${person.emailAddress}`.toLowerCase().includes(wanted)
        : person.accountId === accountId,
    );
}

function searchUsers(call: Call): Reply {
  return peopleList(call, found(call, call.query.get('query')));
}

function assignable(call: Call): Reply {
  const { query, viewer, site } = call;
  const [project, issueKey] = [query.get('project'), query.get('issueKey')];
  if (project === null && issueKey === null && query.get('issueId') === null)
    return jiraError(400, 'Either project or issueKey must be specified.');
  if (project !== null && visibleProject(call, project) === null)
    return jiraError(404, `No project could be found with key '${project}'.`);
  if (issueKey !== null && site.visibleIssue(viewer, issueKey) === null) return jiraError(404, noIssue);
  return searchUsers(call);
}

/** Those who may be assigned in each of several projects: on this site, all. */
function assignableInAll(call: Call): Reply {
  const keys = commaList(call.query, 'projectKeys');
  if (keys.length === 0) return jiraError(400, 'The projectKeys query parameter must be given.');
  const missing = keys.find((key) => visibleProject(call, key) === null);
  if (missing !== undefined) return jiraError(404, `No project could be found with key '${missing}'.`);
  return searchUsers(call);
}

/** Those who may see the issue, or the project's issues: where it is restricted, those who see such things. */
function viewers(call: Call): Reply {
  const { query, site, viewer } = call;
  const [issueKey, projectKey] = [query.get('issueKey'), query.get('projectKey')];
  if (issueKey === null && projectKey === null)
    return jiraError(400, 'Either issueKey or projectKey must be specified.');
  const seen =
    issueKey === null ? visibleProject(call, projectKey ?? '') : site.visibleIssue(viewer, issueKey);
  if (seen === null)
    return jiraError(
      404,
      issueKey === null ? `No project could be found with key '${projectKey ?? ''}'.` : noIssue,
    );
  const all = found(call, query.get('query'));
  const sees = ({ index }: Person) => !seen.restricted || site.seesRestricted({ kind: 'person', index });
  return peopleList(call, all.filter(sees));
}

function picker(call: Call): Reply {
  const part = call.query.get('query') ?? '';
  const all = found(call, part);
  const page = pageOf(call.query, all, 1_000);
  const users = page.values.map((person) => ({
    accountId: person.accountId,
    accountType: 'atlassian',
    html: `<strong>${person.displayName}</strong>`,
    displayName: person.displayName,
    avatarUrl: avatarUrls(call, 'user', person.index)['24x24'],
  }));
  const header = `Showing ${users.length} of ${all.length} matching users`;
  return reply(200, { users, total: all.length, header }, { identity: users.length });
}

function bulk(call: Call): Reply {
  const ids = call.query.getAll('accountId');
  if (ids.length === 0) return jiraError(400, 'The accountId query parameter must be given.');
  const people = ids.flatMap((id) => call.site.people.byAccountId(id) ?? []);
  const page = pageOf(call.query, people, 200, 10);
  return reply(
    200,
    { ...page, values: page.values.map((person) => userJson(call, person)) },
    { identity: page.values.length },
  );
}

function groupsOf(call: Call): Reply {
  const person = call.site.people.byAccountId(call.query.get('accountId') ?? '');
  if (person === null)
    return jiraError(404, 'Specified user does not exist or you do not have required permissions');
  const groups = call.site.people.groups
    .filter(({ members }) => members.includes(person.index))
    .map(({ name, groupId }) => ({ name, groupId }));
  return reply(200, groups, { identity: groups.length });
}

const product = 'jira';
const at = (path: string) => `/rest/api/3/${path}`;

export const peopleEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template: at('user'), handle: getUser },
  { product, method: 'GET', template: at('myself'), handle: myself },
  { product, method: 'GET', template: at('user/search'), handle: searchUsers },
  { product, method: 'GET', template: at('user/assignable/search'), handle: assignable },
  { product, method: 'GET', template: at('user/assignable/multiProjectSearch'), handle: assignableInAll },
  { product, method: 'GET', template: at('user/viewissue/search'), handle: viewers },
  { product, method: 'GET', template: at('user/picker'), handle: picker },
  { product, method: 'GET', template: at('user/bulk'), handle: bulk },
  { product, method: 'GET', template: at('user/groups'), handle: groupsOf },
  {
    product,
    method: 'GET',
    template: at('users'),
    handle: (call) => peopleList(call, call.site.people.all()),
  },
  {
    product,
    method: 'GET',
    template: at('users/search'),
    handle: (call) => peopleList(call, call.site.people.all()),
  },
];
