/** Users and groups of Confluence. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { list, record } from '../untrusted';
import type { Person } from '../world/people';
import { notFound, v1, v2 } from './endpoint';
import { listing, offsetPage } from './paging';
import { restRoot, userJson } from './v1-json';

type Group = Call['site']['people']['groups'][number];

function groupJson(call: Call, { name, groupId }: Group): Record<string, unknown> {
  const self = `${restRoot(call)}/group/by-id?id=${groupId}`;
  return {
    type: 'group',
    name,
    id: groupId,
    usageType: 'USERBASE_GROUP',
    managedBy: 'ADMINS',
    _links: { self },
  };
}

function getUser(call: Call): Reply {
  const person = call.site.people.byAccountId(call.query.get('accountId') ?? '');
  if (person === null) return notFound(call, 'No user found with this account id');
  return reply(200, userJson(call, person), { identity: 1 });
}

/** `expand=operations` lists what the person may do to Confluence itself: `administer` for administrators. */
function currentUser(call: Call): Reply {
  const person = call.viewer.kind === 'person' ? call.site.people.at(call.viewer.index) : null;
  const keys = call.site.isAdmin(call.viewer) ? ['use', 'administer'] : ['use'];
  const granted = keys.map((operation) => ({ operation, targetType: 'application' }));
  const wanted = (call.query.get('expand') ?? '').split(',').includes('operations');
  const user = userJson(call, person);
  return reply(200, wanted ? { ...user, operations: granted } : user, { identity: 1 });
}

function anonymous(call: Call): Reply {
  const profilePicture = { path: '/wiki/aa-avatar/anonymous', width: 48, height: 48, isDefault: true };
  const user = {
    type: 'anonymous',
    displayName: 'Anonymous',
    profilePicture,
    _expandable: { operations: '' },
  };
  return reply(200, { ...user, _links: { self: `${restRoot(call)}/user/anonymous` } }, { identity: 1 });
}

const groupsOf = (call: Call, person: Person): Group[] =>
  call.site.people.groups.filter(({ members }) => members.includes(person.index));

function memberOf(call: Call): Reply {
  const person = call.site.people.byAccountId(call.query.get('accountId') ?? '');
  if (person === null) return notFound(call, 'No user found with this account id');
  return offsetPage(call, listing(groupsOf(call, person)), {
    show: (group) => groupJson(call, group),
    objects: 'identity',
  });
}

function named(call: Call, ids: readonly string[]): Person[] {
  return ids.flatMap((id) => call.site.people.byAccountId(id) ?? []);
}

function bulk(call: Call): Reply {
  const people = named(call, call.query.getAll('accountId'));
  return offsetPage(call, listing(people), { show: (one) => userJson(call, one), objects: 'identity' });
}

function bulkV2(call: Call): Reply {
  const ids = list(record(call.body).accountIds).slice(0, 250).map(String);
  const people = named(call, ids);
  const results = people.map(({ accountId, displayName, emailAddress }) => ({
    ...{ accountId, displayName, publicName: displayName, email: emailAddress },
    ...{
      accountType: 'atlassian',
      accountStatus: 'active',
      timeZone: 'Etc/UTC',
      isExternalCollaborator: false,
    },
    personalSpaceId: null,
  }));
  return reply(200, { results, _links: { base: `${call.baseUrl}/wiki` } }, { identity: results.length });
}

function groups(call: Call, isWanted: (group: Group) => boolean): Reply {
  const found = call.site.people.groups.filter(isWanted);
  return offsetPage(call, listing(found), { show: (one) => groupJson(call, one), objects: 'identity' });
}

function withGroup(call: Call, id: string | null | undefined, then: (group: Group) => Reply): Reply {
  const group = call.site.people.groups.find(({ groupId }) => groupId === id);
  return group === undefined ? notFound(call, 'There is no such group') : then(group);
}

function members(call: Call): Reply {
  return withGroup(call, call.params[0], (group) => {
    const people = group.members.flatMap((index) => call.site.people.at(index) ?? []);
    return offsetPage(call, listing(people), { show: (one) => userJson(call, one), objects: 'identity' });
  });
}

const paged = ['start', 'limit', 'expand', 'shouldReturnTotalSize'];

export const peopleEndpoints: readonly CloudEndpoint[] = [
  v1('GET', '/user', { query: ['accountId', 'expand'] }, getUser),
  v1('GET', '/user/current', { query: ['expand'] }, currentUser),
  v1('GET', '/user/anonymous', { query: ['expand'] }, anonymous),
  v1('GET', '/user/memberof', { query: ['accountId', ...paged] }, memberOf),
  v1('GET', '/user/bulk', { query: ['accountId', ...paged] }, bulk),
  v2('POST', '/users-bulk', { body: ['accountIds'] }, bulkV2),
  v1('GET', '/group', { query: [...paged, 'accessType'] }, (call) => groups(call, () => true)),
  v1('GET', '/group/picker', { query: [...paged, 'query'] }, (call) =>
    groups(call, ({ name }) => name.includes(call.query.get('query') ?? '')),
  ),
  v1('GET', '/group/by-id', { query: ['id'] }, (call) =>
    withGroup(call, call.query.get('id'), (group) => reply(200, groupJson(call, group), { identity: 1 })),
  ),
  v1('GET', '/group/{}/membersByGroupId', { query: paged }, members),
];
