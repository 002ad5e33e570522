/** Comments of an issue. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { pageOf } from '../offset-page';
import { list, record } from '../untrusted';
import { IssueState } from '../world/issue-state';
import type { WrittenComment } from '../world/issue-edits';
import type { IssueRef } from '../world/issues';
import { commentId, commentJson, commentNumber, commentsOf, issueIdOfComment } from './comment-list';
import { addComment } from './comment-writing';
import { writeLongText } from './fields/writers';
import { withIssue } from './issue-access';
import { mergedProperties, sentProperties } from './sent-properties';

function getComments(call: Call): Reply {
  return withIssue(call, (ref) => {
    const all = commentsOf(new IssueState(call.site, ref));
    const isNewestFirst = /^-(created)?$/.test(call.query.get('orderBy') ?? '');
    const { values, startAt, maxResults, total } = pageOf(
      call.query,
      isNewestFirst ? all.reverse() : all,
      5_000,
    );
    const comments = values.map((comment) => commentJson(call, ref, comment));
    return reply(200, { startAt, maxResults, total, comments }, { core: comments.length });
  });
}

/** Runs with the document that was sent. */
function withText(call: Call, then: (document: unknown) => Reply): Reply {
  const { body } = record(call.body);
  const written = writeLongText(body ?? null, call);
  if (written.kind === 'wrong') return jiraError(400, '', { comment: written.message });
  if (written.value === null) return jiraError(400, '', { comment: 'Comment body can not be empty!' });
  return then(written.value);
}

/** Those that came with it are laid over those it has. */
function keepProperties({ site }: Call, ref: IssueRef, n: number, sent: ReadonlyMap<string, unknown>): void {
  if (sent.size === 0) return;
  const name = `comment ${commentId(ref, n)}`;
  site.jira.properties.set(name, mergedProperties(site.jira.properties.get(name) ?? new Map(), sent));
}

function postComment(call: Call): Reply {
  const properties = sentProperties(call.body);
  if (typeof properties === 'string') return jiraError(400, properties);
  return withText(call, (document) =>
    withIssue(call, (ref) => {
      const comment = addComment(call, ref, document, record(call.body).visibility ?? null);
      keepProperties(call, ref, comment.n, properties);
      return reply(201, commentJson(call, ref, comment), { core: 1 });
    }),
  );
}

function withComment(call: Call, then: (ref: IssueRef, comment: WrittenComment) => Reply): Reply {
  return withIssue(call, (ref) => {
    const id = call.params[1] ?? '';
    const n = commentNumber(ref, id);
    const comment = commentsOf(new IssueState(call.site, ref)).find((one) => one.n === n);
    return comment === undefined
      ? jiraError(404, `Can not find a comment for the id: ${id}.`)
      : then(ref, comment);
  });
}

/** Takes one comment out of what was written or seeded; `next` takes its place. */
function replace(call: Call, ref: IssueRef, old: WrittenComment, next: WrittenComment | null): void {
  const edits = call.site.issues.change(ref, call.nowMs);
  const left = edits.comments.filter(({ n }) => n !== old.n);
  edits.goneComments = new Set([...edits.goneComments, old.n]);
  edits.comments = next === null ? left : [...left, next];
}

function putComment(call: Call): Reply {
  const properties = sentProperties(call.body);
  if (typeof properties === 'string') return jiraError(400, properties);
  return withText(call, (document) =>
    withComment(call, (ref, old) => {
      const visibility = record(call.body).visibility ?? old.visibility;
      const next = { ...old, body: document, updatedAtMs: call.nowMs, visibility };
      replace(call, ref, old, next);
      keepProperties(call, ref, old.n, properties);
      return reply(200, commentJson(call, ref, next), { core: 1 });
    }),
  );
}

function deleteComment(call: Call): Reply {
  return withComment(call, (ref, old) => {
    replace(call, ref, old, null);
    return reply(204, null, { core: 1 });
  });
}

/** Source: Jira REST API v3, "Get comments by IDs", 2026-10. */
const mostIds = 1_000;

function listComments(call: Call): Reply {
  const ids = list(record(call.body).ids).map(String);
  if (ids.length === 0) return jiraError(400, 'ids: At least one comment id must be given.');
  if (ids.length > mostIds)
    return jiraError(400, `ids: At most ${mostIds} comments can be asked for at once.`);
  const found = ids.flatMap((id) => {
    const ref = call.site.visibleIssue(call.viewer, issueIdOfComment(id));
    if (ref === null) return [];
    const n = commentNumber(ref, id);
    return commentsOf(new IssueState(call.site, ref))
      .filter((one) => one.n === n)
      .map((comment) => commentJson(call, ref, comment));
  });
  const page = pageOf(new URLSearchParams(), found, mostIds, mostIds);
  return reply(200, page, { core: found.length });
}

const product = 'jira';
const all = '/rest/api/3/issue/{}/comment';
const one = `${all}/{}`;

export const commentEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template: all, handle: getComments },
  { product, method: 'POST', template: all, handle: postComment, writesIssue: true },
  {
    ...{ product, method: 'GET', template: one },
    handle: (call) =>
      withComment(call, (ref, comment) => reply(200, commentJson(call, ref, comment), { core: 1 })),
  },
  { product, method: 'PUT', template: one, handle: putComment, writesIssue: true },
  { product, method: 'DELETE', template: one, handle: deleteComment, writesIssue: true },
  { product, method: 'POST', template: '/rest/api/3/comment/list', handle: listComments },
];
