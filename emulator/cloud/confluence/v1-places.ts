/** Where a page is in the tree: moved and copied in version 1. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { record, text } from '../untrusted';
import { latest } from '../world/wiki-content';
import { readBodyOf } from './body';
import { bad, notFound, seesContent, seesSpace, v1, withContent, withWritable } from './endpoint';
import { showV1 } from './v1-content';
import { addContent } from './write';

function move(call: Call): Reply {
  const [, position, targetId = ''] = call.params;
  return withWritable(call, ['page'], (page) => {
    const target = call.site.wiki.find(targetId);
    if (target?.type !== 'page' || !seesContent(call, target))
      return notFound(call, 'There is no such target');
    if (position !== 'append' && position !== 'before' && position !== 'after')
      return bad(call, 'position: there are before, after and append');
    const parentId = position === 'append' ? target.id : target.parentId;
    const isBelow = [target, ...call.site.wiki.ancestorsOf(target)].some(({ id }) => id === page.id);
    if (isBelow) return bad(call, 'A page cannot be moved below itself');
    if (target.space !== page.space) return bad(call, 'The emulator moves pages within their space only');
    call.site.wiki.put({ ...page, parentId });
    return reply(200, { pageId: page.id }, { core: 1 });
  });
}

const copyBody = [
  'copyAttachments',
  'copyPermissions',
  'copyProperties',
  'copyLabels',
  'copyCustomContents',
  'destination',
  'pageTitle',
  'body',
];

function copy(call: Call): Reply {
  return withContent(call, ['page'], (page) => {
    const sent = record(call.body);
    const { type, value } = record(sent.destination);
    const to = text(value) ?? '';
    const parent = type === 'parent_page' ? call.site.wiki.find(to) : null;
    const space = type === 'space' ? call.site.wiki.spaceByKey(to) : (parent?.space ?? null);
    if (space === null || !seesSpace(call, space))
      return bad(call, 'destination: it must be {type: "space" or "parent_page", value}');
    const title = text(sent.pageTitle) ?? `Copy of ${latest(page).title}`;
    if (call.site.wiki.byTitle(space, 'page', title) !== null)
      return bad(call, `A page already exists with the same TITLE in this space: ${title}`);
    const body = readBodyOf(sent.body) ?? latest(page).body;
    if (typeof body === 'string') return bad(call, body);
    if (sent.copyAttachments === true && call.site.wiki.attachedTo(page, 'attachment').length > 0)
      return bad(call, 'copyAttachments: the emulator does not copy attachments');
    const draft = { type: 'page', space, title, body, parentId: parent?.id ?? null } as const;
    const made = addContent(call, draft);
    const labels = sent.copyLabels === true ? page.labels : [];
    const properties = sent.copyProperties === true ? page.properties : [];
    const restrictions = sent.copyPermissions === true ? page.restrictions : made.restrictions;
    const kept = call.site.wiki.put({ ...made, labels, properties, restrictions });
    return reply(200, showV1(call, 'body.storage', 'version', 'space')(kept), { core: 1 });
  });
}

const at = '/content/{}';

export const placeV1Endpoints: readonly CloudEndpoint[] = [
  v1('PUT', `${at}/move/{}/{}`, {}, move),
  v1('POST', `${at}/copy`, { query: ['expand'], body: copyBody }, copy),
];
