/** Links between issues, and from an issue to the web. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { idText, record, text } from '../untrusted';
import { appended, type RemoteLink } from '../world/issue-edits';
import type { IssueRef } from '../world/issues';
import { linkTypes, oneOf } from './catalogue';
import { addComment } from './comment-writing';
import { writeLongText } from './fields/writers';
import { noIssue, withIssue } from './issue-access';
import { linkJson, linkTypeJson } from './issue-links';
import { apiBase } from './shapes';

function named(call: Call, raw: unknown): IssueRef | null {
  const { key, id } = record(raw);
  return call.site.visibleIssue(
    call.viewer,
    text(key) ?? (typeof id === 'number' ? String(id) : text(id)) ?? '',
  );
}

function createLink(call: Call): Reply {
  const { type: sent, inwardIssue, outwardIssue, comment } = record(call.body);
  const type = oneOf(linkTypes, record(sent));
  if (type === null)
    return jiraError(404, `No issue link type with name '${idText(record(sent).name)}' found.`);
  const [inward, outward] = [named(call, inwardIssue), named(call, outwardIssue)];
  if (inward === null || outward === null) return jiraError(404, noIssue);
  if (inward.id === outward.id) return jiraError(400, 'You cannot link an issue to itself.');
  const written = writeLongText(record(comment).body ?? null, call);
  if (written.kind === 'wrong') return jiraError(400, '', { comment: written.message });
  const { site, nowMs } = call;
  const same = site.jira
    .linksOf(inward.id)
    .some(
      ({ typeId, inwardId, outwardId }) =>
        typeId === type.id && inwardId === inward.id && outwardId === outward.id,
    );
  if (!same) {
    site.jira.addLink({
      id: String(site.jira.nextId()),
      typeId: type.id,
      inwardId: inward.id,
      outwardId: outward.id,
    });
    site.issues.change(inward, nowMs);
    site.issues.change(outward, nowMs);
  }
  if (written.value !== null) addComment(call, inward, written.value, null);
  return reply(201, null, { core: 1 });
}

function withLink(call: Call, then: (id: string, json: Record<string, unknown>) => Reply): Reply {
  const id = call.params[0] ?? '';
  const link = call.site.jira.links.get(id);
  const json = link === undefined ? null : linkJson(call, link, null);
  const seen = [link?.inwardId, link?.outwardId].every(
    (end) => call.site.visibleIssue(call.viewer, end ?? '') !== null,
  );
  return json === null || !seen ? jiraError(404, `No issue link with id '${id}' exists.`) : then(id, json);
}

function deleteLink(call: Call): Reply {
  return withLink(call, (id) => {
    call.site.jira.links.delete(id);
    return reply(204, null, { core: 1 });
  });
}

function allTypes(call: Call): Reply {
  const issueLinkTypes = linkTypes.map((type) => linkTypeJson(call, type));
  return reply(200, { issueLinkTypes }, { core: issueLinkTypes.length });
}

function oneType(call: Call): Reply {
  const type = linkTypes.find(({ id }) => id === call.params[0]);
  if (type === undefined)
    return jiraError(404, `No issue link type with id '${call.params[0] ?? ''}' found.`);
  return reply(200, linkTypeJson(call, type), { core: 1 });
}

function remoteJson(call: Call, ref: IssueRef, link: RemoteLink): Record<string, unknown> {
  const { id, globalId, relationship, application, object } = link;
  const self = `${apiBase(call)}/issue/${ref.id}/remotelink/${id}`;
  return {
    id,
    self,
    globalId: globalId ?? undefined,
    application,
    relationship: relationship ?? undefined,
    object,
  };
}

function getRemote(call: Call): Reply {
  return withIssue(call, (ref) => {
    const globalId = call.query.get('globalId');
    const all = call.site.issues.editsOf(ref)?.remoteLinks ?? [];
    if (globalId === null) {
      const shown = all.map((link) => remoteJson(call, ref, link));
      return reply(200, shown, { core: shown.length });
    }
    const found = all.find((link) => link.globalId === globalId);
    if (found === undefined)
      return jiraError(404, `No remote issue link with the global id '${globalId}' exists.`);
    return reply(200, remoteJson(call, ref, found), { core: 1 });
  });
}

const mostRemote = 200;

function readRemote(call: Call, id: number): RemoteLink | string {
  const { globalId, application, relationship, object } = record(call.body);
  if (text(record(object).url) === null || text(record(object).title) === null)
    return "The remote link's object needs a url and a title.";
  return {
    id,
    globalId: text(globalId),
    relationship: text(relationship),
    application: record(application),
    object,
  };
}

/** The same globalId again is an update, as Jira has it. */
function postRemote(call: Call): Reply {
  return withIssue(call, (ref) => {
    const edits = call.site.issues.change(ref, call.nowMs);
    const { globalId } = record(call.body);
    const old =
      globalId === undefined ? undefined : edits.remoteLinks.find((link) => link.globalId === globalId);
    const link = readRemote(call, old?.id ?? call.site.jira.nextId());
    if (typeof link === 'string') return jiraError(400, link);
    const others = edits.remoteLinks.filter(({ id }) => id !== link.id);
    edits.remoteLinks = appended(others, link, mostRemote);
    const self = `${apiBase(call)}/issue/${ref.id}/remotelink/${link.id}`;
    return reply(old === undefined ? 201 : 200, { id: link.id, self }, { core: 1 });
  });
}

