/** Spaces in both versions, and who may do what in them. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { commaList, record, text } from '../untrusted';
import { hash, pick, uuid } from '../world/seed';
import type { Space } from '../world/wiki-space';
import { bad, seesSpace, spaceOfId, spaceOfKey, v1, v2, withSpace } from './endpoint';
import { cursorPage, listing, offsetPage } from './paging';
import { expansionOf } from './v1-content';
import { restRoot, spaceV1 } from './v1-json';
import { spaceJson } from './v2-json';
import { addContent } from './write';

/** Those of the filters that were sent, by `ids`, `keys`, `spaceKey` and their like. */
function visible(call: Call): Space[] {
  const { query } = call;
  const ids = [...commaList(query, 'ids'), ...commaList(query, 'spaceId')];
  const keys = [...commaList(query, 'keys'), ...commaList(query, 'spaceKey')].map((key) => key.toLowerCase());
  const status = query.get('status');
  const type = query.get('type');
  return call.site.wiki.spaces.filter(
    (space) =>
      seesSpace(call, space) &&
      (ids.length === 0 || ids.includes(space.id)) &&
      (keys.length === 0 || keys.includes(space.key.toLowerCase())) &&
      (status === null || status === space.status) &&
      (type === null || type === 'global'),
  );
}

const operations = ['read', 'create', 'delete', 'export', 'administer'] as const;
const targets = ['space', 'page', 'blogpost', 'comment', 'attachment'] as const;

function permissions(call: Call): Reply {
  const { site } = call;
  return withSpace(call, spaceOfId(call), (space) => {
    const at = (n: number) => ({
      id: String(Number(space.id) * 10_000 + n),
      principal: { type: 'user', id: site.people.some(hash(site.seed, 'grant', space.index, n)).accountId },
      operation: { key: pick(operations, n), targetType: pick(targets, Math.floor(n / operations.length)) },
    });
    const all = { total: site.sizes.permissionsPerSpace, at };
    return cursorPage(call, all, { show: (permission) => permission, objects: 'identity' });
  });
}

/** Every space begins with a home page. */
function create(call: Call, show: (space: Space) => unknown): Reply {
  const sent = record(call.body);
  const name = text(sent.name);
  const key = text(sent.key);
  const { plain, value } = record(sent.description);
  const description = text(record(plain).value) ?? text(value) ?? '';
  if (name === null) return bad(call, 'name: it must not be empty');
  if (key === null || !/^[A-Za-z0-9]{1,255}$/.test(key))
    return bad(call, 'key: it must be letters and digits');
  if (call.site.wiki.spaceByKey(key) !== null) return bad(call, `A space already exists with key ${key}`);
  const space = call.site.wiki.addSpace({ key, name, description }, call.nowMs);
  if (space === null) return bad(call, 'The emulator keeps 2,000 spaces at most');
  const body = { representation: 'storage', value: '' } as const;
  addContent(call, { type: 'page', space, title: `${name} Home`, body });
  return reply(200, show(space), { core: 1 });
}

function update(call: Call): Reply {
  return withSpace(call, spaceOfKey(call), (space) => {
    const sent = record(call.body);
    const status = text(sent.status)?.toLowerCase();
    if (status !== undefined && status !== 'current' && status !== 'archived')
      return bad(call, 'status: there are CURRENT and ARCHIVED');
    space.name = text(sent.name) ?? space.name;
    space.status = status ?? space.status;
    const { plain } = record(sent.description);
    const { value } = record(plain);
    if (typeof value === 'string') space.description = value;
    return reply(200, spaceV1(call, space, expansionOf(call)), { core: 1 });
  });
}

function remove(call: Call): Reply {
  return withSpace(call, spaceOfKey(call), (space) => {
    call.site.wiki.removeSpace(space);
    const id = uuid(call.site.seed, 'task', space.id);
    return reply(202, { id, links: { status: `/rest/api/longtask/${id}` } }, { core: 1 });
  });
}

/** Everything that takes long at Atlassian is done here before its answer: a task that is asked for is over. */
function longTask(call: Call): Reply {
  const id = call.params[0] ?? '';
  const done = { elapsedTime: 1, percentageComplete: 100, successful: true, finished: true, messages: [] };
  const name = { key: 'long.running.task', args: [] };
  const _links = { self: `${restRoot(call)}/longtask/${id}`, base: `${call.baseUrl}/wiki`, context: '/wiki' };
  const body = { id, name, ...done, status: 'COMPLETE', errors: [], additionalDetails: {}, _links };
  return reply(200, body, { core: 1 });
}

const paged = ['limit', 'cursor'];
const pagedV1 = ['start', 'limit', 'expand'];
const listV2 = [
  ...paged,
  'ids',
  'keys',
  'type',
  'status',
  'sort',
  'labels',
  'description-format',
  'include-icon',
];
const createBody = ['key', 'name', 'alias', 'description', 'permissions'];

export const spaceEndpoints: readonly CloudEndpoint[] = [
  v2('GET', '/spaces', { query: listV2.filter((name) => name !== 'labels') }, (call) =>
    cursorPage(call, listing(visible(call)), { show: (space) => spaceJson(call, space) }),
  ),
  v2('POST', '/spaces', { body: createBody }, (call) =>
    create(call, (space) => spaceJson(call, space, true)),
  ),
  v2('GET', '/spaces/{}', { query: ['description-format', 'include-icon'] }, (call) =>
    withSpace(call, spaceOfId(call), (space) => reply(200, spaceJson(call, space, true), { core: 1 })),
  ),
  v2('GET', '/spaces/{}/permissions', { query: paged }, permissions),
  v1('GET', '/space', { query: [...pagedV1, 'spaceKey', 'spaceId', 'type', 'status'] }, (call) =>
    offsetPage(call, listing(visible(call)), {
      show: (space) => spaceV1(call, space, expansionOf(call)),
      most: 500,
    }),
  ),
  v1('POST', '/space', { body: createBody }, (call) => create(call, (space) => spaceV1(call, space))),
  v1('GET', '/space/{}', { query: ['expand'] }, (call) =>
    withSpace(call, spaceOfKey(call), (space) =>
      reply(200, spaceV1(call, space, expansionOf(call)), { core: 1 }),
    ),
  ),
  v1('PUT', '/space/{}', { body: ['key', 'name', 'description', 'homepage', 'type', 'status'] }, update),
  v1('DELETE', '/space/{}', {}, remove),
  v1('GET', '/longtask/{}', { query: ['expand'] }, longTask),
];
