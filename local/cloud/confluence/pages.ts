/** Pages, through both versions of the API. */
import { confluenceError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { record, text } from '../untrusted';
import type { PageRef, Space } from '../world/wiki';
import { cursorPage } from './cursor';
import { contentV1Json, pageJson } from './shapes';
import { visibleSpaces, withSpaceId } from './spaces';

function withPage(call: Call, then: (ref: PageRef) => Reply): Reply {
  const ref = call.site.wiki.find(call.params[0] ?? '');
  if (ref !== null && (!ref.space.restricted || call.site.seesRestricted(call.viewer))) return then(ref);
  return confluenceError(404, 'NOT_FOUND', 'Not Found');
}

function wantsBody(call: Call): boolean {
  return call.query.get('body-format') === 'storage';
}

/** Pages of the given spaces, first space first. Deleted pages keep their place in the order and are left out. */
function pagesOf(call: Call, spaces: readonly Space[], path: string): Reply {
  const { wiki, address } = call.site;
  const total = spaces.reduce((sum, space) => sum + wiki.last(space), 0);
  const page = cursorPage(call.query, path, `${address}/wiki`, total, (position) => {
    let rest = position;
    for (const space of spaces) {
      if (rest < wiki.last(space)) return wiki.ref(space, rest + 1);
      rest -= wiki.last(space);
    }
    return null;
  });
  const found = page.results.filter(
    (ref): ref is PageRef => ref !== null && wiki.editsOf(ref)?.deleted !== true,
  );
  const results = found.map((ref) => pageJson(call.site, ref, wantsBody(call)));
  return reply(200, { ...page, results }, { core: results.length });
}

function allPages(call: Call): Reply {
  return pagesOf(call, visibleSpaces(call), '/wiki/api/v2/pages');
}

function pagesOfSpace(call: Call): Reply {
  return withSpaceId(call, (space) => pagesOf(call, [space], `/wiki/api/v2/spaces/${space.id}/pages`));
}

function getPage(call: Call): Reply {
  return withPage(call, (ref) => reply(200, pageJson(call.site, ref, wantsBody(call)), { core: 1 }));
}

function storageOf(body: Record<string, unknown>): string {
  const { value, storage } = record(body.body);
  return text(value) ?? text(record(storage).value) ?? '';
}

function createPage(call: Call, space: Space | null, show: (ref: PageRef) => unknown): Reply {
  const body = record(call.body);
  const title = text(body.title);
  if (space === null || (space.restricted && !call.site.seesRestricted(call.viewer))) {
    return confluenceError(404, 'NOT_FOUND', 'Space not found');
  }
  if (title === null) return confluenceError(400, 'INVALID_REQUEST_PARAMETER', 'A page needs a title');
  return reply(200, show(call.site.wiki.create(space, title, storageOf(body), call.nowMs)), { core: 1 });
}

function createPageV2(call: Call): Reply {
  const space = call.site.wiki.spaceById(text(record(call.body).spaceId) ?? '');
  return createPage(call, space, (ref) => pageJson(call.site, ref, true));
}

function createPageV1(call: Call): Reply {
  const space = call.site.wiki.spaceByKey(text(record(record(call.body).space).key) ?? '');
  return createPage(call, space, (ref) => contentV1Json(call.site, ref));
}

function updatePage(call: Call, show: (ref: PageRef) => unknown): Reply {
  return withPage(call, (ref) => {
    const body = record(call.body);
    const current = call.site.wiki.editsOf(ref)?.version ?? 1;
    const version = record(body.version).number;
    if (version !== current + 1) {
      return confluenceError(409, 'CONFLICT', `Version must be incremented, the current one is ${current}`);
    }
    const title = text(body.title);
    const change = { version: current + 1, storage: storageOf(body), ...(title === null ? {} : { title }) };
    call.site.wiki.change(ref, change, call.nowMs);
    return reply(200, show(ref), { core: 1 });
  });
}

function deletePage(call: Call): Reply {
  return withPage(call, (ref) => {
    call.site.wiki.change(ref, { deleted: true }, call.nowMs);
    return reply(204, null, { core: 1 });
  });
}

const product = 'confluence';
const content = '/wiki/rest/api/content';
const pages = '/wiki/api/v2/pages';
const showV1 = (call: Call) => (ref: PageRef) => contentV1Json(call.site, ref);
const showV2 = (call: Call) => (ref: PageRef) => pageJson(call.site, ref, true);

export const pageEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template: pages, handle: allPages },
  { product, method: 'POST', template: pages, handle: createPageV2 },
  { product, method: 'GET', template: `${pages}/{}`, handle: getPage },
  { product, method: 'PUT', template: `${pages}/{}`, handle: (call) => updatePage(call, showV2(call)) },
  { product, method: 'DELETE', template: `${pages}/{}`, handle: deletePage },
  { product, method: 'GET', template: '/wiki/api/v2/spaces/{}/pages', handle: pagesOfSpace },
  {
    product,
    method: 'GET',
    template: `${content}/{}`,
    handle: (call) => withPage(call, (ref) => reply(200, contentV1Json(call.site, ref), { core: 1 })),
  },
  { product, method: 'POST', template: content, handle: createPageV1 },
  { product, method: 'PUT', template: `${content}/{}`, handle: (call) => updatePage(call, showV1(call)) },
];
