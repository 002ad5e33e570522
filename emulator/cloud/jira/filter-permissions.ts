/** With whom a filter is shared. It is kept and shown; in this cloud everybody sees every filter. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { record } from '../untrusted';
import type { Filter, SharePermission } from '../world/jira-store';
import { withFilter } from './filters';
import { projectJson, userJson } from './shapes';

/** Of one filter: nobody shares it with more. */
const mostShares = 100;

type Shown = Omit<SharePermission, 'id'>;

/** As the permission is shown, or what is wrong with what was sent. Source: Jira REST API v3, "Add share permission", 2026-11. */
function readShare(call: Call): Shown | string {
  const { type, projectId, groupname, groupId, accountId } = record(call.body);
  const { people, projects } = call.site;
  switch (type) {
    case 'global':
    case 'authenticated':
      // Jira shows both as one.
      return { type: 'loggedin' };
    case 'project': {
      const project = projects.find(String(projectId));
      return project === null ? 'The project does not exist.' : { type, project: projectJson(call, project) };
    }
    case 'group': {
      const group = people.groups.find((one) => one.groupId === groupId || one.name === groupname);
      if (group === undefined) return 'The group does not exist.';
      return { type, group: { name: group.name, groupId: group.groupId } };
    }
    case 'user': {
      const person = people.byAccountId(String(accountId));
      return person === null ? 'The user does not exist.' : { type, user: userJson(call, person) };
    }
    default:
      return 'type: there are global, authenticated, project, group and user';
  }
}

const sharesOf = ({ sharePermissions = [] }: Filter): readonly SharePermission[] => sharePermissions;

function keep(call: Call, filter: Filter, sharePermissions: readonly SharePermission[]): void {
  call.site.jira.filters.set(filter.id, { ...filter, sharePermissions });
}

function list(call: Call): Reply {
  return withFilter(call, (filter) => reply(200, sharesOf(filter), { identity: sharesOf(filter).length }));
}

function withShare(call: Call, then: (share: SharePermission, filter: Filter) => Reply): Reply {
  return withFilter(call, (filter) => {
    const share = sharesOf(filter).find(({ id }) => String(id) === call.params[1]);
    return share === undefined ? jiraError(404, 'The share permission does not exist.') : then(share, filter);
  });
}

function add(call: Call): Reply {
  return withFilter(call, (filter) => {
    const read = readShare(call);
    if (typeof read === 'string') return jiraError(400, read);
    if (sharesOf(filter).length >= mostShares) return jiraError(400, 'There are too many share permissions.');
    const shares = [...sharesOf(filter), { id: call.site.jira.nextId(), ...read } as SharePermission];
    keep(call, filter, shares);
    return reply(201, shares);
  });
}

function remove(call: Call): Reply {
  return withShare(call, (share, filter) => {
    keep(
      call,
      filter,
      sharesOf(filter).filter((one) => one !== share),
    );
    return reply(204, null);
  });
}

const product = 'jira';
const template = '/rest/api/3/filter/{}/permission';

export const filterPermissionEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template, handle: list },
  { product, method: 'POST', template, handle: add },
  {
    ...{ product, method: 'GET', template: `${template}/{}` },
    handle: (call) => withShare(call, (share) => reply(200, share, { identity: 1 })),
  },
  { product, method: 'DELETE', template: `${template}/{}`, handle: remove },
];
