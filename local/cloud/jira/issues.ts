/** Issues: reading, writing, comments, change log, properties. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { commaList, record, text } from '../untrusted';
import type { IssueRef } from '../world/issues';
import { hash, pick } from '../world/seed';
import { stepNames } from '../world/workflow';
import { issueJson } from './issue-json';
import { pageOf } from '../offset-page';
import { jiraTime, seededTimeMs, userJson } from './shapes';

/** Runs with the issue that the path names, or says what Jira says about one that the caller may not see. */
export function withIssue(call: Call, then: (ref: IssueRef) => Reply): Reply {
  const ref = call.site.visibleIssue(call.viewer, call.params[0] ?? '');
  if (ref !== null) return then(ref);
  return jiraError(404, 'Issue does not exist or you do not have permission to see it.');
}

function getIssue(call: Call): Reply {
  const wanted = commaList(call.query, 'fields');
  const all = wanted.length === 0 || wanted.includes('*all') || wanted.includes('*navigable');
  return withIssue(call, (ref) => reply(200, issueJson(call.site, ref, all ? null : wanted), { core: 1 }));
}

function createIssue(call: Call): Reply {
  const fields = record(record(call.body).fields);
  const wanted = record(fields.project);
  const project = call.site.projects.find(text(wanted.key) ?? text(wanted.id) ?? '');
  const summary = text(fields.summary);
  const errors: Record<string, string> = {};
  if (project === null || (project.restricted && !call.site.seesRestricted(call.viewer))) {
    errors.project = 'valid project is required';
  }
  if (summary === null) errors.summary = 'You must specify a summary of the issue.';
  if (project === null || summary === null || Object.keys(errors).length > 0)
    return jiraError(400, '', errors);
  const ref = call.site.issues.create(project, summary, call.nowMs);
  const edits = call.site.issues.change(ref, call.nowMs);
  edits.description = fields.description ?? null;
  edits.status = 'To Do';
  return reply(201, { id: ref.id, key: ref.key, self: `${call.site.jiraBase}/issue/${ref.id}` }, { core: 1 });
}

function editIssue(call: Call): Reply {
  return withIssue(call, (ref) => {
    const edits = call.site.issues.change(ref, call.nowMs);
    edits.summary = text(record(record(call.body).fields).summary) ?? edits.summary;
    return reply(204, null, { core: 1 });
  });
}

function deleteIssue(call: Call): Reply {
  return withIssue(call, (ref) => {
    call.site.issues.change(ref, call.nowMs).deleted = true;
    return reply(204, null, { core: 1 });
  });
}

function changelog(call: Call): Reply {
  const { site } = call;
  return withIssue(call, (ref) => {
    const count = 1 + (hash(site.seed, 'changes', ref.id) % 8);
    const all = Array.from({ length: count }, (_, n) => ({
      id: `${ref.id}${n}`,
      author: userJson(site, site.people.some(hash(site.seed, 'author', ref.id, n))),
      created: jiraTime(seededTimeMs(site, ref.id) + n * 3_600_000),
      items: [
        {
          field: 'status',
          fieldtype: 'jira',
          fieldId: 'status',
          fromString: pick(stepNames, n),
          toString: pick(stepNames, n + 1),
        },
      ],
    }));
    const page = pageOf(call.query, all, 100, 100);
    const self = `${site.jiraBase}/issue/${ref.id}/changelog`;
    return reply(200, { self, ...page }, { core: page.values.length });
  });
}

export const issueEndpoints: readonly CloudEndpoint[] = [
  { product: 'jira', method: 'GET', template: '/rest/api/3/issue/{}', handle: getIssue },
  { product: 'jira', method: 'POST', template: '/rest/api/3/issue', handle: createIssue },
  { product: 'jira', method: 'PUT', template: '/rest/api/3/issue/{}', handle: editIssue, writesIssue: true },
  {
    product: 'jira',
    method: 'DELETE',
    template: '/rest/api/3/issue/{}',
    handle: deleteIssue,
    writesIssue: true,
  },
  { product: 'jira', method: 'GET', template: '/rest/api/3/issue/{}/changelog', handle: changelog },
];
