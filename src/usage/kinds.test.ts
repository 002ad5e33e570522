import { addKind, decodeKinds, encodeKinds, mergeKinds, noKinds, type Kinds } from './kinds';

const all = { requests: 9, likelyMilli: 9000 };
const kindsOf = (sums: Record<string, [number, number]>): Kinds =>
  new Map(Object.entries(sums).map(([kind, [requests, likelyMilli]]) => [kind, { requests, likelyMilli }]));

describe('kinds of calls', () => {
  it('sum up by name, and each sum has its own', () => {
    const kinds = addKind(addKind(noKinds, 'fields', 1, 10), 'expand', 2, 20);
    expect(addKind(kinds, 'fields', 3, 30)).toBe(kinds);
    expect(kinds).toEqual(kindsOf({ fields: [4, 40], expand: [2, 20] }));
    expect(noKinds.size).toBe(0);
    expect(mergeKinds(noKinds, noKinds)).toBe(noKinds);
    expect(mergeKinds(kinds, noKinds)).toBe(kinds);
    expect(mergeKinds(kinds, kindsOf({ expand: [1, 5], '+': [1, 1] }))).toEqual(
      kindsOf({ fields: [4, 40], expand: [3, 25], '+': [1, 1] }),
    );
  });

  it('are stored by name alone where all is of one kind', () => {
    expect(encodeKinds(kindsOf({ fields: [9, 9000] }), all)).toBe('fields');
    expect(encodeKinds(kindsOf({ fields: [9, 8999] }), all)).toEqual({ fields: [9, 8999] });
    expect(encodeKinds(kindsOf({ fields: [8, 9000] }), all)).toEqual({ fields: [8, 9000] });
    expect(encodeKinds(kindsOf({ fields: [9, 9000], expand: [1, 1] }), all)).toEqual({
      ...{ fields: [9, 9000], expand: [1, 1] },
    });
    expect(decodeKinds('fields', all)).toEqual(kindsOf({ fields: [9, 9000] }));
  });

  it('beyond the six most frequent are one', () => {
    const seven = kindsOf({
      keys: [1, 4],
      key: [2, 5],
      cql: [2, 6],
      id: [2, 7],
      ids: [2, 8],
      jql: [2, 9],
      fields: [3, 10],
    });
    const stored = encodeKinds(seven, all);
    expect(Object.entries(stored)).toEqual([
      ...[
        ['fields', [3, 10]],
        ['cql', [2, 6]],
        ['id', [2, 7]],
        ['ids', [2, 8]],
        ['jql', [2, 9]],
        ['key', [2, 5]],
      ],
      ['*', [1, 4]],
    ]);
    expect(decodeKinds(stored, all)).toEqual(kindsOf(stored as Record<string, [number, number]>));
    const eight = new Map([...seven, ['space', { requests: 1, likelyMilli: 100 }] as const]);
    expect(Object.entries(encodeKinds(eight, all)).at(-1)).toEqual(['*', [2, 104]]);
  });

  it.each([
    7,
    null,
    '',
    'a b',
    'Fields!',
    { fields: [1] },
    { fields: [1, 2, 3] },
    { fields: 7 },
    { 'a b': [1, 2] },
    { fields: [-1, 2] },
    { fields: [1, 0.5] },
  ])('are not made of %j', (value) => {
    expect(decodeKinds(value, all)).toBeNull();
  });
});
