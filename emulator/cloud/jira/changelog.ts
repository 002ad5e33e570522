/** The history of an issue: an invented past of seeded ones, and what callers changed. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { pageOf } from '../offset-page';
import { list, record } from '../untrusted';
import { IssueState, seededTimeMs } from '../world/issue-state';
import type { HistoryEntry, HistoryItem } from '../world/issue-edits';
import type { IssueRef } from '../world/issues';
import { hash, pick } from '../world/seed';
import { stepId, stepNames } from '../world/workflow';
import { withIssue } from './issue-access';
import { apiBase, authorJson, jiraTime, type View } from './shapes';

/**
 * Ten entries on average: an assumption, the same as the gauge's of a history that nobody read, so that no test of it can say which is right.
 */
const mostSeeded = 19;

function seeded(state: IssueState): HistoryEntry[] {
  const { site, ref } = state;
  if (!state.isSeeded) return [];
  const count = 1 + (hash(site.seed, 'changes', ref.id) % mostSeeded);
  return Array.from({ length: count }, (_, n) => {
    const [from, to] = [pick(stepNames, n), pick(stepNames, n + 1)];
    return {
      id: `${ref.id}${n}`,
      atMs: seededTimeMs(site, ref.id) + n * 3_600_000,
      authorIndex: site.people.some(hash(site.seed, 'author', ref.id, n)).index,
      items: [
        {
          field: 'status',
          fieldId: 'status',
          from: stepId(from),
          fromString: from,
          to: stepId(to),
          toString: to,
        },
      ],
    };
  });
}

function historyOf(view: View, ref: IssueRef): HistoryEntry[] {
  const state = new IssueState(view.site, ref);
  return [...seeded(state), ...(state.edits?.history ?? [])];
}

function itemJson(item: HistoryItem): Record<string, unknown> {
  return { ...item, fieldtype: item.fieldId.startsWith('customfield_') ? 'custom' : 'jira' };
}

function entryJson(view: View, { id, atMs, authorIndex, items }: HistoryEntry): Record<string, unknown> {
  return { id, author: authorJson(view, authorIndex), created: jiraTime(atMs), items: items.map(itemJson) };
}

/** As it stands within an issue: the newest first. */
export function historyPage(view: View, ref: IssueRef): Record<string, unknown> {
  const histories = historyOf(view, ref)
    .reverse()
    .map((entry) => entryJson(view, entry));
  return { startAt: 0, maxResults: histories.length, total: histories.length, histories };
}

function getChangelog(call: Call): Reply {
  return withIssue(call, (ref) => {
    const { values, ...page } = pageOf(call.query, historyOf(call, ref), 100, 100);
    const self = `${apiBase(call)}/issue/${ref.id}/changelog`;
    const shown = values.map((entry) => entryJson(call, entry));
    return reply(200, { self, ...page, values: shown }, { core: shown.length });
  });
}

function listChangelogs(call: Call): Reply {
  const ids = new Set(list(record(call.body).changelogIds).map(String));
  return withIssue(call, (ref) => {
    const histories = historyOf(call, ref)
      .filter(({ id }) => ids.has(id))
      .map((entry) => entryJson(call, entry));
    const total = histories.length;
    return reply(200, { startAt: 0, maxResults: total, total, histories }, { core: total });
  });
}

/** Source: Jira REST API v3, "Bulk fetch changelogs", 2026-10. */
const mostIssues = 1_000;
const mostFields = 10;

function bulkFetch(call: Call): Reply {
  const body = record(call.body);
  const named = list(body.issueIdsOrKeys).map(String);
  const fieldIds = list(body.fieldIds).map(String);
  if (named.length === 0) return jiraError(400, 'issueIdsOrKeys must not be empty');
  if (named.length > mostIssues)
    return jiraError(400, `At most ${mostIssues} issues can be asked for at once.`);
  if (fieldIds.length > mostFields)
    return jiraError(400, `At most ${mostFields} fields can be asked for at once.`);
  const wanted = new Set(fieldIds);
  const issueChangeLogs = named.flatMap((idOrKey) => {
    const ref = call.site.visibleIssue(call.viewer, idOrKey);
    if (ref === null) return [];
    const changeHistories = historyOf(call, ref)
      .map((entry) => ({
        ...entry,
        items: entry.items.filter(({ fieldId }) => wanted.size === 0 || wanted.has(fieldId)),
      }))
      .filter(({ items }) => items.length > 0)
      .map((entry) => ({ ...entryJson(call, entry), created: entry.atMs }));
    return [{ issueId: ref.id, changeHistories }];
  });
  const entries = issueChangeLogs.reduce((sum, { changeHistories }) => sum + changeHistories.length, 0);
  return reply(200, { issueChangeLogs }, { core: entries });
}

const product = 'jira';
const template = '/rest/api/3/issue/{}/changelog';

export const changelogEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template, handle: getChangelog },
  { product, method: 'POST', template: `${template}/list`, handle: listChangelogs },
  { product, method: 'POST', template: '/rest/api/3/changelog/bulkfetch', handle: bulkFetch },
];
