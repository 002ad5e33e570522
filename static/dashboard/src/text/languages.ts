import type { Messages } from './en';

/** The languages that the page speaks. Each is a file of its own, which only its readers load. */
export const languages = {
  en: async (): Promise<Messages> => (await import('./en')).en,
  de: async (): Promise<Messages> => (await import('./de')).de,
  fr: async (): Promise<Messages> => (await import('./fr')).fr,
} as const;

export type Language = keyof typeof languages;

/** The first of some locales, such as `de-AT`, whose language the page speaks; English where it speaks none of them. */
export function languageOf(locales: readonly string[]): Language {
  for (const locale of locales) {
    const language = locale.toLowerCase().split(/[-_]/)[0] ?? '';
    if (Object.hasOwn(languages, language)) return language as Language;
  }
  return 'en';
}
