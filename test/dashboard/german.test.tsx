import { answered, bridge } from './fake-bridge';
import { cleanup, screen } from '@testing-library/react';
import { hostContext } from '../../static/dashboard/src/host';
import { wordsFor } from '../../static/dashboard/src/language';
import { de } from '../../static/dashboard/src/text/de';
import { en } from '../../static/dashboard/src/text/en';
import { overview } from './fixtures';
import { openPage } from './open-page';

afterEach(cleanup);

/** Every text by its path, the functions called with arguments that can be found again. */
function texts(value: unknown, path = ''): [string, string][] {
  if (value === null) return [];
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const say = value as (...args: unknown[]) => unknown;
    // A plural takes a number first; anything else is a text, which a number would pass for.
    return [1, 7].map((n): [string, string] => [
      `${path}(${n})`,
      String(say(...Array.from({ length: say.length }, (_, index) => (index === 0 ? n : `«${index}»`)))),
    ]);
  }
  return Object.entries(value as object).flatMap(([name, each]) => texts(each, `${path}.${name}`));
}

/** Names of Atlassian's, of programs and figures: the same in both languages. */
const sameInBoth =
  /^\.(changes\.line|routes|products|bases\.header|endpoints\.(utc|columns\.p|periods\.|atMost)|detail\.(statuses|atMost)|gauge\.(limit|ownOf)|settings\.(app\.editions|appVersion)|heat\.|limits\.(columns\.limit|budgets\.(names\.App|columns\.budget)|others\.(figures\.any|columns\.system)|quota\.worst|perIssue\.window)|pages\.limits|day\.(limit|columns)|reports\.|routing\.|level\.|own\.)/;

test('every text is there in German, is German, and says everything that the English one is given', () => {
  const english = texts(en);
  const german = new Map(texts(de));
  expect([...german.keys()].sort()).toEqual(english.map(([path]) => path).sort());
  const untranslated = english.filter(([path, text]) => german.get(path) === text && !sameInBoth.test(path));
  expect(untranslated).toEqual([]);
  const given = (text: string) => [...new Set(text.match(/«\d+»/g))].sort();
  const forgotten = english.filter(([path, text]) => given(german.get(path)!).join() !== given(text).join());
  expect(forgotten.map(([path]) => path)).toEqual([]);
});

test('the product’s language decides, then the browser’s; figures follow the locale', async () => {
  bridge.reset();
  bridge.locale = 'de_AT';
  expect((await hostContext()).locale).toBe('de-AT');
  const german = await wordsFor('de-AT', ['en-US']);
  expect([german.language, german.text.refresh]).toEqual(['de', 'Aktualisieren']);
  expect(german.format.decimal(11.4)).toBe('11,4');
  expect((await wordsFor('fr-FR', ['de-DE'])).language).toBe('en');
  expect((await wordsFor(null, ['de-DE', 'en-US'])).language).toBe('de');
  expect((await wordsFor('nonsense!', [])).language).toBe('en');
});

test('the page opens in German', async () => {
  await openPage('/', () => answered(overview()), await wordsFor('de-DE', []));
  expect(await screen.findByText('In Ordnung: diese Site hat 63 % verbraucht')).toBeTruthy();
  expect(await screen.findByRole('heading', { name: 'Was diese Seite nicht sehen kann' })).toBeTruthy();
});
