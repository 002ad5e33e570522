/** Work that goes on after its request was answered: polled until it is done. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import type { Task } from '../world/jira-store';
import { authorIndexOf } from './fields/apply';
import { apiBase } from './shapes';

/** How long a bulk operation runs: long enough for a client to have to poll. */
const runMs = 2_000;
/** Bulk operations under way on one site. Source: Jira REST API v3, "Issue bulk operations", 2026-10. */
export const mostAtOnce = 5;

export function runningTasks(call: Call): number {
  return [...call.site.jira.tasks.values()].filter(({ doneAtMs }) => doneAtMs > call.nowMs).length;
}

export function startTask(call: Call, work: Pick<Task, 'description' | 'result' | 'total' | 'failed'>): Task {
  const { site, viewer, nowMs } = call;
  const id = String(site.jira.nextId());
  const task = {
    id,
    ...work,
    submittedBy: authorIndexOf(viewer),
    submittedAtMs: nowMs,
    doneAtMs: nowMs + runMs,
  };
  site.jira.tasks.set(id, task);
  return task;
}

function withTask(call: Call, then: (task: Task, isDone: boolean) => Reply): Reply {
  const id = call.params[0] ?? '';
  const task = call.site.jira.tasks.get(id);
  if (task === undefined) return jiraError(404, `The task with id '${id}' does not exist.`);
  return then(task, task.doneAtMs <= call.nowMs);
}

function progress(call: Call, task: Task): number {
  const part = (call.nowMs - task.submittedAtMs) / (task.doneAtMs - task.submittedAtMs);
  return Math.max(0, Math.min(100, Math.floor(part * 100)));
}

function getTask(call: Call): Reply {
  return withTask(call, (task, isDone) =>
    reply(
      200,
      {
        self: `${apiBase(call)}/task/${task.id}`,
        id: task.id,
        description: task.description,
        status: isDone ? 'COMPLETE' : 'RUNNING',
        ...(isDone ? { result: task.result, finished: task.doneAtMs } : {}),
        submittedBy: task.submittedBy ?? 0,
        progress: progress(call, task),
        elapsedRuntime: Math.min(call.nowMs, task.doneAtMs) - task.submittedAtMs,
        submitted: task.submittedAtMs,
        started: task.submittedAtMs,
        lastUpdate: Math.min(call.nowMs, task.doneAtMs),
      },
      { core: 1 },
    ),
  );
}

function getProgress(call: Call): Reply {
  return withTask(call, (task, isDone) =>
    reply(
      200,
      {
        taskId: task.id,
        status: isDone ? 'COMPLETE' : 'RUNNING',
        progressPercent: progress(call, task),
        created: task.submittedAtMs,
        started: task.submittedAtMs,
        updated: Math.min(call.nowMs, task.doneAtMs),
        totalIssueCount: task.total,
        processedAccessibleIssues: isDone ? task.result : [],
        failedAccessibleIssues: isDone ? task.failed : {},
        invalidOrInaccessibleIssueCount: 0,
      },
      { core: 1 },
    ),
  );
}

export const taskEndpoints: readonly CloudEndpoint[] = [
  { product: 'jira', method: 'GET', template: '/rest/api/3/task/{}', handle: getTask },
  { product: 'jira', method: 'GET', template: '/rest/api/3/bulk/queue/{}', handle: getProgress },
];
