import { decodeSeenVersions, withVersion, type SeenVersion } from './seen-versions';

const first: SeenVersion = { version: '3.1.0', sinceMs: 1_000 };

it('a version is kept with the time at which it was first seen, also while the one before still runs', () => {
  const both = withVersion([first], '3.2.0', 2_000);
  expect(both).toEqual([first, { version: '3.2.0', sinceMs: 2_000 }]);
  expect(withVersion(both, '3.1.0', 3_000)).toBe(both);
});

it('none, an empty and an endless one are no version, and the oldest of many goes', () => {
  const seen = [first];
  for (const version of [null, '', 'x'.repeat(41)]) expect(withVersion(seen, version, 5_000)).toBe(seen);
  let many: readonly SeenVersion[] = seen;
  for (let n = 0; n < 40; n += 1) many = withVersion(many, `4.${n}`, n);
  expect([many.length, many[0]?.version, many.at(-1)?.version]).toEqual([30, '4.10', '4.39']);
});

it('of a stored value what is none is left out', () => {
  const odd = [
    first,
    null,
    { version: 3, sinceMs: 1 },
    { version: 'x'.repeat(41), sinceMs: 1 },
    { version: '1' },
  ];
  expect(decodeSeenVersions({ v: 1, seen: odd })).toEqual([first]);
  for (const value of [undefined, 'x', { v: 2, seen: [first] }, { v: 1, seen: 'x' }])
    expect(decodeSeenVersions(value)).toEqual([]);
});
