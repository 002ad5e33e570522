/** Moving an issue along its workflow. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { record, text } from '../untrusted';
import type { Project } from '../world/projects';
import { categoryOf, stepId, stepsOf, type StepName } from '../world/workflow';
import { withIssue } from './issues';

/** A transition has an id of its own, which is not that of the status it leads to. */
function transitionId(step: StepName): string {
  return `${stepId(step)}1`;
}

function transitionJson(step: StepName): Record<string, unknown> {
  const to = { id: stepId(step), name: step, statusCategory: categoryOf(step) };
  return { id: transitionId(step), name: step, to, hasScreen: false, isAvailable: true };
}

function list(call: Call): Reply {
  return withIssue(call, (ref) => {
    const transitions = stepsOf(ref.project).map(transitionJson);
    return reply(200, { expand: 'transitions', transitions }, { core: transitions.length });
  });
}

function wantedStep(project: Project, body: unknown): StepName | null {
  const id = text(record(record(body).transition).id);
  return stepsOf(project).find((step) => transitionId(step) === id) ?? null;
}

function move(call: Call): Reply {
  return withIssue(call, (ref) => {
    const step = wantedStep(ref.project, call.body);
    if (step === null) return jiraError(400, 'It is not on the appropriate workflow step.');
    call.site.issues.change(ref, call.nowMs).status = step;
    return reply(204, null, { core: 1 });
  });
}

const template = '/rest/api/3/issue/{}/transitions';

export const transitionEndpoints: readonly CloudEndpoint[] = [
  { product: 'jira', method: 'GET', template, handle: list },
  { product: 'jira', method: 'POST', template, handle: move, writesIssue: true },
];
