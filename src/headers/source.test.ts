import { AxiosHeaders } from 'axios';
import fc from 'fast-check';
import { pairsOfJson, parseHeaderDump } from '../paste/dump';
import { readRateLimits } from './read';
import { headerSource, headerValue, type HeaderRecord, type HeadersLike } from './source';

describe('A source of headers', () => {
  test('finds a name in any letter case and joins its lines', () => {
    const source = headerSource([
      ['RateLimit', '"a";r=1'],
      ['ratelimit', '"b";r=2'],
    ]);
    expect(source.get('ratelimit')).toBe('"a";r=1, "b";r=2');
    expect(source.get('retry-after')).toBeNull();
  });

  test('takes a record with lists and gaps, as Node gives it', () => {
    const source = headerSource({ A: ['1', '2'], b: undefined, c: null, D: '3' });
    expect(['a', 'b', 'c', 'd'].map((name) => source.get(name))).toEqual(['1, 2', null, null, '3']);
  });

  test('an empty header says nothing', () => {
    expect(headerValue(headerSource({ a: '  ' }), 'a')).toBeNull();
  });
});

describe('A printed response', () => {
  test('of HTTP/1 with a body', () => {
    expect(
      parseHeaderDump('HTTP/1.1 429 Too Many Requests\r\nRetry-After: 23\r\nX:y:z\r\n\r\n{"a":1}\r\n'),
    ).toEqual({
      status: 429,
      pairs: [
        ['Retry-After', '23'],
        ['X', 'y:z'],
      ],
      body: '{"a":1}',
    });
  });

  test('of HTTP/2, the last of several, counts', () => {
    const text =
      'HTTP/1.1 200 Connection established\n\nHTTP/2 301 \nlocation: /x\n\nHTTP/2 200 \nretry-after: 1\n\n';
    expect(parseHeaderDump(text)).toEqual({ status: 200, pairs: [['retry-after', '1']], body: '' });
  });

  test('of curl -v has its marks taken off', () => {
    const text = '* Connected\n> GET / HTTP/1.1\n> Host: x\n< HTTP/1.1 200 OK\n< RateLimit: "a";r=1\n<\n';
    expect(parseHeaderDump(text)).toEqual({ status: 200, pairs: [['RateLimit', '"a";r=1']], body: '' });
  });

  test('without a status line, and with a folded line', () => {
    const dump = parseHeaderDump('RateLimit-Policy: "a";q=1,\n  "b";q=2\n');
    expect(dump).toEqual({ status: null, pairs: [['RateLimit-Policy', '"a";q=1, "b";q=2']], body: '' });
  });

  test('as JSON gives strings, numbers and lists, and nothing else', () => {
    expect(pairsOfJson({ a: '1', b: 2, c: ['3', true, {}], d: null, e: { f: 1 } })).toEqual([
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
      ['c', 'true'],
    ]);
    expect(pairsOfJson(['a'])).toBeNull();
    expect(pairsOfJson('a')).toBeNull();
  });
});

const refusal = [
  ['Retry-After', '5'],
  ['X-RateLimit-Limit', '350'],
  ['X-RateLimit-Remaining', '0'],
  ['RateLimit-Policy', '"jira-burst-based";q=100;w=1'],
] as const;
const context = { status: 429, receivedAtMs: Date.UTC(2026, 10, 20, 10, 20, 30), product: 'jira' } as const;
const record = Object.fromEntries(refusal);
const upper = Object.fromEntries(refusal.map(([name, value]) => [name.toUpperCase(), value]));

/** As axios has them: asked by name in any letter case, values of any kind, and a list of names of its own. */
const axiosHeaders = new AxiosHeaders(record);

