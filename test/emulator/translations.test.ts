import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest, type AppManifest } from '../../emulator/forge/manifest';
import { titleIn } from '../../emulator/forge/translations';
import { de } from '../../static/dashboard/src/text/de';
import { en } from '../../static/dashboard/src/text/en';
import { fr } from '../../static/dashboard/src/text/fr';

const files: Readonly<Record<string, string>> = {
  'locales/en-US.json': '{"name":"Radar","head":"Top","page":{"title":"Page"}}',
  'src/zh-CN.json': '{"page.title":"flat","page":{"title":"nested"},"head":"zh head"}',
  'locales/zh-TW.json': '{"page":{"title":"tw page"}}',
  'locales/de-DE.json': '{"head":"Kopf"}',
};

const manifest = `
app: { id: ari:cloud:ecosystem::app/1 }
modules:
  jira:adminPage:
    - key: one
      title: { i18n: name }
      pages: [{ title: { i18n: page.title }, route: a }, { title: Plain, route: b }]
translations:
  resources:
    - { key: en-US, path: locales/en-US.json }
    - { key: zh-CN, path: src/zh-CN.json }
    - { key: zh-TW, path: locales/zh-TW.json }
    - { key: de-DE, path: locales/de-DE.json }
  fallback:
    default: en-US
    zh-TW: [zh-CN]
    ja-JP: [de-DE, zh-CN]
`;

function read(text: string): AppManifest {
  return readManifest(text, (path) => {
    const content = files[path];
    if (content === undefined) throw new Error('no such file');
    return content;
  });
}

// The cases of Forge's manifest reference, "Translations".
test.each([
  ['page.title', 'en-US', 'Page'],
  ['page.title', 'zh-CN', 'flat'],
  ['page.title', 'zh-TW', 'tw page'],
  ['page.title', 'ja-JP', 'flat'],
  ['page.title', 'fr-FR', 'Page'],
  ['name', 'zh-TW', 'Radar'],
  ['name', 'ja-JP', 'Radar'],
  ['head', 'zh-TW', 'zh head'],
  ['head', 'ja-JP', 'Kopf'],
  ['head', 'fr-FR', 'Top'],
])('%s in %s is “%s”', (i18n, locale, expected) => {
  expect(titleIn(read(manifest).translations, { i18n }, locale)).toBe(expected);
});

test('a title is a key or a text, and a manifest without translations has texts alone', () => {
  const [page] = read(manifest).pageModules;
  expect([page?.title, ...(page?.pages ?? []).map(({ title }) => title)]).toEqual([
    { i18n: 'name' },
    { i18n: 'page.title' },
    'Plain',
  ]);
  expect(titleIn(null, 'Plain', 'de-DE')).toBe('Plain');
});

test.each([
  [
    'a file that is not there',
    'locales/de-DE.json',
    'locales/xx.json',
    'Translation file locales/xx.json cannot be read',
  ],
  [
    'a path that leaves the app',
    'locales/de-DE.json',
    '../secret.json',
    'needs a key and a path below the app',
  ],
  [
    'a default without a file',
    'default: en-US',
    'default: fr-FR',
    'default "fr-FR" is no locale of translations.resources',
  ],
  ['a title that the default language lacks', 'i18n: name', 'i18n: nome', 'of en-US has no text for "nome"'],
])('%s is refused by name, as a deploy would', (_, from, to, words) => {
  expect(() => read(manifest.replace(from, to))).toThrow(words);
});

test('the sidebar and the page call the subpages by the same names', () => {
  const root = join(__dirname, '..', '..');
  const own = readManifest(readFileSync(join(root, 'manifest.yml'), 'utf8'), (path) =>
    readFileSync(join(root, path), 'utf8'),
  );
  const jira = own.pageModules.find(({ type }) => type === 'jira:adminPage');
  for (const [locale, { pages, pageBar }] of Object.entries({ 'en-US': en, 'de-DE': de, 'fr-FR': fr })) {
    const shown = (jira?.pages ?? []).map(({ title }) => titleIn(own.translations, title, locale));
    const { endpoints, routing, limits, reports, settings } = pages;
    expect(shown).toEqual([pageBar.overview, endpoints, routing, limits, reports, settings]);
  }
});
