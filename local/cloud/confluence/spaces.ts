/** Spaces, their permissions, and the people of Confluence. */
import { confluenceError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { pageOf } from '../offset-page';
import { hash, pick } from '../world/seed';
import type { Space } from '../world/wiki';
import { cursorPage } from './cursor';
import { spaceJson, spaceV1Json, wikiUserJson } from './shapes';

function isVisible(call: Call, space: Space): boolean {
  return !space.restricted || call.site.seesRestricted(call.viewer);
}

export function visibleSpaces(call: Call): Space[] {
  return call.site.wiki.spaces.filter((space) => isVisible(call, space));
}

function ifVisible(call: Call, space: Space | null, then: (space: Space) => Reply): Reply {
  if (space !== null && isVisible(call, space)) return then(space);
  return confluenceError(404, 'NOT_FOUND', 'Not Found');
}

export function withSpaceId(call: Call, then: (space: Space) => Reply): Reply {
  return ifVisible(call, call.site.wiki.spaceById(call.params[0] ?? ''), then);
}

function allSpaces(call: Call): Reply {
  const visible = visibleSpaces(call);
  const base = `${call.site.address}/wiki`;
  const page = cursorPage(
    call.query,
    '/wiki/api/v2/spaces',
    base,
    visible.length,
    (position) => visible[position],
  );
  const results = page.results.flatMap((space) => (space === undefined ? [] : [spaceJson(space)]));
  return reply(200, { ...page, results }, { core: results.length });
}

const operations = ['read', 'create', 'delete', 'export', 'administer'] as const;
const targets = ['space', 'page', 'blogpost', 'comment', 'attachment'] as const;

function spacePermissions(call: Call): Reply {
  const { site } = call;
  return withSpaceId(call, (space) => {
    const path = `/wiki/api/v2/spaces/${space.id}/permissions`;
    const total = site.sizes.permissionsPerSpace;
    const page = cursorPage(call.query, path, `${site.address}/wiki`, total, (n) => ({
      id: String(Number(space.id) * 10_000 + n),
      principal: { type: 'user', id: site.people.some(hash(site.seed, 'grant', space.index, n)).accountId },
      operation: { key: pick(operations, n), targetType: pick(targets, Math.floor(n / operations.length)) },
    }));
    return reply(200, page, { identity: page.results.length });
  });
}

function allSpacesV1(call: Call): Reply {
  const { values, startAt, maxResults } = pageOf(call.query, visibleSpaces(call), 100, 25);
  const results = values.map(spaceV1Json);
  return reply(
    200,
    { results, start: startAt, limit: maxResults, size: results.length },
    { core: results.length },
  );
}

function getUser(call: Call): Reply {
  const person = call.site.people.byAccountId(call.query.get('accountId') ?? '');
  if (person === null) return confluenceError(404, 'NOT_FOUND', 'No user found with this account id');
  return reply(200, wikiUserJson(person), { identity: 1 });
}

/** `expand=operations` lists what the person may do to Confluence itself: `administer` for administrators. */
function currentUser(call: Call): Reply {
  const person = call.viewer.kind === 'person' ? call.site.people.at(call.viewer.index) : null;
  const keys = call.site.isAdmin(call.viewer) ? ['use', 'administer'] : ['use'];
  const granted = keys.map((operation) => ({ operation, targetType: 'application' }));
  const wanted = (call.query.get('expand') ?? '').split(',').includes('operations');
  const user =
    person === null
      ? { type: 'known', accountId: '557058:app', accountType: 'app', displayName: 'The calling app' }
      : wikiUserJson(person);
  return reply(200, wanted ? { ...user, operations: granted } : user, { identity: 1 });
}

const product = 'confluence';

export const spaceEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template: '/wiki/api/v2/spaces', handle: allSpaces },
  {
    product,
    method: 'GET',
    template: '/wiki/api/v2/spaces/{}',
    handle: (call) => withSpaceId(call, (space) => reply(200, spaceJson(space), { core: 1 })),
  },
  { product, method: 'GET', template: '/wiki/api/v2/spaces/{}/permissions', handle: spacePermissions },
  { product, method: 'GET', template: '/wiki/rest/api/space', handle: allSpacesV1 },
  {
    product,
    method: 'GET',
    template: '/wiki/rest/api/space/{}',
    handle: (call) =>
      ifVisible(call, call.site.wiki.spaceByKey(call.params[0] ?? ''), (space) =>
        reply(200, spaceV1Json(space), { core: 1 }),
      ),
  },
  { product, method: 'GET', template: '/wiki/rest/api/user', handle: getUser },
  { product, method: 'GET', template: '/wiki/rest/api/user/current', handle: currentUser },
];
