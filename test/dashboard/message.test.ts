import { said } from '../../static/dashboard/src/text/message';

const one = (message: string, language = 'en') =>
  said<{ readonly it: '{x}' }>({ it: message }, language).it as unknown as (
    values: Record<string, string | number | null>,
  ) => string;

test('a text without a placeholder stays a text; one with some takes values by name, in whatever order', () => {
  const messages = { plain: 'Loading', deep: { of: '{a} of {b}' }, list: ['x', 'y'], none: null } as const;
  const text = said<typeof messages>(messages, 'en');
  expect([text.plain, text.deep.of({ b: '9', a: '1' }), [...text.list], text.none]).toEqual([
    'Loading',
    '1 of 9',
    ['x', 'y'],
    null,
  ]);
  // @ts-expect-error a placeholder that the message has not
  text.deep.of({ a: '1', b: '9', c: '2' });
  // @ts-expect-error a placeholder that is left out
  text.deep.of({ a: '1' });
});

test('what a message asks for is in its type: a number for a plural, a text or nothing for a choice', () => {
  const messages = {
    calls: '{n, plural, =0{No call} one{1 call} other{{shown} calls}} of {app}, n = {again}',
    quota: 'the quota{size, select, null{} other{ of {size}}}',
    kept: "summed up as '{other}': {n, plural, one{1} other{{shown}}}",
  } as const;
  const text = said<typeof messages>(messages, 'en');
  const say = (n: number) => text.calls({ n, shown: String(n), app: 'Radar', again: '8' });
  expect([0, 1, 2].map(say)).toEqual([
    'No call of Radar, n = 8',
    '1 call of Radar, n = 8',
    '2 calls of Radar, n = 8',
  ]);
  expect([text.quota({ size: null }), text.quota({ size: '65,000' })]).toEqual([
    'the quota',
    'the quota of 65,000',
  ]);
  expect(text.kept({ n: 3, shown: '3' })).toBe('summed up as {other}: 3');
  // @ts-expect-error a plural is decided by a number
  text.calls({ n: '1', shown: '1', app: 'Radar', again: '8' });
});

test('each language has its own plural forms', () => {
  const french = one('{n, plural, one{{shown} appel} other{{shown} appels}}', 'fr');
  expect([0, 1, 2].map((n) => french({ n, shown: String(n) }))).toEqual(['0 appel', '1 appel', '2 appels']);
  const polish = one('{n, plural, one{plik} few{pliki} many{plików} other{pliku}}', 'pl');
  expect([1, 3, 5, 22, 1.5].map((n) => polish({ n }))).toEqual(['plik', 'pliki', 'plików', 'pliki', 'pliku']);
  const japanese = one('{n, plural, other{{shown}件}}', 'ja');
  expect([1, 2].map((n) => japanese({ n, shown: String(n) }))).toEqual(['1件', '2件']);
});

test('forms stand inside of forms, and a quote that opens nothing is one', () => {
  const say = one(
    "{n, plural, one{once} other{{times} times}} in {days, plural, one{a day} other{{d} days}}, it's",
  );
  expect(say({ n: 1, times: '1', days: 7, d: '7' })).toBe("once in 7 days, it's");
});

test('a value that ends with a dot brings none that the sentence has already', () => {
  const say = one('Nothing is known before {day}. More: {day}…');
  expect(say({ day: '20 nov.' })).toBe('Nothing is known before 20 nov. More: 20 nov.…');
});
