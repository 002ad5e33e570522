/** Sprints: making, starting, closing and filling them; and the backlog that issues go back to. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../../exchange';
import { idText, list, record, text } from '../../untrusted';
import { mostOfAKind, type Sprint } from '../../world/jira-store';
import type { IssueRef } from '../../world/issues';
import { applyChanges } from '../fields/apply';
import { noIssue } from '../issue-access';
import { visibleProject } from '../project-access';
import { issuePage } from './issue-lists';
import { rankBeside } from './rank';
import { sprintJson } from './shapes';
import { boardProject, findSprint } from './sprint-list';

const mostMoved = 50;

function isVisibleBoard(call: Call, boardId: number): boolean {
  const project = Number.isInteger(boardId) ? boardProject(call.site, boardId) : null;
  return project !== null && visibleProject(call, project.id) !== null;
}

function withSprint(call: Call, then: (sprint: Sprint) => Reply): Reply {
  const id = Number(call.params[0]);
  const sprint = Number.isInteger(id) ? findSprint(call.site, id) : null;
  if (sprint !== null && isVisibleBoard(call, sprint.boardId)) return then(sprint);
  return jiraError(404, 'Sprint does not exist or you do not have permission to view it.');
}

function timeOf(raw: unknown): number | null {
  const atMs = typeof raw === 'string' ? Date.parse(raw) : Number.NaN;
  return Number.isNaN(atMs) ? null : atMs;
}

/** @param isWhole whether what is not sent is taken away */
function changed(call: Call, old: Sprint, isWhole: boolean): Sprint | string {
  const { name, goal, state, startDate, endDate } = record(call.body);
  if (state !== undefined && state !== 'future' && state !== 'active' && state !== 'closed')
    return 'The sprint state must be one of: future, active, closed.';
  const next: Sprint = {
    ...old,
    name: text(name) ?? old.name,
    goal: text(goal) ?? (isWhole ? '' : old.goal),
    state: state ?? old.state,
    startAtMs: startDate === undefined && !isWhole ? old.startAtMs : timeOf(startDate),
    endAtMs: endDate === undefined && !isWhole ? old.endAtMs : timeOf(endDate),
  };
  if (next.state === old.state) return next;
  if (next.state === 'future') return 'A sprint that was started does not become a future one again.';
  if (next.state === 'active' && old.state === 'closed') return next;
  if (next.state === 'active' && (next.startAtMs === null || next.endAtMs === null))
    return 'A sprint needs a start and an end date to be started.';
  if (next.state === 'closed' && old.state === 'future')
    return 'A sprint must be started before it can be closed.';
  return next.state === 'closed' ? { ...next, completeAtMs: call.nowMs } : next;
}

function create(call: Call): Reply {
  const { name, originBoardId } = record(call.body);
  const boardId = Number(originBoardId);
  if (text(name) === null) return jiraError(400, '', { name: 'The sprint needs a name.' });
  if (!isVisibleBoard(call, boardId))
    return jiraError(400, '', { originBoardId: 'The board does not exist.' });
  if (call.site.jira.sprints.size >= mostOfAKind) return jiraError(400, 'There are too many sprints.');
  const id = call.site.jira.nextId();
  const fresh = {
    id,
    boardId,
    name: '',
    goal: '',
    state: 'future' as const,
    startAtMs: null,
    endAtMs: null,
    completeAtMs: null,
  };
  const made = changed(call, fresh, true);
  if (typeof made === 'string') return jiraError(400, made);
  call.site.jira.sprints.set(id, made);
  return reply(201, sprintJson(call, made), { core: 1 });
}

function update(call: Call, isWhole: boolean): Reply {
  return withSprint(call, (old) => {
    const next = changed(call, old, isWhole);
    if (typeof next === 'string') return jiraError(400, next);
    call.site.jira.sprints.set(old.id, next);
    return reply(200, sprintJson(call, next), { core: 1 });
  });
}

function remove(call: Call): Reply {
  return withSprint(call, ({ id }) => {
    call.site.jira.sprints.set(id, null);
    return reply(204, null, { core: 1 });
  });
}

/** Runs with the issues that the body names. */
function withIssues(call: Call, then: (refs: IssueRef[]) => Reply): Reply {
  const names = list(record(call.body).issues).map(String);
  if (names.length === 0) return jiraError(400, 'The issues to move must be given.');
  if (names.length > mostMoved) return jiraError(400, `At most ${mostMoved} issues can be moved at once.`);
  const refs = names.flatMap((name) => call.site.visibleIssue(call.viewer, name) ?? []);
  return refs.length < names.length ? jiraError(404, noIssue) : then(refs);
}

function moveTo(call: Call, sprintId: number | null): Reply {
  return withIssues(call, (refs) => {
    for (const ref of refs) applyChanges(call.site, ref, new Map([['customfield_10020', sprintId]]), call);
    return ranked(call, refs);
  });
}

function ranked(call: Call, refs: readonly IssueRef[]): Reply {
  const { rankBeforeIssue, rankAfterIssue } = record(call.body);
  const side = rankBeforeIssue === undefined ? 'after' : 'before';
  const named = rankBeforeIssue ?? rankAfterIssue;
  const other = named === undefined ? null : call.site.visibleIssue(call.viewer, idText(named));
  if (named !== undefined && other === null) return jiraError(400, noIssue);
  if (other !== null) rankBeside(call.site, refs, other, side);
  return reply(204, null, { core: 1 });
}

function rank(call: Call): Reply {
  const { rankBeforeIssue, rankAfterIssue } = record(call.body);
  if (rankBeforeIssue === undefined && rankAfterIssue === undefined)
    return jiraError(400, 'Either rankBeforeIssue or rankAfterIssue must be given.');
  return withIssues(call, (refs) => ranked(call, refs));
}

function sprintIssues(call: Call): Reply {
  return withSprint(call, ({ id, boardId }) => {
    const project = boardProject(call.site, boardId);
    return issuePage(call, project === null ? [] : [project], (state) => state.sprintId === id);
  });
}

const product = 'jira';
const all = '/rest/agile/1.0/sprint';
const one = `${all}/{}`;

export const sprintEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'POST', template: all, handle: create },
  {
    ...{ product, method: 'GET', template: one },
    handle: (call) => withSprint(call, (sprint) => reply(200, sprintJson(call, sprint), { core: 1 })),
  },
  { product, method: 'PUT', template: one, handle: (call) => update(call, true) },
  { product, method: 'POST', template: one, handle: (call) => update(call, false) },
  { product, method: 'DELETE', template: one, handle: remove },
  { product, method: 'GET', template: `${one}/issue`, handle: sprintIssues },
  {
    product,
    method: 'POST',
    template: `${one}/issue`,
    handle: (call) => withSprint(call, ({ id }) => moveTo(call, id)),
  },
  {
    product,
    method: 'POST',
    template: '/rest/agile/1.0/backlog/issue',
    handle: (call) => moveTo(call, null),
  },
  { product, method: 'PUT', template: '/rest/agile/1.0/issue/rank', handle: rank },
];
