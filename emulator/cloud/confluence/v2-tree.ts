/** What lies above and below a page. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { wholeNumber } from '../untrusted';
import { latest, type Content } from '../world/wiki-content';
import { seesContent, v2, withContent } from './endpoint';
import { cursorPage, listing } from './paging';

/** More pages than these below one are not listed: nobody reads them, and a loop of parents ends. */
const mostDescendants = 10_000;

export function descendantsOf(
  call: Call,
  top: Content,
  deepest = 100,
): { content: Content; depth: number }[] {
  const found: { content: Content; depth: number }[] = [];
  const seen = new Set([top.id]);
  const queue = [{ content: top, depth: 0 }];
  for (const { content, depth } of queue) {
    if (depth >= deepest || found.length > mostDescendants) continue;
    for (const child of call.site.wiki.childrenOf(content)) {
      if (seen.has(child.id) || !seesContent(call, child)) continue;
      seen.add(child.id);
      found.push({ content: child, depth: depth + 1 });
      queue.push({ content: child, depth: depth + 1 });
    }
  }
  return found;
}

const nodeJson = (content: Content): Record<string, unknown> => ({
  ...{ id: content.id, status: content.status, title: latest(content).title, type: content.type },
  ...{ spaceId: content.space.id, parentId: content.parentId, childPosition: 0 },
});

function children(call: Call): Reply {
  return withContent(call, ['page'], (page) => {
    const all = call.site.wiki.childrenOf(page).filter((one) => seesContent(call, one));
    return cursorPage(call, listing(all), { show: nodeJson });
  });
}

function descendants(call: Call): Reply {
  return withContent(call, ['page'], (page) => {
    const depth = wholeNumber(call.query, 'depth', 2, 5);
    return cursorPage(call, listing(descendantsOf(call, page, depth)), {
      show: (one) => ({ ...nodeJson(one.content), depth: one.depth }),
    });
  });
}

function ancestors(call: Call): Reply {
  return withContent(call, ['page'], (page) => {
    const limit = Math.max(1, wholeNumber(call.query, 'limit', 25, 250));
    const results = call.site.wiki
      .ancestorsOf(page)
      .slice(-limit)
      .map(({ id, type }) => ({ id, type }));
    return reply(200, { results, _links: { base: `${call.baseUrl}/wiki` } }, { core: results.length });
  });
}

const paged = ['limit', 'cursor'];

export const treeEndpoints: readonly CloudEndpoint[] = [
  v2('GET', '/pages/{}/children', { query: paged }, children),
  v2('GET', '/pages/{}/direct-children', { query: paged }, children),
  v2('GET', '/pages/{}/descendants', { query: [...paged, 'depth'] }, descendants),
  v2('GET', '/pages/{}/ancestors', { query: ['limit'] }, ancestors),
];
