/** What hangs below a content in version 1. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { latest, type Content } from '../world/wiki-content';
import { bad, seesContent, v1, withContent } from './endpoint';
import { listing, offsetPage } from './paging';
import { everyType, expansionOf, showV1 } from './v1-content';
import { childrenOfType, contentV1, listV1 } from './v1-json';
import { descendantsOf } from './v2-tree';

const childTypes = ['page', 'comment', 'attachment'] as const;

function childMap(call: Call, of: (content: Content, type: string) => readonly Content[]): Reply {
  return withContent(call, everyType, (content) => {
    const expansion = expansionOf(call);
    const wanted = childTypes.filter((type) => expansion.has(type));
    const lists = wanted.map((type) => [type, of(content, type)] as const);
    const body = Object.fromEntries(
      lists.map(([type, all]) => [
        type,
        listV1(all.map((one) => contentV1(call, one, expansion.below(type)))),
      ]),
    );
    const links = { base: `${call.baseUrl}/wiki`, self: call.baseUrl + call.path };
    const _expandable = Object.fromEntries(
      childTypes
        .filter((type) => !wanted.includes(type))
        .map((type) => [type, `${call.path.slice(5)}/${type}`]),
    );
    const core = lists.reduce((sum, [, all]) => sum + all.length, 0);
    return reply(200, { ...body, _expandable, _links: links }, { core });
  });
}

function below(call: Call, of: (content: Content, type: string) => readonly Content[] | null): Reply {
  return withContent(call, everyType, (content) => {
    const all = of(content, call.params[1] ?? 'attachment');
    if (all === null) return bad(call, `There are children of the types ${childTypes.join(', ')}`);
    const name = call.query.get('filename');
    const mediaType = call.query.get('mediaType');
    const found = all.filter(
      (one) =>
        seesContent(call, one) &&
        (name === null || latest(one).title === name) &&
        (mediaType === null || one.file?.mediaType === mediaType),
    );
    return offsetPage(call, listing(found), { show: showV1(call) });
  });
}

const childrenOf = (call: Call) => (content: Content, type: string) => childrenOfType(call, content, type);

const descendants = (call: Call) => (content: Content, type: string) => {
  const pages = descendantsOf(call, content).map((one) => one.content);
  if (type === 'page') return pages;
  const attached = [content, ...pages].map((one) => childrenOfType(call, one, type));
  return attached.some((one) => one === null) ? null : attached.flatMap((one) => one ?? []);
};

const at = '/content/{}';
const paged = ['start', 'limit', 'expand', 'cursor'];

export const childV1Endpoints: readonly CloudEndpoint[] = [
  v1('GET', `${at}/child`, { query: ['expand', 'parentVersion'] }, (call) =>
    childMap(call, (content, type) => childrenOfType(call, content, type) ?? []),
  ),
  v1(
    'GET',
    `${at}/child/{}`,
    { query: [...paged, 'parentVersion', 'filename', 'mediaType', 'location', 'depth'] },
    (call) => below(call, childrenOf(call)),
  ),
  v1('GET', `${at}/child/attachment`, { query: [...paged, 'filename', 'mediaType', 'spaceKey'] }, (call) =>
    below(call, childrenOf(call)),
  ),
  v1('GET', `${at}/descendant`, { query: ['expand'] }, (call) =>
    childMap(call, (content, type) => descendants(call)(content, type) ?? []),
  ),
  v1('GET', `${at}/descendant/{}`, { query: [...paged, 'depth'] }, (call) => below(call, descendants(call))),
];
