import { fallbackPrice, ruleSource } from './fallback';
import { graphqlCost } from './graphql';
import { askedInBody, askedInLists, askedObjects } from './asked';
import { estimatePoints } from './estimate';
import { isKind, kindOf } from './kind';
import { countAt } from './place';
import { priceOverrides } from './overrides';
import { priceByRule } from './price';
import type { Method } from '../model';

const range = (low: number, likely: number, high: number) => ({ low, likely, high });

it.each([
  ['confirmed', range(5, 9, 21)],
  ['published', range(1, 9, 21)],
  ['readByPost', range(1, 9, 21)],
  ['flat', range(1, 1, 21)],
  ['objectsOnly', range(4, 9, 21)],
  ['write', range(1, 1, 1)],
  ['bulkWrite', range(1, 1, 10)],
] as const)('by the rule %s, two points an object', (rule, points) => {
  expect(priceByRule(rule, 2, range(2, 4, 10))).toEqual(points);
});

it('no rule goes below the point of a request', () => {
  expect(priceByRule('objectsOnly', 2, range(0, 0, 0))).toEqual(range(1, 1, 1));
  expect(priceByRule('bulkWrite', 1, range(0, 0, 0))).toEqual(range(1, 1, 1));
});

it.each<[Method, string, number[]]>([
  ['GET', '/rest/api/3/widget', [1, 5, 21]],
  ['GET', '/rest/api/3/widget/{id}/watchers', [1, 9, 21]],
  ['GET', '/rest/api/3/users-bulk', [1, 9, 21]],
  ['GET', '/rest/api/3/mypermissions', [1, 9, 21]],
  ['POST', '/rest/api/3/widget', [1, 1, 1]],
  ['POST', '/rest/api/3/widget/search', [1, 5, 21]],
  ['POST', '/rest/api/3/expression/parse', [1, 5, 21]],
  ['POST', '/rest/api/3/user/picker', [1, 9, 21]],
  ['HEAD', '/rest/api/3/user', [1, 1, 11]],
  ['OPTIONS', '/rest/api/3/user', [1, 1, 11]],
  ['PUT', '/rest/api/3/user', [1, 1, 1]],
  ['DELETE', '/rest/api/3/search', [1, 1, 1]],
])(
  '%s %s, which no entry has, costs %j for 2 to 10 objects, likely 4',
  (method, template, [low, likely, high]) => {
    expect(fallbackPrice(method, template, range(2, 4, 10)).points).toEqual({ low, likely, high });
  },
);

it('a HEAD is looked up as the read that it asks for', () => {
  const path = '/rest/api/3/search/jql?maxResults=20';
  expect(estimatePoints({ product: 'jira', method: 'HEAD', path, objects: null }).points).toEqual(
    range(1, 1, 21),
  );
});

it('a HEAD of a list may touch the page that its GET would bring', () => {
  expect(
    estimatePoints({ product: 'jira', method: 'HEAD', path: '/rest/api/3/search/jql', objects: null }),
  ).toMatchObject({ points: range(1, 1, 51), basis: 'assumed' });
});

it.each<[Method, string, number]>([
  ['GET', '/rest/api/3/issue/ABC-1', 1],
  ['GET', '/rest/api/3/field', 1],
  ['GET', '/rest/api/3/users/search', 2],
])('by the published rule each object of %s %s weighs %d', (method, path, weight) => {
  const { points } = estimatePoints({ product: 'jira', method, path, objects: 10 });
  expect(points.likely).toBe(1 + 10 * weight);
});

it('each product’s prices stand on its own page', () => {
  expect(ruleSource('confluence')).toContain('/confluence/');
  expect(ruleSource('jira')).toContain('/jira/');
});

it('a price that may be off is a range around what is likely', () => {
  const price = { product: 'jira', method: 'GET', template: '/rest/api/3/field', basis: 'measured' } as const;
  const overrides = priceOverrides([
    { ...price, basePoints: 10, objectPoints: 2, relativeError: 0.5, source: 'us' },
  ]);
  const call = { product: 'jira', method: 'GET', path: '/rest/api/3/field', overrides } as const;
  expect(estimatePoints({ ...call, objects: 5 })).toMatchObject({
    points: range(10, 20, 30),
    basis: 'measured',
  });
  expect(estimatePoints({ ...call, objects: null }).basis).toBe('assumed');
});

