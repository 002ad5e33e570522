import { pairsOfJson, parseHeaderDump } from '../../src/headers/dump';
import { headerSource, headerValue } from '../../src/headers/source';

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
