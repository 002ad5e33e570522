/** What may be filled in where an issue is made or edited. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { pageOf } from '../offset-page';
import { commaList } from '../untrusted';
import type { Project } from '../world/projects';
import { issueTypes } from './catalogue';
import { issueTypeJson } from './configuration-shapes';
import type { IssueField } from './fields/definition';
import { allFields, isOnScreen } from './fields/table';
import { withIssue } from './issue-access';
import { visibleProjects, withProject } from './project-access';
import { projectJson } from './shapes';

function metaOf(call: Call, project: Project, field: IssueField): Record<string, unknown> {
  const { id, name, schema, operations = [], isRequired, allowed } = field;
  const choices = allowed?.(call, project);
  return {
    required: isRequired ?? false,
    schema,
    name,
    key: id,
    fieldId: id,
    hasDefaultValue: id === 'priority' || id === 'reporter',
    operations: ['set', ...operations],
    ...(choices === undefined ? {} : { allowedValues: choices }),
  };
}

function fieldMetas(call: Call, project: Project): Record<string, unknown>[] {
  return allFields(call.site)
    .filter(isOnScreen)
    .map((field) => metaOf(call, project, field));
}

function creatableTypes(call: Call): Reply {
  return withProject(call, () => {
    const { values, startAt, maxResults, total } = pageOf(call.query, issueTypes, 200);
    const shown = values.map(({ id }) => issueTypeJson(call, id));
    return reply(200, { startAt, maxResults, total, issueTypes: shown }, { core: shown.length });
  });
}

function fieldsOfType(call: Call): Reply {
  return withProject(call, (project) => {
    if (!issueTypes.some(({ id }) => id === call.params[1]))
      return jiraError(404, `The project has no issue type with id '${call.params[1] ?? ''}'.`);
    const { values, startAt, maxResults, total } = pageOf(call.query, fieldMetas(call, project), 200);
    return reply(200, { startAt, maxResults, total, fields: values }, { core: values.length });
  });
}

/** The older one of all projects at once; types come without their fields unless they are expanded. */
function createMeta(call: Call): Reply {
  const keys = commaList(call.query, 'projectKeys');
  const ids = commaList(call.query, 'projectIds');
  const withFields = (call.query.get('expand') ?? '').includes('projects.issuetypes.fields');
  const projects = visibleProjects(call)
    .filter(({ id, key }) => keys.length + ids.length === 0 || keys.includes(key) || ids.includes(id))
    .map((project) => {
      const fields = withFields
        ? { fields: Object.fromEntries(fieldMetas(call, project).map((meta) => [meta.key as string, meta])) }
        : {};
      const issuetypes = issueTypes.map(({ id }) => ({ ...issueTypeJson(call, id), ...fields }));
      return { ...projectJson(call, project), issuetypes };
    });
  return reply(200, { expand: 'projects', projects }, { core: projects.length });
}

function editMeta(call: Call): Reply {
  return withIssue(call, ({ project }) => {
    const metas = fieldMetas(call, project).filter(({ key }) => key !== 'project');
    const fields = Object.fromEntries(metas.map((meta) => [meta.key as string, meta]));
    return reply(200, { fields }, { core: metas.length });
  });
}

const product = 'jira';
const template = '/rest/api/3/issue/createmeta';

export const createMetaEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template, handle: createMeta },
  { product, method: 'GET', template: `${template}/{}/issuetypes`, handle: creatableTypes },
  { product, method: 'GET', template: `${template}/{}/issuetypes/{}`, handle: fieldsOfType },
  { product, method: 'GET', template: '/rest/api/3/issue/{}/editmeta', handle: editMeta },
];
