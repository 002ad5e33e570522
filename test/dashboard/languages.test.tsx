import { answered, bridge } from './fake-bridge';
import { cleanup, screen } from '@testing-library/react';
import { hostContext } from '../../static/dashboard/src/host';
import { wordsFor } from '../../static/dashboard/src/language';
import { en } from '../../static/dashboard/src/text/en';
import { languageOf, languages } from '../../static/dashboard/src/text/languages';
import { overview } from './fixtures';
import { openPage } from './open-page';

afterEach(cleanup);

/** Every message by its path. */
function messages(part: unknown, path = ''): [string, string][] {
  if (part === null) return [];
  if (typeof part === 'string') return [[path, part]];
  return Object.entries(part as object).flatMap(([name, each]) => messages(each, `${path}.${name}`));
}

/** Names of Atlassian's and of programs, signs and placeholders alone: the same in all languages. */
const sameEverywhere =
  /^\.(changes\.line|routes|products|bases\.header|endpoints\.(utc|columns\.p|periods\.|atMost)|detail\.(statuses|atMost)|gauge\.(limit|ownOf)|settings\.(app\.editions|appVersion)|heat\.|limits\.(columns\.limit|budgets\.(names\.App|columns\.budget)|others\.(figures\.any|columns\.system)|quota\.worst|perIssue\.window)|pages\.limits|day\.(limit|columns)|reports\.|routing\.|level\.|own\.)/;

test.each(Object.keys(languages).filter((language) => language !== 'en'))(
  'no text was left in English: %s',
  async (language) => {
    const own = new Map(messages(await languages[language as 'de']()));
    const left = messages(en).filter(([path, text]) => own.get(path) === text && !sameEverywhere.test(path));
    expect(left).toEqual([]);
  },
);

test('the product’s language decides, then the first of the browser’s that the page speaks; figures follow the locale', async () => {
  bridge.reset();
  bridge.locale = 'de_AT';
  expect((await hostContext()).locale).toBe('de-AT');
  const german = await wordsFor('de-AT', ['en-US']);
  expect([german.language, german.text.refresh]).toEqual(['de', 'Aktualisieren']);
  expect(german.format.decimal(11.4)).toBe('11,4');
  expect((await wordsFor('pt-BR', ['de-DE'])).language).toBe('en');
  expect((await wordsFor(null, ['de-DE', 'en-US'])).language).toBe('de');
  expect((await wordsFor('nonsense!', [])).language).toBe('en');
  expect([languageOf(['pt-BR', 'de']), languageOf(['constructor']), languageOf([])]).toEqual([
    'de',
    'en',
    'en',
  ]);
});

test('the page opens in German', async () => {
  await openPage('/', () => answered(overview()), await wordsFor('de-DE', []));
  expect(await screen.findByText('In Ordnung: diese Site hat 63 % verbraucht')).toBeTruthy();
  expect(await screen.findByRole('heading', { name: 'Was diese Seite nicht sehen kann' })).toBeTruthy();
});
