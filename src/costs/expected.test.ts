import type { CatalogueEntry } from './entry';
import { expectedObjects } from './expected';

const entry = (over: Partial<CatalogueEntry>): CatalogueEntry => ({
  ...{ product: 'jira', method: 'GET', template: '/x', objectKind: 'core', objectsAt: 'values[]' },
  ...{ rule: 'published', basis: 'documented', source: '', measured: null, reference: '' },
  ...{ comparedWith: null, readOn: '2026-11-22', page: null, asks: null },
  ...over,
});
const page = (defaultObjects: number | null, maxObjects: number | null) => ({
  page: { defaultObjects, maxObjects, comparedWith: null },
});

it.each<[string, CatalogueEntry | null, 'GET' | 'POST', string, [number, number, number]]>([
  ['no counted object', entry({ objectsAt: 'none' }), 'GET', '/x?maxResults=9', [0, 0, 0]],
  ['one object', entry({ objectsAt: 'body' }), 'GET', '/x?maxResults=9', [0, 1, 1]],
  ['an unknown endpoint', null, 'GET', '/x', [0, 1, 1_000]],
  ['an unknown list', null, 'GET', '/x?limit=20', [0, 20, 20]],
  ['a large unknown list', null, 'GET', '/x?limit=9000', [0, 50, 5_000]],
  ['objects that no answer lists', entry({ objectsAt: 'unseen' }), 'GET', '/x', [0, 1, 1_000]],
  ['a list without pages', entry({}), 'GET', '/x?maxResults=3', [0, 10, 1_000]],
  ['a page by default', entry(page(25, 100)), 'GET', '/x', [0, 25, 25]],
  ['a smaller page', entry(page(25, 100)), 'GET', '/x?maxResults=7', [0, 7, 7]],
  ['a larger page', entry(page(25, 100)), 'GET', '/x?maxResults=80', [0, 50, 80]],
  ['too large a page', entry(page(25, 100)), 'GET', '/x?maxResults=800', [0, 50, 100]],
  ['a page whose default nobody says', entry(page(null, 20)), 'GET', '/x', [0, 20, 20]],
  ['a page whose bound nobody says', entry(page(null, null)), 'GET', '/x', [0, 50, 5_000]],
  ['a POST that asks in its body', entry(page(25, 100)), 'POST', '/x', [0, 25, 100]],
  ['three ids', entry({ asks: { at: '?id' } }), 'GET', '/x?id=1&id=2,3', [0, 3, 3]],
  [
    'more ids than a page has',
    entry({ asks: { at: '?id' }, ...page(1, 2) }),
    'GET',
    '/x?id=1,2,3',
    [0, 2, 2],
  ],
  [
    'a POST that asks for a large page',
    entry({ asks: { at: 'maxResults' }, ...page(25, 100) }),
    'POST',
    '/x?maxResults=80',
    [0, 50, 80],
  ],
  ['ids in a body', entry({ asks: { at: 'ids[]' } }), 'POST', '/x', [0, 50, 1_000]],
  [
    'ids in a body, 40 at most',
    entry({ asks: { at: 'ids[]' }, ...page(null, 40) }),
    'POST',
    '/x',
    [0, 40, 40],
  ],
  [
    'ids that bring two each',
    entry({ asks: { at: 'ids[]', objectsEach: 2 }, ...page(20, 100) }),
    'POST',
    '/x?maxResults=6',
    [0, 6, 100],
  ],
  [
    'ids that bring several each',
    entry({ asks: { at: 'ids[]', objectsEach: 3 } }),
    'POST',
    '/x?maxResults=6',
    [0, 6, 1_000],
  ],
])(
  '%s: as many as it could hold, and as many as it likely does',
  (_, of, method, path, [low, likely, high]) => {
    expect(expectedObjects(of, method, path)).toEqual({ low, likely, high });
  },
);
