/** Bulk operations: edit, transition, delete and watch many issues, each as a task that is polled; five at once on a site. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { idText, list, record, texts } from '../untrusted';
import { IssueState } from '../world/issue-state';
import type { IssueRef } from '../world/issues';
import { applyChanges } from './fields/apply';
import { fieldById, isOnScreen } from './fields/table';
import { noIssue } from './issue-access';
import { mostAtOnce, runningTasks, startTask } from './tasks';
import { moveTo, stepOfTransition } from './transitions';

/** Source: Jira REST API v3, "Issue bulk operations", 2026-10. */
const mostIssues = 1_000;

/** What is done to one issue; a text says why it was not. */
type Work = (ref: IssueRef) => string | null;

function run(call: Call, description: string, named: readonly string[], work: Work): Reply {
  if (named.length === 0) return jiraError(400, 'selectedIssueIdsOrKeys must not be empty');
  if (named.length > mostIssues)
    return jiraError(400, `At most ${mostIssues} issues can be worked on at once.`);
  if (runningTasks(call) >= mostAtOnce) {
    const message = `Only ${mostAtOnce} bulk operations can run at the same time. Wait until one is done.`;
    return { ...jiraError(429, message), headers: [['Retry-After', '2']] };
  }
  const done: number[] = [];
  const failed: Record<string, unknown> = {};
  for (const idOrKey of named) {
    const ref = call.site.visibleIssue(call.viewer, idOrKey);
    const trouble = ref === null ? noIssue : work(ref);
    if (ref !== null && trouble === null) done.push(Number(ref.id));
    else failed[ref?.id ?? idOrKey] = [trouble];
  }
  const { id } = startTask(call, { description, result: done, total: named.length, failed });
  return reply(201, { taskId: id }, { core: 1 });
}

function selected(call: Call): string[] {
  return list(record(call.body).selectedIssueIdsOrKeys).map(String);
}

function bulkDelete(call: Call): Reply {
  return run(call, 'Bulk delete', selected(call), (ref) => {
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
  return run(call, 'Bulk transition', [...wanted.keys()], (ref) => {
    const step = stepOfTransition(ref.project, byId.get(ref.id) ?? '');
    if (step === null) return 'The transition is not valid for this issue.';
    moveTo(call.site, ref, step, call);
    return null;
  });
}

/** The kinds of input that are read, by what they are called in the body, with the value that each holds. */
const inputs: Readonly<Record<string, (input: Record<string, unknown>) => unknown>> = {
  labelsFields: ({ labels }) => list(labels).map((label) => record(label).name),
  priority: ({ priorityId }) => ({ id: priorityId }),
  singleLineTextFields: ({ text }) => text,
  clearableNumberFields: ({ value }) => value,
  multipleSelectClearableUserPickerFields: ({ users }) => list(users)[0] ?? null,
  singleSelectClearableUserPickerFields: ({ user }) => record(user),
  datePickerFields: ({ date }) => record(date).formattedDate,
};

function bulkEdit(call: Call): Reply {
  const body = record(call.body);
  const actions = texts(body.selectedActions);
  if (actions.length === 0) return jiraError(400, 'selectedActions must not be empty');
  const sent = new Map<string, { value: unknown; adds: boolean }>();
  for (const [kind, raw] of Object.entries(record(body.editedFieldsInput))) {
    const read = inputs[kind];
    if (read === undefined) return jiraError(501, `The emulator does not take ${kind} in a bulk edit.`);
    for (const entry of Array.isArray(raw) ? list(raw) : [raw]) {
      const input = record(entry);
      const id = typeof input.fieldId === 'string' ? input.fieldId : kind;
      const option = idText(input.bulkEditMultiSelectFieldOption);
      sent.set(id, { value: read(input), adds: option === 'ADD' });
    }
  }
  const missing = actions.find((id) => !sent.has(id));
  if (missing !== undefined) return jiraError(400, `There is no input for the selected action '${missing}'.`);
  return run(call, 'Bulk edit', selected(call), (ref) => {
    const { site, viewer, apiVersion } = call;
    const changes = new Map<string, unknown>();
    for (const id of actions) {
      const field = fieldById(site, id);
      const input = sent.get(id);
      if (field?.write === undefined || !isOnScreen(field) || input === undefined)
        return `The field '${id}' cannot be edited.`;
      const written = field.write(input.value, { site, viewer, apiVersion, project: ref.project });
      if (written.kind === 'wrong') return written.message;
      const before = input.adds ? list(field.kept?.(new IssueState(site, ref))) : [];
      changes.set(id, input.adds ? [...new Set([...before, ...list(written.value)])] : written.value);
    }
    applyChanges(site, ref, changes, call);
    return null;
  });
}

function bulkWatch(call: Call, watches: boolean): Reply {
  const own = call.viewer.kind === 'person' ? call.site.people.at(call.viewer.index)?.accountId : undefined;
  return run(call, watches ? 'Bulk watch' : 'Bulk unwatch', selected(call), (ref) => {
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
  { product, method: 'POST', template: at('transition'), handle: bulkTransition },
  { product, method: 'POST', template: at('fields'), handle: bulkEdit },
  { product, method: 'POST', template: at('watch'), handle: (call) => bulkWatch(call, true) },
  { product, method: 'POST', template: at('unwatch'), handle: (call) => bulkWatch(call, false) },
];
