/** Comments below a text and within it. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { record, text } from '../untrusted';
import { uuid } from '../world/seed';
import { latest, type Content } from '../world/wiki-content';
import { readable, plainText, readBodyOf } from './body';
import { bad, seesContent, v2, withContent, withWritable } from './endpoint';
import { cursorPage, listing } from './paging';
import { contentJson } from './v2-json';
import { formatOf } from './v2-pages';
import { addContent, deleteContent, updateVersion } from './write';

const query = ['limit', 'cursor', 'body-format', 'sort', 'status', 'resolution-status'];
const containers = ['page', 'blogpost', 'attachment'] as const;
const containerFields = ['pageId', 'blogPostId', 'attachmentId'] as const;

function show(call: Call): (content: Content) => unknown {
  return (content) =>
    contentJson(call, content, { format: latest(content).body.representation, single: true });
}

function list(call: Call, all: readonly Content[]): Reply {
  const format = formatOf(call);
  if (format === undefined) return bad(call, `body-format: there are ${readable.join(', ')}`);
  const status = call.query.get('resolution-status');
  const found = all.filter(
    (one) =>
      one.status === 'current' &&
      seesContent(call, one) &&
      (status === null || (one.inline?.resolved === true ? 'resolved' : 'open') === status),
  );
  return cursorPage(call, listing(found), { show: (one) => contentJson(call, one, { format }) });
}

type Where = 'footer' | 'inline';
const isAt = (where: Where) => (one: Content) => (one.inline !== null) === (where === 'inline');

/** Of the container itself: answers are listed below their comment. */
function ofContainer(call: Call, where: Where): Reply {
  return withContent(call, containers, (container) =>
    list(
      call,
      call.site.wiki
        .attachedTo(container, 'comment')
        .filter((one) => one.parentId === null && isAt(where)(one)),
    ),
  );
}

function answers(call: Call): Reply {
  return withContent(call, ['comment'], (comment) =>
    list(
      call,
      call.site.wiki.writtenOf('comment').filter((one) => one.parentId === comment.id),
    ),
  );
}

function create(call: Call, where: Where): Reply {
  const sent = record(call.body);
  const parentId = text(sent.parentCommentId);
  const named = containerFields.flatMap((field) => text(sent[field]) ?? []);
  const parent = parentId === null ? null : call.site.wiki.find(parentId);
  const id = parent === null ? named[0] : (parent.containerId ?? undefined);
  if (id === undefined || named.length > 1)
    return bad(call, `A comment needs one of ${containerFields.join(', ')} and parentCommentId`);
  const body = readBodyOf(sent.body);
  if (body === undefined) return bad(call, 'body: a comment needs one');
  if (typeof body === 'string') return bad(call, body);
  return withContent(
    call,
    containers,
    (container) => {
      const inline = where === 'footer' ? null : (parent?.inline ?? inlineOf(call, container, sent));
      if (typeof inline === 'string') return bad(call, inline);
      const title = `Re: ${latest(container).title}`;
      const draft = { type: 'comment', space: container.space, title, body, inline } as const;
      const comment = addContent(call, { ...draft, parentId, containerId: container.id });
      return reply(201, show(call)(comment), { core: 1 });
    },
    id,
  );
}

function inlineOf(call: Call, container: Content, sent: Record<string, unknown>): Content['inline'] | string {
  const properties = record(sent.inlineCommentProperties);
  const selection = text(properties.textSelection);
  if (selection === null) return 'inlineCommentProperties.textSelection: it must not be empty';
  if (!plainText(latest(container).body).includes(selection))
    return `inlineCommentProperties.textSelection: "${selection}" is not in the text`;
  return { selection, markerRef: uuid(call.nowMs, container.id, selection), resolved: false };
}

function update(call: Call): Reply {
  return withWritable(call, ['comment'], (comment) =>
    updateVersion(
      call,
      comment,
      show(call),
      (before) => {
        const { resolved } = record(call.body);
        if (resolved === undefined) return before;
        if (before.inline === null) return 'resolved: a comment below the text is not resolved';
        return { ...before, inline: { ...before.inline, resolved: resolved === true } };
      },
      false,
    ),
  );
}

function getOne(call: Call): Reply {
  const format = formatOf(call);
  if (format === undefined) return bad(call, `body-format: there are ${readable.join(', ')}`);
  return withContent(call, ['comment'], (comment) =>
    reply(200, contentJson(call, comment, { format, single: true }), { core: 1 }),
  );
}

function resource(where: Where): CloudEndpoint[] {
  const path = `/${where}-comments`;
  const inline = where === 'inline' ? ['inlineCommentProperties'] : [];
  return [
    v2('GET', path, { query }, (call) => list(call, call.site.wiki.writtenOf('comment').filter(isAt(where)))),
    v2('POST', path, { body: [...containerFields, 'parentCommentId', 'body', ...inline] }, (call) =>
      create(call, where),
    ),
    v2('GET', `${path}/{}`, { query: ['body-format', 'version'] }, getOne),
    v2(
      'PUT',
      `${path}/{}`,
      { body: ['version', 'body', ...(where === 'inline' ? ['resolved'] : [])] },
      update,
    ),
    v2('DELETE', `${path}/{}`, {}, (call) => deleteContent(call, ['comment'])),
    v2('GET', `${path}/{}/children`, { query }, answers),
    ...['/pages', '/blogposts'].map((container) =>
      v2('GET', `${container}/{}${path}`, { query }, (call) => ofContainer(call, where)),
    ),
  ];
}

export const commentEndpoints: readonly CloudEndpoint[] = [
  ...resource('footer'),
  ...resource('inline'),
  v2('GET', '/attachments/{}/footer-comments', { query }, (call) => ofContainer(call, 'footer')),
];
