/** Versions in version 1: listed, restored, deleted. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { record, text } from '../untrusted';
import { latest, withVersion, type Content } from '../world/wiki-content';
import { authorOf, bad, notFound, v1, withContent, withWritable } from './endpoint';
import { listing, offsetPage } from './paging';
import { everyType } from './v1-content';
import { versionV1 } from './v1-json';

function versions(call: Call): Reply {
  return withContent(call, everyType, (content) =>
    offsetPage(call, listing([...content.versions].reverse()), { show: (one) => versionV1(call, one) }),
  );
}

function versionOf(call: Call, then: (content: Content, at: number) => Reply): Reply {
  return withContent(call, everyType, (content) => {
    const at = content.versions.findIndex((one) => String(one.number) === call.params[1]);
    return at < 0 ? notFound(call, 'There is no such version') : then(content, at);
  });
}

function restoreVersion(call: Call): Reply {
  const { operationKey, params } = record(call.body);
  const { versionNumber, message } = record(params);
  if (operationKey !== 'restore') return bad(call, 'operationKey: there is restore');
  return withWritable(call, everyType, (content) => {
    const old = content.versions.find(({ number }) => number === versionNumber);
    if (old === undefined) return notFound(call, 'There is no such version');
    const by = { atMs: call.nowMs, authorIndex: authorOf(call), message: text(message) ?? '' };
    const next = withVersion(content, { title: old.title, body: old.body, ...by });
    call.site.wiki.put(next);
    return reply(200, versionV1(call, latest(next)), { core: 1 });
  });
}

function removeVersion(call: Call): Reply {
  return versionOf(call, (content, at) => {
    if (content.versions.length === 1) return bad(call, 'The only version cannot be deleted');
    const left = content.versions.filter((_, n) => n !== at);
    call.site.wiki.put({ ...content, versions: left });
    return reply(204, null, { core: 1 });
  });
}

const at = '/content/{}';
const paged = ['start', 'limit', 'expand', 'cursor'];

export const versionV1Endpoints: readonly CloudEndpoint[] = [
  v1('GET', `${at}/version`, { query: paged }, versions),
  v1('POST', `${at}/version`, { query: ['expand'], body: ['operationKey', 'params'] }, restoreVersion),
  v1('GET', `${at}/version/{}`, { query: ['expand'] }, (call) =>
    versionOf(call, (content, n) =>
      reply(200, versionV1(call, content.versions[n] ?? latest(content)), { core: 1 }),
    ),
  ),
  v1('DELETE', `${at}/version/{}`, {}, removeVersion),
];
