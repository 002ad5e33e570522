/** The issue that a path names, for those who may see it. */
import { jiraError, type Call, type Reply } from '../exchange';
import type { IssueRef } from '../world/issues';

export const noIssue = 'Issue does not exist or you do not have permission to see it.';

/** Runs with the issue that the path names, or says what Jira says about one that the caller may not see. */
export function withIssue(call: Call, then: (ref: IssueRef) => Reply): Reply {
  const ref = call.site.visibleIssue(call.viewer, call.params[0] ?? '');
  return ref === null ? jiraError(404, noIssue) : then(ref);
}
