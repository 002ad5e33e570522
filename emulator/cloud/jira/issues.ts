/** One issue: reading, editing, assigning and deleting it. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { commaList, record } from '../untrusted';
import { IssueState } from '../world/issue-state';
import { historyPage } from './changelog';
import { addComment } from './comment-writing';
import { applyChanges } from './fields/apply';
import { readFields } from './fields/request';
import { withIssue } from './issue-access';
import { chooseFields, issueJson } from './issue-json';
import { issueText } from './issue-texts';
import { mergedProperties, sentProperties } from './sent-properties';
import { transitionsOf } from './transitions';

function getIssue(call: Call): Reply {
  const choice = chooseFields(commaList(call.query, 'fields'), '*all');
  const expand = commaList(call.query, 'expand');
  return withIssue(call, (ref) => {
    if (!call.query.has('expand') && !call.query.has('properties')) {
      const fields = call.query.getAll('fields').join();
      return reply(
        200,
        issueText(call, ref, fields, () => issueJson(call, ref, choice)),
        { core: 1 },
      );
    }
    const json = issueJson(call, ref, choice, expand);
    if (expand.includes('changelog')) json.changelog = historyPage(call, ref);
    if (expand.includes('transitions')) json.transitions = transitionsOf(call, ref);
    const wanted = commaList(call.query, 'properties');
    if (wanted.length > 0) {
      const kept = [...(call.site.issues.editsOf(ref)?.properties ?? [])];
      json.properties = Object.fromEntries(
        kept.filter(([key]) => wanted.includes('*all') || wanted.includes(key)),
      );
    }
    return reply(200, json, { core: 1 });
  });
}

function editIssue(call: Call): Reply {
  return withIssue(call, (ref) => {
    const { site, viewer, nowMs, apiVersion } = call;
    const writing = { site, viewer, apiVersion, project: ref.project };
    const { changes, comments, errors } = readFields(call.body, writing, new IssueState(site, ref));
    if (Object.keys(errors).length > 0) return jiraError(400, '', errors);
    const properties = sentProperties(call.body);
    if (typeof properties === 'string') return jiraError(400, properties);
    if (changes.size === 0 && comments.length === 0 && properties.size === 0)
      return jiraError(400, "one of 'fields' or 'update' required");
    applyChanges(site, ref, changes, { viewer, nowMs });
    for (const document of comments) addComment(call, ref, document, null);
    if (properties.size > 0) {
      const edits = site.issues.change(ref, nowMs);
      edits.properties = mergedProperties(edits.properties, properties);
    }
    if (call.query.get('returnIssue') !== 'true') return reply(204, null, { core: 1 });
    return reply(200, issueJson(call, ref, chooseFields([], '*all')), { core: 1 });
  });
}

function assign(call: Call): Reply {
  return withIssue(call, (ref) => {
    const { site, viewer, nowMs, apiVersion } = call;
    const body = record(call.body);
    const writing = { site, viewer, apiVersion, project: ref.project };
    const { changes, errors } = readFields({ fields: { assignee: body } }, writing, null);
    if (errors.assignee !== undefined) return jiraError(400, '', errors);
    applyChanges(site, ref, changes, { viewer, nowMs });
    return reply(204, null, { core: 1 });
  });
}

function deleteIssue(call: Call): Reply {
  return withIssue(call, (ref) => {
    const { site, nowMs } = call;
    site.issues.change(ref, nowMs).deleted = true;
    return reply(204, null, { core: 1 });
  });
}

const product = 'jira';
const template = '/rest/api/3/issue/{}';

export const issueEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template, handle: getIssue },
  { product, method: 'PUT', template, handle: editIssue, writesIssue: true },
  { product, method: 'DELETE', template, handle: deleteIssue, writesIssue: true },
  { product, method: 'PUT', template: `${template}/assignee`, handle: assign, writesIssue: true },
];
