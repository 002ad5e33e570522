/** Groups and their members. Administrators and apps make, fill and delete them. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { pageOf } from '../offset-page';
import { record, text } from '../untrusted';
import { mostOfAKind } from '../world/jira-store';
import type { Group } from '../world/people';
import { uuid } from '../world/seed';
import { apiBase, userJson } from './shapes';

/** With the group that the query names. */
function withGroup(call: Call, then: (group: Group) => Reply): Reply {
  const name = call.query.get('groupname');
  const id = call.query.get('groupId');
  const group = call.site.people.groups.find((known) => known.groupId === id || known.name === name);
  return group === undefined
    ? jiraError(404, `The group named '${name ?? id ?? ''}' does not exist.`)
    : then(group);
}

function groupMembers(call: Call): Reply {
  return withGroup(call, (group) => {
    const page = pageOf(call.query, group.members, 50);
    const values = page.values.map((index) => userJson(call, call.site.people.some(index)));
    const self = `${apiBase(call)}/group/member?groupId=${group.groupId}`;
    return reply(200, { self, ...page, values }, { identity: values.length });
  });
}

function groupJson(call: Call, { name, groupId, members }: Group): Record<string, unknown> {
  const shown = members.slice(0, 50);
  const users = {
    ...{ size: members.length, 'max-results': 50, 'start-index': 0 },
    'end-index': Math.max(0, shown.length - 1),
    items: shown.map((index) => userJson(call, call.site.people.some(index))),
  };
  return { name, groupId, self: `${apiBase(call)}/group?groupId=${groupId}`, users, expand: 'users' };
}

/** Runs for those who may change groups. */
function asAdministrator(call: Call, then: () => Reply): Reply {
  if (call.viewer.kind === 'app' || call.site.isAdmin(call.viewer)) return then();
  return jiraError(403, 'You do not have permission to change groups.');
}

function put(call: Call, group: Group): Group {
  const others = call.site.people.groups.filter(({ groupId }) => groupId !== group.groupId);
  call.site.people.groups = [...others, group];
  return group;
}

function createGroup(call: Call): Reply {
  return asAdministrator(call, () => {
    const { people, seed } = call.site;
    const name = text(record(call.body).name);
    if (name === null) return jiraError(400, '', { name: 'The name of the group must be given.' });
    if (people.groups.some((known) => known.name === name))
      return jiraError(400, `A group with the name '${name}' already exists.`);
    if (people.groups.length >= mostOfAKind) return jiraError(400, 'There are too many groups.');
    const groupId = uuid(seed, 'made group', call.site.jira.nextId());
    return reply(201, groupJson(call, put(call, { name, groupId, members: [] })));
  });
}

function deleteGroup(call: Call): Reply {
  return asAdministrator(call, () =>
    withGroup(call, ({ groupId }) => {
      const { people } = call.site;
      people.groups = people.groups.filter((known) => known.groupId !== groupId);
      return reply(200, null);
    }),
  );
}

/** @param accountId of the person who is put in or taken out */
function changeMember(call: Call, accountId: string | null, isAdded: boolean): Reply {
  return asAdministrator(call, () =>
    withGroup(call, (group) => {
      const person = accountId === null ? null : call.site.people.byAccountId(accountId);
      if (person === null) return jiraError(404, `The user '${accountId ?? ''}' does not exist.`);
      const isMember = group.members.includes(person.index);
      if (isAdded && isMember)
        return jiraError(
          400,
          `Cannot add user. '${person.displayName}' is already a member of '${group.name}'`,
        );
      if (!isAdded && !isMember)
        return jiraError(
          400,
          `Cannot remove user '${person.displayName}' from group '${group.name}' since user is not a member`,
        );
      const others = group.members.filter((index) => index !== person.index);
      const members = (isAdded ? [...others, person.index] : others).sort((a, b) => a - b);
      const changed = put(call, { ...group, members });
      return isAdded ? reply(201, groupJson(call, changed)) : reply(200, null);
    }),
  );
}

function allGroups(call: Call): Reply {
  const [names, ids] = [call.query.getAll('groupName'), call.query.getAll('groupId')];
  const groups = call.site.people.groups
    .filter(
      ({ name, groupId }) => names.length + ids.length === 0 || names.includes(name) || ids.includes(groupId),
    )
    .map(({ name, groupId }) => ({ name, groupId }));
  const page = pageOf(call.query, groups, 500);
  return reply(200, page, { identity: page.values.length });
}

function picker(call: Call): Reply {
  const part = (call.query.get('query') ?? '').toLowerCase();
  const all = call.site.people.groups.filter(({ name }) => name.toLowerCase().includes(part));
  const groups = pageOf(call.query, all, 1_000, 20).values.map(({ name, groupId }) => {
    const at = name.toLowerCase().indexOf(part);
    const html =
      part === ''
        ? name
        : `${name.slice(0, at)}<b>${name.slice(at, at + part.length)}</b>${name.slice(at + part.length)}`;
    return { name, html, groupId, labels: [] };
  });
  const header = `Showing ${groups.length} of ${all.length} matching groups`;
  return reply(200, { header, total: all.length, groups }, { identity: groups.length });
}

const product = 'jira';

export const groupEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'POST', template: '/rest/api/3/group', handle: createGroup },
  { product, method: 'DELETE', template: '/rest/api/3/group', handle: deleteGroup },
  {
    ...{ product, method: 'POST', template: '/rest/api/3/group/user' },
    handle: (call) => changeMember(call, text(record(call.body).accountId), true),
  },
  {
    ...{ product, method: 'DELETE', template: '/rest/api/3/group/user' },
    handle: (call) => changeMember(call, call.query.get('accountId'), false),
  },
  { product, method: 'GET', template: '/rest/api/3/group/member', handle: groupMembers },
  { product, method: 'GET', template: '/rest/api/3/group/bulk', handle: allGroups },
  { product, method: 'GET', template: '/rest/api/3/groups/picker', handle: picker },
];
