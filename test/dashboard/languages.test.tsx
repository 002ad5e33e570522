import { answered, bridge } from './fake-bridge';
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
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

/** Names of Atlassian's, of products and of formats: the same in all languages. */
const names = [
  ...['asApp', 'asUser', 'Forge Remote', 'Connect JWT', 'AP.request', 'OAuth 3LO'],
  ...['Jira', 'Confluence', 'Bitbucket', 'GraphQL', 'Backlog', 'One Stack'],
  ...['Free', 'Standard', 'Premium', 'Enterprise', 'User', 'App', 'App + user', 'Anonymous'],
  ...['CSV', 'JSON', 'UTC', '1xx', '2xx', '3xx', '4xx', '5xx', 'Site', 'Sites (CSV)'],
];
/** Words that a language shares with English; a language that is not here has to share none. */
const shared: Record<string, string[]> = {
  de: [
    ...['Limits', 'Limit', 'Limit {quota}', 'Edition', 'Status', 'Median', 'Version', 'asUser offline'],
    ...['Header', 'Budget', 'System', 'Installation', '{writes} in {window}'],
  ],
  fr: [
    ...['Endpoints', 'Endpoint', 'Endpoints (CSV)', 'Point', 'Points', 'Points, UTC', 'Source', 'Minutes'],
    ...['Actions', 'Note', 'Version', 'Versions', 'Budget', 'Installation', 'Secret'],
  ],
};
const hasWord = (text: string): boolean => /\p{Letter}{2,}/u.test(text.replace(/\{[^{}]*\}/g, ''));

test.each(Object.keys(languages).filter((language) => language !== 'en'))(
  'no word was left in English: %s',
  async (language) => {
    const own = new Map(messages(await languages[language as 'de'].first()));
    const same = new Set([...names, ...(shared[language] ?? [])]);
    const left = messages(en).filter(
      ([path, text]) => own.get(path) === text && hasWord(text) && !same.has(text),
    );
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

test('the page opens in German and in French', async () => {
  await openPage('/', () => answered(overview()), await wordsFor('de-DE', []));
  expect(await screen.findByText('In Ordnung: diese Site hat 63 % verbraucht')).toBeTruthy();
  expect(await screen.findByRole('heading', { name: 'Was diese Seite nicht sehen kann' })).toBeTruthy();
  cleanup();
  await openPage('/', () => answered(overview()), await wordsFor('fr-CA', []));
  expect(await screen.findByText('Tout va bien : ce site a utilisé 63 %')).toBeTruthy();
});

test('a term is explained where somebody points at it or has it in focus, and in the list at the end', async () => {
  await openPage('/', () => answered(overview()));
  const term = await screen.findByRole('button', { name: 'Refused calls, 24h' });
  const says = en.glossary.terms.refused.says;
  expect(screen.queryByRole('tooltip')).toBeNull();
  act(() => {
    term.focus();
  });
  const tip = await screen.findByRole('tooltip');
  expect([tip.textContent, term.getAttribute('aria-description')]).toEqual([says, says]);
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('tooltip')).toBeNull();
  await userEvent.hover(term);
  expect((await screen.findByRole('tooltip')).textContent).toBe(says);
  const list = screen.getByText('Words used here').closest('details');
  expect(
    within(list!)
      .getAllByRole('term', { hidden: true })
      .map(({ textContent }) => textContent),
  ).toEqual(Object.values(en.glossary.terms).map(({ name }) => name));
});
