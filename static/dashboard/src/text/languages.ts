import type { Messages } from './en';

/** The first view's words, and all others: the two halves of a file, of which each is loaded when it is needed. */
interface Halves {
  first: () => Promise<Messages>;
  rest: () => Promise<Messages>;
}

/** The languages that the page speaks. Each is a file of its own, which only its readers load. */
export const languages = {
  en: {
    first: async () => (await import('./en?first')).en,
    rest: async () => (await import('./en?rest')).en,
  },
  de: {
    first: async () => (await import('./de?first')).de,
    rest: async () => (await import('./de?rest')).de,
  },
  fr: {
    first: async () => (await import('./fr?first')).fr,
    rest: async () => (await import('./fr?rest')).fr,
  },
} as const satisfies Record<string, Halves>;

export type Language = keyof typeof languages;

/** The first of some locales, such as `de-AT`, whose language the page speaks; English where it speaks none of them. */
export function languageOf(locales: readonly string[]): Language {
  for (const locale of locales) {
    const language = locale.toLowerCase().split(/[-_]/)[0] ?? '';
    if (Object.hasOwn(languages, language)) return language as Language;
  }
  return 'en';
}
