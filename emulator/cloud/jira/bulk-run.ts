/** What all bulk operations have in common: each is a task that is polled, five at once on a site. */
import { jiraError, reply, type Call, type Reply } from '../exchange';
import { list, record } from '../untrusted';
import type { IssueRef } from '../world/issues';
import { noIssue } from './issue-access';
import { mostAtOnce, runningTasks, startTask } from './tasks';

/** Source: Jira REST API v3, "Issue bulk operations", 2026-10. */
const mostIssues = 1_000;

/** What is done to one issue; a text says why it was not. */
type Work = (ref: IssueRef) => string | null;

export function runBulk(call: Call, description: string, named: readonly string[], work: Work): Reply {
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

export function selectedIssues(call: Call): string[] {
  return list(record(call.body).selectedIssueIdsOrKeys).map(String);
}
