/** Properties of contents in version 1, which names them by their key. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { record, text } from '../untrusted';
import type { Content } from '../world/wiki-content';
import type { Property } from '../world/wiki-property';
import { failure, notFound, v1, withContent, withWritable } from './endpoint';
import { listing, offsetPage } from './paging';
import { everyType } from './v1-content';
import { propertyV1 } from './v1-json';
import { propertyOf, wrongProperty } from './v2-properties';

const ownerOf = (content: Content): string => `/content/${content.id}`;

function properties(call: Call): Reply {
  return withContent(call, everyType, (content) => {
    const keys = call.query.getAll('key');
    const found = content.properties.filter(({ key }) => keys.length === 0 || keys.includes(key));
    return offsetPage(call, listing(found), { show: (one) => propertyV1(call, one, ownerOf(content)) });
  });
}

function property(call: Call, then: (content: Content, property: Property) => Reply): Reply {
  return withContent(call, everyType, (content) => {
    const found = content.properties.find(({ key }) => key === call.params[1]);
    return found === undefined ? notFound(call, 'There is no property with this key') : then(content, found);
  });
}

/** @param key of the path; `undefined` where the body names it */
function putProperty(call: Call, key: string | undefined): Reply {
  return withWritable(call, everyType, (content) => {
    const sent = record(call.body);
    const named = key ?? text(sent.key);
    const before = content.properties.find((one) => one.key === named);
    if (before !== undefined && (call.params[1] === undefined || sent.version === undefined))
      return failure(call, 409, 'CONFLICT', `A property with the key ${before.key} already exists`);
    const { number = 1 } = record(sent.version);
    if (number !== (before?.version ?? 0) + 1)
      return failure(call, 409, 'CONFLICT', `version.number: it must be ${(before?.version ?? 0) + 1}`);
    const wrong = wrongProperty(call, { properties: [], keep: () => undefined }, named, sent.value);
    if (wrong !== null || named === null) return wrong ?? notFound(call);
    const after = propertyOf(call, named, sent.value, before);
    const others = content.properties.filter((one) => one !== before);
    call.site.wiki.put({ ...content, properties: [...others, after] });
    return reply(200, propertyV1(call, after, ownerOf(content)), { core: 1 });
  });
}

function removeProperty(call: Call): Reply {
  return property(call, (content, found) => {
    const left = content.properties.filter((one) => one !== found);
    call.site.wiki.put({ ...content, properties: left });
    return reply(204, null, { core: 1 });
  });
}

const at = '/content/{}';
const paged = ['start', 'limit', 'expand', 'cursor'];

export const propertyV1Endpoints: readonly CloudEndpoint[] = [
  v1('GET', `${at}/property`, { query: [...paged, 'key'] }, properties),
  v1('POST', `${at}/property`, { body: ['key', 'value', 'version'] }, (call) => putProperty(call, undefined)),
  v1('GET', `${at}/property/{}`, { query: ['expand', 'status'] }, (call) =>
    property(call, (content, one) => reply(200, propertyV1(call, one, ownerOf(content)), { core: 1 })),
  ),
  ...(['POST', 'PUT'] as const).map((method) =>
    v1(method, `${at}/property/{}`, { body: ['key', 'value', 'version'] }, (call) =>
      putProperty(call, call.params[1]),
    ),
  ),
  v1('DELETE', `${at}/property/{}`, {}, removeProperty),
];
