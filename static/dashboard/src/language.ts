import { lazy, type ReactNode } from 'react';
import { createFormat } from './format';
import type { en } from './text/en';
import { languageOf, languages } from './text/languages';
import { said } from './text/message';
import type { Words } from './words';

/** The words for a locale such as `de-AT`, in English where the page does not speak its language; figures as the locale has them. */
export async function wordsFor(locale: string | null, browserLocales: readonly string[]): Promise<Words> {
  const wanted = locale === null ? browserLocales : [locale];
  const language = languageOf(wanted);
  const { first, rest } = languages[language];
  const text = said<typeof en>(await first(), language);
  const All = lazy(async () => {
    take(text, said<typeof en>(await rest(), language));
    return { default: ({ children }: { children: ReactNode }) => children };
  });
  return { text, format: createFormat(knownTo(wanted), undefined), language, All };
}

/** Brings more words in, where they stand. */
function take(text: object, more: object): void {
  const into = text as Record<string, unknown>;
  for (const [key, words] of Object.entries(more) as [string, unknown][]) {
    const known = into[key];
    if (typeof words === 'object' && words !== null && typeof known === 'object' && known !== null)
      take(known, words);
    else into[key] = words;
  }
}

/** A locale that Intl does not take must not keep the page from opening. */
function knownTo(locales: readonly string[]): readonly string[] {
  try {
    return Intl.getCanonicalLocales([...locales]);
  } catch {
    return [];
  }
}
