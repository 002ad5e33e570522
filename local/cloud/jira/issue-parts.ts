/** Comments and entity properties of an issue. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { record } from '../untrusted';
import type { IssueRef } from '../world/issues';
import { hash } from '../world/seed';
import type { Site } from '../world/site';
import { withIssue } from './issues';
import { pageOf } from '../offset-page';
import { appUserJson, jiraTime, paragraph, seededTimeMs, userJson } from './shapes';

function commentJson(
  site: Site,
  ref: IssueRef,
  n: number,
  body: unknown,
  atMs: number,
  author: number | null,
) {
  const person = author === null ? null : site.people.at(author);
  const id = String(Number(ref.id) * 100 + n);
  return {
    self: `${site.jiraBase}/issue/${ref.id}/comment/${id}`,
    id,
    author: person === null ? appUserJson(site) : userJson(site, person),
    body,
    created: jiraTime(atMs),
    updated: jiraTime(atMs),
    jsdPublic: true,
  };
}

function seededComments(site: Site, ref: IssueRef) {
  return Array.from({ length: hash(site.seed, 'comments', ref.id) % 5 }, (_, n) => {
    const author = site.people.some(hash(site.seed, 'commenter', ref.id, n)).index;
    const atMs = seededTimeMs(site, ref.id) + n * 7_200_000;
    return commentJson(site, ref, n, paragraph('Looked into it, see the linked page.'), atMs, author);
  });
}

function getComments(call: Call): Reply {
  const { site } = call;
  return withIssue(call, (ref) => {
    const seeded = seededComments(site, ref);
    const written = (site.issues.editsOf(ref)?.comments ?? []).map((comment, n) =>
      commentJson(site, ref, seeded.length + n, comment.body, comment.atMs, comment.authorIndex),
    );
    const { values, startAt, maxResults, total } = pageOf(call.query, [...seeded, ...written], 5_000);
    return reply(200, { startAt, maxResults, total, comments: values }, { core: values.length });
  });
}

function addComment(call: Call): Reply {
  const body = record(call.body).body;
  if (body === undefined || body === null || body === '') {
    return jiraError(400, '', { comment: 'Comment body can not be empty!' });
  }
  return withIssue(call, (ref) => {
    const { comments } = call.site.issues.change(ref, call.nowMs);
    const authorIndex = call.viewer.kind === 'person' ? call.viewer.index : null;
    comments.push({ body, atMs: call.nowMs, authorIndex });
    const n = seededComments(call.site, ref).length + comments.length - 1;
    return reply(201, commentJson(call.site, ref, n, body, call.nowMs, authorIndex), { core: 1 });
  });
}

function propertyKeys(call: Call): Reply {
  return withIssue(call, (ref) => {
    const keys = [...(call.site.issues.editsOf(ref)?.properties.keys() ?? [])].map((key) => ({
      self: `${call.site.jiraBase}/issue/${ref.id}/properties/${key}`,
      key,
    }));
    return reply(200, { keys }, { core: keys.length });
  });
}

function noProperty(key: string): Reply {
  return jiraError(404, `The property ${key} does not exist.`);
}

function getProperty(call: Call): Reply {
  const key = call.params[1] ?? '';
  return withIssue(call, (ref) => {
    const properties = call.site.issues.editsOf(ref)?.properties;
    if (properties?.has(key) !== true) return noProperty(key);
    return reply(200, { key, value: properties.get(key) }, { core: 1 });
  });
}

function setProperty(call: Call): Reply {
  const key = call.params[1] ?? '';
  if (call.body === null) return jiraError(400, 'The property value is not valid JSON.');
  return withIssue(call, (ref) => {
    const { properties } = call.site.issues.change(ref, call.nowMs);
    const status = properties.has(key) ? 200 : 201;
    properties.set(key, call.body);
    return reply(status, null, { core: 1 });
  });
}

function deleteProperty(call: Call): Reply {
  const key = call.params[1] ?? '';
  return withIssue(call, (ref) => {
    if (call.site.issues.editsOf(ref)?.properties.has(key) !== true) return noProperty(key);
    call.site.issues.change(ref, call.nowMs).properties.delete(key);
    return reply(204, null, { core: 1 });
  });
}

const comments = '/rest/api/3/issue/{}/comment';
const properties = '/rest/api/3/issue/{}/properties';
const property = '/rest/api/3/issue/{}/properties/{}';

export const issuePartEndpoints: readonly CloudEndpoint[] = [
  { product: 'jira', method: 'GET', template: comments, handle: getComments },
  { product: 'jira', method: 'POST', template: comments, handle: addComment, writesIssue: true },
  { product: 'jira', method: 'GET', template: properties, handle: propertyKeys },
  { product: 'jira', method: 'GET', template: property, handle: getProperty },
  { product: 'jira', method: 'PUT', template: property, handle: setProperty, writesIssue: true },
  { product: 'jira', method: 'DELETE', template: property, handle: deleteProperty, writesIssue: true },
];
