/** Users, groups and the server's own description. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import type { Person } from '../world/people';
import { pageOf } from '../offset-page';
import { appUserJson, jiraTime, userJson } from './shapes';

function getUser(call: Call): Reply {
  const person = call.site.people.byAccountId(call.query.get('accountId') ?? '');
  if (person === null)
    return jiraError(404, 'Specified user does not exist or you do not have required permissions');
  return reply(200, userJson(call.site, person), { identity: 1 });
}

function myself(call: Call): Reply {
  const person = call.viewer.kind === 'person' ? call.site.people.at(call.viewer.index) : null;
  return reply(200, person === null ? appUserJson(call.site) : userJson(call.site, person), { identity: 1 });
}

function peopleList(call: Call, all: readonly Person[]): Reply {
  const users = pageOf(call.query, all, 1_000).values.map((person) => userJson(call.site, person));
  return reply(200, users, { identity: users.length });
}

function searchUsers(call: Call): Reply {
  const part = (call.query.get('query') ?? '').toLowerCase();
  const matches = call.site.people
    .all()
    .filter((person) => `${person.displayName} ${person.emailAddress}`.toLowerCase().includes(part));
  return peopleList(call, matches);
}

function allUsers(call: Call): Reply {
  return peopleList(call, call.site.people.all());
}

function groupMembers(call: Call): Reply {
  const { site, query } = call;
  const name = query.get('groupname');
  const id = query.get('groupId');
  const group = site.people.groups.find((known) => known.groupId === id || known.name === name);
  if (group === undefined) {
    return jiraError(404, `The group named '${name ?? id ?? ''}' does not exist.`);
  }
  const page = pageOf(query, group.members, 50);
  const values = page.values.map((index) => userJson(site, site.people.some(index)));
  const self = `${site.jiraBase}/group/member?groupId=${group.groupId}`;
  return reply(200, { self, ...page, values }, { identity: values.length });
}

function allGroups(call: Call): Reply {
  const groups = call.site.people.groups.map(({ name, groupId }) => ({ name, groupId }));
  const page = pageOf(call.query, groups, 500);
  return reply(200, page, { identity: page.values.length });
}

function serverInfo(call: Call): Reply {
  return reply(200, {
    baseUrl: call.site.address,
    displayUrl: call.site.address,
    version: '1001.0.0-SNAPSHOT',
    versionNumbers: [1001, 0, 0],
    deploymentType: 'Cloud',
    buildNumber: 100_300,
    serverTime: jiraTime(call.nowMs),
    serverTitle: 'Jira',
  });
}

export const peopleEndpoints: readonly CloudEndpoint[] = [
  { product: 'jira', method: 'GET', template: '/rest/api/3/user', handle: getUser },
  { product: 'jira', method: 'GET', template: '/rest/api/3/myself', handle: myself },
  { product: 'jira', method: 'GET', template: '/rest/api/3/user/search', handle: searchUsers },
  { product: 'jira', method: 'GET', template: '/rest/api/3/users/search', handle: allUsers },
  { product: 'jira', method: 'GET', template: '/rest/api/3/group/member', handle: groupMembers },
  { product: 'jira', method: 'GET', template: '/rest/api/3/group/bulk', handle: allGroups },
  { product: 'jira', method: 'GET', template: '/rest/api/3/serverInfo', handle: serverInfo, anonymous: true },
];
