/** Contents of every kind in version 1. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { list, record, text } from '../untrusted';
import { latest, type Content, type ContentType } from '../world/wiki-content';
import { bad, notFound, seesSpace, v1, withContent, withSpace, withWritable } from './endpoint';
import { listing, offsetPage } from './paging';
import { Expansion } from './expansion';
import { contentV1, historyV1 } from './v1-json';
import { contentsOf } from './v2-parts';
import { addContent, bodyOrEmpty, createTitled, deleteContent, updateVersion } from './write';

export const everyType: readonly ContentType[] = ['page', 'blogpost', 'comment', 'attachment'];

export const expansionOf = (call: Call): Expansion => new Expansion(call.query.getAll('expand'));

/** As `expand` wants it; what a write answers has at least its body, version and place. */
export const showV1 =
  (call: Call, ...always: string[]) =>
  (content: Content): unknown =>
    contentV1(call, content, new Expansion([...always, ...call.query.getAll('expand')].join(',')));

const afterWrite = ['body.storage', 'version', 'space', 'history', 'ancestors'];

function listContents(call: Call): Reply {
  const { query, site } = call;
  const type = query.get('type') ?? 'page';
  const spaceKey = query.get('spaceKey');
  const title = query.get('title');
  const status = query.get('status') ?? 'current';
  if (type !== 'page' && type !== 'blogpost') return bad(call, 'type: there are page and blogpost');
  const space = spaceKey === null ? null : site.wiki.spaceByKey(spaceKey);
  if (spaceKey !== null && (space === null || !seesSpace(call, space)))
    return notFound(call, 'No space with this key');
  const isIt = (one: Content): boolean =>
    one.type === type &&
    (space === null || one.space === space) &&
    (title === null || latest(one).title === title);
  if (status !== 'current' && status !== 'any') {
    const trashed = site.wiki.writtenOf(type).filter((one) => one.status === status && isIt(one));
    return offsetPage(call, listing(trashed), { show: showV1(call) });
  }
  return offsetPage(call, listing(contentsOf(call, isIt)), { show: showV1(call) });
}

function getContent(call: Call): Reply {
  return withContent(call, everyType, (content) => {
    const number = call.query.get('version');
    const versions = content.versions.filter((one) => number === null || String(one.number) === number);
    if (versions.length === 0) return notFound(call);
    const usual = call.query.has('expand') ? [] : ['space', 'version', 'history'];
    return reply(200, showV1(call, ...usual)({ ...content, versions }), { core: 1 });
  });
}

const createBody = [
  'id',
  'type',
  'title',
  'space',
  'status',
  'container',
  'ancestors',
  'body',
  'extensions',
  'metadata',
  'version',
];

function createContent(call: Call): Reply {
  const sent = record(call.body);
  const { wiki } = call.site;
  const { type } = sent;
  const show = showV1(call, ...afterWrite);
  if (type === 'page' || type === 'blogpost') {
    const space = record(sent.space);
    const found = wiki.spaceByKey(text(space.key) ?? '') ?? wiki.spaceById(String(Number(space.id)));
    const parentId = idOf(list(sent.ancestors).at(-1));
    return withSpace(call, found, (place) => createTitled(call, type, place, show, parentId));
  }
  if (type !== 'comment') return bad(call, 'type: there are page, blogpost and comment');
  const body = bodyOrEmpty(sent.body);
  if (typeof body === 'string') return bad(call, body);
  return withContent(
    call,
    everyType,
    (container) => {
      const parentId = idOf(list(sent.ancestors).at(-1));
      const title = text(sent.title) ?? `Re: ${latest(container).title}`;
      const draft = { type: 'comment', space: container.space, title, body } as const;
      const comment = addContent(call, { ...draft, parentId, containerId: container.id });
      return reply(200, show(comment), { core: 1 });
    },
    idOf(sent.container) ?? '',
  );
}

/** Ids come as texts and as numbers. */
function idOf(value: unknown): string | null {
  const { id } = record(value);
  return typeof id === 'number' ? String(id) : text(id);
}

function updateContent(call: Call): Reply {
  return withWritable(call, ['page', 'blogpost', 'comment'], (content) =>
    updateVersion(
      call,
      content,
      showV1(call, ...afterWrite),
      (before) => {
        const { ancestors, type, status } = record(call.body);
        if (type !== undefined && type !== before.type) return `type: it is a ${before.type} and stays one`;
        if (status !== undefined && status !== 'current' && status !== 'draft')
          return 'status: there are current and draft';
        const parentId = idOf(list(ancestors).at(-1));
        if (parentId === null) return before;
        if (call.site.wiki.find(parentId)?.space !== before.space)
          return `ancestors: ${parentId} is no page of this space`;
        return { ...before, parentId };
      },
      content.type !== 'comment',
    ),
  );
}

function history(call: Call): Reply {
  return withContent(call, everyType, (content) =>
    reply(200, historyV1(call, content, new Expansion(['lastUpdated'])), { core: 1 }),
  );
}

const paged = ['start', 'limit', 'expand', 'cursor'];

function contentsOfSpace(call: Call, type: string | undefined): Reply {
  return withSpace(call, call.site.wiki.spaceByKey(call.params[0] ?? ''), (space) => {
    const ofType = (one: 'page' | 'blogpost') =>
      offsetPage(
        call,
        listing(contentsOf(call, (content) => content.space === space && content.type === one)),
        {
          show: showV1(call),
        },
      );
    if (type === 'page' || type === 'blogpost') return ofType(type);
    if (type !== undefined) return bad(call, 'type: there are page and blogpost');
    const pages = ofType('page');
    const posts = ofType('blogpost');
    const core = pages.coreObjects + posts.coreObjects;
    return reply(
      200,
      { page: pages.body, blogpost: posts.body, _links: { base: `${call.baseUrl}/wiki` } },
      { core },
    );
  });
}

export const contentV1Endpoints: readonly CloudEndpoint[] = [
  v1(
    'GET',
    '/content',
    { query: [...paged, 'type', 'spaceKey', 'title', 'status', 'orderby'] },
    listContents,
  ),
  v1('POST', '/content', { query: ['expand', 'status'], body: createBody }, createContent),
  v1('GET', '/content/{}', { query: ['expand', 'version', 'status'] }, getContent),
  v1('PUT', '/content/{}', { query: ['expand', 'status'], body: createBody }, updateContent),
  v1('DELETE', '/content/{}', { query: ['status'] }, (call) => deleteContent(call, everyType)),
  v1('GET', '/content/{}/history', { query: ['expand'] }, history),
  v1('GET', '/space/{}/content', { query: [...paged, 'depth'] }, (call) => contentsOfSpace(call, undefined)),
  v1('GET', '/space/{}/content/{}', { query: [...paged, 'depth'] }, (call) =>
    contentsOfSpace(call, call.params[1]),
  ),
];
