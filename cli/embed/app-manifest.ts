import type { Trigger } from '../../src/model';
import { readYaml } from './yaml-text';
import { InputError } from '../../src/input-error';
import { isRecord } from '../../src/object';

export interface AppFunction {
  key: string;
  /** As the manifest has it: a module below `src`, a dot, and the name of an export. */
  handler: string;
  /** What sets it going, as the module that names it tells; `unknown` where none does. */
  trigger: Trigger;
  /** In the manifest, counted from 1. */
  line: number;
}

export interface AppManifest {
  name: string | null;
  runtime: string | null;
  hasJira: boolean;
  hasConfluence: boolean;
  functions: AppFunction[];
  modules: Record<string, Record<string, unknown>[]>;
  scopes: string[];
  /** True where scopes are written with settings, as a map. */
  areScopesAMap: boolean;
  keys: Set<string>;
  entities: string[];
}

/** Modules without a product in their name that only Confluence has. */
const ofConfluence =
  /^(confluence:|macro$|contentAction$|contentBylineItem$|spacePage$|spaceSettings$|globalSettings$|globalPage$|contextMenu$|homepageFeed$)/;

/** @throws InputError when it is no manifest of a Forge app */
export function readAppManifest(text: string): AppManifest {
  const document = readYaml(text);
  const [wrong] = document.errors;
  if (wrong !== undefined) {
    const line = text.slice(0, wrong.pos[0]).split('\n').length;
    throw new InputError(`manifest.yml does not parse, line ${line}: ${wrong.message.split('\n')[0] ?? ''}`);
  }
  const manifest: unknown = document.toJS();
  if (!isRecord(manifest) || !isRecord(manifest['app']) || !isRecord(manifest['modules']))
    throw new InputError('manifest.yml is no manifest of a Forge app: it has no "app" or no "modules".');
  const app = manifest['app'];
  const modules = modulesOf(manifest['modules']);
  const scopes = isRecord(manifest['permissions']) ? manifest['permissions']['scopes'] : null;
  const named = Array.isArray(scopes) ? scopes.map(String) : isRecord(scopes) ? Object.keys(scopes) : [];
  const compatible = isRecord(app['compatibility']) ? Object.keys(app['compatibility']) : [];
  const storage = isRecord(app['storage']) ? app['storage']['entities'] : null;
  const kinds = Object.keys(modules);
  const runtime = isRecord(app['runtime']) ? app['runtime']['name'] : null;
  return {
    name: typeof app['name'] === 'string' ? app['name'] : null,
    runtime: typeof runtime === 'string' ? runtime : null,
    hasJira: [...kinds, ...named, ...compatible].some((word) => /jira/i.test(word)),
    hasConfluence:
      kinds.some((kind) => ofConfluence.test(kind)) ||
      [...named, ...compatible].some((word) => word.includes('confluence')),
    functions: functionsOf(modules, text),
    modules,
    scopes: named,
    areScopesAMap: isRecord(scopes),
    keys: new Set(Object.values(modules).flatMap((list) => list.map(({ key }) => String(key)))),
    entities: Array.isArray(storage) ? storage.filter(isRecord).map(({ name }) => String(name)) : [],
  };
}

function modulesOf(modules: Record<string, unknown>): AppManifest['modules'] {
  return Object.fromEntries(
    Object.entries(modules).map(([kind, list]) => [kind, Array.isArray(list) ? list.filter(isRecord) : []]),
  );
}

function functionsOf(modules: AppManifest['modules'], text: string): AppFunction[] {
  const document = readYaml(text);
  return (modules['function'] ?? []).flatMap((one, index) => {
    const { key, handler } = one;
    if (typeof key !== 'string' || typeof handler !== 'string') return [];
    const node = document.getIn(['modules', 'function', index, 'handler'], true) as
      { range?: number[] } | undefined;
    const line = text.slice(0, node?.range?.[0] ?? 0).split('\n').length;
    return [{ key, handler, trigger: triggerOf(key, modules), line }];
  });
}

/** Where several modules name one function, what people wait for comes first. */
function triggerOf(key: string, modules: AppManifest['modules']): Trigger {
  const found = Object.entries(modules)
    .filter(([kind, list]) => kind !== 'function' && list.some((one) => names(one, key)))
    .map(([kind]) => triggerOfModule(kind));
  const order: Trigger[] = ['person', 'external', 'event', 'schedule'];
  return order.find((trigger) => found.includes(trigger)) ?? 'unknown';
}

function triggerOfModule(kind: string): Trigger {
  switch (kind) {
    case 'scheduledTrigger':
      return 'schedule';
    case 'trigger':
    case 'consumer':
    case 'migration':
    case 'dataProvider':
      return 'event';
    case 'webtrigger':
    case 'apiRoute':
      return 'external';
    default:
      return 'person';
  }
}

/** A module names a function in `function`, or deeper, as in `resolver.function`. */
function names(value: unknown, key: string): boolean {
  if (Array.isArray(value)) return value.some((one) => names(one, key));
  if (!isRecord(value)) return false;
  return Object.entries(value).some(([name, inner]) =>
    typeof inner === 'string' ? inner === key && name !== 'key' : names(inner, key),
  );
}
