/**
 * Who may read or change a content: nobody named, and everybody who sees the space may. What a call touches are the restrictions, one for
 * each operation; who is named by them is a part of them.
 */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { list, record, text } from '../untrusted';
import type { Content, Restrictions } from '../world/wiki-content';
import { bad, notFound, v1, withContent, withWritable } from './endpoint';
import { listV1, restRoot, userJson } from './v1-json';

const operations = ['read', 'update'] as const;
type Operation = (typeof operations)[number];
const types = ['page', 'blogpost'] as const;

function one(call: Call, content: Content, operation: Operation): Record<string, unknown> {
  const { users, groupIds } = content.restrictions[operation];
  const { people } = call.site;
  const groups = people.groups.filter(({ groupId }) => groupIds.includes(groupId));
  const self = `${restRoot(call)}/content/${content.id}/restriction/byOperation/${operation}`;
  return {
    operation,
    restrictions: {
      user: listV1(users.map((accountId) => userJson(call, people.byAccountId(accountId)))),
      group: listV1(groups.map(({ name, groupId }) => ({ type: 'group', name, id: groupId }))),
      _expandable: {},
    },
    content: { id: content.id, type: content.type, status: content.status },
    _expandable: { content: `/rest/api/content/${content.id}` },
    _links: { self },
  };
}

const count = ({ users, groupIds }: Restrictions): number => users.length + groupIds.length;
const total = ({ restrictions }: Content): number => count(restrictions.read) + count(restrictions.update);

function all(call: Call, content: Content): Reply {
  const results = operations.map((operation) => one(call, content, operation));
  const links = { base: `${call.baseUrl}/wiki`, self: `${restRoot(call)}/content/${content.id}/restriction` };
  const body = { ...listV1(results), restrictionsHash: String(total(content)), _links: links };
  return reply(200, body, { identity: results.length });
}

/** The sent list of `{operation, restrictions: {user: [...], group: [...]}}`, or what is wrong with it. */
function readSent(call: Call, before: Content['restrictions']): Content['restrictions'] | string {
  const sent = Array.isArray(call.body) ? list(call.body) : list(record(call.body).results);
  const found = { ...before };
  for (const entry of sent) {
    const { operation, restrictions } = record(entry);
    const known = operations.find((name) => name === operation);
    if (known === undefined) return `operation: there are ${operations.join(' and ')}`;
    const { user, group } = record(restrictions);
    const users = members(user).map((person) => text(record(person).accountId) ?? '');
    const groupIds = members(group).map((one_) => groupIdOf(call, record(one_)));
    const stranger = users.find((accountId) => call.site.people.byAccountId(accountId) === null);
    if (stranger !== undefined) return `user: nobody of this site has the accountId "${stranger}"`;
    if (groupIds.includes(null)) return 'group: there is no such group';
    const before_ = found[known];
    found[known] = {
      users: [...new Set([...before_.users, ...users])],
      groupIds: [...new Set([...before_.groupIds, ...groupIds.filter((id) => id !== null)])],
    };
  }
  return found;
}

/** A list, or one within `results`. */
function members(value: unknown): unknown[] {
  return Array.isArray(value) ? list(value) : list(record(value).results);
}

function groupIdOf(call: Call, group: Record<string, unknown>): string | null {
  const { groups } = call.site.people;
  return groups.find(({ groupId, name }) => groupId === group.id || name === group.name)?.groupId ?? null;
}

const nobody = (): Content['restrictions'] => ({
  read: { users: [], groupIds: [] },
  update: { users: [], groupIds: [] },
});

function write(call: Call, keeps: boolean): Reply {
  return withWritable(call, types, (content) => {
    const restrictions = readSent(call, keeps ? content.restrictions : nobody());
    if (typeof restrictions === 'string') return bad(call, restrictions);
    return all(call, call.site.wiki.put({ ...content, restrictions }));
  });
}

function clear(call: Call): Reply {
  return withWritable(call, types, (content) =>
    all(call, call.site.wiki.put({ ...content, restrictions: nobody() })),
  );
}

function withOperation(
  call: Call,
  writes: boolean,
  then: (content: Content, operation: Operation) => Reply,
): Reply {
  const operation = operations.find((name) => name === call.params[1]);
  if (operation === undefined) return bad(call, `operation: there are ${operations.join(' and ')}`);
  return (writes ? withWritable : withContent)(call, types, (content) => then(content, operation));
}

/** Adds a member to an operation's list, takes it away, or says whether it is there. */
function member(call: Call, list_: keyof Restrictions, method: 'GET' | 'PUT' | 'DELETE'): Reply {
  const id = list_ === 'users' ? (call.query.get('accountId') ?? '') : (call.params[2] ?? '');
  const isKnown =
    list_ === 'users' ? call.site.people.byAccountId(id) !== null : groupIdOf(call, { id }) !== null;
  return withOperation(call, method !== 'GET', (content, operation) => {
    if (!isKnown) return notFound(call, 'There is no such user or group');
    const before = content.restrictions[operation];
    const isThere = before[list_].includes(id);
    if (method !== 'PUT' && !isThere) return notFound(call, 'The content is not restricted to it');
    if (method !== 'GET') {
      const others = before[list_].filter((other) => other !== id);
      const after = { ...before, [list_]: method === 'PUT' ? [...others, id] : others };
      call.site.wiki.put({ ...content, restrictions: { ...content.restrictions, [operation]: after } });
    }
    return reply(200, null, { identity: 1 });
  });
}

const at = '/content/{}/restriction';
const query = ['start', 'limit', 'expand'];
const changing = ['GET', 'PUT', 'DELETE'] as const;

export const restrictionEndpoints: readonly CloudEndpoint[] = [
  v1('GET', at, { query }, (call) => withContent(call, types, (content) => all(call, content))),
  v1('POST', at, { query: ['expand'], body: ['results'] }, (call) => write(call, true)),
  v1('PUT', at, { query: ['expand'], body: ['results'] }, (call) => write(call, false)),
  v1('DELETE', at, { query: ['expand'] }, clear),
  v1('GET', `${at}/byOperation`, { query: ['expand'] }, (call) =>
    withContent(call, types, (content) => {
      const body = Object.fromEntries(
        operations.map((operation) => [operation, one(call, content, operation)]),
      );
      return reply(200, body, { identity: operations.length });
    }),
  ),
  v1('GET', `${at}/byOperation/{}`, { query }, (call) =>
    withOperation(call, false, (content, operation) =>
      reply(200, one(call, content, operation), { identity: 1 }),
    ),
  ),
  ...changing.map((method) =>
    v1(method, `${at}/byOperation/{}/user`, { query: ['accountId'] }, (call) =>
      member(call, 'users', method),
    ),
  ),
  ...changing.map((method) =>
    v1(method, `${at}/byOperation/{}/byGroupId/{}`, {}, (call) => member(call, 'groupIds', method)),
  ),
];
