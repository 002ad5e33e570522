/** What writes share, whichever version of the API they come by. */
import { reply, type Call, type Reply } from '../exchange';
import { record, text } from '../untrusted';
import type { Space } from '../world/wiki-space';
import {
  latest,
  withVersion,
  type Body,
  type Content,
  type ContentStatus,
  type ContentType,
} from '../world/wiki-content';
import { readBodyOf } from './body';
import { authorOf, bad, failure, notFound } from './endpoint';

export interface Draft {
  type: ContentType;
  space: Space;
  title: string;
  body: Body;
  parentId?: string | null;
  containerId?: string | null;
  status?: ContentStatus;
  inline?: Content['inline'];
  file?: Content['file'];
}

const noBody: Body = { representation: 'storage', value: '' };
const nobodyLess = () => ({ users: [], groupIds: [] });

export function addContent(call: Call, draft: Draft): Content {
  const { nowMs: atMs } = call;
  const { type, space, title, body } = draft;
  const authorIndex = authorOf(call);
  const version = { number: 1, message: '', minorEdit: false, atMs, authorIndex, title, body };
  return call.site.wiki.add(type, space, (id) => ({
    ...{ id, type, space, status: draft.status ?? 'current', createdAtMs: atMs, authorIndex },
    ...{ parentId: draft.parentId ?? null, containerId: draft.containerId ?? null },
    ...{ versions: [version], labels: [], properties: [] },
    ...{ restrictions: { read: nobodyLess(), update: nobodyLess() } },
    ...{ file: draft.file ?? null, inline: draft.inline ?? null },
  }));
}

/** The sent body; a text says what is wrong with it. An absent one is empty. */
export function bodyOrEmpty(sent: unknown): Body | string {
  return readBodyOf(sent) ?? noBody;
}

const statuses: readonly ContentStatus[] = ['current', 'draft'];

/** Makes a page or a blog post, as both versions do it. */
export function createTitled(
  call: Call,
  type: 'page' | 'blogpost',
  space: Space,
  show: (content: Content) => unknown,
  parentId: string | null,
): Reply {
  const sent = record(call.body);
  const { wiki } = call.site;
  const status = sent.status === undefined ? 'current' : statuses.find((one) => one === sent.status);
  if (status === undefined) return bad(call, `status: there are ${statuses.join(' and ')}`);
  const title = text(sent.title);
  if (title === null && status === 'current') return bad(call, 'title: it must not be empty');
  if (title !== null && title.length > 255)
    return bad(call, 'title: it must not be longer than 255 characters');
  const body = bodyOrEmpty(sent.body);
  if (typeof body === 'string') return bad(call, body);
  if (
    status === 'current' &&
    title !== null &&
    type === 'page' &&
    wiki.byTitle(space, type, title) !== null
  ) {
    return bad(
      call,
      `A page already exists with the same TITLE in this space: ${title}. Titles must be unique within a space.`,
    );
  }
  const parent = parentId === null ? null : wiki.find(parentId);
  if (parentId !== null && (parent?.type !== 'page' || parent.space !== space))
    return failure(call, 404, 'NOT_FOUND', `The parent ${parentId} is no page of this space`);
  const content = addContent(call, { type, space, title: title ?? '', body, parentId, status });
  return reply(200, show(content), { core: 1 });
}

/** The next version, if the caller knows the current one; else 409, so that nobody's work is overwritten. */
export function updateVersion(
  call: Call,
  content: Content,
  show: (content: Content) => unknown,
  change: (content: Content) => Content | string,
  needsTitle = true,
): Reply {
  const sent = record(call.body);
  const version = record(sent.version);
  const current = latest(content);
  if (version.number !== current.number + 1) {
    const told = `Version must be incremented on update. Current Version: [${current.number}]. Provided version: [${String(Number(version.number))}]`;
    return failure(call, 409, 'CONFLICT', told);
  }
  const title = sent.title === undefined && !needsTitle ? current.title : text(sent.title);
  if (title === null) return bad(call, 'title: it must not be empty');
  const body = readBodyOf(sent.body) ?? current.body;
  if (typeof body === 'string') return bad(call, body);
  const changed = change(content);
  if (typeof changed === 'string') return bad(call, changed);
  const next = withVersion(changed, {
    ...{ title, body, atMs: call.nowMs, authorIndex: authorOf(call) },
    ...{ message: text(version.message) ?? '', minorEdit: version.minorEdit === true },
  });
  return reply(200, show(call.site.wiki.put(next)), { core: 1 });
}

/** Into the trash; what lies there is gone for good with `purge`. */
export function deleteContent(call: Call, types: readonly ContentType[]): Reply {
  const { wiki } = call.site;
  const content = wiki.find(call.params[0] ?? '');
  const purge = call.query.get('purge') === 'true' || call.query.get('status') === 'trashed';
  if (content === null || !types.includes(content.type)) return notFound(call);
  if (content.status === 'trashed' ? !purge : purge) return notFound(call);
  wiki.put({ ...content, status: 'trashed' });
  if (purge) wiki.purge(content);
  return reply(204, null, { core: 1 });
}
