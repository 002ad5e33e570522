/** What every kind of content has: labels, properties, versions; and the attachments of pages. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { commaList, record } from '../untrusted';
import { latest, type Content, type ContentType, type Label } from '../world/wiki-content';
import { seesContent, spaceOfId, v2, withContent, withSpace, notFound } from './endpoint';
import { cursorPage, listing } from './paging';
import { propertyEndpoints } from './v2-properties';
import { contentJson, versionJson } from './v2-json';
import { representationOf } from './body';
import { deleteContent } from './write';

const paged = ['limit', 'cursor', 'sort'];
const kinds: readonly [path: string, type: ContentType][] = [
  ['/pages', 'page'],
  ['/blogposts', 'blogpost'],
  ['/attachments', 'attachment'],
  ['/footer-comments', 'comment'],
  ['/inline-comments', 'comment'],
];

const labelJson = ({ id, prefix, name }: Label): unknown => ({ id, prefix, name });

function labels(call: Call, type: ContentType): Reply {
  const prefix = call.query.get('prefix');
  return withContent(call, [type], (content) => {
    const all = content.labels.filter((label) => prefix === null || label.prefix === prefix);
    return cursorPage(call, listing(all), { show: labelJson });
  });
}

/** Each label once, in the order of their names. */
function labelsOf(call: Call, contents: readonly Content[]): Reply {
  const all = new Map(contents.flatMap((one) => one.labels).map((label) => [label.id, label]));
  const ids = commaList(call.query, 'label-id');
  const prefix = commaList(call.query, 'prefix');
  const found = [...all.values()]
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .filter((label) => prefix.length === 0 || prefix.includes(label.prefix))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return cursorPage(call, listing(found), { show: labelJson });
}

/** Everything of these spaces that the caller sees. */
export function contentsOf(call: Call, isIn: (content: Content) => boolean = () => true): Content[] {
  const { wiki } = call.site;
  const pages = wiki.spaces.flatMap((space) =>
    Array.from({ length: wiki.last(space) }, (_, n) => wiki.page(space, n + 1)).filter(
      (page) => page !== null,
    ),
  );
  return [...pages, ...wiki.writtenOf('blogpost', 'comment', 'attachment')].filter(
    (one) => one.status === 'current' && isIn(one) && seesContent(call, one),
  );
}

function versions(call: Call, type: ContentType): Reply {
  return withContent(call, [type], (content) => {
    const wanted = call.query.get('body-format');
    const newestFirst = [...content.versions].reverse();
    return cursorPage(call, listing(newestFirst), {
      show: (version) => ({
        ...versionJson(call, version),
        ...(wanted === null
          ? {}
          : {
              [type]: {
                ...{ id: content.id, title: version.title },
                body: { [wanted]: { representation: wanted, value: representationOf(version.body, wanted) } },
              },
            }),
      }),
    });
  });
}

function version(call: Call, type: ContentType): Reply {
  return withContent(call, [type], (content) => {
    const at = content.versions.findIndex((one) => String(one.number) === call.params[1]);
    const found = content.versions[at];
    if (found === undefined) return notFound(call);
    const neighbours = {
      ...(content.versions[at - 1] === undefined ? {} : { prevVersion: found.number - 1 }),
      ...(content.versions[at + 1] === undefined ? {} : { nextVersion: found.number + 1 }),
    };
    const collaborators: string[] = [];
    const detail = { contentTypeModified: false, collaborators, ...neighbours };
    return reply(200, { ...versionJson(call, found), ...detail }, { core: 1 });
  });
}

function attachmentsOf(call: Call, type: 'page' | 'blogpost'): Reply {
  return withContent(call, [type], (content) =>
    attachmentList(call, call.site.wiki.attachedTo(content, 'attachment')),
  );
}

function attachmentList(call: Call, all: readonly Content[]): Reply {
  const name = call.query.get('filename');
  const mediaType = call.query.get('mediaType');
  const found = all.filter(
    (one) =>
      one.status === 'current' &&
      (name === null || latest(one).title === name) &&
      (mediaType === null || one.file?.mediaType === mediaType) &&
      seesContent(call, one),
  );
  return cursorPage(call, listing(found), { show: (one) => contentJson(call, one) });
}

const fileQuery = ['limit', 'cursor', 'sort', 'status', 'mediaType', 'filename'];

/** What kind each id is, `null` for one that is nothing. */
function typesOf(call: Call): Reply {
  const ids = Object.values(record(record(call.body).contentIds)).map(String);
  const typeOf = (id: string): string | null => {
    const content = call.site.wiki.find(id);
    if (content === null || !seesContent(call, content)) return null;
    if (content.type !== 'comment') return content.type;
    return content.inline === null ? 'footer-comment' : 'inline-comment';
  };
  return reply(200, { results: Object.fromEntries(ids.map((id) => [id, typeOf(id)])) });
}

export const partEndpoints: readonly CloudEndpoint[] = [
  ...kinds.flatMap(([path, type]) => [
    v2('GET', `${path}/{}/versions`, { query: [...paged, 'body-format'] }, (call) => versions(call, type)),
    v2('GET', `${path}/{}/versions/{}`, {}, (call) => version(call, type)),
  ]),
  ...kinds
    .slice(0, 3)
    .map(([path, type]) =>
      v2('GET', `${path}/{}/labels`, { query: [...paged, 'prefix'] }, (call) => labels(call, type)),
    ),
  v2('GET', '/labels', { query: [...paged, 'label-id', 'prefix'] }, (call) =>
    labelsOf(call, contentsOf(call)),
  ),
  v2('GET', '/spaces/{}/content/labels', { query: [...paged, 'prefix'] }, (call) =>
    withSpace(call, spaceOfId(call), (space) =>
      labelsOf(
        call,
        contentsOf(call, (one) => one.space === space),
      ),
    ),
  ),
  v2('GET', '/attachments', { query: fileQuery }, (call) =>
    attachmentList(call, call.site.wiki.writtenOf('attachment')),
  ),
  v2('GET', '/labels/{}/attachments', { query: paged }, (call) =>
    attachmentList(
      call,
      call.site.wiki
        .writtenOf('attachment')
        .filter((one) => one.labels.some(({ id }) => id === call.params[0])),
    ),
  ),
  v2('GET', '/attachments/{}', { query: ['version'] }, (call) =>
    withContent(call, ['attachment'], (one) =>
      reply(200, contentJson(call, one, { single: true }), { core: 1 }),
    ),
  ),
  v2('DELETE', '/attachments/{}', { query: ['purge'] }, (call) => deleteContent(call, ['attachment'])),
  v2('GET', '/pages/{}/attachments', { query: fileQuery }, (call) => attachmentsOf(call, 'page')),
  v2('GET', '/blogposts/{}/attachments', { query: fileQuery }, (call) => attachmentsOf(call, 'blogpost')),
  v2('POST', '/content/convert-ids-to-types', { body: ['contentIds'] }, typesOf),
  ...propertyEndpoints,
];
