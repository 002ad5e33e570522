import * as fc from 'fast-check';
import { shortNames, wholeNames } from './short-names';

const one = [[1, 1000], 2, 2, 3];

it('stores once what all names of an invocation begin with, and of the others their pool', () => {
  const usage = {
    c: {
      'own|PRODUCTION|jira|forge.asApp|event||GET|/a': one,
      'own|PRODUCTION|jira|forge.asApp|event||GET|/b': one,
    },
    p: { 'own|PRODUCTION|jira|global-app-quota|enforced|6': [1] },
    m: { 'own|PRODUCTION|jira': [1000] },
    n: 30,
  };
  const short = {
    x: 'own|PRODUCTION|jira|forge.asApp|event||GET',
    c: { '|/a': one, '|/b': one },
    p: { '|global-app-quota|enforced|6': [1] },
    m: { '': [1000] },
    n: 30,
  };
  expect(shortNames(usage)).toEqual(short);
  expect(wholeNames(short)).toEqual(usage);
});

it('leaves names of two pools, and a single one that would gain nothing, as they are', () => {
  const two = { c: { 'own|PRODUCTION|jira|a||GET|/a': one, 'own|PRODUCTION|confluence|a||GET|/b': one } };
  expect(shortNames(two)).toBe(two);
  const single = { c: { 'own|PRODUCTION|jira|a||GET|/a': one } };
  expect(shortNames(single)).toBe(single);
  const other = { ...single, m: { 'own|STAGING|jira': [1] }, s: { 'own|PRODUCTION|jira|a': 2 } };
  expect(shortNames(other)).toBe(other);
  // A name that only begins like another is none of its parts.
  const alike = { c: { 'own|PRODUCTION|jira|a||GET|/a': one }, m: { 'own|PRODUCTION|jira2': [1] } };
  expect(shortNames(alike)).toBe(alike);
});

it('takes nothing whose names were not shortened so', () => {
  expect(wholeNames({ x: 1, c: {} })).toBeNull();
  expect(wholeNames({ x: 'own|PRODUCTION|jira|a', c: { '/a': one } })).toBeNull();
  expect(wholeNames({ x: 'own|PRODUCTION|jira|a', c: { '|/a': one }, m: [] })).toBeNull();
  expect(wholeNames({ c: { '/a': one } })).toEqual({ c: { '/a': one } });
  expect(wholeNames(null)).toBeNull();
});

it('puts nothing long before many names, and so stores nothing that it would not read', () => {
  const long = `own|PRODUCTION|jira|forge.asApp|event|${'t'.repeat(600)}|GET`;
  expect(wholeNames({ x: long, c: { '|/a': one, '|/b': one } })).toBeNull();
  const usage = { c: { [`${long}|/a`]: one, [`${long}|/b`]: one } };
  expect(shortNames(usage)).toBe(usage);
});

it('shortens from the first byte on that it spares: what it adds itself takes seven', () => {
  // Twice the beginning and its seven bytes, or the beginning once and a pool.
  const of = (app: string) => ({ c: { [`${app}||jira|/a`]: one, [`${app}||jira|/b`]: one } });
  expect(shortNames(of('a'))).toEqual(of('a'));
  expect(shortNames(of('ab'))).toEqual({ x: 'ab||jira', c: { '|/a': one, '|/b': one } });
  const withPool = (app: string) => ({ c: { [`${app}||jira|/a`]: one }, m: { [`${app}||jira`]: [1] } });
  expect(shortNames(withPool('a'))).toEqual(withPool('a'));
  expect(shortNames(withPool('ab'))).toEqual({ x: 'ab||jira', c: { '|/a': one }, m: { '': [1] } });
  for (const usage of [of('ab'), withPool('ab')]) expect(wholeNames(shortNames(usage))).toEqual(usage);
});

it('puts up to 600 characters before the others', () => {
  const beginning = (length: number): string => `own|PRODUCTION|jira|${'t'.repeat(length - 20)}`;
  const usage = (length: number) => ({
    c: { [`${beginning(length)}|/a`]: one, [`${beginning(length)}|/b`]: one },
  });
  expect(shortNames(usage(600))).toEqual({ x: beginning(600), c: { '|/a': one, '|/b': one } });
  expect(wholeNames({ x: beginning(600), c: { '|/a': one, '|/b': one } })).toEqual(usage(600));
  expect(shortNames(usage(601))).toEqual(usage(601));
  expect(wholeNames({ x: beginning(601), c: { '|/a': one } })).toBeNull();
});

it('shares all parts that are alike, empty ones, too, and whole ones alone', () => {
  const names = (...tags: string[]) =>
    Object.fromEntries(tags.map((tag) => [`own|PRODUCTION|jira|forge.asApp|event|${tag}|GET|/a`, one]));
  expect(shortNames({ c: names('', 'x') })).toEqual({
    x: 'own|PRODUCTION|jira|forge.asApp|event',
    c: { '||GET|/a': one, '|x|GET|/a': one },
  });
  expect(shortNames({ c: names('x', 'xy') })).toMatchObject({ x: 'own|PRODUCTION|jira|forge.asApp|event' });
  const none = { c: {}, m: { 'own|PRODUCTION|jira': [1] } };
  expect(shortNames(none)).toEqual(none);
});

it('makes no name that is no name of its own in an object', () => {
  expect(wholeNames({ x: '__proto__', c: { '': one } })).toBeNull();
});

it('gives every name back, whatever an app calls its tags', () => {
  const part = fc.constantFrom('own', '', 'a', 'aa', '__proto__', '1', 'PRODUCTION', '%7C');
  const pool = fc.constantFrom('own|PRODUCTION|jira', '|a|jira', 'own|PRODUCTION|confluence');
  const named = (parts: number): fc.Arbitrary<Record<string, number>> =>
    fc
      .array(fc.tuple(pool, fc.array(part, { minLength: parts, maxLength: parts })), { maxLength: 4 })
      .map((all) => Object.fromEntries(all.map(([of, rest], i) => [[of, ...rest].join('|'), i])));
  fc.assert(
    fc.property(named(5), named(3), named(0), (c, p, m) => {
      const usage = { c, p, m } as unknown as Parameters<typeof shortNames>[0];
      expect(wholeNames(JSON.parse(JSON.stringify(shortNames(usage))))).toEqual(usage);
    }),
  );
});
