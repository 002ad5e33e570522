/** How Confluence's endpoints are written: what they take by name, how they refuse, who may see what. */
import { confluenceError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { record } from '../untrusted';
import type { Space } from '../world/wiki-space';
import type { Content, ContentType } from '../world/wiki-content';

type Method = CloudEndpoint['method'];

interface Takes {
  /** Names of the query; any other is refused, since a filter that is ignored would return too much. */
  query?: readonly string[];
  /** Names of the JSON body's first level; any other is refused, since it would be lost. */
  body?: readonly string[];
}

/** An endpoint of version 1 below `/wiki/rest/api`, of version 2 below `/wiki/api/v2`. */
function endpoint(
  root: string,
  method: Method,
  path: string,
  takes: Takes,
  handle: (call: Call) => Reply,
): CloudEndpoint {
  return {
    ...{ product: 'confluence', method, template: root + path },
    handle: (call) => unknownName(call, takes) ?? handle(call),
  };
}

export const v1 = endpoint.bind(null, '/wiki/rest/api');
export const v2 = endpoint.bind(null, '/wiki/api/v2');

/** Taken by every endpoint: who authenticates by the query, and what only defeats caches. */
const always = ['jwt', 'lang', '_'];

function unknownName(call: Call, { query = [], body = [] }: Takes): Reply | null {
  const parameter = [...call.query.keys()].find((name) => !query.includes(name) && !always.includes(name));
  if (parameter !== undefined) return refuse(call, `the parameter "${parameter}"`, query);
  if (call.body === null || Array.isArray(call.body) || body.includes('*')) return null;
  const field = Object.keys(record(call.body)).find((name) => !body.includes(name));
  return field === undefined ? null : refuse(call, `the field "${field}"`, body);
}

function refuse(call: Call, what: string, known: readonly string[]): Reply {
  const list = known.length === 0 ? 'none' : known.join(', ');
  return bad(call, `The emulator does not know ${what} here. It knows ${list}.`);
}

/** The error shape is that of the API's version. */
export function failure(call: Call, status: number, code: string, message: string): Reply {
  if (call.path.startsWith('/wiki/rest/')) {
    const data = { authorized: status !== 403, valid: true, errors: [], successful: false };
    return reply(status, { statusCode: status, data, message });
  }
  return confluenceError(status, code, message);
}

export const bad = (call: Call, message: string): Reply =>
  failure(call, 400, 'INVALID_REQUEST_PARAMETER', message);
export const notFound = (call: Call, message = 'Not Found'): Reply =>
  failure(call, 404, 'NOT_FOUND', message);

export function seesSpace(call: Call, space: Space): boolean {
  return !space.restricted || call.site.seesRestricted(call.viewer);
}

/** By its space, and by the restrictions of the content and of what is above it. */
export function seesContent(call: Call, content: Content): boolean {
  if (!seesSpace(call, content.space)) return false;
  const { wiki } = call.site;
  const container = content.containerId === null ? null : wiki.find(content.containerId);
  return (
    [content, ...wiki.ancestorsOf(content)].every((one) => may(call, one, 'read')) &&
    (container === null || may(call, container, 'read'))
  );
}

/** Restrictions hold back people who are on none of their lists; the author and apps always may. */
export function may(call: Call, content: Content, operation: 'read' | 'update'): boolean {
  const { users, groupIds } = content.restrictions[operation];
  const { viewer, site } = call;
  if (viewer.kind !== 'person' || users.length + groupIds.length === 0) return true;
  if (viewer.index === content.authorIndex) return true;
  const accountId = site.people.at(viewer.index)?.accountId ?? '';
  const isMember = site.people.groups.some(
    ({ groupId, members }) => groupIds.includes(groupId) && members.includes(viewer.index),
  );
  return users.includes(accountId) || isMember;
}

/** Runs with the content that the path names, of one of these types and no trash, or says that there is none. */
export function withContent(
  call: Call,
  types: readonly ContentType[],
  then: (content: Content) => Reply,
  id = call.params[0] ?? '',
): Reply {
  const content = call.site.wiki.find(id);
  if (content === null || content.status === 'trashed' || !types.includes(content.type))
    return notFound(call);
  return seesContent(call, content) ? then(content) : notFound(call);
}

/** As `withContent`, for a write: who may read and not write is told so. */
export function withWritable(
  call: Call,
  types: readonly ContentType[],
  then: (content: Content) => Reply,
  id = call.params[0] ?? '',
): Reply {
  const write = (content: Content): Reply =>
    may(call, content, 'update')
      ? then(content)
      : failure(call, 403, 'FORBIDDEN', 'The content is restricted');
  return withContent(call, types, write, id);
}

export function withSpace(call: Call, space: Space | null, then: (space: Space) => Reply): Reply {
  return space !== null && seesSpace(call, space) ? then(space) : notFound(call);
}

export const spaceOfId = (call: Call): Space | null => call.site.wiki.spaceById(call.params[0] ?? '');
export const spaceOfKey = (call: Call): Space | null => call.site.wiki.spaceByKey(call.params[0] ?? '');

/** `null` for the app itself. */
export function authorOf(call: Call): number | null {
  return call.viewer.kind === 'person' ? call.viewer.index : null;
}
