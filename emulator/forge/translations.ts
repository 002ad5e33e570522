import { isAbsolute, normalize } from 'node:path';
import { list, record, text, texts } from '../cloud/untrusted';

/** A text of the manifest: the same for everybody, or one for each language. */
export type Title = string | { i18n: string };

export interface Translations {
  /** Has every text. */
  defaultLocale: string;
  /** Locales to try, in this order, before the default one. */
  fallback: ReadonlyMap<string, readonly string[]>;
  /** By locale, then by key with its folders: `page.title`. */
  texts: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Reads a file of the app by its path in the manifest. @throws Error when there is none */
export type ReadAppFile = (path: string) => string;

/** `null` for what is no title. */
export function readTitle(value: unknown): Title | null {
  const key = text(record(value).i18n);
  return text(value) ?? (key === null ? null : { i18n: key });
}

/**
 * The `translations` of a manifest, with the files that it names. Source: Forge manifest reference, "Translations", read 2026-08.
 * @throws Error that names the file or the locale that cannot be read
 */
export function readTranslations(entry: unknown, readFile: ReadAppFile): Translations | null {
  if (entry === undefined) return null;
  const { resources, fallback } = record(entry);
  const read = new Map(list(resources).map((resource) => readResource(resource, readFile)));
  const { default: defaultLocale, ...others } = record(fallback);
  const name = text(defaultLocale);
  if (name === null || !read.has(name))
    throw new Error(`translations.fallback.default "${name ?? ''}" is no locale of translations.resources.`);
  return {
    defaultLocale: name,
    fallback: new Map(Object.entries(others).map(([locale, tried]) => [locale, texts(tried)])),
    texts: read,
  };
}

function readResource(resource: unknown, readFile: ReadAppFile): [string, ReadonlyMap<string, string>] {
  const { key, path } = record(resource);
  const [locale, file] = [text(key), text(path)];
  if (locale === null || file === null || isAbsolute(file) || normalize(file).startsWith('..'))
    throw new Error(
      `A resource of translations needs a key and a path below the app: ${JSON.stringify(resource)}.`,
    );
  let content: unknown;
  try {
    content = JSON.parse(readFile(file));
  } catch (error) {
    throw new Error(`Translation file ${file} cannot be read: ${String(error)}`, { cause: error });
  }
  return [locale, new Map(flattened(content, ''))];
}

/** Nested keys first, so that the same key written flat comes last and counts. */
function flattened(value: unknown, prefix: string): [string, string][] {
  const entries = Object.entries(record(value));
  const nested = entries.flatMap(([key, below]) =>
    typeof below === 'string' ? [] : flattened(below, `${prefix}${key}.`),
  );
  const here = entries.flatMap(([key, below]): [string, string][] =>
    typeof below === 'string' ? [[prefix + key, below]] : [],
  );
  return [...nested, ...here];
}

/** In the person's language, in the next best one, or in the default one; the bare key where nothing was read. */
export function titleIn(translations: Translations | null, title: Title, locale: string): string {
  if (typeof title === 'string') return title;
  if (translations === null) return title.i18n;
  const { defaultLocale, fallback, texts: known } = translations;
  for (const tried of [locale, ...(fallback.get(locale) ?? []), defaultLocale]) {
    const found = known.get(tried)?.get(title.i18n);
    if (found !== undefined) return found;
  }
  return title.i18n;
}
