/** Epics and the issues within them. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../../exchange';
import { pageOf } from '../../offset-page';
import { list, record } from '../../untrusted';
import { IssueState } from '../../world/issue-state';
import type { IssueRef } from '../../world/issues';
import { categoryOf } from '../../world/workflow';
import { applyChanges } from '../fields/apply';
import { noIssue, withIssue } from '../issue-access';
import { chooseFields, issueJson } from '../issue-json';
import { commaList } from '../../untrusted';
import { withBoard } from './boards';
import { issuePage } from './issue-lists';
import { agileBase } from './shapes';

const epicType = '10000';

function epicJson(call: Call, ref: IssueRef): Record<string, unknown> {
  const state = new IssueState(call.site, ref);
  return {
    id: Number(ref.id),
    key: ref.key,
    self: `${agileBase(call)}/epic/${ref.id}`,
    name: state.summary,
    summary: state.summary,
    color: { key: 'color_1' },
    done: categoryOf(state.status).key === 'done',
  };
}

function withEpic(call: Call, then: (ref: IssueRef) => Reply): Reply {
  return withIssue(call, (ref) => {
    if (new IssueState(call.site, ref).issueTypeId === epicType) return then(ref);
    return jiraError(404, 'The requested epic does not exist or you do not have permission to view it.');
  });
}

function boardEpics(call: Call): Reply {
  return withBoard(call, (project) => {
    const { site } = call;
    const numbers = Array.from({ length: site.issues.last(project) }, (_, n) => n + 1);
    const epics = numbers
      .map((number) => site.issues.ref(project, number))
      .filter((ref) => site.visibleIssue(call.viewer, ref.id) !== null)
      .filter((ref) => new IssueState(site, ref).issueTypeId === epicType);
    const { startAt, maxResults, isLast, values } = pageOf(call.query, epics, 50);
    return reply(
      200,
      { startAt, maxResults, isLast, values: values.map((ref) => epicJson(call, ref)) },
      { core: values.length },
    );
  });
}

function epicIssues(call: Call): Reply {
  return withEpic(call, (ref) => issuePage(call, [ref.project], (state) => state.parentId === ref.id));
}

function moveIn(call: Call, parent: IssueRef | null): Reply {
  const names = list(record(call.body).issues).map(String);
  const refs = names.flatMap((name) => call.site.visibleIssue(call.viewer, name) ?? []);
  if (names.length === 0) return jiraError(400, 'The issues to move must be given.');
  if (refs.length < names.length) return jiraError(404, noIssue);
  for (const ref of refs) applyChanges(call.site, ref, new Map([['parent', parent?.id ?? null]]), call);
  return reply(204, null, { core: 1 });
}

function agileIssue(call: Call): Reply {
  const choice = chooseFields(commaList(call.query, 'fields'), '*all');
  return withIssue(call, (ref) => reply(200, issueJson(call, ref, choice), { core: 1 }));
}

const product = 'jira';
const one = '/rest/agile/1.0/epic/{}';

export const epicEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template: '/rest/agile/1.0/board/{}/epic', handle: boardEpics },
  {
    ...{ product, method: 'GET', template: one },
    handle: (call) => withEpic(call, (ref) => reply(200, epicJson(call, ref), { core: 1 })),
  },
  { product, method: 'GET', template: `${one}/issue`, handle: epicIssues },
  {
    product,
    method: 'POST',
    template: `${one}/issue`,
    handle: (call) => withEpic(call, (ref) => moveIn(call, ref)),
  },
  {
    product,
    method: 'POST',
    template: '/rest/agile/1.0/epic/none/issue',
    handle: (call) => moveIn(call, null),
  },
  { product, method: 'GET', template: '/rest/agile/1.0/issue/{}', handle: agileIssue },
];
