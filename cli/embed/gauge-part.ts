import { parse } from 'yaml';
import { isRecord } from '../../src/object';

/** What of a manifest belongs to the gauge, under the names that it has in an app that embeds it. */
export interface GaugePart {
  /** By kind, functions left out. */
  modules: Record<string, Record<string, unknown>[]>;
  functions: GaugeFunction[];
  resources: { key: string; path: string }[];
  entities: Record<string, unknown>[];
  scopes: string[];
}

export interface GaugeFunction {
  key: string;
  /** What `createHandlers` calls it. */
  name: string;
  /** What the entry module exports it as. */
  exported: string;
  settings: Record<string, unknown>;
}

/** Where an app has the gauge's page, a copy of `dashboard` in the package. */
export const pageFolder = 'static/points-gauge';

/** Keys that the gauge's code asks for by name keep it: they begin with `pg-`. */
const prefixed = (key: string): string => (/^(gauge|pg)-/.test(key) ? key : `gauge-${key}`);

/**
 * Reads it from the gauge's own manifest, the only place where it is written. `words` are its translations into English: an app has
 * files of translations of its own, or none, so texts are put in.
 */
export function readGaugePart(text: string, words: Readonly<Record<string, unknown>> = {}): GaugePart {
  const manifest = parse(text) as {
    modules: Record<string, Record<string, unknown>[]>;
    resources: { key: string; path: string }[];
    app: { storage: { entities: Record<string, unknown>[] } };
    permissions: { scopes: string[] | Record<string, unknown> };
  };
  const { function: functions = [], ...modules } = manifest.modules;
  const functionKeys = new Set(functions.map(({ key }) => String(key)));
  const resourceKeys = new Set(manifest.resources.map(({ key }) => key));
  const renamed = (value: unknown, name = ''): unknown => {
    if (Array.isArray(value)) return value.map((one) => renamed(one));
    if (isRecord(value)) {
      const { i18n } = value;
      if (typeof i18n === 'string' && Object.keys(value).length === 1) return wordOf(words, i18n);
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, renamed(inner, key)]));
    }
    if (typeof value !== 'string') return value;
    // `resource:dashboard;icon.svg` is a file in a resource.
    const [, inResource = '', rest = ''] = /^resource:([^;]+)(;.*)$/.exec(value) ?? [];
    if (resourceKeys.has(inResource)) return `resource:${prefixed(inResource)}${rest}`;
    const isReference =
      (name === 'function' && functionKeys.has(value)) || (name === 'resource' && resourceKeys.has(value));
    return isReference ? prefixed(value) : value;
  };
  const { scopes } = manifest.permissions;
  return {
    modules: Object.fromEntries(
      Object.entries(modules).map(([kind, list]) => [
        kind,
        list.map((one) => ({ ...(renamed(one) as object), key: prefixed(String(one['key'])) })),
      ]),
    ),
    functions: functions.map(({ key, handler, ...settings }) => {
      const name = String(handler).split('.')[1] ?? '';
      const exported = `gauge${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      return { key: prefixed(String(key)), name, exported, settings };
    }),
    resources: manifest.resources.map(({ key }) => ({ key: prefixed(key), path: pageFolder })),
    entities: manifest.app.storage.entities,
    scopes: Array.isArray(scopes) ? scopes : Object.keys(scopes),
  };
}

/** `app.title` stands under `app`, then `title`, or as one key. */
function wordOf(words: Readonly<Record<string, unknown>>, key: string): string {
  const nested = key.split('.').reduce<unknown>((at, part) => (isRecord(at) ? at[part] : undefined), words);
  const word = words[key] ?? nested;
  return typeof word === 'string' ? word : 'Points Gauge';
}
