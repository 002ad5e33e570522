/** Pages and blog posts in version 2. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { commaList, record, text } from '../untrusted';
import type { Space } from '../world/wiki-space';
import { latest, type Content } from '../world/wiki-content';
import {
  bad,
  notFound,
  seesContent,
  seesSpace,
  spaceOfId,
  v2,
  withContent,
  withSpace,
  withWritable,
} from './endpoint';
import { readable } from './body';
import { cursorPage, listing, type Listing } from './paging';
import { contentJson } from './v2-json';
import { createTitled, deleteContent, updateVersion } from './write';

type Titled = 'page' | 'blogpost';

const listQuery = ['limit', 'cursor', 'body-format', 'sort', 'status', 'title', 'id', 'space-id'];
const getQuery = ['body-format', 'version', 'status', 'include-version'];
const createBody = ['spaceId', 'status', 'title', 'parentId', 'body'];
const updateBody = ['id', 'status', 'title', 'spaceId', 'parentId', 'body', 'version'];

/** The wanted representation; `undefined` for one that there is none of. */
export function formatOf(call: Call): string | null | undefined {
  const wanted = call.query.get('body-format');
  return wanted === null ? null : readable.find((one) => one === wanted);
}

/** Pages of the spaces by their places, first space first: no page is made that is not shown. */
function pageSlots(call: Call, spaces: readonly Space[]): Listing<Content> {
  const { wiki } = call.site;
  return {
    total: spaces.reduce((sum, space) => sum + wiki.last(space), 0),
    at: (position) => {
      let rest = position;
      for (const space of spaces) {
        if (rest < wiki.last(space)) {
          const page = wiki.page(space, rest + 1);
          return page?.status === 'current' && seesContent(call, page) ? page : null;
        }
        rest -= wiki.last(space);
      }
      return null;
    },
  };
}

function all(call: Call, type: Titled, spaces: readonly Space[], statuses: readonly string[]): Content[] {
  const { wiki } = call.site;
  const inSpaces = wiki.writtenOf('blogpost').filter((one) => spaces.includes(one.space));
  const found =
    type === 'blogpost'
      ? inSpaces
      : spaces.flatMap((space) =>
          Array.from({ length: wiki.last(space) }, (_, n) => wiki.page(space, n + 1)).filter(
            (page) => page !== null,
          ),
        );
  return found.filter((one) => statuses.includes(one.status) && seesContent(call, one));
}

const sorts: Readonly<Record<string, (content: Content) => number | string>> = {
  id: (content) => Number(content.id),
  'created-date': (content) => content.createdAtMs,
  'modified-date': (content) => latest(content).atMs,
  title: (content) => latest(content).title,
};

function sorted(contents: Content[], sort: string): Content[] | null {
  const by = sorts[sort.replace(/^-/, '')];
  if (by === undefined) return null;
  const sign = sort.startsWith('-') ? -1 : 1;
  return contents.sort((a, b) => (by(a) < by(b) ? -sign : Number(by(a) > by(b)) * sign));
}

/** Lists with whatever filters were sent. */
export function listTitled(
  call: Call,
  type: Titled,
  spaces: readonly Space[],
  only?: (one: Content) => boolean,
): Reply {
  const { query } = call;
  const format = formatOf(call);
  if (format === undefined) return bad(call, `body-format: there are ${readable.join(', ')}`);
  const shown = { show: (content: Content) => contentJson(call, content, { format }) };
  const isFiltered = ['sort', 'status', 'title', 'id'].some((name) => query.has(name)) || only !== undefined;
  if (type === 'page' && !isFiltered) return cursorPage(call, pageSlots(call, spaces), shown);
  const statuses = query.has('status') ? commaList(query, 'status') : ['current', 'archived'];
  const ids = commaList(query, 'id');
  const title = query.get('title');
  const found = all(call, type, spaces, statuses).filter(
    (one) =>
      (ids.length === 0 || ids.includes(one.id)) &&
      (title === null || latest(one).title === title) &&
      (only === undefined || only(one)),
  );
  const inOrder = sorted(found, query.get('sort') ?? 'id');
  if (inOrder === null) return bad(call, `sort: there are ${Object.keys(sorts).join(', ')}`);
  return cursorPage(call, listing(inOrder), shown);
}

