import { readClock } from './clock';
import { parseCount, readFlag } from './count';
import { parseList } from './grammar';
import { heldHeaders } from './held';
import { parseInstant } from './instant';
import { byteOrText, numberParam, textParam } from './params';
import { ProblemList } from './problems';
import { closes, quoteAt } from './quote';

const nowMs = Date.UTC(2026, 2, 26, 15, 24, 52);
const at = (text: string, near = nowMs): number | null => parseInstant(text, near)?.atMs ?? null;
const found = <T>(read: (problems: ProblemList) => T): [T, ...string[]] => {
  const problems = new ProblemList();
  const value = read(problems);
  return [
    value,
    ...problems.list().map(({ value: sent, problem, assumed }) => `${sent}: ${problem}: ${assumed}`),
  ];
};

describe('a date of words', () => {
  const sixteen = Date.UTC(2026, 2, 26, 16);
  it.each([
    'Thu, 26 Mar 2026 16:00:00 GMT',
    'Thursday, 26-Mar-26 16:00:00 GMT',
    'Thu Mar 26 16:00:00 2026',
    'Thu. 26 March 2026 16:00 UTC',
    '26 Mar 2026 16:00:00.000 UT',
    'Thu, 26 Mar 2026 17:00:00 +0100',
    'Thu, 26 Mar 2026 17:00:00 +01:00',
    'Thu, 26 Mar 2026 17:00:00 +01',
    'Thu, 26 Mar 2026 10:30:00 -0530',
    'Thu Mar 26 2026 17:00:00 GMT+0100 (Central European Time)',
    'Thu, 26 Mar 2026 11:00:00 EST',
    'Thu, 26 Mar 2026 12:00:00 EDT',
    'Thu, 26 Mar 2026 10:00:00 CST',
    'Thu, 26 Mar 2026 11:00:00 CDT',
    'Thu, 26 Mar 2026 09:00:00 MST',
    'Thu, 26 Mar 2026 10:00:00 MDT',
    'Thu, 26 Mar 2026 08:00:00 PST',
    'Thu, 26 Mar 2026 09:00:00 PDT',
    'thu,\t26  mar 2026 16:00:00 z',
  ])('%s', (text) => {
    expect(at(text)).toBe(sixteen);
  });

  it('counts seconds and what is less than one, up to a second that leaps', () => {
    expect(at('26 Mar 2026 15:59:59.250 GMT')).toBe(sixteen - 750);
    expect(at('26 Mar 2026 15:59:60 GMT')).toBe(sixteen);
    expect(at('26 Mar 2026 23:59:59 GMT')).toBe(Date.UTC(2026, 2, 26, 23, 59, 59));
  });

  it.each([
    ['Thu, 29 Feb 2024 00:00:00 GMT', Date.UTC(2024, 1, 29)],
    ['Sat, 31 Jan 2026 00:00:00 GMT', Date.UTC(2026, 0, 31)],
    ['Thu, 31 Dec 2026 00:00:00 GMT', Date.UTC(2026, 11, 31)],
    ['1 Jan 76 00:00:00', Date.UTC(2076, 0, 1)],
    ['1 Jan 77 00:00:00', Date.UTC(1977, 0, 1)],
    ['1 Jan 00 00:00:00', Date.UTC(2000, 0, 1)],
  ])('%s is a day', (text, ms) => {
    expect(at(text)).toBe(ms);
  });

  it('of two digits is the nearest year, at the turn of a century, too', () => {
    const near = Date.UTC(2090, 0, 1);
    expect([
      at('1 Jan 10 00:00:00', near),
      at('1 Jan 40 00:00:00', near),
      at('1 Jan 39 00:00:00', near),
    ]).toEqual([...[Date.UTC(2110, 0, 1), Date.UTC(2040, 0, 1), Date.UTC(2139, 0, 1)]]);
  });

  it.each([
    ...[
      'Thu, 30 Feb 2026 00:00:00 GMT',
      'Wed, 29 Feb 2023 00:00:00 GMT',
      '31 Apr 2026 00:00:00',
      '0 Mar 2026 00:00:00',
    ],
    ...[
      '26 Mar 2026 24:00:00',
      '26 Mar 2026 16:60:00',
      '26 Mar 2026 16:00:61',
      '26 Mar 2026',
      'Mar 2026 16:00:00',
    ],
    ...['26 2026 16:00:00', '26 Mar 16:00:00', '26 Mar Apr 2026 16:00:00', '26 Mar 2026 2027 16:00:00'],
    ...['26 Mar 2026 16:00:00 16:00:00', '26 Mar 2026 16:00:00 GMT GMT', '26 Mar 2026 GMT 16:00:00'],
    ...[
      '26 Mar 2026 16:00:00 XYZ',
      '26 Mar 2026 16:00:00 +1500',
      '26 Mar 2026 16:00:00 +0160',
      'Mar Thu 26 2026 16:00:00',
    ],
    ...[
      '26 Marvellousmonth 2026 16:00:00',
      '26 Ma 2026 16:00:00',
      '26 Mar 202 16:00:00',
      'x 26 Mar 2026 16:00:00 GMT',
    ],
    ...['26 Mar 2026 16:00:00 constructor', 'a b c d e f g h i'],
  ])('%s is none', (text) => {
    expect(at(text)).toBeNull();
  });
});

