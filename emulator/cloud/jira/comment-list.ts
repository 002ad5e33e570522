/** The comments of an issue: seeded ones, with what callers wrote laid over them. */
import type { IssueState } from '../world/issue-state';
import { seededTimeMs } from '../world/issue-state';
import type { WrittenComment } from '../world/issue-edits';
import type { IssueRef } from '../world/issues';
import { hash } from '../world/seed';
import { apiBase, authorJson, jiraTime, longText, paragraph, type View } from './shapes';

/** Ids of the comments of an issue are the issue's, a hundred thousand times, and their number. */
const idsPerIssue = 100_000;

export function commentId(ref: IssueRef, n: number): string {
  return String(Number(ref.id) * idsPerIssue + n);
}

export function commentNumber(ref: IssueRef, id: string): number {
  return Number(id) - Number(ref.id) * idsPerIssue;
}

/** Which issue a comment's id is of. */
export function issueIdOfComment(id: string): string {
  return String(Math.floor(Number(id) / idsPerIssue));
}

function seeded(state: IssueState): WrittenComment[] {
  const { site, ref } = state;
  if (!state.isSeeded) return [];
  return Array.from({ length: hash(site.seed, 'comments', ref.id) % 5 }, (_, n) => {
    const atMs = seededTimeMs(site, ref.id) + n * 7_200_000;
    const authorIndex = site.people.some(hash(site.seed, 'commenter', ref.id, n)).index;
    const body = paragraph('Looked into it, see the linked page.');
    return { n, body, atMs, updatedAtMs: atMs, authorIndex, visibility: null };
  });
}

/** The oldest first. */
export function commentsOf(state: IssueState): WrittenComment[] {
  const gone = state.edits?.goneComments;
  const left =
    gone === undefined || gone.size === 0 ? seeded(state) : seeded(state).filter(({ n }) => !gone.has(n));
  return [...left, ...(state.edits?.comments ?? [])].sort((a, b) => a.n - b.n);
}

/** One more than was ever given out. */
export function nextCommentNumber(state: IssueState): number {
  return Math.max(4, ...commentsOf(state).map(({ n }) => n), ...(state.edits?.goneComments ?? [])) + 1;
}

export function commentJson(view: View, ref: IssueRef, comment: WrittenComment): Record<string, unknown> {
  const id = commentId(ref, comment.n);
  const author = authorJson(view, comment.authorIndex);
  return {
    self: `${apiBase(view)}/issue/${ref.id}/comment/${id}`,
    id,
    author,
    body: longText(view, comment.body),
    updateAuthor: author,
    created: jiraTime(comment.atMs),
    updated: jiraTime(comment.updatedAtMs),
    ...(comment.visibility === null ? {} : { visibility: comment.visibility }),
    jsdPublic: true,
  };
}

/** As it stands within an issue. */
export function commentPage(view: View, state: IssueState): Record<string, unknown> {
  const comments = commentsOf(state).map((comment) => commentJson(view, state.ref, comment));
  const self = `${apiBase(view)}/issue/${state.ref.id}/comment`;
  return { comments, self, maxResults: comments.length, total: comments.length, startAt: 0 };
}
