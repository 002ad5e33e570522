/** Adding a comment to an issue, from wherever one may. */
import type { Call } from '../exchange';
import { appended, type WrittenComment } from '../world/issue-edits';
import { IssueState } from '../world/issue-state';
import type { IssueRef } from '../world/issues';
import { nextCommentNumber } from './comment-list';
import { authorIndexOf } from './fields/apply';

/** Of one issue; older ones go. */
export const mostComments = 1_000;

export function addComment(
  call: Call,
  ref: IssueRef,
  document: unknown,
  visibility: unknown,
): WrittenComment {
  const { site, viewer, nowMs } = call;
  const n = nextCommentNumber(new IssueState(site, ref));
  const edits = site.issues.change(ref, nowMs);
  const authorIndex = authorIndexOf(viewer);
  const comment = { n, body: document, atMs: nowMs, updatedAtMs: nowMs, authorIndex, visibility };
  edits.comments = appended(edits.comments, comment, mostComments);
  return comment;
}