describe('a figure of a header', () => {
  it.each([
    ['5', [5]],
    ['-5', [-5, '-5: the number is below zero: as sent']],
    ['0', [0]],
    ['1.5', [1.5]],
    ['-1.5', [-1.5, '-1.5: the number is below zero: as sent']],
    ['5, 5', [5]],
    ['5,6', [5, '5,6: two figures are given: 5']],
    ['5,', [null, '5,: a number was expected: null']],
    ['5.5, 5.5', [null, '5.5, 5.5: a number was expected: null']],
    ['x', [null, 'x: a number was expected: null']],
    ['1234567890123456', [null, '1234567890123456: a number was expected: null']],
    [Array(100).fill('7').join(','), [7]],
    [
      Array(101).fill('7').join(','),
      [null, `${Array(101).fill('7').join(',').slice(0, 200)}: a number was expected: null`],
    ],
  ])('%s is read as %j', (text, wanted) => {
    expect(found((problems) => parseCount(text, 'x', problems))).toEqual(wanted);
  });

  it.each([
    [null, [null]],
    ['true', [true]],
    ['FALSE', [false]],
    ['true, true', [true]],
    ['false,false', [false, 'false,false: two answers are given: true']],
    ['false, true', [true, 'false, true: two answers are given: true']],
    ['yes', [null, 'yes: true or false was expected: null']],
    ['true, yes', [null, 'true, yes: true or false was expected: null']],
    [`true,${' '.repeat(195)}true`, [null, `true,${' '.repeat(195)}: true or false was expected: null`]],
  ])('%j is an answer: %j', (text, wanted) => {
    expect(found((problems) => readFlag({ get: () => text }, 'x', problems))).toEqual(wanted);
  });
});

// RFC 9651, and what drafts 3 to 10 of the rate-limit headers made of it.
describe('a list of items', () => {
  const read = (text: string) =>
    found((problems) =>
      parseList(text, 'x', problems).map(({ kind, name, value, lastParam }) => {
        const params: unknown[] = [];
        for (let one = lastParam; one !== null; one = one.before) params.unshift([one.key, one.value]);
        return [kind, name, value, ...params];
      }),
    );
  it.each<[string, unknown[][], ...string[]]>([
    ['', []],
    ['"a"', [['string', 'a', true]]],
    ['a', [['token', 'a', true]]],
    ['5', [['number', '', 5]]],
    ['-1.5', [['number', '', -1.5]]],
    ['123456789012345', [['number', '', 123456789012345]]],
    ['1234567890123456789', [['number', '', Number('1234567890123456789')]]],
    ['12345678901234567890', [['token', '12345678901234567890', true]]],
    ['1/2', [['token', '1/2', true]]],
    ['/5', [['token', '/5', true]]],
    ['.5', [['token', '.5', true]]],
    [
      'Limit=5, reset=x',
      [
        ['pair', 'limit', 5],
        ['pair', 'reset', 'x'],
      ],
    ],
    ['limit= 5;w=1', [['pair', 'limit', 5, ['w', 1]]]],
    ['limit=', [['pair', 'limit', true]]],
    ['"a";q=1;W=60', [['string', 'a', true, ['q', 1], ['w', 60]]]],
    ['"a" ; q = 1 ;\tw', [['string', 'a', true, ['q', 1], ['w', true]]]],
    ['"a";q=1;q=2', [['string', 'a', true, ['q', 1], ['q', 2]]]],
    ['"a";;q=1', [['string', 'a', true, ['q', 1]]]],
    ['"a";pk=:YWI=:', [['string', 'a', true, ['pk', ':YWI=:']]]],
    ['"a";q="5"', [['string', 'a', true, ['q', '5']]]],
    ['"a";q=', [['string', 'a', true, ['q', true]]]],
    ['"a\\"b\\\\c"', [['string', 'a"b\\c', true]]],
    ["'a'", [['string', 'a', true]], `'a': the quotation marks are not plain ones: "a"`],
    ['“a”', [['string', 'a', true]], '“a”: the quotation marks are not plain ones: "a"'],
    ['“a"', [['string', 'a', true]], '“a": the quotation marks are not plain ones: "a"'],
    [
      'a,b',
      [
        ['token', 'a', true],
        ['token', 'b', true],
      ],
    ],
    [
      ' a , b ',
      [
        ['token', 'a', true],
        ['token', 'b', true],
      ],
    ],
    ['a,', [['token', 'a', true]]],
    [',a', [['token', 'a', true]], ',: an entry between two commas is empty: null'],
    [
      'a,,b',
      [
        ['token', 'a', true],
        ['token', 'b', true],
      ],
      ',: an entry between two commas is empty: null',
    ],
    ['"a', [], '"a: a quotation mark is not closed: null'],
    ['"a\\', [], '"a\\: a quotation mark is not closed: null'],
    ['\'a"', [], '\'a": a quotation mark is not closed: null'],
    [
      'a b, c',
      [
        ['token', 'a', true],
        ['token', 'c', true],
      ],
      'a b: the entry does not follow the grammar: what stands before the fault',
    ],
    ['=5,c', [['token', 'c', true]], '=5: the entry does not follow the grammar: null'],
    [
      `a ${'x'.repeat(300)}`,
      [['token', 'a', true]],
      `a ${'x'.repeat(198)}: the entry does not follow the grammar: what stands before the fault`,
    ],
    ['5"a"', [['token', '5"a"', true]]],
  ])('%s', (text, items, ...problems) => {
    expect(read(text)).toEqual([items, ...problems]);
  });

  it('has typographic marks as characters and as the bytes of them', () => {
    const styles = [
      '"',
      "'",
      '\u201b',
      '\u201c',
      '\u201f',
      '\u2020',
      '\u00e2\u0080\u009b',
      '\u00e2\u0080\u009c',
      '\u00e2\u0080\u009f',
      '\u00e2\u0080\u00a0',
      '\u00e2\u0081\u009c',
      'a',
    ];
    expect(
      styles.map((text) => quoteAt(text, 0)).map((quote) => quote && `${quote.style} ${quote.length}`),
    ).toEqual([
      ...['plain 1', 'single 1', null, 'typographic 1', 'typographic 1', null],
      ...[null, 'typographic 3', 'typographic 3', null, null, null],
    ]);
    const [plain, single, curly] = ['"', "'", '“'].map((text) => quoteAt(text, 0)!);
    const pairs = [plain, single, curly].map((open) =>
      [plain, single, curly].map((mark) => closes(open!, mark!)),
    );
    expect(pairs).toEqual([
      [true, false, false],
      [false, true, false],
      [true, false, true],
    ]);
  });
});

