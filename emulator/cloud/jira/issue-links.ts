/** How the links of an issue look within it. */
import type { IssueLink } from '../world/jira-store';
import { IssueState } from '../world/issue-state';
import type { IssueRef } from '../world/issues';
import { linkTypes } from './catalogue';
import { issueTypeJson, priorityJson, statusJson } from './configuration-shapes';
import { apiBase, type View } from './shapes';

export function linkTypeJson(view: View, type: (typeof linkTypes)[number]): Record<string, unknown> {
  return { ...type, self: `${apiBase(view)}/issueLinkType/${type.id}` };
}

/** An issue as others show it: what it is about and where it stands. */
export function linkedIssueJson(view: View, ref: IssueRef): Record<string, unknown> {
  const state = new IssueState(view.site, ref);
  return {
    id: ref.id,
    key: ref.key,
    self: `${apiBase(view)}/issue/${ref.id}`,
    fields: {
      summary: state.summary,
      status: statusJson(view, state.status),
      priority: priorityJson(view, state.priorityId),
      issuetype: issueTypeJson(view, state.issueTypeId),
    },
  };
}

/** @param seenFrom the issue that shows the link, and so only its other end; `null` shows both */
export function linkJson(
  view: View,
  link: IssueLink,
  seenFrom: IssueRef | null,
): Record<string, unknown> | null {
  const type = linkTypes.find(({ id }) => id === link.typeId);
  const inward = view.site.issues.find(link.inwardId);
  const outward = view.site.issues.find(link.outwardId);
  if (type === undefined || inward === null || outward === null) return null;
  return {
    id: link.id,
    self: `${apiBase(view)}/issueLink/${link.id}`,
    type: linkTypeJson(view, type),
    ...(seenFrom?.id === inward.id ? {} : { inwardIssue: linkedIssueJson(view, inward) }),
    ...(seenFrom?.id === outward.id ? {} : { outwardIssue: linkedIssueJson(view, outward) }),
  };
}

export function linksOf(view: View, ref: IssueRef): Record<string, unknown>[] {
  return view.site.jira.linksOf(ref.id).flatMap((link) => {
    const json = linkJson(view, link, ref);
    return json === null ? [] : [json];
  });
}
