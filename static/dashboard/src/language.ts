import { createFormat } from './format';
import { en } from './text/en';
import type { Words } from './words';

/** The words for a locale such as `de-AT`: German where it is German, else English; figures as the locale has them. */
export async function wordsFor(locale: string | null, browserLocales: readonly string[]): Promise<Words> {
  const wanted = locale === null ? browserLocales : [locale];
  const isGerman = wanted[0]?.toLowerCase().startsWith('de') === true;
  // Loaded by those who read it alone.
  const text = isGerman ? (await import('./text/de')).de : en;
  return { text, format: createFormat(knownTo(wanted), undefined), language: isGerman ? 'de' : 'en' };
}

/** A locale that Intl does not take must not keep the page from opening. */
function knownTo(locales: readonly string[]): readonly string[] {
  try {
    return Intl.getCanonicalLocales([...locales]);
  } catch {
    return [];
  }
}