describe('a parameter', () => {
  const item = (text: string) => parseList(text, 'x', new ProblemList())[0]!;
  it.each<[string, (number | null | string)[]]>([
    ['"a";r=5', [5]],
    ['"a";r=5;r=6', [6]],
    ['"a"', [null]],
    ['"a";r=-5', [-5, 'r=-5: the number is below zero: as sent']],
    ['"a";r="7"', [7, 'r="7": the number is in quotation marks: 7']],
    ['"a";r="-7"', [null, 'r="-7": the number is in quotation marks: -7']],
    ['"a";r="0"', [0, 'r="0": the number is in quotation marks: 0']],
    ['"a";r=x', [null, 'r=x: a number was expected: null']],
    ['"a";r', [null, 'r: a number was expected: null']],
    ['"a";r=9007199254740991', [9007199254740991]],
    ['"a";r=9007199254740992', [null, 'r=9007199254740992: the number is too large to be a figure: null']],
  ])('%s has r: %j', (text, wanted) => {
    expect(found((problems) => numberParam(item(text), 'r', 'x', problems))).toEqual(wanted);
  });
  it('below zero is none of another name, and text is text', () => {
    expect(found((problems) => numberParam(item('"a";q=-5'), 'q', 'x', problems))).toEqual([
      ...[null, 'q=-5: the number is below zero: null'],
    ]);
    expect(['"a";n=x', '"a";n=5', '"a"'].map((text) => textParam(item(text), 'n'))).toEqual([
      'x',
      null,
      null,
    ]);
    expect(['"a";n=x', '"a";n=5', '"a";n', '"a"'].map((text) => byteOrText(item(text), 'n'))).toEqual([
      ...['x', '5', 'true', ''],
    ]);
  });
});

