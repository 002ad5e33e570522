/** Properties of contents and spaces: a key, any JSON, and a version that an update must name. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { record, text } from '../untrusted';
import type { ContentType } from '../world/wiki-content';
import type { Property } from '../world/wiki-property';
import {
  authorOf,
  bad,
  failure,
  notFound,
  spaceOfId,
  v2,
  withContent,
  withSpace,
  withWritable,
} from './endpoint';
import { cursorPage, listing } from './paging';
import { propertyJson } from './v2-json';

/** What has properties, and how changed ones are kept. */
export interface Holder {
  properties: readonly Property[];
  keep: (properties: Property[]) => void;
}

/** Longer values are refused by Confluence, too. */
const longestValue = 32_768;
const mostProperties = 100;

export function propertyOf(call: Call, key: string, value: unknown, before?: Property): Property {
  const id = before?.id ?? call.site.wiki.newId();
  const version = (before?.version ?? 0) + 1;
  return { id, key, value, version, atMs: call.nowMs, authorIndex: authorOf(call) };
}

/** @returns the refusal, or `null` where it may be kept */
export function wrongProperty(call: Call, holder: Holder, key: string | null, value: unknown): Reply | null {
  if (key === null) return bad(call, 'key: it must not be empty');
  if (value === undefined) return bad(call, 'value: it must be JSON');
  if (JSON.stringify(value).length > longestValue)
    return failure(call, 413, 'TOO_LARGE', `value: it must not be longer than ${longestValue} characters`);
  if (holder.properties.length >= mostProperties)
    return bad(call, `There are ${mostProperties} properties already`);
  return null;
}

function create(call: Call, holder: Holder): Reply {
  const { key: sent, value } = record(call.body);
  const key = text(sent);
  const wrong = wrongProperty(call, holder, key, value);
  if (wrong !== null || key === null) return wrong ?? notFound(call);
  if (holder.properties.some((one) => one.key === key))
    return failure(call, 409, 'CONFLICT', `A property with the key ${key} already exists`);
  const property = propertyOf(call, key, value);
  holder.keep([...holder.properties, property]);
  return reply(200, propertyJson(call, property), { core: 1 });
}

function withProperty(call: Call, holder: Holder, then: (property: Property) => Reply): Reply {
  const property = holder.properties.find((one) => one.id === call.params[1]);
  return property === undefined ? notFound(call) : then(property);
}

function update(call: Call, holder: Holder, before: Property): Reply {
  const { key, value, version } = record(call.body);
  if (key !== undefined && key !== before.key) return bad(call, 'key: it cannot be changed');
  const { number } = record(version);
  if (number !== before.version + 1)
    return failure(call, 409, 'CONFLICT', `version.number: it must be ${before.version + 1}`);
  const wrong = wrongProperty(call, { ...holder, properties: [] }, before.key, value);
  if (wrong !== null) return wrong;
  const after = propertyOf(call, before.key, value, before);
  holder.keep(holder.properties.map((one) => (one === before ? after : one)));
  return reply(200, propertyJson(call, after), { core: 1 });
}

type Held = (call: Call, writes: boolean, then: (holder: Holder) => Reply) => Reply;

const ofContent =
  (type: ContentType): Held =>
  (call, writes, then) =>
    (writes ? withWritable : withContent)(call, [type], (content) =>
      then({
        properties: content.properties,
        keep: (properties) => call.site.wiki.put({ ...content, properties }),
      }),
    );

const ofSpace: Held = (call, _, then) =>
  withSpace(call, spaceOfId(call), (space) =>
    then({ properties: space.properties, keep: (properties) => (space.properties = properties) }),
  );

function resource(path: string, held: Held): CloudEndpoint[] {
  const query = ['limit', 'cursor', 'sort', 'key'];
  const body = ['key', 'value'];
  const one = `${path}/{}/properties/{}`;
  return [
    v2('GET', `${path}/{}/properties`, { query }, (call) =>
      held(call, false, ({ properties }) => {
        const key = call.query.get('key');
        const found = properties.filter((property) => key === null || property.key === key);
        return cursorPage(call, listing(found), { show: (property) => propertyJson(call, property) });
      }),
    ),
    v2('POST', `${path}/{}/properties`, { body }, (call) =>
      held(call, true, (holder) => create(call, holder)),
    ),
    v2('GET', one, {}, (call) =>
      held(call, false, (holder) =>
        withProperty(call, holder, (property) => reply(200, propertyJson(call, property), { core: 1 })),
      ),
    ),
    v2('PUT', one, { body: [...body, 'version'] }, (call) =>
      held(call, true, (holder) => withProperty(call, holder, (property) => update(call, holder, property))),
    ),
    v2('DELETE', one, {}, (call) =>
      held(call, true, (holder) =>
        withProperty(call, holder, (property) => {
          holder.keep(holder.properties.filter((other) => other !== property));
          return reply(204, null, { core: 1 });
        }),
      ),
    ),
  ];
}

export const propertyEndpoints: readonly CloudEndpoint[] = [
  ...resource('/pages', ofContent('page')),
  ...resource('/blogposts', ofContent('blogpost')),
  ...resource('/attachments', ofContent('attachment')),
  ...resource('/comments', ofContent('comment')),
  ...resource('/spaces', ofSpace),
];
