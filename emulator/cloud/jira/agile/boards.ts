/** Boards: a Scrum board for each project. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../../exchange';
import { pageOf } from '../../offset-page';
import { commaList, text } from '../../untrusted';
import { IssueState } from '../../world/issue-state';
import type { Project } from '../../world/projects';
import { categoryOf, stepId, stepsOf } from '../../world/workflow';
import { partJson } from '../fields/part-shapes';
import { visibleProject, visibleProjects } from '../project-access';
import { apiBase, projectJson } from '../shapes';
import { issuePage } from './issue-lists';
import { agileBase, boardJson, sprintJson } from './shapes';
import { boardProject, boardSprints } from './sprint-list';

function allBoards(call: Call): Reply {
  const { query } = call;
  const [name, type, wanted] = [query.get('name'), query.get('type'), text(query.get('projectKeyOrId'))];
  const project = wanted === null ? null : visibleProject(call, wanted);
  if (wanted !== null && project === null)
    return jiraError(400, `No project could be found with key or id '${wanted}'.`);
  const boards = visibleProjects(call)
    .filter((one) => project === null || one === project)
    .map((one) => boardJson(call, one))
    .filter(
      (board) =>
        (type ?? 'scrum').includes('scrum') &&
        String(board.name)
          .toLowerCase()
          .includes((name ?? '').toLowerCase()),
    );
  const page = pageOf(query, boards, 50);
  return reply(200, page, { core: page.values.length });
}

/** Runs with the project whose board the path names. */
export function withBoard(call: Call, then: (project: Project, boardId: number) => Reply): Reply {
  const boardId = Number(call.params[0]);
  const project = Number.isInteger(boardId) ? boardProject(call.site, boardId) : null;
  if (project !== null && visibleProject(call, project.id) !== null) return then(project, boardId);
  return jiraError(
    404,
    `Requested board cannot be viewed because it either does not exist or you do not have permission to view it.`,
  );
}

function configuration(call: Call): Reply {
  return withBoard(call, (project, boardId) =>
    reply(
      200,
      {
        id: boardId,
        name: `${project.key} board`,
        type: 'scrum',
        self: `${agileBase(call)}/board/${boardId}/configuration`,
        location: {
          type: 'project',
          key: project.key,
          id: project.id,
          name: project.name,
          self: `${apiBase(call)}/project/${project.id}`,
        },
        filter: { id: String(boardId), self: `${apiBase(call)}/filter/${boardId}` },
        columnConfig: {
          columns: stepsOf(project).map((step) => ({
            name: step,
            statuses: [{ id: stepId(step), self: `${apiBase(call)}/status/${stepId(step)}` }],
          })),
          constraintType: 'none',
        },
        estimation: {
          type: 'field',
          field: { fieldId: 'customfield_10016', displayName: 'Story point estimate' },
        },
        ranking: { rankCustomFieldId: 10_019 },
      },
      { core: 1 },
    ),
  );
}

function sprints(call: Call): Reply {
  return withBoard(call, (_, boardId) => {
    const states = commaList(call.query, 'state');
    const all = boardSprints(call.site, boardId).filter(
      ({ state }) => states.length === 0 || states.includes(state),
    );
    const { startAt, maxResults, isLast, values } = pageOf(call.query, all, 50);
    return reply(
      200,
      { startAt, maxResults, isLast, values: values.map((sprint) => sprintJson(call, sprint)) },
      { core: values.length },
    );
  });
}

function isDone(state: IssueState): boolean {
  return categoryOf(state.status).key === 'done';
}

function boardIssues(call: Call): Reply {
  return withBoard(call, (project) => issuePage(call, [project], () => true));
}

/** What is in no running or coming sprint, and is not done. */
function backlog(call: Call): Reply {
  return withBoard(call, (project, boardId) => {
    const open = new Set(
      boardSprints(call.site, boardId).flatMap(({ id, state }) => (state === 'closed' ? [] : [id])),
    );
    return issuePage(
      call,
      [project],
      (state) => !isDone(state) && !(state.sprintId !== null && open.has(state.sprintId)),
    );
  });
}

function boardSprintIssues(call: Call): Reply {
  return withBoard(call, (project) => {
    const sprintId = Number(call.params[1]);
    return issuePage(call, [project], (state) => state.sprintId === sprintId);
  });
}

function projects(call: Call): Reply {
  return withBoard(call, (project) => {
    const page = pageOf(call.query, [projectJson(call, project)], 50);
    return reply(200, page, { core: page.values.length });
  });
}

function versions(call: Call): Reply {
  return withBoard(call, (project) => {
    const page = pageOf(call.query, partJson.all(call, project, 'versions'), 50);
    const values = page.values.map((version) => ({ ...version, id: Number(version.id) }));
    return reply(200, { ...page, values }, { core: values.length });
  });
}

const product = 'jira';
const all = '/rest/agile/1.0/board';
const one = `${all}/{}`;

export const boardEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template: all, handle: allBoards },
  {
    ...{ product, method: 'GET', template: one },
    handle: (call) => withBoard(call, (project) => reply(200, boardJson(call, project), { core: 1 })),
  },
  { product, method: 'GET', template: `${one}/configuration`, handle: configuration },
  { product, method: 'GET', template: `${one}/sprint`, handle: sprints },
  { product, method: 'GET', template: `${one}/sprint/{}/issue`, handle: boardSprintIssues },
  { product, method: 'GET', template: `${one}/issue`, handle: boardIssues },
  { product, method: 'GET', template: `${one}/backlog`, handle: backlog },
  { product, method: 'GET', template: `${one}/project`, handle: projects },
  { product, method: 'GET', template: `${one}/version`, handle: versions },
];
