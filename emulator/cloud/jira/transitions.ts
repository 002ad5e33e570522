/** Moving an issue along its workflow. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { idText, record } from '../untrusted';
import { IssueState } from '../world/issue-state';
import type { IssueRef } from '../world/issues';
import type { Project } from '../world/projects';
import { categoryOf, stepId, stepsOf, type StepName } from '../world/workflow';
import { addComment } from './comment-writing';
import { statusJson } from './configuration-shapes';
import { applyChanges, remember, type Author } from './fields/apply';
import { readFields } from './fields/request';
import { resolutions, oneOf } from './catalogue';
import { withIssue } from './issue-access';
import type { View } from './shapes';
import type { Site } from '../world/site';

/** A transition has an id of its own, which is not that of the status it leads to. */
export function transitionId(step: StepName): string {
  return `${stepId(step)}1`;
}

function transitionJson(view: View, step: StepName): Record<string, unknown> {
  return {
    id: transitionId(step),
    name: step,
    to: statusJson(view, step),
    hasScreen: false,
    isGlobal: true,
    isInitial: false,
    isAvailable: true,
    isConditional: false,
    isLooped: false,
  };
}

export function transitionsOf(view: View, ref: IssueRef): Record<string, unknown>[] {
  return stepsOf(ref.project).map((step) => transitionJson(view, step));
}

function getTransitions(call: Call): Reply {
  return withIssue(call, (ref) => {
    const wanted = call.query.get('transitionId');
    const transitions = transitionsOf(call, ref).filter(({ id }) => wanted === null || id === wanted);
    return reply(200, { expand: 'transitions', transitions }, { core: transitions.length });
  });
}

export function stepOfTransition(project: Project, id: string): StepName | null {
  return stepsOf(project).find((step) => transitionId(step) === id) ?? null;
}

export function moveTo(site: Site, ref: IssueRef, step: StepName, author: Author): void {
  const before = new IssueState(site, ref).status;
  const edits = site.issues.change(ref, author.nowMs);
  edits.status = step;
  const isDone = categoryOf(step).key === 'done';
  edits.resolvedAtMs = isDone ? (edits.resolvedAtMs ?? author.nowMs) : null;
  if (before === step) return;
  const item = {
    field: 'status',
    fieldId: 'status',
    from: stepId(before),
    fromString: before,
    to: stepId(step),
  };
  remember(site, ref, [{ ...item, toString: step }], author);
}

function move(call: Call): Reply {
  return withIssue(call, (ref) => {
    const { site, viewer, nowMs, apiVersion } = call;
    const { transition, fields, update } = record(call.body);
    const { id } = record(transition);
    const step = stepOfTransition(ref.project, String(id));
    if (id === undefined) return jiraError(400, "Missing 'transition' identifier");
    if (step === null) return jiraError(400, `Transition id '${idText(id)}' is not valid for this issue.`);
    const { resolution, ...others } = record(fields);
    const found = oneOf(resolutions, record(resolution));
    if (resolution !== undefined && found === null)
      return jiraError(400, '', { resolution: 'The resolution selected is invalid.' });
    const writing = { site, viewer, apiVersion, project: ref.project };
    const { changes, comments, errors } = readFields(
      { fields: others, update },
      writing,
      new IssueState(site, ref),
    );
    if (Object.keys(errors).length > 0) return jiraError(400, '', errors);
    if (found !== null) changes.set('resolution', found.id);
    moveTo(site, ref, step, { viewer, nowMs });
    if (changes.size > 0) applyChanges(site, ref, changes, { viewer, nowMs });
    for (const document of comments) addComment(call, ref, document, null);
    return reply(204, null, { core: 1 });
  });
}

const product = 'jira';
const template = '/rest/api/3/issue/{}/transitions';

export const transitionEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template, handle: getTransitions },
  { product, method: 'POST', template, handle: move, writesIssue: true },
];