describe('Headers in every shape in which clients hand them over', () => {
  const shapes: [string, HeadersLike][] = [
    ["fetch's Headers", new Headers(refusal.map(([name, value]): [string, string] => [name, value]))],
    ['a Map', new Map(refusal)],
    ['a Map in capital letters', new Map(Object.entries(upper))],
    ["axios' headers", axiosHeaders],
    ['pairs', refusal],
    ["Node's rawHeaders", refusal.flat()],
    ["undici's raw headers, which are bytes", refusal.flat().map((text) => Buffer.from(text))],
    ['a record', record],
    ['a record in capital letters', upper],
    ['a record without a prototype', Object.assign(Object.create(null) as HeaderRecord, record)],
    [
      "a record with lists, as Node's IncomingHttpHeaders and got have it",
      { ...record, 'Retry-After': ['5'] },
    ],
    ['a record with numbers', { ...record, 'Retry-After': 5, 'X-RateLimit-Limit': 350 }],
    ['{ name, value } objects, as in a HAR file', refusal.map(([name, value]) => ({ name, value }))],
    ["fetch's Response", new Response(null, { headers: record })],
    ["axios' response", { status: 429, headers: axiosHeaders }],
    ["got's response", { statusCode: 429, headers: record }],
    ['entries to go through', new Map(refusal).entries() as unknown as HeadersLike],
    [
      'a get that gives undefined for what is missing',
      { get: (name: string) => new Map(Object.entries(upper)).get(name.toUpperCase()) },
    ],
    [
      'a get that gives lists and numbers',
      {
        get: (name: string) =>
          name === 'retry-after' ? 5 : name === 'date' ? [] : (axiosHeaders.get(name) ?? null),
      },
    ],
  ];

  test.each(shapes)('%s are read as any others', (_shape, headers) => {
    const expected = readRateLimits(headerSource(refusal), context);
    expect(expected).toMatchObject({
      throttle: { reason: 'other' },
      buckets: [{ limit: 350, fillRate: null }],
      problems: [],
    });
    expect(readRateLimits(headers instanceof Map ? new Map(headers) : headers, context)).toEqual(expected);
    if (Symbol.iterator in headers && !Array.isArray(headers) && !('get' in headers)) return;
    expect(readRateLimits(headerSource(headers), context)).toEqual(expected);
  });

  const mistakes: [string, unknown, RegExp][] = [
    ['nothing', undefined, /^no headers were given, but undefined$/],
    ['null', null, /^no headers were given, but null$/],
    ['a number', 429, /but number$/],
    ['a text', 'Retry-After: 5', /parseHeaderDump/],
    ['a promise, as of headers() in Next.js', Promise.resolve(record), /^a promise was given/],
    ['a response in a response', { headers: { headers: record } }, /^the value of "headers" is no text/],
    ['a response with a promise', { headers: Promise.resolve(record) }, /^a promise was given/],
    ['a list of an odd length', ['Retry-After', '5', 'Date'], /^the last name of the list has no value$/],
    ['a list of objects', [{ retryAfter: 5 }], /^an entry of the list is no pair/],
    ['a value that is an object', { 'retry-after': { seconds: 5 } }, /^the value of "retry-after"/],
    [
      'a get that throws',
      { get: () => JSON.parse('{') as string },
      /^the headers' own get\("date"\) failed$/,
    ],
    [
      'a getter that throws',
      Object.defineProperty({}, 'retry-after', { enumerable: true, get: () => JSON.parse('{') as string }),
      /^reading the headers failed: /,
    ],
    [
      'a proxy that refuses everything',
      new Proxy({}, { has: () => JSON.parse('{') as boolean, ownKeys: () => JSON.parse('{') as string[] }),
      /^reading the headers failed: /,
    ],
  ];

  test.each(mistakes)('%s is a mistake with a name, and nothing throws', (_what, headers, problem) => {
    const limits = readRateLimits(headers as HeadersLike, { ...context, status: 200 });
    expect(limits).toMatchObject({ quotas: [], throttle: null });
    expect(limits.problems).toEqual([
      { header: '', value: '', problem: expect.stringMatching(problem) as string, assumed: null },
    ]);
  });

  test('a list without an end is read as far as any response goes', () => {
    const endless = {
      *[Symbol.iterator]() {
        for (;;) yield ['x', 'y'];
      },
    };
    const limits = readRateLimits(endless, context);
    expect(limits.problems.at(-1)?.problem).toBe('only the first 2000 header lines are read');
  });

  test('any value at all is read without throwing, in every place in which headers may stand', () => {
    const anything = fc.anything({
      withMap: true,
      withTypedArray: true,
      withNullPrototype: true,
      withBigInt: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        for (const headers of [
          value,
          [value],
          [['retry-after', value]],
          { 'retry-after': value },
          { get: () => value },
        ])
          readRateLimits(headers as HeadersLike, context);
      }),
      { numRuns: 500 },
    );
  });
});
