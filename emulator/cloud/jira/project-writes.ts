/** Making, changing and deleting projects. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { idText, record, text } from '../untrusted';
import type { Project } from '../world/projects';
import { withProject } from './project-access';
import { apiBase, projectJson } from './shapes';

const keyShape = /^[A-Z][A-Z0-9]{1,9}$/;
const longestName = 80;
/** More than any test makes; each takes a place among the ids of issues. */
const mostProjects = 1_000;

/** What can be set. What only chooses a template or a scheme is taken, since the emulator has one of each. */
const settable = new Set([
  ...['key', 'name', 'description', 'leadAccountId', 'lead', 'url', 'assigneeType'],
  ...['projectTypeKey', 'projectTemplateKey', 'avatarId', 'categoryId', 'issueSecurityScheme'],
  ...['permissionScheme', 'notificationScheme', 'workflowScheme', 'issueTypeScheme', 'issueTypeScreenScheme'],
  ...['fieldConfigurationScheme', 'releasedProjectKeys'],
]);

/** Apps and administrators; to the others Jira says so. */
function mayAdminister({ site, viewer }: Call): boolean {
  return viewer.kind === 'app' || site.isAdmin(viewer);
}

const forbidden = () =>
  jiraError(403, 'You must have global administrator rights in order to modify projects.');

function keyTrouble({ site }: Call, key: string | null, old: Project | null): string | null {
  if (key === null) return old === null ? 'You must specify a project key.' : null;
  if (!keyShape.test(key))
    return 'Project keys must start with an uppercase letter, followed by one or more uppercase alphanumeric characters.';
  const holder = site.projects.holderOf(key);
  return holder === null || holder === old ? null : `Project '${holder.name}' uses this project key.`;
}

function nameTrouble({ site }: Call, name: string | null, old: Project | null): string | null {
  if (name === null) return old === null ? 'You must specify a valid project name.' : null;
  if (name.length > longestName)
    return `The project name must not exceed ${longestName} characters in length.`;
  const holder = site.projects.list.find((one) => one.name.toLowerCase() === name.toLowerCase());
  return holder === undefined || holder === old ? null : 'A project with that name already exists.';
}

interface Wanted {
  key: string | null;
  name: string | null;
  description: string | null;
  leadAccountId: string | null;
}

function read(call: Call, old: Project | null): Wanted | Reply {
  const body = record(call.body);
  const unknown = Object.keys(body).find((name) => !settable.has(name));
  if (unknown !== undefined) return jiraError(400, `Unrecognized field "${unknown}"`);
  const wanted = {
    key: text(body.key),
    name: text(body.name),
    description: typeof body.description === 'string' ? body.description : null,
    leadAccountId: text(body.leadAccountId),
  };
  const { leadAccountId } = wanted;
  const isNobody = leadAccountId !== null && call.site.people.byAccountId(leadAccountId) === null;
  const needsLead = old === null && leadAccountId === null;
  const errors = Object.entries({
    projectKey: keyTrouble(call, wanted.key, old),
    projectName: nameTrouble(call, wanted.name, old),
    projectLead: isNobody || needsLead ? 'You must specify a valid project lead.' : null,
    projectType:
      old === null && text(body.projectTypeKey) === null && text(body.projectTemplateKey) === null
        ? 'You must specify a project type or a project template.'
        : null,
  }).flatMap(([field, trouble]) => (trouble === null ? [] : [[field, trouble] as const]));
  return errors.length > 0 ? jiraError(400, '', Object.fromEntries(errors)) : wanted;
}

function create(call: Call): Reply {
  if (!mayAdminister(call)) return forbidden();
  const wanted = read(call, null);
  if ('status' in wanted) return wanted;
  const { projects } = call.site;
  if (projects.list.length >= mostProjects) return jiraError(400, 'There are too many projects.');
  const project = projects.add(wanted.key ?? '', wanted.name ?? '');
  projects.change(project, wanted);
  const { id, key } = project;
  return reply(201, { self: `${apiBase(call)}/project/${id}`, id: Number(id), key }, { core: 1 });
}

function update(call: Call): Reply {
  return withProject(call, (project) => {
    if (!mayAdminister(call)) return forbidden();
    const wanted = read(call, project);
    if ('status' in wanted) return wanted;
    call.site.projects.change(project, wanted);
    return reply(200, projectJson(call, project), { core: 1 });
  });
}

function remove(call: Call): Reply {
  return withProject(call, (project) => {
    if (!mayAdminister(call)) return forbidden();
    call.site.projects.remove(project);
    return reply(204, null, { core: 1 });
  });
}

function restore(call: Call): Reply {
  if (!mayAdminister(call)) return forbidden();
  const name = call.params[0] ?? '';
  const project = call.site.projects.restore(name);
  if (project === null) return jiraError(404, `No project could be found with key '${name}'.`);
  return reply(200, projectJson(call, project), { core: 1 });
}

/** Whether a project could be made with this key. */
function validateKey(call: Call): Reply {
  const trouble = keyTrouble(call, idText(call.query.get('key')) || null, null);
  return reply(
    200,
    { errorMessages: [], errors: trouble === null ? {} : { projectKey: trouble } },
    { core: 1 },
  );
}

const product = 'jira';
const all = '/rest/api/3/project';

export const projectWriteEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'POST', template: all, handle: create },
  { product, method: 'PUT', template: `${all}/{}`, handle: update },
  { product, method: 'DELETE', template: `${all}/{}`, handle: remove },
  { product, method: 'POST', template: `${all}/{}/restore`, handle: restore },
  { product, method: 'GET', template: '/rest/api/3/projectvalidate/key', handle: validateKey },
];