/** The visible spaces, those of `space-id` where it is sent. */
export function askedSpaces(call: Call): Space[] {
  const ids = commaList(call.query, 'space-id');
  const isAsked = (space: Space): boolean => ids.length === 0 || ids.includes(space.id);
  return call.site.wiki.spaces.filter((space) => isAsked(space) && seesSpace(call, space));
}

function getOne(call: Call, type: Titled): Reply {
  const format = formatOf(call);
  if (format === undefined) return bad(call, `body-format: there are ${readable.join(', ')}`);
  return withContent(call, [type], (content) => {
    const number = call.query.get('version');
    const versions = content.versions.filter((one) => number === null || String(one.number) === number);
    if (versions.length === 0) return notFound(call);
    return reply(200, contentJson(call, { ...content, versions }, { format, single: true }), { core: 1 });
  });
}

const show = (call: Call) => (content: Content) =>
  contentJson(call, content, { format: latest(content).body.representation, single: true });

function create(call: Call, type: Titled): Reply {
  const { spaceId, parentId } = record(call.body);
  return withSpace(call, call.site.wiki.spaceById(text(spaceId) ?? ''), (space) => {
    const home = call.site.wiki.last(space) > 0 ? call.site.wiki.ref(space, 1).id : null;
    const isTop = type === 'blogpost' || call.query.get('root-level') === 'true';
    return createTitled(call, type, space, show(call), text(parentId) ?? (isTop ? null : home));
  });
}

function update(call: Call, type: Titled): Reply {
  return withWritable(call, [type], (content) =>
    updateVersion(call, content, show(call), (before) => placed(call, before)),
  );
}

/** The content at the place and in the status that were sent. */
export function placed(call: Call, before: Content): Content | string {
  const { parentId, status, id, spaceId } = record(call.body);
  if (id !== undefined && String(Number(id)) !== before.id) return 'id: it must be that of the path';
  if (spaceId !== undefined && spaceId !== before.space.id) return 'spaceId: a page stays in its space';
  if (status !== undefined && status !== 'current' && status !== 'draft')
    return 'status: there are current and draft';
  const parent = text(parentId);
  if (parent !== null && call.site.wiki.find(parent)?.space !== before.space)
    return `parentId: ${parent} is no page of this space`;
  return {
    ...before,
    ...(status === undefined ? {} : { status }),
    ...(parent === null ? {} : { parentId: parent }),
  };
}

function retitle(call: Call): Reply {
  return withWritable(call, ['page'], (content) => {
    const title = text(record(call.body).title);
    if (title === null) return bad(call, 'title: it must not be empty');
    const versions = content.versions.map((one, n, { length }) =>
      n === length - 1 ? { ...one, title } : one,
    );
    return reply(200, show(call)(call.site.wiki.put({ ...content, versions })), { core: 1 });
  });
}

function resource(type: Titled, path: string): CloudEndpoint[] {
  const create_ = type === 'page' ? ['root-level', 'embedded', 'private'] : ['private'];
  return [
    v2('GET', path, { query: listQuery }, (call) => listTitled(call, type, askedSpaces(call))),
    v2('POST', path, { query: create_, body: createBody }, (call) => create(call, type)),
    v2('GET', `${path}/{}`, { query: getQuery }, (call) => getOne(call, type)),
    v2('PUT', `${path}/{}`, { body: updateBody }, (call) => update(call, type)),
    v2('DELETE', `${path}/{}`, { query: ['purge', 'draft'] }, (call) => deleteContent(call, [type])),
    v2('GET', `/spaces/{}${path}`, { query: listQuery }, (call) =>
      withSpace(call, spaceOfId(call), (space) => listTitled(call, type, [space])),
    ),
    v2('GET', `/labels/{}${path}`, { query: listQuery }, (call) =>
      listTitled(call, type, askedSpaces(call), (one) => one.labels.some(({ id }) => id === call.params[0])),
    ),
  ];
}

export const titledEndpoints: readonly CloudEndpoint[] = [
  ...resource('page', '/pages'),
  ...resource('blogpost', '/blogposts'),
  v2('PUT', '/pages/{}/title', { body: ['status', 'title'] }, retitle),
];
