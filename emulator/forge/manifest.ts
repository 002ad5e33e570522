/** What the local Forge reads from a manifest: the modules it runs, not everything that Forge knows. */
import { parse } from 'yaml';
import { list, record, text, texts } from '../cloud/untrusted';
import type { AppProduct } from './installation';
import { must } from './manifest-entry';
import { readPages, titleKeys, type PageModule } from './manifest-pages';
import { manifestProducts } from './manifest-products';
import { readResources } from './resources';
import type { EntityDefinition } from './storage/entities';
import { readTranslations, type ReadAppFile, type Translations } from './translations';
import { urlFormats, type UrlFormat } from './web-trigger-address';

export const intervals = ['fiveMinute', 'hour', 'day', 'week'] as const;
export type Interval = (typeof intervals)[number];

export interface FunctionModule {
  key: string;
  /** `file.export`; the bundle is the file, so only the export counts. */
  exportName: string;
  /** `null`: Forge's default for the kind of call. */
  timeoutSeconds: number | null;
}

export interface ConsumerModule {
  key: string;
  queue: string;
  function: string;
  /** Of a consumer that names a resolver: what of it runs, called as a page calls it. `null` for a plain function. */
  method: string | null;
}

export interface WebTriggerOutput {
  key: string;
  statusCode: number;
  contentType: string;
  body: string;
}

export interface WebTriggerModule {
  key: string;
  function: string;
  urlFormat: UrlFormat;
  /** `null`: a dynamic one, which answers what its function returns. */
  outputs: WebTriggerOutput[] | null;
}

/** A REST API of the app's own. */
export interface ApiRouteModule {
  key: string;
  function: string;
  path: string;
  operation: string;
  /** All of them have to be granted. */
  scopes: string[];
}

export interface AppManifest {
  appId: string;
  /** What it is installed in unless said otherwise, its home first. */
  products: AppProduct[];
  pageModules: PageModule[];
  translations: Translations | null;
  scheduled: { key: string; function: string; interval: Interval }[];
  consumers: ConsumerModule[];
  triggers: { key: string; function: string; events: string[] }[];
  webTriggers: WebTriggerModule[];
  apiRoutes: ApiRouteModule[];
  functions: ReadonlyMap<string, FunctionModule>;
  entities: EntityDefinition[];
  scopes: string[];
}

/**
 * @param readFile for the files of translations; left out where nobody asks for a title
 * @throws Error that names the part of the manifest that cannot be run.
 */
export function readManifest(yamlText: string, readFile?: ReadAppFile): AppManifest {
  const manifest = record(parse(yamlText));
  const modules = record(manifest.modules);
  const app = record(manifest.app);
  const appId = text(app.id);
  if (appId === null) throw new Error('The manifest has no app.id.');
  const functions = new Map(list(modules.function).map((entry) => [must(entry, 'key'), readFunction(entry)]));
  const read: AppManifest = {
    // The API speaks of the bare id, the manifest of its resource identifier.
    appId: appId.replace(/^ari:cloud:ecosystem::app\//, ''),
    products: manifestProducts(manifest),
    pageModules: readPages(modules, readResources(manifest.resources)),
    translations: readFile === undefined ? null : readTranslations(manifest.translations, readFile),
    scheduled: list(modules.scheduledTrigger).map((entry) => ({
      ...readCall(entry),
      interval: readInterval(entry),
    })),
    consumers: list(modules.consumer).map(readConsumer),
    triggers: list(modules.trigger).map((entry) => ({
      ...readCall(entry),
      events: texts(record(entry).events),
    })),
    webTriggers: list(modules.webtrigger).map((entry) => ({
      ...readCall(entry),
      urlFormat: readUrlFormat(entry),
      outputs: readOutputs(entry),
    })),
    apiRoutes: list(modules.apiRoute).map((entry) => ({
      ...readCall(entry),
      ...{ path: must(entry, 'path'), operation: must(entry, 'operation') },
      scopes: texts(record(entry).scopes),
    })),
    functions,
    // Checked by the storage service, which is the one that has to work with them.
    entities: list(record(app.storage).entities) as EntityDefinition[],
    scopes: readScopes(record(manifest.permissions).scopes),
  };
  for (const key of read.pageModules.flatMap(titleKeys)) {
    const { translations } = read;
    if (translations !== null && !translations.texts.get(translations.defaultLocale)?.has(key))
      throw new Error(`Translation file of ${translations.defaultLocale} has no text for "${key}".`);
  }
  for (const call of [
    ...read.scheduled,
    ...read.consumers,
    ...read.triggers,
    ...read.webTriggers,
    ...read.apiRoutes,
  ]) {
    if (!functions.has(call.function))
      throw new Error(`Module "${call.key}" names no function of the manifest.`);
  }
  return read;
}

/** A list, or an object by scope where one of them says more. */
function readScopes(scopes: unknown): string[] {
  return Array.isArray(scopes) ? texts(scopes) : Object.keys(record(scopes));
}

function readCall(entry: unknown): { key: string; function: string } {
  return { key: must(entry, 'key'), function: must(entry, 'function') };
}

function readConsumer(entry: unknown): ConsumerModule {
  const { resolver } = record(entry);
  const [key, queue] = [must(entry, 'key'), must(entry, 'queue')];
  if (resolver === undefined) return { key, queue, function: must(entry, 'function'), method: null };
  return { key, queue, function: must(resolver, 'function'), method: must(resolver, 'method') };
}

function readFunction(entry: unknown): FunctionModule {
  const exportName = must(entry, 'handler').split('.').at(-1) ?? '';
  const { timeoutSeconds } = record(entry);
  return {
    key: must(entry, 'key'),
    exportName,
    timeoutSeconds: typeof timeoutSeconds === 'number' ? timeoutSeconds : null,
  };
}

function readInterval(entry: unknown): Interval {
  const asked = must(entry, 'interval');
  const known = intervals.find((interval) => interval === asked);
  if (known === undefined)
    throw new Error(`Scheduled trigger "${must(entry, 'key')}" has interval "${asked}".`);
  return known;
}

/** @throws Error for a form of address that is none */
function readUrlFormat(entry: unknown): UrlFormat {
  const { urlFormat: asked = 'v1' } = record(entry);
  const known = urlFormats.find((format) => format === asked);
  if (known === undefined)
    throw new Error(`Web trigger "${must(entry, 'key')}" has urlFormat ${JSON.stringify(asked)}.`);
  return known;
}

function readOutputs(entry: unknown): WebTriggerOutput[] | null {
  const response = record(record(entry).response);
  if (response.type !== 'static') return null;
  return list(response.outputs).map((output) => {
    const { statusCode, body } = record(output);
    return {
      key: must(output, 'key'),
      statusCode: typeof statusCode === 'number' ? statusCode : 200,
      contentType: must(output, 'contentType'),
      body: text(body) ?? '',
    };
  });
}
