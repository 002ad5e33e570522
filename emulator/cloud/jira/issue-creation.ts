/** Making issues, one or many. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { list, record, text } from '../untrusted';
import type { IssueRef } from '../world/issues';
import type { Project } from '../world/projects';
import { stepsOf } from '../world/workflow';
import { issueTypes } from './catalogue';
import { addComment } from './comment-writing';
import { applyChanges } from './fields/apply';
import { readFields } from './fields/request';
import { sentProperties } from './sent-properties';
import { apiBase } from './shapes';

/** Source: Jira REST API v3, "Bulk create issue", 2026-10. */
const mostAtOnce = 50;

/** Stands in for a project that there is not, so that the other fields can be looked at, too. */
const nowhere: Project = { index: -1, id: '', key: '', name: '', restricted: false, isEndless: false };

type Creation = { kind: 'created'; ref: IssueRef } | { kind: 'refused'; errors: Record<string, string> };

function projectOf(call: Call, raw: unknown): Project | null {
  const { key, id } = record(raw);
  const project = call.site.projects.find(
    text(key) ?? (typeof id === 'number' ? String(id) : text(id)) ?? '',
  );
  return project !== null && (!project.restricted || call.site.seesRestricted(call.viewer)) ? project : null;
}

function create(call: Call, body: unknown): Creation {
  const { site, viewer, nowMs, apiVersion } = call;
  const { project: wanted, ...fields } = record(record(body).fields);
  const project = projectOf(call, wanted);
  const { update } = record(body);
  const writing = { site, viewer, apiVersion, project: project ?? nowhere };
  const { changes, comments, errors } = readFields({ fields, update }, writing, null);
  if (project === null) errors.project = 'valid project is required';
  if (!changes.has('summary') && !('summary' in errors))
    errors.summary = 'You must specify a summary of the issue.';
  const type = 'issuetype' in errors ? null : typeTrouble(changes);
  if (type !== null) errors.issuetype = type;
  const properties = sentProperties(body);
  if (typeof properties === 'string') errors.properties = properties;
  if (Object.keys(errors).length > 0 || project === null || typeof properties === 'string')
    return { kind: 'refused', errors };
  const ref = site.issues.create(project, String(changes.get('summary')), nowMs);
  const edits = site.issues.change(ref, nowMs);
  edits.status = stepsOf(project)[0] ?? null;
  const creator = viewer.kind === 'person' ? (site.people.at(viewer.index)?.accountId ?? null) : null;
  edits.fields = new Map([
    ['creator', creator],
    ['reporter', creator],
  ]);
  edits.description = null;
  applyChanges(site, ref, changes, { viewer, nowMs });
  edits.history = [];
  if (properties.size > 0) edits.properties = properties;
  for (const document of comments) addComment(call, ref, document, null);
  return { kind: 'created', ref };
}

function typeTrouble(changes: ReadonlyMap<string, unknown>): string | null {
  const type = issueTypes.find(({ id }) => id === changes.get('issuetype'));
  if (type === undefined) return 'Specify an issue type';
  const hasParent = (changes.get('parent') ?? null) !== null;
  return type.subtask && !hasParent
    ? 'Issue type is a sub-task but parent issue key or id not specified.'
    : null;
}

function createdJson(call: Call, ref: IssueRef): Record<string, unknown> {
  return { id: ref.id, key: ref.key, self: `${apiBase(call)}/issue/${ref.id}` };
}

function createOne(call: Call): Reply {
  const creation = create(call, call.body);
  if (creation.kind === 'refused') return jiraError(400, '', creation.errors);
  return reply(201, createdJson(call, creation.ref), { core: 1 });
}

function createMany(call: Call): Reply {
  const wanted = list(record(call.body).issueUpdates);
  if (wanted.length === 0) return jiraError(400, 'The request has no issueUpdates.');
  if (wanted.length > mostAtOnce)
    return jiraError(400, `At most ${mostAtOnce} issues can be created at once.`);
  const issues: unknown[] = [];
  const errors: unknown[] = [];
  wanted.forEach((body, failedElementNumber) => {
    const creation = create(call, body);
    if (creation.kind === 'created') issues.push(createdJson(call, creation.ref));
    else
      errors.push({
        status: 400,
        elementErrors: { errorMessages: [], errors: creation.errors },
        failedElementNumber,
      });
  });
  return reply(issues.length > 0 ? 201 : 400, { issues, errors }, { core: issues.length });
}

export const issueCreationEndpoints: readonly CloudEndpoint[] = [
  { product: 'jira', method: 'POST', template: '/rest/api/3/issue', handle: createOne },
  { product: 'jira', method: 'POST', template: '/rest/api/3/issue/bulk', handle: createMany },
];
