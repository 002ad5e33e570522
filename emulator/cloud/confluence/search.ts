/** Searches by CQL: contents, and results with an excerpt. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { latest, type Content } from '../world/wiki-content';
import { plainText } from './body';
import { searchContents } from './cql';
import { bad, v1 } from './endpoint';
import { listing, offsetBody, offsetPage } from './paging';
import { expansionOf, showV1 } from './v1-content';
import { contentV1, userJson } from './v1-json';
import { iso, webPath } from './v2-json';

function searched(call: Call, then: (found: readonly Content[], cql: string) => Reply): Reply {
  const cql = call.query.get('cql');
  if (cql === null || cql.trim() === '') return bad(call, 'The query parameter cql must not be empty');
  const found = searchContents(call, cql);
  return typeof found === 'string' ? bad(call, found) : then(found, cql);
}

const contentSearch = (call: Call): Reply =>
  searched(call, (found) => offsetPage(call, listing(found), { show: showV1(call) }));

function search(call: Call): Reply {
  return searched(call, (found, cql) => {
    const expansion = expansionOf(call).below('content');
    const excerpts = call.query.get('excerpt') !== 'none';
    const { body, count } = offsetBody(call, listing(found), {
      show: (one) => ({
        content: contentV1(call, one, expansion),
        ...{ title: latest(one).title, excerpt: excerpts ? plainText(latest(one).body).slice(0, 300) : '' },
        ...{ url: webPath(one), breadcrumbs: [], entityType: 'content', score: 0 },
        iconCssClass: `aui-icon content-type-${one.type}`,
        resultGlobalContainer: { title: one.space.name, displayUrl: `/spaces/${one.space.key}` },
        ...{ lastModified: iso(latest(one).atMs), friendlyLastModified: iso(latest(one).atMs) },
      }),
    });
    const whole = {
      ...body,
      totalSize: found.length,
      cqlQuery: cql,
      searchDuration: 1,
      archivedResultCount: 0,
    };
    return reply(200, whole, { core: count });
  });
}

/** `user.fullname ~ "ada"` and `user = "account id"` are what the emulator knows of searching for people. */
function userSearch(call: Call): Reply {
  const cql = call.query.get('cql') ?? '';
  const [, name] = /^\s*user\.fullname\s*~\s*"?([^"]+?)"?\s*$/i.exec(cql) ?? [];
  const [, id] = /^\s*user(?:\.accountid)?\s*=\s*"?([^"\s]+)"?\s*$/i.exec(cql) ?? [];
  if (name === undefined && id === undefined)
    return bad(
      call,
      `Could not parse cql : the emulator knows user.fullname ~ "name" and user = "account id" here`,
    );
  const words = name?.toLowerCase().replaceAll('*', '');
  const found = call.site.people
    .all()
    .filter((one) =>
      words === undefined ? one.accountId === id : one.displayName.toLowerCase().includes(words),
    );
  const { body, count } = offsetBody(call, listing(found), {
    show: (person) => ({
      user: userJson(call, person),
      ...{ title: person.displayName, excerpt: '', url: `/people/${person.accountId}`, breadcrumbs: [] },
      ...{ entityType: 'user', iconCssClass: '', lastModified: iso(call.nowMs), score: 0 },
    }),
  });
  const whole = { ...body, totalSize: found.length, cqlQuery: cql, searchDuration: 1 };
  return reply(200, whole, { identity: count });
}

const query = ['cql', 'cqlcontext', 'start', 'limit', 'cursor', 'next', 'prev', 'expand'];

export const searchV1Endpoints: readonly CloudEndpoint[] = [
  v1('GET', '/content/search', { query }, contentSearch),
  v1(
    'GET',
    '/search',
    { query: [...query, 'excerpt', 'includeArchivedSpaces', 'excludeCurrentSpaces'] },
    search,
  ),
  v1('GET', '/search/user', { query }, userSearch),
];
