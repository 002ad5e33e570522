/** Versions and components: reading, making, changing and deleting them. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { pageOf } from '../offset-page';
import { idText, record, text } from '../untrusted';
import { mostOfAKind } from '../world/jira-store';
import type { Project } from '../world/projects';
import { partJson } from './fields/part-shapes';
import { visibleProject, withProject } from './project-access';
import { findPart, partsOf, type Part, type PartKind } from './project-parts';

const what = { versions: 'version', components: 'component' } as const;

function allOf(kind: PartKind) {
  return (call: Call): Reply =>
    withProject(call, (project) => {
      const shown = partJson.all(call, project, kind);
      return reply(200, shown, { core: shown.length });
    });
}

function pagedOf(kind: PartKind) {
  return (call: Call): Reply =>
    withProject(call, (project) => {
      const page = pageOf(call.query, partJson.all(call, project, kind), 500);
      return reply(200, page, { core: page.values.length });
    });
}

function withPart(kind: PartKind, then: (call: Call, project: Project, part: Part) => Reply) {
  return (call: Call): Reply => {
    const id = call.params[0] ?? '';
    const found = findPart(call.site, kind, id);
    if (found === null || visibleProject(call, found.project.id) === null)
      return jiraError(404, `Could not find ${what[kind]} for id '${id}'`);
    return then(call, found.project, found.part);
  };
}

/** What a caller may set; anything else is refused rather than dropped. */
const settable = {
  versions: [
    'name',
    'description',
    'archived',
    'released',
    'startDate',
    'releaseDate',
    'userStartDate',
    'userReleaseDate',
  ],
  components: ['name', 'description', 'assigneeType', 'leadAccountId'],
} as const;
const ignored = new Set([
  'self',
  'id',
  'project',
  'projectId',
  'overdue',
  'expand',
  'lead',
  'isAssigneeTypeValid',
]);

function read(call: Call, kind: PartKind, project: Project, old: Part | null): Part | Reply {
  const body = record(call.body);
  const known: readonly string[] = settable[kind];
  const unknown = Object.keys(body).find((name) => !known.includes(name) && !ignored.has(name));
  if (unknown !== undefined) return jiraError(400, `Unrecognized field "${unknown}"`);
  const sent = Object.fromEntries(Object.entries(body).filter(([name]) => known.includes(name)));
  const name = text(body.name) ?? old?.name ?? null;
  if (name === null) return jiraError(400, '', { name: `The name of the ${what[kind]} must not be empty.` });
  const taken = partsOf(call.site, project, kind).some((one) => one.name === name && one.id !== old?.id);
  if (taken)
    return jiraError(400, '', { name: `A ${what[kind]} with this name already exists in this project.` });
  const fresh =
    kind === 'versions'
      ? { archived: false, released: false }
      : { assigneeType: 'PROJECT_DEFAULT', isAssigneeTypeValid: false };
  return { ...fresh, ...old, ...sent, id: old?.id ?? String(call.site.jira.nextId() * 1_000_000), name };
}

function keep(call: Call, kind: PartKind, project: Project, status: number, old: Part | null): Reply {
  const part = read(call, kind, project, old);
  if (!('name' in part)) return part;
  const made = part;
  if (call.site.jira[kind].size >= mostOfAKind) return jiraError(400, `There are too many ${kind}.`);
  call.site.jira[kind].set(made.id, { projectIndex: project.index, part: made });
  return reply(status, partJson.one(call, project, kind, made), { core: 1 });
}

function createOf(kind: PartKind) {
  return (call: Call): Reply => {
    const { project: key, projectId } = record(call.body);
    const project = visibleProject(call, text(key) ?? (projectId === undefined ? '' : idText(projectId)));
    if (project === null)
      return jiraError(404, `No project could be found with key '${idText(key ?? projectId)}'.`);
    return keep(call, kind, project, 201, null);
  };
}

function endpointsOf(kind: PartKind): CloudEndpoint[] {
  const product = 'jira';
  const one = `/rest/api/3/${what[kind]}/{}`;
  return [
    { product, method: 'GET', template: `/rest/api/3/project/{}/${kind}`, handle: allOf(kind) },
    { product, method: 'GET', template: `/rest/api/3/project/{}/${what[kind]}`, handle: pagedOf(kind) },
    { product, method: 'POST', template: `/rest/api/3/${what[kind]}`, handle: createOf(kind) },
    {
      ...{ product, method: 'GET', template: one },
      handle: withPart(kind, (call, project, part) =>
        reply(200, partJson.one(call, project, kind, part), { core: 1 }),
      ),
    },
    {
      product,
      method: 'PUT',
      template: one,
      handle: withPart(kind, (call, project, part) => keep(call, kind, project, 200, part)),
    },
    {
      ...{ product, method: 'DELETE', template: one },
      handle: withPart(kind, (call, _, part) => {
        call.site.jira[kind].set(part.id, null);
        return reply(204, null, { core: 1 });
      }),
    },
  ];
}

export const partEndpoints: readonly CloudEndpoint[] = [
  ...endpointsOf('versions'),
  ...endpointsOf('components'),
];
