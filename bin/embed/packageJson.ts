import { isRecord } from '../../src/account/codec';
import { EmbedError } from './embedError';
import type { PackageManager } from './packageManager';

export interface PackageEdit {
  text: string;
  /** By name: the version that was asked for before, `null` where there was none. */
  dependencies: Record<string, string | null>;
  overrides: string[];
  /** Which `@forge/api` the app has, by its major version. */
  apiMajor: number;
}

/** Versions to add where an app has none, by the major version of its `@forge/api`: those that its line was made with. */
const companions: Record<number, Record<string, string>> = {
  6: { '@forge/events': '^2.0.9', '@forge/kvs': '^1.6.5', '@forge/resolver': '^1.8.0' },
  7: { '@forge/events': '^2.1.4', '@forge/kvs': '^1.6.5', '@forge/resolver': '^1.8.0' },
  8: { '@forge/events': '^3.0.8', '@forge/kvs': '^1.6.5', '@forge/resolver': '^2.0.1' },
};
const newestApi = '^8.3.0';
/** 6.0 fails inside the gauge's page; 6.1.1 and later were run. */
const newestApi6 = '^6.4.3';
/** What works with the gauge of what an app may have already; lower is too old. */
const least: Record<string, [number, number]> = {
  '@forge/api': [6, 1],
  '@forge/kvs': [1, 6],
  '@forge/events': [2, 0],
  '@forge/resolver': [1, 6],
};

/** @throws EmbedError when the app's packages do not fit */
export function withGaugePackages(text: string, manager: PackageManager, gaugeSpec: string): PackageEdit {
  const file = readPackageJson(text);
  const dependencies = { ...recordOf(file['dependencies']) };
  const development = recordOf(file['devDependencies']);
  const api = dependencies['@forge/api'] ?? development['@forge/api'] ?? newestApi;
  const apiMajor = majorOf(api);
  const wanted = companions[apiMajor];
  if (wanted === undefined)
    throw new EmbedError(
      `@forge/api "${api}" is not supported: the gauge works with 6, 7 and 8. Run "npm install @forge/api@8" (or your package ` +
        'manager’s line), see that the app still works, and run this again.',
    );
  const before: Record<string, string | null> = {};
  const newEnough = isTooOld('@forge/api', api) ? newestApi6 : api;
  const all: Record<string, string> = { '@forge/api': newEnough, ...wanted, 'points-gauge': gaugeSpec };
  for (const [name, spec] of Object.entries(all)) {
    const has = dependencies[name];
    if (has !== undefined && !isTooOld(name, has)) continue;
    if (has !== undefined && majorOf(has) < (least[name]?.[0] ?? 0))
      throw new EmbedError(
        `${name} "${has}" is too old for the gauge. Run "npm install ${name}@${spec}" (or your package manager’s line), see that ` +
          'the app still works, and run this again.',
      );
    dependencies[name] = spec;
    before[name] = has ?? null;
  }
  const edited: Record<string, unknown> = { ...file, dependencies: sorted(dependencies) };
  const overrides = addOverride(edited, manager, dependencies['@forge/api'] ?? api);
  return { text: print(text, edited), dependencies: before, overrides, apiMajor };
}

export function withoutGaugePackages(
  text: string,
  before: Readonly<Record<string, string | null>>,
  overrides: readonly string[],
): string {
  const file = readPackageJson(text);
  const left = Object.fromEntries(
    Object.entries(recordOf(file['dependencies'])).flatMap(([name, spec]) => {
      const earlier = before[name];
      return earlier === null ? [] : [[name, earlier ?? spec]];
    }),
  );
  const edited: Record<string, unknown> = { ...file, dependencies: left };
  if (Object.keys(left).length === 0) delete edited['dependencies'];
  for (const path of overrides) removeAt(edited, path.split('/').slice(0, -2));
  return print(text, edited);
}

export function readPackageJson(text: string): Record<string, unknown> {
  try {
    const file: unknown = JSON.parse(text);
    if (isRecord(file)) return file;
  } catch {
    // Said below, as for any other text that is no object.
  }
  throw new EmbedError('package.json does not parse.');
}

/** One copy of `@forge/api`: every other package that wants one gets the app's. Gives the paths that were added. */
function addOverride(file: Record<string, unknown>, manager: PackageManager, spec: string): string[] {
  const of: Record<PackageManager, [string[], string]> = {
    npm: [['overrides'], '$@forge/api'],
    pnpm: [['pnpm', 'overrides'], '$@forge/api'],
    yarn: [['resolutions'], spec],
    bun: [['overrides'], spec],
  };
  const [path, value] = of[manager];
  let at = file;
  for (const key of path) {
    const next = { ...recordOf(at[key]) } as Record<string, unknown>;
    at[key] = next;
    at = next;
  }
  if (at['@forge/api'] !== undefined) return [];
  at['@forge/api'] = value;
  return [[...path, '@forge/api'].join('/')];
}

function removeAt(file: Record<string, unknown>, path: readonly string[]): void {
  const [key = '', ...rest] = path;
  const inner = { ...recordOf(file[key]) } as Record<string, unknown>;
  if (rest.length === 0) delete inner['@forge/api'];
  else removeAt(inner, rest);
  if (Object.keys(inner).length === 0) Reflect.deleteProperty(file, key);
  else file[key] = inner;
}

/** By the least version that a spec lets in: with an old lock file that is the one that is installed. */
function isTooOld(name: string, spec: string): boolean {
  const [leastMajor, leastMinor] = least[name] ?? [0, 0];
  const [, major, minor = '0'] = /(\d+)(?:\.(\d+))?/.exec(spec) ?? [];
  if (major === undefined) return false;
  return Number(major) === leastMajor ? Number(minor) < leastMinor : Number(major) < leastMajor;
}

/** The first whole number: `^8.3.0`, `~8.3`, `8.x`, `>=8`; `NaN` where none is written, as in `latest`. */
function majorOf(spec: string): number {
  return spec === 'latest' || spec === '*' ? 8 : Number(/\d+/.exec(spec)?.[0] ?? Number.NaN);
}

function sorted(record: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function recordOf(value: unknown): Record<string, string> {
  return isRecord(value) ? (value as Record<string, string>) : {};
}

function print(before: string, file: object): string {
  const indent = /^[{\s]*\n([ \t]+)/.exec(before)?.[1] ?? '  ';
  return JSON.stringify(file, null, indent) + (before.endsWith('\n') ? '\n' : '');
}