function withRemote(call: Call, then: (ref: IssueRef, link: RemoteLink) => Reply): Reply {
  return withIssue(call, (ref) => {
    const found = call.site.issues.editsOf(ref)?.remoteLinks.find(({ id }) => String(id) === call.params[1]);
    if (found === undefined)
      return jiraError(404, `No remote issue link with the id '${call.params[1] ?? ''}' exists.`);
    return then(ref, found);
  });
}

function putRemote(call: Call): Reply {
  return withRemote(call, (ref, old) => {
    const link = readRemote(call, old.id);
    if (typeof link === 'string') return jiraError(400, link);
    const edits = call.site.issues.change(ref, call.nowMs);
    edits.remoteLinks = edits.remoteLinks.map((one) => (one === old ? link : one));
    return reply(204, null, { core: 1 });
  });
}

function deleteRemote(call: Call): Reply {
  return withRemote(call, (ref, old) => {
    const edits = call.site.issues.change(ref, call.nowMs);
    edits.remoteLinks = edits.remoteLinks.filter((one) => one !== old);
    return reply(204, null, { core: 1 });
  });
}

const product = 'jira';
const remote = '/rest/api/3/issue/{}/remotelink';

export const linkEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'POST', template: '/rest/api/3/issueLink', handle: createLink },
  {
    ...{ product, method: 'GET', template: '/rest/api/3/issueLink/{}' },
    handle: (call) => withLink(call, (_, json) => reply(200, json, { core: 1 })),
  },
  { product, method: 'DELETE', template: '/rest/api/3/issueLink/{}', handle: deleteLink },
  { product, method: 'GET', template: '/rest/api/3/issueLinkType', handle: allTypes },
  { product, method: 'GET', template: '/rest/api/3/issueLinkType/{}', handle: oneType },
  { product, method: 'GET', template: remote, handle: getRemote },
  { product, method: 'POST', template: remote, handle: postRemote, writesIssue: true },
  {
    ...{ product, method: 'GET', template: `${remote}/{}` },
    handle: (call) => withRemote(call, (ref, link) => reply(200, remoteJson(call, ref, link), { core: 1 })),
  },
  { product, method: 'PUT', template: `${remote}/{}`, handle: putRemote, writesIssue: true },
  { product, method: 'DELETE', template: `${remote}/{}`, handle: deleteRemote, writesIssue: true },
];
