/** Groups and their members. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { pageOf } from '../offset-page';
import { apiBase, userJson } from './shapes';

function groupMembers(call: Call): Reply {
  const { site, query } = call;
  const name = query.get('groupname');
  const id = query.get('groupId');
  const group = site.people.groups.find((known) => known.groupId === id || known.name === name);
  if (group === undefined) {
    return jiraError(404, `The group named '${name ?? id ?? ''}' does not exist.`);
  }
  const page = pageOf(query, group.members, 50);
  const values = page.values.map((index) => userJson(call, site.people.some(index)));
  const self = `${apiBase(call)}/group/member?groupId=${group.groupId}`;
  return reply(200, { self, ...page, values }, { identity: values.length });
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
  { product, method: 'GET', template: '/rest/api/3/group/member', handle: groupMembers },
  { product, method: 'GET', template: '/rest/api/3/group/bulk', handle: allGroups },
  { product, method: 'GET', template: '/rest/api/3/groups/picker', handle: picker },
];
