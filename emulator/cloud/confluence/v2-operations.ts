/** What the caller may do with a content or a space, and who likes it: nobody, since no request says that somebody does. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import type { ContentType } from '../world/wiki-content';
import { bad, may, spaceOfId, v1, v2, withContent, withSpace } from './endpoint';
import { cursorPage, listing } from './paging';
import { record, text } from '../untrusted';

const kinds: readonly [path: string, type: ContentType][] = [
  ['/pages', 'page'],
  ['/blogposts', 'blogpost'],
  ['/footer-comments', 'comment'],
  ['/inline-comments', 'comment'],
];

function allowed(names: readonly string[], targetType: string): Reply {
  const operations = names.map((operation) => ({ operation, targetType }));
  return reply(200, { operations }, { identity: operations.length });
}

function ofContent(call: Call, type: ContentType): Reply {
  return withContent(call, [type], (content) => {
    const writes = may(call, content, 'update') ? ['update', 'delete'] : [];
    return allowed(['read', ...writes], type);
  });
}

function ofSpace(call: Call): Reply {
  return withSpace(call, spaceOfId(call), () => {
    const administers = call.viewer.kind === 'app' || call.site.isAdmin(call.viewer);
    return allowed(['read', 'create', ...(administers ? ['administer', 'delete'] : [])], 'space');
  });
}

/** Whether somebody may read or change a content. Source: Confluence REST API v1, "Check content permissions", 2026-11. */
function check(call: Call): Reply {
  const { subject, operation } = record(call.body);
  const { type, identifier } = record(subject);
  if (type !== 'user') return bad(call, 'The emulator checks subjects of the type "user".');
  if (operation !== 'read' && operation !== 'update')
    return bad(call, 'operation: there are read and update');
  return withContent(call, ['page', 'blogpost', 'comment', 'attachment'], (content) => {
    const person = call.site.people.byAccountId(text(identifier) ?? '');
    if (person === null) return bad(call, 'Nobody of this site has this accountId.');
    const viewer = { kind: 'person', index: person.index } as const;
    const hasPermission = may({ ...call, viewer }, content, operation);
    const errors = hasPermission ? [] : [{ translation: 'Insufficient permissions', args: [] }];
    return reply(200, { hasPermission, errors }, { identity: 1 });
  });
}

export const operationEndpoints: readonly CloudEndpoint[] = [
  ...kinds.flatMap(([path, type]) => [
    v2('GET', `${path}/{}/operations`, {}, (call) => ofContent(call, type)),
    v2('GET', `${path}/{}/likes/count`, {}, (call) =>
      withContent(call, [type], () => reply(200, { count: 0 }, { core: 1 })),
    ),
    v2('GET', `${path}/{}/likes/users`, { query: ['limit', 'cursor'] }, (call) =>
      withContent(call, [type], () => cursorPage(call, listing([]), { show: (one) => one })),
    ),
  ]),
  v2('GET', '/spaces/{}/operations', {}, ofSpace),
  v1('POST', '/content/{}/permission/check', { body: ['subject', 'operation'] }, check),
];
