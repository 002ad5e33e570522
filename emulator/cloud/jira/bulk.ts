/** Bulk operations: move along the workflow, delete and watch many issues. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { commaList, list, record } from '../untrusted';
import type { IssueRef } from '../world/issues';
import { stepId, stepsOf } from '../world/workflow';
import { runBulk, selectedIssues } from './bulk-run';
import { noIssue } from './issue-access';
import { moveTo, stepOfTransition, transitionId } from './transitions';

function bulkDelete(call: Call): Reply {
  return runBulk(call, 'Bulk delete', selectedIssues(call), (ref) => {
    call.site.issues.change(ref, call.nowMs).deleted = true;
    return null;
  });
}

function bulkTransition(call: Call): Reply {
  const inputs = list(record(call.body).bulkTransitionInputs).map(record);
  if (inputs.length === 0) return jiraError(400, 'bulkTransitionInputs must not be empty');
  const wanted = new Map(
    inputs.flatMap(({ selectedIssueIdsOrKeys, transitionId }) =>
      list(selectedIssueIdsOrKeys).map((name) => [String(name), String(transitionId)] as const),
    ),
  );
  const byId = new Map(
    [...wanted].flatMap(([name, id]) => {
      const ref = call.site.visibleIssue(call.viewer, name);
      return ref === null ? [] : [[ref.id, id] as const];
    }),
  );
  return runBulk(call, 'Bulk transition', [...wanted.keys()], (ref) => {
    const step = stepOfTransition(ref.project, byId.get(ref.id) ?? '');
    if (step === null) return 'The transition is not valid for this issue.';
    moveTo(call.site, ref, step, call);
    return null;
  });
}

/** Issues of one workflow have their transitions in common. */
function transitionsInBulk(call: Call): Reply {
  const names = commaList(call.query, 'issueIdsOrKeys');
  if (names.length === 0) return jiraError(400, 'issueIdsOrKeys must not be empty');
  const groups = new Map<string, IssueRef[]>();
  for (const name of names) {
    const ref = call.site.visibleIssue(call.viewer, name);
    if (ref === null) return jiraError(400, noIssue);
    const workflow = stepsOf(ref.project).join();
    groups.set(workflow, [...(groups.get(workflow) ?? []), ref]);
  }
  const availableTransitions = [...groups.values()].map((refs) => ({
    issues: refs.map(({ key }) => key),
    isTransitionsFiltered: false,
    transitions: stepsOf((refs[0] as IssueRef).project).map((step) => ({
      transitionId: Number(transitionId(step)),
      transitionName: step,
      to: { statusId: Number(stepId(step)), statusName: step },
    })),
  }));
  const count = availableTransitions.reduce((sum, { transitions }) => sum + transitions.length, 0);
  return reply(200, { availableTransitions }, { core: count });
}

function bulkWatch(call: Call, watches: boolean): Reply {
  const own = call.viewer.kind === 'person' ? call.site.people.at(call.viewer.index)?.accountId : undefined;
  return runBulk(call, watches ? 'Bulk watch' : 'Bulk unwatch', selectedIssues(call), (ref) => {
    if (own === undefined) return 'Only people watch issues.';
    const edits = call.site.issues.change(ref, call.nowMs);
    const others = [...(edits.watchers ?? [])].filter((id) => id !== own);
    edits.watchers = new Set(watches ? [...others, own] : others);
    return null;
  });
}

const product = 'jira';
const at = (path: string) => `/rest/api/3/bulk/issues/${path}`;

export const bulkEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'POST', template: at('delete'), handle: bulkDelete },
  { product, method: 'GET', template: at('transition'), handle: transitionsInBulk },
  { product, method: 'POST', template: at('transition'), handle: bulkTransition },
  { product, method: 'POST', template: at('watch'), handle: (call) => bulkWatch(call, true) },
  { product, method: 'POST', template: at('unwatch'), handle: (call) => bulkWatch(call, false) },
];
