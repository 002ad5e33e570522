/** The JSON of worklogs and attachments. */
import type { Attachment, Worklog } from '../world/issue-edits';
import type { IssueRef } from '../world/issues';
import { durationText } from './duration';
import { apiBase, authorJson, jiraTime, longText, type View } from './shapes';

export function worklogJson(view: View, ref: IssueRef, worklog: Worklog): Record<string, unknown> {
  const author = authorJson(view, worklog.authorIndex);
  return {
    self: `${apiBase(view)}/issue/${ref.id}/worklog/${worklog.id}`,
    author,
    updateAuthor: author,
    comment: longText(view, worklog.comment) ?? undefined,
    created: jiraTime(worklog.createdAtMs),
    updated: jiraTime(worklog.updatedAtMs),
    started: jiraTime(worklog.startedAtMs),
    timeSpent: durationText(worklog.seconds),
    timeSpentSeconds: worklog.seconds,
    id: worklog.id,
    issueId: ref.id,
  };
}

export function worklogPage(worklogs: unknown[], startAt: number, maxResults: number, total: number) {
  return { startAt, maxResults, total, worklogs };
}

export function attachmentJson(view: View, attachment: Attachment): Record<string, unknown> {
  const base = `${apiBase(view)}/attachment`;
  return {
    self: `${base}/${attachment.id}`,
    id: attachment.id,
    filename: attachment.fileName,
    author: authorJson(view, attachment.authorIndex),
    created: jiraTime(attachment.atMs),
    size: attachment.size,
    mimeType: attachment.mediaType,
    content: `${base}/content/${attachment.id}`,
  };
}
