import { createFormat } from './format';
import type { en } from './text/en';
import { languageOf, languages } from './text/languages';
import { said } from './text/message';
import type { Words } from './words';

/** The words for a locale such as `de-AT`, in English where the page does not speak its language; figures as the locale has them. */
export async function wordsFor(locale: string | null, browserLocales: readonly string[]): Promise<Words> {
  const wanted = locale === null ? browserLocales : [locale];
  const language = languageOf(wanted);
  const text = said<typeof en>(await languages[language](), language);
  return { text, format: createFormat(knownTo(wanted), undefined), language };
}

/** A locale that Intl does not take must not keep the page from opening. */
function knownTo(locales: readonly string[]): readonly string[] {
  try {
    return Intl.getCanonicalLocales([...locales]);
  } catch {
    return [];
  }
}
