import fc from 'fast-check';
import { readRateLimits } from '../../src/headers/read';
import { headerSource } from '../../src/headers/source';
import { parseLiterals } from '../../src/paste/literal';
import { readPaste } from '../../src/paste/read';
import { cleanText, printable } from '../../src/paste/text';
import { decodePaste } from '../../cli/decode-paste';
import { renderings, type Printed } from './renderings';
import { anyCharacter } from '../support/any-character';

const receivedAtMs = Date.UTC(2026, 10, 20, 10, 20, 30);

const seconds = fc.nat(5_000).map(String);
const list = fc
  .uniqueArray(fc.constantFrom('global-app-quota', 'jira-burst-based', 'other one'), { minLength: 1 })
  .chain((names) =>
    fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), fc.nat(9_999), fc.nat(3_600)))),
  );
/** Values as servers send them: no value begins with an escape of a terminal, and none has a line end. */
const values: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'Retry-After': fc.oneof(seconds, fc.constantFrom('0', 'Fri, 20 Nov 2026 10:21:00 GMT', 'soon')),
  'RateLimit-Policy': list.map((rows) => rows.map(([name, q, w]) => `"${name}";q=${q};w=${w}`).join(', ')),
  RateLimit: list.map((rows) => rows.map(([name, r, t]) => `"${name}";r=${r};t=${t}`).join(',')),
  'ratelimit-reason': fc.constantFrom('jira-burst-based', 'jira-quota-global-based', "it's new"),
  'X-RateLimit-Limit': fc.nat(70_000).map(String),
  'x-ratelimit-remaining': fc.nat(70_000).map(String),
  'X-Ratelimit-Reset': fc.constantFrom('2026-11-20T11:00Z', '1795170100', '30'),
  'X-RateLimit-NearLimit': fc.constantFrom('true', 'false'),
  Date: fc.constantFrom('Fri, 20 Nov 2026 10:20:30 GMT', 'Fri, 20 Nov 2026 10:11:30 GMT'),
  'content-type': fc.constantFrom('application/json; charset=UTF-8', 'text/html'),
  Server: fc.constantFrom('AtlassianEdge', 'nginx/1.2 (x; y)'),
  vary: fc.constantFrom('Accept-Encoding', '*'),
  'x-arequestid': fc.constantFrom('b3e0{1a}', "[a], it's (b)", 'C:\\x "y"'),
};
const printed: fc.Arbitrary<Printed> = fc.record({
  status: fc.constantFrom(200, 429, 503),
  pairs: fc
    .shuffledSubarray(Object.keys(values), { minLength: 1 })
    .filter((names) => names.some((name) => /limit|retry/i.test(name)))
    .chain((names) =>
      fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), values[name] ?? fc.constant('')))),
    ),
});

describe('The law of pastes', () => {
  test.each(Object.keys(renderings))('headers rendered as %s are read as the headers themselves', (form) => {
    fc.assert(
      fc.property(printed, (response) => {
        const { status, pairs } = response;
        const rendered = renderings[form]?.(response) ?? '';
        const text = decodePaste(typeof rendered === 'string' ? Buffer.from(rendered) : rendered);
        const reading = readPaste(text);
        if (!reading.ok) throw new Error(`${reading.why}\n${text}`);
        const [read, ...more] = reading.responses;
        expect(more).toEqual([]);
        expect(read?.status).toBe(status);
        const expected = readRateLimits(headerSource(pairs), { status, receivedAtMs });
        expect(readRateLimits(headerSource(read?.pairs ?? []), { status, receivedAtMs })).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  const piece = fc.constantFrom(
    ...['{', '}', '[', ']', '(', ')', '"', "'", '`', '\\', ':', '=>', '=', ',', '\n', '\r\n', ' ', '\t', '|'],
    ...[
      'HTTP/1.1 429',
      '< ',
      '> ',
      '* ',
      '<< ',
      '<-- ',
      'Status Code: 429',
      'retry-after',
      'Response Headers',
    ],
    ...['headers', 'response', 'log', 'entries', 'map', '[Object', '[Circular', '<ref *1>', 'AxiosHeaders '],
    ...['\u001b[31m', '\u001b]0;x', '\u009b', '\ufeff', '\u0000', 'é', '5', 'System.String[]', 'fetch('],
  );
  const hostile = fc.oneof(
    fc.string({ unit: anyCharacter, maxLength: 200 }),
    fc.array(piece, { maxLength: 120 }).map((pieces) => pieces.join('')),
    fc.json(),
  );

  test('any text and any bytes are read or refused with words, and nothing throws', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const reading = readPaste(decodePaste(Buffer.from(text)));
        if (reading.ok) expect(reading.responses.length).toBeGreaterThan(0);
        else expect(reading.why.length).toBeGreaterThan(10);
        readPaste(text);
        parseLiterals(text);
      }),
      { numRuns: 1_000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        readPaste(decodePaste(bytes));
      }),
    );
  });

  test('nothing that a terminal obeys is left in a text to print', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(printable(text)).not.toMatch(
          /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/u,
        );
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('A printed object', () => {
  test('is read with the quotes, keys and marks of each language', () => {
    const forms = [
      `{"a": "1", "b": ["2", "3"]}`,
      `{a: '1', 'b': ['2', '3',],}`,
      `{u'a': b'1', 'b': ('2', '3')}`,
      `{:a=>"1", "b"=>["2", "3"]}`.replace(':a', 'a'),
      `{a=1, b=[2, 3]}`,
      `Object [X] { a: '1', b: [ '2', '3' ] }`,
      `[Object: null prototype] { a: '1', b: Array(2) [ '2', '3' ] }`,
      `<ref *1> Map(2) { 'a' => '1', 'b' => [ '2', '3' ] }`,
    ];
    for (const form of forms) {
      const [value] = parseLiterals(form).filter((each) => !Array.isArray(each));
      expect(JSON.parse(JSON.stringify(value))).toEqual({ a: '1', b: ['2', '3'] });
    }
  });

  test('may be cut off, deep beyond reason, or refer to itself', () => {
    expect(JSON.stringify(parseLiterals(`{ a: { b: '1', c: [ '2`))).toBe('[{"a":{"b":"1","c":["2"]}}]');
    expect(parseLiterals('['.repeat(100_000))).toHaveLength(1);
    expect(JSON.stringify(parseLiterals(`{ a: [Circular *1], b: '1' }`))).toBe('[{"a":"","b":"1"}]');
    expect(JSON.stringify(parseLiterals(`{ a: 'x' +\n  'y', b: "\\u0041\\n" }`))).toBe(
      '[{"a":"xy","b":"A\\n"}]',
    );
  });
});
