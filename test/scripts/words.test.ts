import { callScript, runNode } from './node-process';

const english = {
  day: { calls: '{n, plural, one{1 call} other{{shown} calls}} of {app}', now: 'now' },
  quota: 'the quota{size, select, null{} other{ of {size}}}',
};
const faults = (language: string, translation: unknown) =>
  callScript('scripts/words/faults.mjs', 'faultsIn', [language, translation, english]);

test('a translator is told what is missing, too much, unreadable or left out', async () => {
  expect(
    await faults('de', {
      day: { calls: '{n, plural, one{1 Aufruf} other{{gezeigt} Aufrufe}}', then: 'dann' },
      quota: 'das Kontingent{size, select, null{} other{ von {size}}',
    }),
  ).toEqual([
    'day.now is missing.',
    'day.calls: leaves out {shown}.',
    'day.calls: leaves out {app}.',
    'day.calls: has {gezeigt}, which the page does not fill in.',
    'day.then is not in English: take it out.',
    expect.stringMatching(/^quota: is no message that can be read \(.*EXPECT/) as unknown,
  ]);
});

test('the plural forms are those of the language, and a form for several numbers shows which', async () => {
  const calls = '{n, plural, one{1} other{{shown}}} {app}';
  const others = { quota: '{size, select, null{} other{{size}}}' };
  const ofCalls = (language: string, message: string) =>
    faults(language, { day: { calls: message, now: 'x' }, ...others });
  expect(await ofCalls('pl', calls)).toEqual([
    'day.calls: the plural of {n} lacks the form few.',
    'day.calls: the plural of {n} lacks the form many.',
  ]);
  expect(await ofCalls('ja', calls)).toEqual([
    'day.calls: the plural of {n} has the form one, which ja does not know.',
  ]);
  expect(await ofCalls('fr', calls)).toEqual([
    'day.calls: the form one of {n} stands for 0, too: show the figure, as other does.',
  ]);
  expect(await ofCalls('fr', '{n, plural, one{{shown}} other{{shown}}} {app}')).toEqual([]);
  expect(await ofCalls('de', '{n, plural, one {1} other {{shown}}} {app}')).toEqual([
    'day.calls: has a space between a form and its brace; write one{…}.',
  ]);
});

test('French keeps its signs at their word', async () => {
  const said = (message: string) =>
    faults('fr', { day: { calls: '{n} {shown} {app}', now: message }, quota: '{size}' });
  const needs = (where: string) => [
    `day.now: “${where}” needs a space at which no line breaks (U+00A0 or U+202F).`,
  ];
  expect(await said('à 80 % : non')).toEqual(needs(' %'));
  expect(await said('non; oui')).toEqual(needs('n;'));
  expect(await said('« oui »')).toEqual(needs('« '));
  expect(await said('à 80\u202f%\u00a0: «\u00a0non\u00a0»\u202f; https://example.com/?a=1 à 14:00')).toEqual(
    [],
  );
});

test('all languages of the page are in order', async () => {
  const { code, stdout } = await runNode(['scripts/words.mjs']);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^In order: de, en/) as unknown,
  });
});