describe('the server’s clock', () => {
  const clockOf = (date: string | null, age: string | null = null) =>
    found((problems) =>
      readClock({ get: (name) => (name === 'date' ? date : name === 'age' ? age : null) }, nowMs, problems),
    );
  const dateOf = (aheadMs: number): string => new Date(nowMs - aheadMs).toUTCString();
  it.each<[string | null, string | null, number, number | null]>([
    [null, null, nowMs, null],
    ['5', null, nowMs, null],
    [dateOf(1_000), null, nowMs, 1_000],
    [dateOf(-1_000), null, nowMs, -1_000],
    [dateOf(2_000), null, nowMs - 2_000, 2_000],
    [dateOf(-2_000), null, nowMs + 2_000, -2_000],
    [dateOf(59_000), null, nowMs - 59_000, 59_000],
    [dateOf(600_000), '599', nowMs, 1_000],
    [dateOf(600_000), '590', nowMs - 10_000, 10_000],
    [dateOf(86_401_000), null, nowMs, null],
    [dateOf(-86_401_000), null, nowMs, null],
  ])('by a Date of %s and an Age of %s is %d', (date, age, clockMs, callerAheadMs) => {
    expect(clockOf(date, age)).toEqual([{ nowMs: clockMs, callerAheadMs }]);
  });
  it.each([
    [60_000, '1 minute fast'],
    [-60_000, '1 minute slow'],
    [150_000, '3 minutes fast'],
    [86_400_000, '1440 minutes fast'],
  ])('that is %d ms off is a problem: %s', (aheadMs, words) => {
    const date = dateOf(aheadMs);
    const assumed = `${new Date(nowMs - aheadMs).toISOString()}, the server's clock`;
    expect(clockOf(date)).toEqual([
      { nowMs: nowMs - aheadMs, callerAheadMs: aheadMs },
      `${date}: the clock of the caller is ${words}: ${assumed}`,
    ]);
    expect(clockOf(date, 'x')[0]).toEqual(clockOf(date)[0]);
  });
});

describe('headers of another shape', () => {
  const of = (headers: unknown, name = 'a') => {
    const held = heldHeaders(headers);
    return [held.get(name), held.mistake];
  };
  const noPair = 'an entry of the list is no pair of a name and a value';
  it.each<[string, unknown, string | null, string | null]>([
    [
      'pairs',
      [
        ['A ', '1'],
        ['a', 2],
      ],
      '1, 2',
      null,
    ],
    [
      'entries',
      [
        { name: 'a', value: '1' },
        { key: 'A', value: true },
      ],
      '1, true',
      null,
    ],
    ['names and values in turn', ['A', '1', 'a', '2'], '1, 2', null],
    ['a name without its value', ['a', '1', 'b'], '1', 'the last name of the list has no value'],
    ['bytes', [new Uint8Array([65]), new Uint8Array([49, 233])], '1é', null],
    ['a map', new Map([['A', ['1', 2, null, {}]]]), '1, 2', null],
    ['a record', { A: '1', get: () => 'x' }, '1', null],
    ['an object of pairs', new Set([['a', 5n]]), '5', null],
    ['a value of nothing', { a: null, b: undefined }, null, null],
    ['a value of no text', { a: {} }, null, 'the value of "a" is no text, number or list of them'],
    ['an empty list', { a: [] }, null, 'the value of "a" is no text, number or list of them'],
    ['a list in a list', { a: [['1']] }, null, 'the value of "a" is no text, number or list of them'],
    [
      'no name',
      [
        [null, '1'],
        ['a', '1'],
      ],
      '1',
      'a header has no name',
    ],
    ['a list for a name', [[['a'], '1']], null, 'a header has no name'],
    ['no pairs', [['a', '1', '2']], null, noPair],
    ['a pair that is none', [7], null, noPair],
    ['an entry without a value', [{ name: 'a' }], null, noPair],
    ['a promise', Promise.resolve({}), null, 'a promise was given: wait for it, and read what it gives'],
    [
      'a record of records',
      { headers: { a: '1' } },
      null,
      'the value of "headers" is no text, number or list of them',
    ],
    ['headers of that name', { headers: '1', a: '2' }, '2', null],
    ['a text', 'a: 1', null, 'a text was given: parseHeaderDump makes headers of it'],
    ['null', null, null, 'no headers were given, but null'],
    ['a number', 7, null, 'no headers were given, but number'],
  ])('as %s', (_name, headers, value, mistake) => {
    expect(of(headers)).toEqual([value, mistake]);
  });

  it('are two thousand lines at most', () => {
    const lines = (count: number) => Array.from({ length: count }, (_, i) => [`h${i}`, '1']);
    const tooMany = 'only the first 2000 header lines are read';
    expect(of(lines(1_999), 'h1998')).toEqual(['1', null]);
    expect(of(lines(2_001), 'h1999')).toEqual(['1', tooMany]);
    expect(of(lines(2_001), 'h2000')).toEqual([null, tooMany]);
    expect(of({ a: Array(2_001).fill('1'), b: '1' }, 'b')).toEqual([null, tooMany]);
    expect(of({ a: Array(1_998).fill('1'), b: '1' }, 'b')).toEqual(['1', null]);
    expect(of(Object.fromEntries(lines(2_001)), 'h2000')).toEqual([null, tooMany]);
    expect(of(lines(2_001).flat(), 'h2000')).toEqual([null, tooMany]);
  });
});
