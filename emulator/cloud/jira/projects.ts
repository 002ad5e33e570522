/** Projects: lists, one, its statuses and its roles. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { pageOf } from '../offset-page';
import type { Project } from '../world/projects';
import { stepsOf } from '../world/workflow';
import { issueTypes } from './catalogue';
import { issueTypeJson, statusJson } from './configuration-shapes';
import { partJson } from './fields/part-shapes';
import { visibleProjects, withProject } from './project-access';
import { apiBase, projectJson, userJson, type View } from './shapes';

function searchProjects(call: Call): Reply {
  const { query } = call;
  const part = (query.get('query') ?? '').toLowerCase();
  const [keys, ids] = [query.getAll('keys'), query.getAll('id')];
  const all = visibleProjects(call).filter(
    ({ id, key, name }) =>
      `${key} ${name}`.toLowerCase().includes(part) &&
      (keys.length === 0 || keys.includes(key)) &&
      (ids.length === 0 || ids.includes(id)),
  );
  const page = pageOf(query, all, 100);
  const self = `${apiBase(call)}/project/search`;
  const nextPage = page.isLast
    ? {}
    : { nextPage: `${self}?maxResults=${page.maxResults}&startAt=${page.startAt + page.values.length}` };
  const values = page.values.map((project) => projectJson(call, project));
  return reply(200, { self, ...nextPage, ...page, values }, { core: values.length });
}

function allProjects(call: Call): Reply {
  const projects = visibleProjects(call).map((project) => projectJson(call, project));
  return reply(200, projects, { core: projects.length });
}

function leadOf(view: View, project: Project): Record<string, unknown> {
  const { people } = view.site;
  const named = project.leadAccountId === undefined ? null : people.byAccountId(project.leadAccountId);
  return userJson(view, named ?? people.some(project.index));
}

function getProject(call: Call): Reply {
  return withProject(call, (project) =>
    reply(
      200,
      {
        ...projectJson(call, project),
        description: project.description ?? '',
        lead: leadOf(call, project),
        components: partJson.all(call, project, 'components'),
        versions: partJson.all(call, project, 'versions'),
        issueTypes: issueTypes.map(({ id }) => issueTypeJson(call, id)),
        assigneeType: 'UNASSIGNED',
        roles: Object.fromEntries(roles.map(({ id, name }) => [name, roleUrl(call, project, id)])),
      },
      { core: 1 },
    ),
  );
}

function statuses(call: Call): Reply {
  return withProject(call, (project) => {
    const shown = issueTypes.map(({ id, name, subtask }) => ({
      self: `${apiBase(call)}/issuetype/${id}`,
      id,
      name,
      subtask,
      statuses: stepsOf(project).map((step) => statusJson(call, step)),
    }));
    return reply(200, shown, { core: shown.length });
  });
}

const roles = [
  { id: 10_002, name: 'Administrators', description: 'They administer the project.' },
  { id: 10_003, name: 'Member', description: 'They work in the project.' },
] as const;

function roleUrl(view: View, project: Project, id: number): string {
  return `${apiBase(view)}/project/${project.id}/role/${id}`;
}

function rolesOf(call: Call): Reply {
  return withProject(call, (project) => {
    const shown = Object.fromEntries(roles.map(({ id, name }) => [name, roleUrl(call, project, id)]));
    return reply(200, shown, { identity: roles.length });
  });
}

/** The administrators of the site, and the group that holds everybody. */
function oneRole(call: Call): Reply {
  return withProject(call, (project) => {
    const role = roles.find(({ id }) => String(id) === call.params[1]);
    if (role === undefined) return jiraError(404, `Can not retrieve a role actor for a null project role.`);
    const admins = call.site.people.all().filter(({ admin }) => admin);
    const actors =
      role.name === 'Administrators'
        ? admins.map(({ index, displayName, accountId }) => ({
            id: 10_000 + index,
            displayName,
            type: 'atlassian-user-role-actor',
            actorUser: { accountId },
          }))
        : [
            {
              id: 20_000,
              displayName: 'jira-users',
              type: 'atlassian-group-role-actor',
              actorGroup: { name: 'jira-users', displayName: 'jira-users' },
            },
          ];
    return reply(
      200,
      { self: roleUrl(call, project, role.id), ...role, actors },
      { identity: actors.length },
    );
  });
}

const siteRoles = (call: Call): Reply => {
  const shown = roles.map((role) => ({ self: `${apiBase(call)}/role/${role.id}`, ...role }));
  return reply(200, shown, { identity: shown.length });
};

const types = [
  {
    key: 'software',
    formattedKey: 'Software',
    descriptionI18nKey: 'jira.project.type.software.description',
    icon: '',
    color: '#0052cc',
  },
] as const;

const product = 'jira';
const one = '/rest/api/3/project/{}';

export const projectEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template: '/rest/api/3/project/search', handle: searchProjects },
  { product, method: 'GET', template: '/rest/api/3/project', handle: allProjects },
  {
    product,
    method: 'GET',
    template: '/rest/api/3/project/type',
    handle: () => reply(200, types, { core: types.length }),
  },
  { product, method: 'GET', template: one, handle: getProject },
  { product, method: 'GET', template: `${one}/statuses`, handle: statuses },
  { product, method: 'GET', template: `${one}/role`, handle: rolesOf },
  { product, method: 'GET', template: `${one}/role/{}`, handle: oneRole },
  { product, method: 'GET', template: '/rest/api/3/role', handle: siteRoles },
];
