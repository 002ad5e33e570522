import { readFileSync, readdirSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { runMain } from './problem.mjs';
import { faultsIn } from './words/faults.mjs';

/** Where words stand: a file a language in each. */
const rooms = ['static/dashboard/src/text', 'static/dashboard/src/fleet/text'];

/**
 * What a file says: data, so that it is enough to take its types away.
 * @param {string} room @param {string} language
 */
async function read(room, language) {
  const { transform } = await import('esbuild');
  const file = inRoot(room, `${language}.ts`);
  const { code } = await transform(readFileSync(file, 'utf8'), { loader: 'ts', format: 'esm' });
  const module = /** @type {Record<string, unknown>} */ (
    await import(`data:text/javascript,${encodeURIComponent(code)}`)
  );
  return module[language];
}

/** Titles in the products' own navigation, which Forge reads from a file a locale. @param {string} locale @returns {unknown} */
const titles = (locale) => JSON.parse(readFileSync(inRoot('locales', `${locale}.json`), 'utf8'));

/** @param {string} folder @param {RegExp} pattern */
const namesIn = (folder, pattern) =>
  readdirSync(inRoot(folder)).flatMap((name) => pattern.exec(name)?.[1] ?? []);

/**
 * `npm run check:words`: holds every language to English. It names what is missing, what is too much, placeholders that do not fit,
 * and plural forms that the language has and a message has not.
 */
await runMain(async () => {
  /** @type {string[]} */
  const found = [];
  const inRooms = rooms.map((room) => ({ room, languages: namesIn(room, /^([a-z]{2,3})\.ts$/) }));
  const all = new Set(inRooms.flatMap(({ languages }) => languages));
  for (const { room, languages } of inRooms) {
    const english = await read(room, 'en');
    for (const language of all) {
      const file = `${room}/${language}.ts`;
      if (!languages.includes(language)) found.push(`${file} is missing.`);
      else
        found.push(
          ...faultsIn(language, await read(room, language), english).map((fault) => `${file}: ${fault}`),
        );
    }
  }
  const locales = namesIn('locales', /^(.+)\.json$/);
  for (const locale of locales)
    found.push(
      ...faultsIn(locale, titles(locale), titles('en-US')).map((fault) => `locales/${locale}.json: ${fault}`),
    );
  for (const language of all)
    if (!locales.some((locale) => locale.startsWith(`${language}-`)))
      found.push(`locales has no titles in ${language}.`);
  for (const fault of found) console.log(fault);
  console.log(found.length === 0 ? `In order: ${[...all].join(', ')}.` : `${found.length} to mend.`);
  return found.length === 0 ? 0 : 1;
});