it.each(['actual', 'actualCost', 'actualQueryCost', 'total', 'points', 'cost', 'value'])(
  'GraphQL may name what it charged %s',
  (name) => {
    expect(graphqlCost({ extensions: { cost: { [name]: 3 } } })?.points).toEqual(range(3, 3, 3));
  },
);

it('no number, and none that is finite, is no charge', () => {
  for (const cost of [Infinity, NaN, '3', true, null])
    expect(graphqlCost({ extensions: { cost } })).toBeNull();
  expect(graphqlCost({ extensions: { cost: 0 } })?.points).toEqual(range(0, 0, 0));
});

it('what a body asks for is counted at its places, and bounded', () => {
  const ids = (at: string, objectsEach = 1) => ({ asks: { at, objectsEach } });
  expect(askedInBody(ids('ids[]'), { ids: [] })).toBe(0);
  expect(askedInBody(ids('ids[]', 3), { ids: [1, 2] })).toBe(6);
  expect(askedInBody(ids('maxResults'), { maxResults: 30 })).toBe(30);
  for (const odd of [-1, 1.5, '3', null, undefined])
    expect(askedInBody(ids('maxResults'), { maxResults: odd })).toBeNull();
  expect(askedInBody(ids('?id'), { id: 3 })).toBeNull();
  expect(askedInBody({ asks: null }, [1])).toBeNull();
  expect(askedInBody(ids('maxResults'), { maxResults: 1e9 })).toBe(999_999);
  expect(askedInLists(ids('a[] + b[]'), { 'a[]': 2, 'b[]': 3, 'c[]': 9 })).toBe(5);
  expect(askedInLists(ids('a[] + b[]'), { 'c[]': 9 })).toBeNull();
  expect(askedInLists(ids('?id'), { '?id': 9 })).toBeNull();
});

it.each<[string, number | null]>([
  ['/x', null],
  ['/x?maxResults=30', 30],
  ['/x?limit=0', 0],
  ['/x?maxResults=30&limit=40', 40],
  ['/x?maxResults=-1', 999_999],
  ['/x?maxResults=99999999', 999_999],
  ['/x?nolimit=30', null],
  ['/x?limit=30a', null],
])('%s asks for %s objects', (path, objects) => {
  expect(askedObjects(path, null)).toBe(objects);
});

it('objects are counted at each of several places, and nowhere is not none', () => {
  const body = { a: [{ b: [1, 2] }, { b: [3] }, {}], c: { x: 1, y: 2 }, d: { e: [1] } };
  expect(countAt(body, 'a[].b[]')).toBe(3);
  expect(countAt(body, 'a[]')).toBe(3);
  expect(countAt(body, 'c{}')).toBe(2);
  expect(countAt(body, 'd.e[]')).toBe(1);
  expect(countAt(body, 'a[].b[] + d.e[]')).toBe(4);
  expect([countAt(body, 'z[]'), countAt(body, 'a{}'), countAt(null, 'a[]')]).toEqual([null, null, null]);
});

it('a kind has eight names and the sign for others at most, and the sign of all kinds is one', () => {
  const names = 'expand,fields,filter,id,ids,include,jql,key,keys,labels'.split(',');
  const query = names.map((name) => `${name}=1`).join('&');
  expect(kindOf(`/x?${query}`)).toBe('+,expand,fields,filter,id,ids,include,jql,key');
  expect([isKind('*'), isKind('+'), isKind('jql'), isKind(''), isKind('mia')]).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect([isKind('jql,mia'), isKind('mia,jql'), isKind('+,jql')]).toEqual([false, false, true]);
  expect(isKind(names.slice(0, 9).join(','))).toBe(true);
  expect(isKind(names.slice(0, 10).join(','))).toBe(false);
  expect(kindOf(`/x?${'a'.repeat(7_990)}&expand=1`)).toBe('+,expand');
  expect(kindOf(`/x?${'a'.repeat(8_000)}&expand=1`)).toBe('+');
});
