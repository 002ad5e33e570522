/** Statuses, priorities, types of issues, resolutions: by list, by page and one by one. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { pageOf } from '../offset-page';
import { stepId, stepNames } from '../world/workflow';
import { issueTypes, oneOf, priorities, resolutions } from './catalogue';
import {
  categoryJson,
  issueTypeJson,
  priorityJson,
  resolutionJson,
  statusJson,
} from './configuration-shapes';
import { visibleProject } from './project-access';
import type { View } from './shapes';

type Show = (view: View, id: string) => Record<string, unknown> | null;

function listOf(all: readonly { id: string }[], show: Show) {
  return (call: Call): Reply => {
    const shown = all.map(({ id }) => show(call, id));
    return reply(200, shown, { core: shown.length });
  };
}

function oneById(all: readonly { id: string; name: string }[], show: Show, what: string) {
  return (call: Call): Reply => {
    const wanted = call.params[0] ?? '';
    const found = oneOf(all, { id: wanted }) ?? oneOf(all, { name: wanted });
    if (found === null) return jiraError(404, `The ${what} with id '${wanted}' does not exist`);
    return reply(200, show(call, found.id), { core: 1 });
  };
}

function pagedOf(all: readonly { id: string }[], show: Show) {
  return (call: Call): Reply => {
    const ids = call.query.getAll('id');
    const chosen = ids.length === 0 ? all : all.filter(({ id }) => ids.includes(id));
    const page = pageOf(call.query, chosen, 50);
    return reply(
      200,
      { ...page, values: page.values.map(({ id }) => show(call, id)) },
      { core: page.values.length },
    );
  };
}

const statuses = stepNames.map((name) => ({ id: stepId(name), name }));
const showStatus: Show = (view, id) => {
  const step = statuses.find((one) => one.id === id);
  return step === undefined ? null : statusJson(view, step.name);
};

const categories = (['To Do', 'In Progress', 'Done'] as const).map((name) => ({ id: name, name }));
const showCategory: Show = (view, id) =>
  categoryJson(view, categories.find((one) => one.id === id)?.name ?? 'To Do');

function oneCategory(call: Call): Reply {
  const wanted = call.params[0] ?? '';
  const found = categories
    .map(({ id }) => showCategory(call, id))
    .find((category) => String(category?.id) === wanted || category?.key === wanted);
  return found == null
    ? jiraError(404, `The status category with id '${wanted}' does not exist`)
    : reply(200, found, { core: 1 });
}

/** The newer list of statuses, by id. */
function bulkStatuses(call: Call): Reply {
  const ids = call.query.getAll('id');
  if (ids.length === 0) return jiraError(400, 'At least one status id must be given.');
  const found = statuses.filter(({ id }) => ids.includes(id)).map(newStatus);
  return reply(200, found, { core: found.length });
}

const categoryNames = {
  'To Do': 'TODO',
  'In Progress': 'IN_PROGRESS',
  'In Review': 'IN_PROGRESS',
  Done: 'DONE',
} as const;

function newStatus({ id, name }: (typeof statuses)[number]): Record<string, unknown> {
  return { id, name, description: '', statusCategory: categoryNames[name], scope: { type: 'GLOBAL' } };
}

function searchStatuses(call: Call): Reply {
  const part = (call.query.get('searchString') ?? '').toLowerCase();
  const page = pageOf(
    call.query,
    statuses.filter(({ name }) => name.toLowerCase().includes(part)),
    200,
    200,
  );
  return reply(200, { ...page, values: page.values.map(newStatus) }, { core: page.values.length });
}

function typesOfProject(call: Call): Reply {
  const wanted = call.query.get('projectId') ?? '';
  if (visibleProject(call, wanted) === null)
    return jiraError(404, `No project could be found with id '${wanted}'.`);
  return listOf(issueTypes, issueTypeJson)(call);
}

const product = 'jira';
const at = (path: string) => `/rest/api/3/${path}`;

export const configurationEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template: at('status'), handle: listOf(statuses, showStatus) },
  { product, method: 'GET', template: at('status/{}'), handle: oneById(statuses, showStatus, 'status') },
  { product, method: 'GET', template: at('statuses'), handle: bulkStatuses },
  { product, method: 'GET', template: at('statuses/search'), handle: searchStatuses },
  { product, method: 'GET', template: at('statuscategory'), handle: listOf(categories, showCategory) },
  { product, method: 'GET', template: at('statuscategory/{}'), handle: oneCategory },
  { product, method: 'GET', template: at('priority'), handle: listOf(priorities, priorityJson) },
  { product, method: 'GET', template: at('priority/search'), handle: pagedOf(priorities, priorityJson) },
  {
    product,
    method: 'GET',
    template: at('priority/{}'),
    handle: oneById(priorities, priorityJson, 'priority'),
  },
  { product, method: 'GET', template: at('resolution'), handle: listOf(resolutions, resolutionJson) },
  { product, method: 'GET', template: at('resolution/search'), handle: pagedOf(resolutions, resolutionJson) },
  {
    product,
    method: 'GET',
    template: at('resolution/{}'),
    handle: oneById(resolutions, resolutionJson, 'resolution'),
  },
  { product, method: 'GET', template: at('issuetype'), handle: listOf(issueTypes, issueTypeJson) },
  { product, method: 'GET', template: at('issuetype/project'), handle: typesOfProject },
  {
    product,
    method: 'GET',
    template: at('issuetype/{}'),
    handle: oneById(issueTypes, issueTypeJson, 'issue type'),
  },
];
