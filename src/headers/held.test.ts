import { AskedHeaders, heldHeaders } from './held';
import { readRateLimits } from './read';
import { headerSource, sourceOf, type HeadersLike } from './source';

const mistakeOf = (headers: unknown): string | null => {
  const source = sourceOf(headers);
  source.get('date');
  return source.mistake;
};

/** Headers of which one cannot be read. */
const throwing = (thrown: unknown): object =>
  Object.defineProperty({}, 'a', {
    enumerable: true,
    get: () => {
      throw thrown as Error;
    },
  });

it('bytes are read as far as any header goes', () => {
  const bytes = (length: number) => heldHeaders({ a: new Uint8Array(length).fill(65) }).get('a')?.length;
  expect([bytes(3), bytes(65_536), bytes(65_537)]).toEqual([3, 65_536, 65_536]);
});

it('a list of lines is read as far as any answer goes', () => {
  const lines = (count: number) =>
    heldHeaders({ a: Array(count).fill('1') })
      .get('a')
      ?.split(', ').length;
  expect([lines(3), lines(2_000), lines(2_001)]).toEqual([3, 2_000, 2_000]);
});

it('two thousand lines are all read, in each shape', () => {
  const pairs = Array.from({ length: 2_000 }, (_, i) => [`h${i}`, '1']);
  for (const headers of [
    pairs,
    new Map(pairs as [string, string][]),
    Object.fromEntries(pairs),
    pairs.flat(),
  ])
    expect(heldHeaders(headers).get('h1999')).toBe('1');
});

it('what is wrong with one header keeps nothing of the others back', () => {
  expect(heldHeaders({ a: {}, b: '1' }).get('b')).toBe('1');
  expect(heldHeaders(['a', 5, 'b', '1']).get('a')).toBe('5');
  expect(heldHeaders(['a', '1', {}, '2', 'b', '3']).get('b')).toBe('3');
  expect(heldHeaders([['a'], ['b', '3']]).get('b')).toBe('3');
});

it.each<[string, unknown, string]>([
  [
    'a long name',
    { [`x${'y'.repeat(60)}`]: {} },
    `the value of "x${'y'.repeat(59)}" is no text, number or list of them`,
  ],
  [
    'more lines than are read, and one name more',
    Array(4_003).fill('1'),
    'only the first 2000 header lines are read',
  ],
  [
    'a getter with long words',
    throwing(new Error('w'.repeat(200))),
    `reading the headers failed: ${'w'.repeat(120)}`,
  ],
  ['a getter that throws a text', throwing('no'), 'reading the headers failed: no'],
  [
    'a getter that throws nothing that has words',
    throwing(Object.create(null)),
    'reading the headers failed: an error without words',
  ],
  ['a get that is none', { get: '1', a: {} }, 'the value of "a" is no text, number or list of them'],
])('%s is named', (_, headers, mistake) => {
  expect(mistakeOf(headers)).toBe(mistake);
});

it('a mistake is still known when the headers were made a source before', () => {
  const { problems } = readRateLimits(headerSource('Retry-After: 5' as unknown as HeadersLike), {
    ...{ status: 200, receivedAtMs: 0 },
  });
  expect(problems.map(({ problem }) => problem)).toEqual([
    'a text was given: parseHeaderDump makes headers of it',
  ]);
});

it.each<[unknown, string | null]>([
  ['5', '5'],
  [5, '5'],
  [null, null],
  [undefined, null],
  [{}, null],
  [['5', '6'], '5, 6'],
])('what a client answers with %j is read as %j', (answer, text) => {
  const asked = new AskedHeaders({ get: () => answer });
  expect([asked.get('a'), asked.mistake]).toEqual([text, null]);
});

it('a whole set is read through its own iterator', () => {
  const headers = {
    *[Symbol.iterator]() {
      yield ['A', '1'];
      yield { name: 'b', value: 2 };
    },
  };
  expect([heldHeaders(headers).get('a'), heldHeaders(headers).get('b')]).toEqual(['1', '2']);
});
